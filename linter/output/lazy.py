"""Renderers that are imported when they are called: a run pays for the formats it writes."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module


def later(module: str, name: str) -> Callable[..., str]:
    """The function `name` of a module of this package."""

    def call(*arguments: object) -> str:
        return str(getattr(import_module(f"linter.output.{module}"), name)(*arguments))

    return call

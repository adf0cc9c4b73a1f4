"""Functions of formats, imported when first called, so that a run imports only its own formats."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module


def lazy_function(module: str, name: str) -> Callable[..., str]:
    """The function `name` of a module of this package."""

    def call(*arguments: object) -> str:
        return str(getattr(import_module(f"linter.output.{module}"), name)(*arguments))

    return call

"""What patterns name in braces: words that are stated once and used in many patterns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from linter.regex_cache import compiled

NAMED = compiled(r"\{([a-z][a-z_]*)\}")
"""A name in braces."""


class Names(Protocol):
    """The names that patterns of a file may use, and what they stand for."""

    @property
    def by_name(self) -> Mapping[str, Iterable[str]]:
        """The words that each name stands for."""
        ...

    def expand(self, pattern: str) -> str:
        """The pattern with a regular expression in place of each name; other names stay."""
        ...


class _NoNames:
    by_name: Mapping[str, Iterable[str]] = {}

    def expand(self, pattern: str) -> str:
        """The pattern."""
        return pattern


NO_NAMES: Names = _NoNames()

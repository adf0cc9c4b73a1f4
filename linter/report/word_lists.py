"""Named lists of words that rules and readers share, and the patterns that name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field

from linter.strict_yaml.names import NAMED


class WordLists(Struct, frozen=True, dict=True):
    """The packs' word lists by name: words in the order in which the packs state them, each once."""

    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """The words of a list; KeyError when there is no such list."""
        return self.by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self.by_name

    def get(self, name: str) -> tuple[str, ...]:
        """The words of a list; none when there is no such list."""
        return self.by_name.get(name, ())

    def alternation(self, name: str) -> str:
        """A regular expression for any word of a list, longer words first."""
        return self._alternations[name]

    def alternation_or_never(self, name: str) -> str:
        """The same; one that matches nowhere when there is no such list."""
        return self._alternations.get(name, _NEVER)

    def expand(self, pattern: str) -> str:
        """The pattern with an alternation in place of each list that it names; other names stay."""
        known = self._alternations
        return NAMED.sub(lambda match: known.get(match[1], match[0]), pattern)

    @cached_property
    def _alternations(self) -> Mapping[str, str]:
        return {name: _alternation(words) for name, words in self.by_name.items()}


_NEVER = "(?!)"

NO_LISTS = WordLists()


def _alternation(words: tuple[str, ...]) -> str:
    escaped = [re.escape(word) for word in sorted(words, key=len, reverse=True)]
    return f"[{''.join(escaped)}]" if all(len(word) == 1 for word in words) else f"(?:{'|'.join(escaped)})"

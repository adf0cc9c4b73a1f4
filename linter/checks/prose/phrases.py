"""Phrases of rules as types of fields: patterns over the shape of prose, with names in braces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, TypeAlias

from msgspec import Struct

from linter.report.prose.prose_tokens import MARKS
from linter.strict_yaml.names import NAMED
from linter.strict_yaml.patterns import PatternsType, PatternType
from linter.strict_yaml.regex_literals import Needs, may_match, needs_of

if TYPE_CHECKING:
    from linter.strict_yaml.location import LocatedStr, Location

ANY_MARK = "".join(MARKS.values())
"""All marks, for a character class."""
_CHAR = rf"[^,;:。!?(){ANY_MARK}]"
_FIGURES = {"n": "count", "x": "count", "y": "count", "d": "count", "p": "percent", "m": "money"}
NAMES = frozenset((*MARKS, *_FIGURES, "char"))
"""What phrases may name in braces."""


def expand(phrase: str, *, groups: bool = True) -> str:
    """A phrase as a regular expression over shapes: `{count}` stands for any count, `{char}` for a
    character that is neither a mark nor punctuation; `{n}`, `{x}`, `{y}`, `{d}`, `{p}` and `{m}` are figures
    that the rule names, and (with `groups`) groups of that name."""

    def mark(match: re.Match[str]) -> str:
        name = match[1]
        if name == "char":
            return _CHAR
        if name in _FIGURES:
            char = MARKS[_FIGURES[name]]
            return f"(?P<{name}>{char})" if groups else char
        return MARKS.get(name, match[0])

    return NAMED.sub(mark, phrase)


class Phrase(Struct, frozen=True):
    """A phrase, and what a shape must hold for it to match."""

    pattern: re.Pattern[str]
    needs: Needs

    def occurrences(self, text: str) -> Iterator[re.Match[str]]:
        """Where it matches in a shape."""
        return self.pattern.finditer(text) if may_match(self.needs, text) else iter(())


def phrases(patterns: Iterable[re.Pattern[str]]) -> tuple[Phrase, ...]:
    """Patterns with what they need, found when the rule is read."""
    return tuple([Phrase(pattern, needs_of(pattern)) for pattern in patterns])


def likely(phrases: Iterable[Phrase], text: str) -> list[Phrase]:
    """The phrases whose literals stand in a text."""
    return [phrase for phrase in phrases if may_match(phrase.needs, text)]


class PhraseType(PatternType):
    """Decodes a phrase that holds each of `figures` once, and at least one of `either`."""

    names = NAMES

    def __init__(self, *figures: str, either: tuple[str, ...] = ()) -> None:
        self._figures = figures
        self._either = either

    def expand(self, text: str, *, groups: bool = True) -> str:
        """The regular expression that a phrase stands for."""
        return expand(text, groups=groups)

    def flaws(self, text: LocatedStr) -> Iterator[tuple[Location, str]]:
        """Figures that are missing or stand twice."""
        names = [match[1] for match in NAMED.finditer(text)]
        for figure in self._figures:
            if names.count(figure) != 1:
                yield text.where, f"句式中应有一个 {{{figure}}}"
        if self._either and not set(self._either) & set(names):
            yield text.where, f"句式中应有 {' 或者 '.join(f'{{{figure}}}' for figure in self._either)}"


PhrasePattern: TypeAlias = Annotated[re.Pattern[str], PhraseType()]
"""A phrase."""

PhrasePatterns: TypeAlias = Annotated[re.Pattern[str] | None, PatternsType(PhraseType())]
"""Phrases that are asked together, as one pattern without groups; None for an empty list."""

CountPhrase: TypeAlias = Annotated[re.Pattern[str], PhraseType("n")]
"""A phrase that states the count {n}."""

AmountPhrase: TypeAlias = Annotated[re.Pattern[str], PhraseType("m")]
"""A phrase that states the amount of money {m}."""

SharePhrase: TypeAlias = Annotated[re.Pattern[str], PhraseType("n", "p")]
"""A phrase that states the part {n} and its share {p}."""

DifferencePhrase: TypeAlias = Annotated[re.Pattern[str], PhraseType("x", "y", "d")]
"""A phrase that compares {x} with {y} by the change {d}."""

GrowthPhrase: TypeAlias = Annotated[re.Pattern[str], PhraseType("x", "p", either=("y", "d"))]
"""A phrase that compares {x} with {y}, or with the difference {d}, by the rate {p}."""

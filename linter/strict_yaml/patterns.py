"""Regular expressions as types of fields: checked and compiled when the file is decoded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, TypeAlias

from linter.strict_yaml.annotations import TextListType, TextType
from linter.strict_yaml.names import NAMED, NO_NAMES, Names

if TYPE_CHECKING:
    from linter.strict_yaml.location import Fault, LocatedStr, Location
    from linter.strict_yaml.scalar import Run

_NEVER = "(?!)"  # takes the place of a pattern that is refused
_GROUP_NAME = r"\(\?P<\w+>"


class PatternType(TextType):
    """Decodes a text as a regular expression that takes linear time; `{name}` in it stands for what the
    names of the run say."""

    names: frozenset[str] = frozenset()
    """Names in braces that the type itself gives a meaning."""

    def expand(self, text: str, *, groups: bool = True) -> str:
        """A text with what the type's own names stand for; without `groups`, none of them is a group."""
        return text

    def flaws(self, text: LocatedStr) -> Iterator[tuple[Location, str]]:
        """What is wrong with a text before it is a regular expression."""
        yield from ()

    def decode(self, text: LocatedStr, run: Run) -> re.Pattern[str]:
        """The compiled pattern; one that matches nothing after a fault."""
        expanded = self.expand((run.names or NO_NAMES).expand(text)) if self.check(text, run) else _NEVER
        return re.compile(expanded)

    def check(self, text: LocatedStr, run: Run) -> bool:
        """Whether a text can be used; if not, the faults are added to those of the run.

        It cannot where it names something and no names are known; that is no fault.
        """
        from linter.strict_yaml.regex_check import LONGEST, LONGEST_EXPANDED, MOST_IN_ALL, TOGETHER, judge

        known = run.names or NO_NAMES
        faults = [*_unknown(text, self.names, known)]
        if run.names is None and faults:
            return False
        faults += (place.fault(message) for place, message in self.flaws(text))
        expanded = self.expand(known.expand(text), groups=False)
        is_named = len(text) <= LONGEST and expanded != text
        judged = judge(expanded, LONGEST_EXPANDED if is_named else LONGEST)
        for flaw in judged.flaws:
            exact = flaw.at is not None and expanded == text
            faults.append((text.at(flaw.at or 0) if exact else text.where).fault(flaw.message))
        if run.steps <= MOST_IN_ALL < run.steps + judged.cost:
            faults.append(text.where.fault(TOGETHER))
        run.steps += judged.cost
        run.faults += faults
        return not faults


def _unknown(text: LocatedStr, own: frozenset[str], known: Names) -> Iterator[Fault]:
    from linter.suggest import unknown

    for match in NAMED.finditer(text):
        if match[1] not in own and match[1] not in known.by_name:
            names = sorted((*own, *known.by_name))
            yield text.at(match.start()).fault(unknown("代号或词表", match[1], names))


class PatternsType(TextListType):
    """Decodes a list of texts as one regular expression that matches where one of them does."""

    def __init__(self, each: PatternType) -> None:
        self._each = each

    def decode(self, texts: tuple[LocatedStr, ...], run: Run) -> re.Pattern[str] | None:
        """The alternation of the patterns, without names of groups; None for an empty list."""
        known = run.names or NO_NAMES
        right = [text for text in texts if self._each.check(text, run)]
        return alternation(self._each.expand(known.expand(text), groups=False) for text in right)


def alternation(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern that matches where one of these does, without names of groups; None for none."""
    parts = [f"(?:{re.sub(_GROUP_NAME, '(?:', pattern)})" for pattern in patterns]
    return re.compile("|".join(parts)) if parts else None


def either(patterns: Iterable[re.Pattern[str] | None]) -> re.Pattern[str] | None:
    """A pattern that matches where one of these does; None stands for one that matches nowhere."""
    found = [pattern for pattern in patterns if pattern is not None]
    return found[0] if len(found) == 1 else alternation(pattern.pattern for pattern in found)


def occurs(pattern: re.Pattern[str] | None, text: str) -> bool:
    """Whether a pattern occurs in a text; None occurs nowhere."""
    return pattern is not None and pattern.search(text) is not None


Pattern: TypeAlias = Annotated[re.Pattern[str], PatternType()]
"""A regular expression."""

Patterns: TypeAlias = Annotated[re.Pattern[str] | None, PatternsType(PatternType())]
"""Regular expressions that are asked together, as one; None for an empty list."""

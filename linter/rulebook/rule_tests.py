"""The tests written inside rules: which there are, where they stand, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from linter.diagnostic import Diagnostic
from linter.report.word_lists import WordLists
from linter.resources import builtin_packs
from linter.rulebook.loader import read_texts
from linter.rulebook.pack import Example, RuleEntry
from linter.rulebook.pack_reader import read_packs
from linter.strict_yaml import Fault, RuleError


class LocatedFinding(NamedTuple):
    """A finding in the text of a test: the row (from 1) where it stands, and the finding."""

    row: int
    diagnostic: Diagnostic


class RuleTestResult(NamedTuple):
    """One test that was run: its rule's code, the test, and everything that was found in its text.

    `unreadable` says why the text could not be checked at all.
    """

    code: str
    example: Example
    found: tuple[LocatedFinding, ...] = ()
    unreadable: str | None = None

    @property
    def passed(self) -> bool:
        """Whether what was wanted was found and what must be absent was not."""
        if self.unreadable is not None:
            return False
        want, absent, row = self.example.want, self.example.absent, self.example.row
        hits = [each for each in self.found if want == each.diagnostic.code and row in (None, each.row)]
        return (want is None or bool(hits)) and all(each.diagnostic.code != absent for each in self.found)


class Uncovered(NamedTuple):
    """A rule (its code, file and line) without a test of its own that wants it, or that must not find it."""

    code: str
    file: str
    line: int
    lacks_want: bool
    lacks_absent: bool


def rules_of(files: Sequence[Path], lists: WordLists) -> tuple[RuleEntry, ...]:
    """The rules of these packs, or of all that come with the program when there are none. `lists` are
    word lists of other packs that their patterns may name.

    Raises RuleError with the faults of the files.
    """
    faults: list[Fault] = []
    packs = read_packs(read_texts(files or builtin_packs()), faults, lists).packs
    if faults:
        raise RuleError(faults)
    return tuple(rule for pack in packs for rule in pack.rules)


def uncovered(rules: Sequence[RuleEntry]) -> tuple[Uncovered, ...]:
    """The rules that can be switched on and lack one of the two kinds of test."""
    lacking = []
    for rule in rules:
        lacks_want = all(example.want != rule.code for example in rule.tests)
        lacks_absent = all(example.absent != rule.code for example in rule.tests)
        if rule.severity != "off" and rule.status != "deprecated" and (lacks_want or lacks_absent):
            where = rule.code.where
            lacking.append(Uncovered(str(rule.code), where.file, where.line, lacks_want, lacks_absent))
    return tuple(lacking)

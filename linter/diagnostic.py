"""Findings as they are shown, with their fixes. Frozen values only."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, StrEnum
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from linter.text.edits import Edit, columns
from linter.text.source import Source, Span


class Severity(Enum):
    """How bad a finding is; members compare by gravity (INFO < WARNING < ERROR)."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def gravity(self) -> int:
        """0, 1 or 2, rising with the severity."""
        return _GRAVITY[self]

    def __lt__(self, other: Severity) -> bool:
        return self.gravity < other.gravity

    def __le__(self, other: Severity) -> bool:
        return self.gravity <= other.gravity


_GRAVITY = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


Level = Literal["error", "warning", "info", "off"]
"""A severity as packs and configs write it, or none at all."""


Status = Literal["preview", "stable", "deprecated"]
"""How settled a rule is: one on trial may change, a deprecated one finds nothing any more."""


Tag = Literal["deprecated", "unnecessary"]
"""What an editor may show besides: that the words of a finding are out of date (struck through), or that
they can go (faded)."""


class Related(Struct, frozen=True):
    """Another place that a finding is about, and how; `source` is its file if it is not the finding's."""

    span: Span
    message: str
    source: Source | None = None


class Applicability(StrEnum):
    """SAFE edits never change what the report says; UNSAFE ones need a person's yes."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Fix(Struct, frozen=True):
    """Edits that belong together: all of them are applied or none; `message` tells what they do."""

    applicability: Applicability
    message: str
    edits: Sequence[Edit]


class Diagnostic(Struct, frozen=True):
    """One finding.

    `message` says in one Chinese sentence what is wrong, with the figures, and what would be
    right; `help` is advice (建议); `references` are the legal grounds (依据), each as it would be
    cited; `report` counts the reports of one file from 1, 0 when the finding is about the file;
    `subject` names what is missing, where a finding stands on something else for want of it; `label` is
    the rule's short Chinese name.
    """

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    help: str = ""
    references: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    report: int = 0
    url: str | None = None
    subject: str = ""
    label: str = ""

    @property
    def place(self) -> tuple[int, int, str]:
        """The key that findings of one file are sorted by: place first, then code; what a rule finds at
        one place keeps the order in which it finds it."""
        return (self.span.start, self.span.end, self.code)

    def moved(self, by: int) -> Diagnostic:
        """The same finding when the text before its report has grown by so many code points."""
        if by == 0:
            return self
        related = tuple(
            [
                one if one.source is not None else replace(one, span=_moved(one.span, by))
                for one in self.related
            ]
        )
        fix = self.fix
        if fix is not None:
            fix = Fix(fix.applicability, fix.message, columns(fix.edits).moved(by))
        return replace(self, span=_moved(self.span, by), related=related, fix=fix)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)

"""What the user chose for a run, as far as checking must know it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from linter.diagnostic import Severity


class Settings(Struct, frozen=True):
    """Choices that change which findings there are.

    `select` and `ignore` hold rule codes or prefixes of codes (`N`, `N5`, `N501`); an empty
    `select` stands for every rule. `year` replaces the reporting year read from the text.
    `severities` are severities by code or prefix, None for rules that are off. `dropped` are codes
    and prefixes that no `select` brings back. `fragments`: a part of a report is judged, as far as it goes.
    `unfinished`: the text is being written, and what it has not reached is one thing that lacks.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    year: int | None = None
    severities: tuple[tuple[str, Severity | None], ...] = ()
    dropped: tuple[str, ...] = ()
    fragments: bool = False
    unfinished: bool = False

    @property
    def wants_all(self) -> bool:
        """Whether findings of every rule are wanted: no choice has been made."""
        return not (self.select or self.ignore or self.severities or self.dropped)

    def wants(self, code: str) -> bool:
        """Whether findings of the rule `code` are wanted: the longest matching prefix decides."""
        if self.dropped and code.startswith(self.dropped):
            return False
        if self.severities and self._chosen(code, Severity.INFO) is None:
            return False
        chosen = _longest(self.select, code) if self.select else 0
        return chosen > _longest(self.ignore, code)

    def severity(self, code: str, own: Severity) -> Severity:
        """The severity of a finding of the rule `code` whose `own` would be that: what the user chose
        for a rule holds for all its findings, in every reporting year."""
        return (self._chosen(code, own) or own) if self.severities else own

    def _chosen(self, code: str, own: Severity) -> Severity | None:
        """The severity that the longest matching prefix gives, None for off, `own` when none matches."""
        length = _longest([prefix for prefix, _ in self.severities], code)
        return next((level for prefix, level in self.severities if prefix == code[:length]), own)


def _longest(prefixes: Sequence[str], code: str) -> int:
    """Length of the longest of `prefixes` that `code` begins with, -1 when none does."""
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=-1)

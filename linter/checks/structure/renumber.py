"""A finding on wrong numerals: what they are, what they should be, and the fix that renumbers."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from linter.checks.base import Finding, replacement
from linter.checks.structure.sequence import Fault
from linter.diagnostic import Applicability, Fix, Related
from linter.regex_cache import compiled
from linter.report.values.numeral import like, number
from linter.text.source import Span

CIRCLED = compiled("[①-⑳㈠-㈩]")
LONGEST_LABEL = 80


class Numeral(Struct, frozen=True):
    """A numeral in the text, and the level it is written for."""

    level: int
    numeral: str
    span: Span


def wrong_numerals(faults: Sequence[tuple[Numeral, Fault]], *, mends: bool) -> Finding:
    """One finding on the first fault, the others as related; with a fix where renumbering `mends` all."""
    numeral, fault = faults[0]
    return Finding(
        numeral.span,
        {"found": _shown(numeral.level, numeral.numeral), "expected": _expected(numeral, fault)},
        related=tuple(
            Related(other.span, f"这里应为“{_expected(other, wrong)}”") for other, wrong in faults[1:]
        ),
        fix=_renumbered(faults) if mends else None,
    )


def missing_before(found: Finding, numeral: Numeral, fault: Fault, value: int) -> Finding:
    """The finding on a numeral before which others are missing: those from the one expected to `value`."""
    missing = [_shown(numeral.level, like(numeral.numeral, at)) for at in range(fault.expected, value)]
    return replace(found, values={**found.values, "expected": "”、“".join(missing)}, message="gap_message")


def _expected(numeral: Numeral, fault: Fault) -> str:
    return _shown(numeral.level, like(numeral.numeral, fault.expected))


def _renumbered(faults: Sequence[tuple[Numeral, Fault]]) -> Fix | None:
    edits = [(numeral.span, like(numeral.numeral, fault.expected)) for numeral, fault in faults]
    if any(number(text) != fault.expected for (_, text), (_, fault) in zip(edits, faults, strict=True)):
        return None  # there is no such circled numeral
    return replacement(Applicability.SAFE, "改正序号", *edits)


def _shown(level: int, numeral: str) -> str:
    """A numeral with the marks that GB/T 9704 writes it with."""
    if level == 1:
        return f"{numeral}、"
    if level == 3:
        return f"{numeral}."
    return numeral if CIRCLED.match(numeral) else f"（{numeral}）"

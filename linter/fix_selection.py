"""Which fixes go together: from findings to edits that do not get into each other's way."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from linter.diagnostic import Applicability, Diagnostic
from linter.text.edits import Edit
from linter.text.source import Source


class Chosen(NamedTuple):
    """The findings whose fixes go together, the edits that carry them out (in the order of the text,
    each once, disjoint), and the findings whose fixes overlap one chosen before."""

    edits: tuple[Edit, ...]
    applied: tuple[Diagnostic, ...]
    refused: tuple[Diagnostic, ...]


def choose(source: Source, diagnostics: Iterable[Diagnostic], *, unsafe: bool = False) -> Chosen:
    """The fixes to apply to `source`, in the order of `diagnostics`: safe ones, with `unsafe` all.

    Of one fix all edits are applied or none. The same edit for two findings is one edit; two insertions
    at one place overlap; an insertion at the edge of a replaced stretch does not.
    """
    chosen: list[Edit] = []
    applied: list[Diagnostic] = []
    refused: list[Diagnostic] = []
    for diagnostic in diagnostics:
        if not is_applicable(diagnostic, unsafe=unsafe):
            continue
        edits = _changes(source, diagnostic)
        if not edits:
            continue
        if any(map(_overlap, edits, edits[1:])) or any(_is_in_the_way(chosen, edit) for edit in edits):
            refused.append(diagnostic)
            continue
        applied.append(diagnostic)
        for edit in edits:
            if not _is_chosen(chosen, edit):
                insort(chosen, edit)
    return Chosen(tuple(chosen), tuple(applied), tuple(refused))


def is_applicable(diagnostic: Diagnostic, *, unsafe: bool = False) -> bool:
    """Whether a finding has a fix that may be applied without, or with, a person's yes."""
    fix = diagnostic.fix
    return fix is not None and (unsafe or fix.applicability is Applicability.SAFE)


def _changes(source: Source, diagnostic: Diagnostic) -> list[Edit]:
    """The edits of a finding's fix that change something, in order, each once."""
    edits = diagnostic.fix.edits if diagnostic.fix is not None else ()
    return sorted({edit for edit in edits if source.slice(edit.span) != edit.content})


def _is_chosen(chosen: Sequence[Edit], edit: Edit) -> bool:
    at = bisect_left(chosen, edit)
    return at < len(chosen) and chosen[at] == edit


def _is_in_the_way(chosen: Sequence[Edit], edit: Edit) -> bool:
    """Whether an edit overlaps one of those chosen, which are in order and disjoint."""
    at = bisect_left(chosen, edit)
    before = at > 0 and _overlap(chosen[at - 1], edit)
    return before or (at < len(chosen) and chosen[at] != edit and _overlap(edit, chosen[at]))


def _overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits, of which `one` does not begin behind `other`, touch the same text or place."""
    return other.span.start < one.span.end or one.span == other.span

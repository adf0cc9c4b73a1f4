"""Findings as comments in their document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.diagnostic import Applicability, Diagnostic, Related
from linter.documents.base import Note
from linter.output.gravest import gravest, left_out
from linter.output.text import WORDS
from linter.output.width import visible
from linter.text.source import Source

_FIXES = {Applicability.SAFE: "改法", Applicability.UNSAFE: "改法（请先核实）"}
_RELATED = 8  # related places that a comment lists


def notes(source: Source, diagnostics: Sequence[Diagnostic]) -> list[Note]:
    """A comment for each finding, in their order; of very many for the gravest, which the first says."""
    listed = gravest(diagnostics)
    marks = [Note(each.span, tuple(map(visible, _lines(source, each)))) for each in listed]
    if more := left_out(diagnostics):
        marks.insert(0, Note(listed[0].span, (more,)))
    return marks


def _lines(source: Source, found: Diagnostic) -> Iterator[str]:
    yield f"{WORDS[found.severity]}[{found.code}] {found.label}：{found.message}"
    if found.references:
        yield f"依据：{'；'.join(found.references)}"
    if found.help:
        yield f"建议：{found.help}"
    if found.fix is not None:
        yield f"{_FIXES[found.fix.applicability]}：{found.fix.message}"
    if found.related:
        more = len(found.related) - _RELATED
        places = [_place(source, each) for each in found.related[:_RELATED]]
        yield f"相关：{'；'.join(places)}" + (f"；另有 {more} 处" if more > 0 else "")


def _place(source: Source, related: Related) -> str:
    own = related.source or source
    where = own.where(related.span.start)
    if own is not source:
        where = f"{own.name} {where}"
    return f"{where}，{related.message}" if related.message else where

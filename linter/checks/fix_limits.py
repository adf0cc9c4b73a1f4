"""Which fixes are never offered, whatever check has them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from linter.diagnostic import Fix
from linter.text.normalize import has_traditional_form
from linter.text.source import Source, Span


def may_be_offered(fix: Fix, source: Source) -> bool:
    """Whether a fix leaves addresses, code and names of files as they are, and writes no simplified
    characters into a text of traditional ones."""
    if source.addresses and any(_touches(source.addresses, edit.span) for edit in fix.edits):
        return False
    return not source.is_traditional or not any(has_traditional_form(edit.content) for edit in fix.edits)


def _touches(spans: Sequence[Span], place: Span) -> bool:
    """Whether a place, which may be empty, reaches into one of the spans (in order, disjoint)."""
    at = bisect_left(spans, place.end, key=lambda span: span.start) - 1
    return at >= 0 and spans[at].end > place.start

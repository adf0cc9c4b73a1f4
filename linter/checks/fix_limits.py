"""Which fixes are never offered, whatever check has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linter.diagnostic import Fix
from linter.text.edits import columns
from linter.text.normalize import has_traditional_form
from linter.text.source import Source, Span


def may_be_offered(fix: Fix, source: Source) -> bool:
    """Whether a fix leaves addresses, code and names of files as they are, and writes no simplified
    characters into a text of traditional ones."""
    if source.addresses:
        edits = columns(fix.edits)
        if _touch(source.addresses, sorted(zip(edits.starts, edits.ends, strict=True))):
            return False
    return not source.is_traditional or not any(has_traditional_form(edit.content) for edit in fix.edits)


def _touch(spans: Sequence[Span], edited: Iterable[tuple[int, int]]) -> bool:
    """Whether one of some edited stretches, which are in order and may be empty, reaches into one of the
    spans (in order, disjoint)."""
    ahead = iter(spans)
    start, stop = next(ahead)
    for first, last in edited:
        while stop <= first:
            following = next(ahead, None)
            if following is None:
                return False
            start, stop = following
        if start < last:
            return True
    return False

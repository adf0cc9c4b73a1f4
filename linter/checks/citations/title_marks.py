"""Titles in 《》 and sentences in a report's prose, for the checks of citations."""

from __future__ import annotations

from linter.checks.base import Context
from linter.regex_cache import compiled
from linter.text.source import Span

_TITLE = compiled(r"《([^《》。;!?]{4,200}+)》")
_END = compiled(r"[。;!?]")
_REACH = 400


def marked_titles(context: Context) -> tuple[Span, ...]:
    """The words between 《 and 》, in order; of nested titles the inner."""
    return context.fact(_marked_titles)


def _marked_titles(context: Context) -> tuple[Span, ...]:
    return tuple(
        [
            Span(*match.span(1))
            for stretch in context.report.prose
            for match in _TITLE.finditer(context.normalized, stretch.start, stretch.end)
        ]
    )


def sentence(context: Context, span: Span) -> Span:
    """The sentence around a place, as far as it is near."""
    normalized = context.normalized
    low, high = max(0, span.start - _REACH), min(len(normalized), span.end + _REACH)
    start = max((match.end() for match in _END.finditer(normalized, low, span.start)), default=low)
    end = _END.search(normalized, span.end, high)
    return Span(start, end.end() if end else high)

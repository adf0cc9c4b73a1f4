"""Places in words for a reader of the file."""

from __future__ import annotations

from linter.text.source import Source, Span

_AROUND = 40  # characters quoted on either side


def place(source: Source, span: Span) -> str:
    """`34:5` (row and column), with the cell where the file holds a table; `第2个表格第5行第3列` or `第4页`
    where the file has no lines."""
    origin = source.origin(span.start)
    if origin is not None and not source.has_lines:
        return origin
    at = source.place(span.start)
    return f"{at.row}:{at.column}" + (f"（{origin}）" if origin is not None else "")


def row(source: Source, offset: int) -> int | None:
    """The row of an offset in the file; None if the file has no lines."""
    return source.place(offset).row if source.has_lines else None


def quoted(source: Source, span: Span) -> tuple[str, str, str]:
    """The line around a span, shortened: the text before, in and after it."""
    line = source.line_span(source.row(span.start))
    start = min(span.start, line.end)
    end = max(start, min(span.end, line.end, start + 2 * _AROUND))
    low, high = max(line.start, start - _AROUND), min(line.end, end + _AROUND)
    before = ("…" if low > line.start else "") + source.text[low:start].lstrip()
    return before, source.text[start:end], source.text[end:high].rstrip() + ("…" if high < line.end else "")

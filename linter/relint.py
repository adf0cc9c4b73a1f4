"""Lints a text again after a change: reports that did not change keep their results.

A result depends on the report's own lines, on those around it (`_REACH`), on some facts of the whole file,
and on the row that it begins in where a message names one. All of these are its key, the text itself among
them: nothing is kept because of what an editor says of a change.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from msgspec import Struct

from linter.documents import Document, ReadError
from linter.lint import (
    CheckCancelled,
    FileResult,
    ReportResult,
    check_file,
    check_report,
    context_of,
    lint,
)
from linter.memory import Memory
from linter.regex_cache import compiled
from linter.report.moved import moved_report
from linter.report.structure.line_classifier import Token, TooLong
from linter.report.structure.parser import ReportPart
from linter.rulebook import Rulebook
from linter.settings import Settings
from linter.text.source import Source

_REACH = 500  # characters on either side of a report that its checks may look at, and their lines
_LINE_END = compiled(r"\r\n|\n|\r")


class _Window(Struct, frozen=True):
    """A report's part of a text with what its checks may look at around it."""

    part: ReportPart
    tokens: list[Token]
    start: int
    end: int


class _Kept(Struct, frozen=True):
    """A result as it was when its window began at an offset, in a row; `row` is None where none is named.
    `parts` are the keys of what it was made of."""

    start: int
    row: int | None
    result: ReportResult
    parts: tuple[Hashable, ...]


def relint(
    document: Document,
    book: Rulebook,
    settings: Settings,
    memory: Memory,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[ReportResult | FileResult]:
    """What `lint` finds without a previous report, by help of what a memory kept of earlier texts.

    Raises ReadError, and CheckCancelled when `cancelled` says so.
    """
    source = document.source
    if source.unread or source.origins:
        yield from lint(document, book, settings)
        return
    memory.begin(book, settings)
    try:
        parts = book.parser.parts(source, fragments=settings.fragments, memory=memory)
    except TooLong:
        raise ReadError(source.name, "行数太多，不像是一份年报") from None
    facts = _facts(source)
    for window in _windows(source, parts):
        if cancelled is not None and cancelled():
            raise CheckCancelled
        yield _result(source, window, facts, book, settings, memory, cancelled)
    yield check_file(source, len(parts), book, settings)
    memory.end()


def _result(
    source: Source,
    window: _Window,
    facts: Hashable,
    book: Rulebook,
    settings: Settings,
    memory: Memory,
    cancelled: Callable[[], bool] | None,
) -> ReportResult:
    key = (facts, _key(source, window))
    row = source.row(window.start)
    kept: _Kept | None = memory.find(key)
    if kept is not None and kept.row in (None, row):
        if kept.start != window.start:
            result = _moved(kept.result, window.start - kept.start)
            kept = _Kept(window.start, kept.row, result, kept.parts)
            memory.keep(key, kept)
        memory.use(kept.parts)
        return kept.result
    memory.asked()
    report = book.parser.report(source, window.part, settings.year, memory)
    context = context_of(source, report, book, settings, memory)
    result = check_report(context, book, settings, cancelled=cancelled)
    if source.source_map is None or not context.names_rows:
        named = row if context.names_rows else None
        memory.keep(key, _Kept(window.start, named, result, memory.asked()))
    return result


def _moved(result: ReportResult, by: int) -> ReportResult:
    found = tuple([one.moved(by) for one in result.diagnostics])
    return ReportResult(moved_report(result.report, by), found, result.compared)


def _facts(source: Source) -> Hashable:
    """What the results of all reports in a file depend on, besides their text."""
    ended = _LINE_END.search(source.text)
    line_end = ended[0] if ended else ""
    return source.name, line_end, source.is_traditional, source.original is None


def _windows(source: Source, parts: Sequence[ReportPart]) -> Iterator[_Window]:
    text, tokens = source.text, [part.tokens() for part in parts]
    for index, part in enumerate(parts):
        start, end = 0, len(text)
        if index > 0:
            start = max(0, tokens[index - 1][-1].block.end - _REACH)
            start = text.rfind("\n", 0, start) + 1
        if index < len(parts) - 1:
            following = text.find("\n", tokens[index + 1][0].block.start + _REACH)
            end = following if following >= 0 else end
        yield _Window(part, tokens[index], start, end)


def _key(source: Source, window: _Window) -> Hashable:
    start, end = window.start, window.end
    tokens = tuple(
        [
            (
                token.type,
                token.block.form,
                token.block.text,
                token.block.start - start,
                token.block.level,
                token.block.numeral,
                token.block.number,
                token.block.key,
            )
            for token in window.tokens
        ]
    )
    places = [span for span in source.addresses if span.end > start and span.start < end]
    grids = [grid.span for grid in source.grids if grid.span.end > start and grid.span.start < end]
    return (
        window.part.number,
        window.part.is_followed,
        start == 0,
        source.text[start:end],
        source.normalized[start:end],
        tokens,
        tuple([(span.start - start, span.end - start) for span in places]),
        tuple([(span.start - start, span.end - start) for span in grids]),
    )

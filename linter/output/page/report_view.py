"""The complete text of a file as blocks in order: headings, paragraphs and tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linter.output.page.table_rebuild import is_placed, rebuild_table
from linter.output.page.table_view import (
    Labels,
    TableView,
    lines,
    shows_all_words,
    view_of_bars,
    view_of_grid,
    without_repeats,
)
from linter.report.model import Block as Part
from linter.report.model import Item, Report, walk
from linter.report.tables.table import Row, Table
from linter.report.template import Layout
from linter.text.source import Source, Span, covers

_LONGEST_HEADING = 36  # characters: a longer line under a numeral is a clause and not a heading


class TextBlock(NamedTuple):
    """A heading or a paragraph. `level` is 0 for running text, 1 for a report's title, 2 for a section, 3
    and more for what is under it; `outside` tells that it is no part of a report."""

    span: Span
    level: int = 0
    outside: bool = False


class TableBlock(NamedTuple):
    """A table, and the span of text that it replaces."""

    span: Span
    view: TableView


Block = TextBlock | TableBlock


def blocks(source: Source, reports: Sequence[Report]) -> tuple[Block, ...]:
    """The blocks of a file's whole text, in order."""
    candidates: list[Block] = [*_grids(source, reports), *_headings(source, reports)]
    candidates = _disjoint(candidates)
    shown_spans = [claim.span for claim in candidates]
    candidates = _disjoint([*candidates, *_tables(source, reports, shown_spans)])
    own = [report.span for report in reports]
    found: list[Block] = []
    at = 0
    for claim in (*candidates, None):
        stop = claim.span.start if claim is not None else len(source.text)
        found += (
            TextBlock(line, outside=not covers(own, line.start)) for line in lines(source, Span(at, stop))
        )
        if claim is not None:
            found.append(claim)
            at = claim.span.end
    return tuple(found)


def _disjoint(candidates: Sequence[Block]) -> list[Block]:
    """The blocks that overlap none before them, in the order of the text."""
    kept: list[Block] = []
    at = 0
    for claim in sorted(candidates, key=lambda claim: claim.span):
        if claim.span.start >= at and claim.span.end > claim.span.start:
            kept.append(claim)
            at = claim.span.end
    return kept


def _headings(source: Source, reports: Sequence[Report]) -> Iterator[TextBlock]:
    for report in reports:
        if report.title_span is not None:
            yield TextBlock(report.title_span, 1)
        yield from _items(report.body)
        for section in report.sections:
            yield TextBlock(section.span, 2)
            yield from _items(section.blocks)


def _items(parts: tuple[Part, ...]) -> Iterator[TextBlock]:
    for block in walk(parts):
        if isinstance(block, Item) and block.span.end - block.span.start <= _LONGEST_HEADING:
            yield TextBlock(block.span, block.level + 1)


def _labels(tables: Sequence[Table]) -> Labels:
    rows = [
        row.span
        for table in tables
        if table.template.layout is not Layout.LINE  # whose rows are named in the head
        for row in table.rows
        if not _is_figure(row)
    ]
    return Labels(rows, (use.span for table in tables for use in table.labels))


def _is_figure(row: Row) -> bool:
    """Whether a row has no label of its own in the text, and is known by its first figure."""
    return any(cell.span == row.span and not cell.figure.blank for cell in row.cells)


def _grids(source: Source, reports: Sequence[Report]) -> Iterator[TableBlock]:
    tables = [table for report in reports for table in report.tables]
    labels = _labels(tables) if source.grids else Labels((), ())
    for grid in source.grids:
        view = view_of_grid(source, grid, labels)
        if shows_all_words(source, grid.span, tuple(view.spans)):
            yield TableBlock(grid.span, without_repeats(view))


def _tables(source: Source, reports: Sequence[Report], shown_spans: Sequence[Span]) -> Iterator[TableBlock]:
    """The tables of a text that holds none as tables, where they can be shown without leaving out a word;
    not those that touch what is `taken`, which is in order and disjoint."""
    for table in (table for report in reports for table in report.tables):
        span = _whole_lines(source, table.span)
        before = bisect_left(shown_spans, span.end, key=lambda one: one.start) - 1
        if before >= 0 and shown_spans[before].end > span.start:
            continue
        views = (
            view_of_bars(source, span, _labels([table])) if is_placed(table) else None,
            rebuild_table(source, table, span),
        )
        for view in views:
            if view is not None and shows_all_words(source, span, tuple(view.spans)):
                yield TableBlock(span, without_repeats(view))
                break


def _whole_lines(source: Source, span: Span) -> Span:
    return Span(
        source.line_span(source.row(span.start)).start,
        source.line_span(source.row(max(span.start, span.end - 1))).end,
    )

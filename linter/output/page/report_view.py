"""The text of a file as blocks to show: headings, paragraphs and tables, in order, nothing left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linter.output.page.table_rebuild import is_placed, rebuilt
from linter.output.page.table_view import Labels, Shape, distinct, is_whole, lines, of_bars, of_grid
from linter.report.model import Block as Part
from linter.report.model import Item, Report, walk
from linter.report.tables.table import Row, Table
from linter.text.source import Source, Span, covers

_LONGEST_HEADING = 36  # characters: a longer line under a numeral is a clause and not a heading


class Text(NamedTuple):
    """A heading or a paragraph. `level` is 0 for running text, 1 for a report's title, 2 for a section, 3
    and more for what is under it; `outside` tells that it is no part of a report."""

    span: Span
    level: int = 0
    outside: bool = False


class Shown(NamedTuple):
    """A table, and the stretch of text that it stands for."""

    span: Span
    shape: Shape


Block = Text | Shown


def blocks(source: Source, reports: Sequence[Report]) -> tuple[Block, ...]:
    """All of a file's text, in order."""
    claims: list[Block] = [*_grids(source, reports), *_headings(source, reports)]
    claims = _disjoint(claims)
    taken = [claim.span for claim in claims]
    claims = _disjoint([*claims, *_tables(source, reports, taken)])
    own = [report.span for report in reports]
    found: list[Block] = []
    at = 0
    for claim in (*claims, None):
        stop = claim.span.start if claim is not None else len(source.text)
        found += (Text(line, outside=not covers(own, line.start)) for line in lines(source, Span(at, stop)))
        if claim is not None:
            found.append(claim)
            at = claim.span.end
    return tuple(found)


def _disjoint(claims: Sequence[Block]) -> list[Block]:
    """Those blocks, in the order of the text, that overlap none before them."""
    kept: list[Block] = []
    at = 0
    for claim in sorted(claims, key=lambda claim: claim.span):
        if claim.span.start >= at and claim.span.end > claim.span.start:
            kept.append(claim)
            at = claim.span.end
    return kept


def _headings(source: Source, reports: Sequence[Report]) -> Iterator[Text]:
    for report in reports:
        if report.title_span is not None:
            yield Text(report.title_span, 1)
        yield from _items(report.body)
        for section in report.sections:
            yield Text(section.span, 2)
            yield from _items(section.blocks)


def _items(parts: tuple[Part, ...]) -> Iterator[Text]:
    for block in walk(parts):
        if isinstance(block, Item) and block.span.end - block.span.start <= _LONGEST_HEADING:
            yield Text(block.span, block.level + 1)


def _labels(tables: Sequence[Table]) -> Labels:
    rows = [row.span for table in tables for row in table.rows if not _is_figure(row)]
    return Labels(rows, (use.span for table in tables for use in table.labels))


def _is_figure(row: Row) -> bool:
    """Whether a row has no label of its own in the text, and is known by its first figure."""
    return any(cell.span == row.span and not cell.figure.blank for cell in row.cells)


def _grids(source: Source, reports: Sequence[Report]) -> Iterator[Shown]:
    tables = [table for report in reports for table in report.tables]
    labels = _labels(tables) if source.grids else Labels((), ())
    for grid in source.grids:
        shape = of_grid(source, grid, labels)
        if is_whole(source, grid.span, tuple(shape.spans)):
            yield Shown(grid.span, distinct(shape))


def _tables(source: Source, reports: Sequence[Report], taken: Sequence[Span]) -> Iterator[Shown]:
    """The tables of a text that holds none as tables, where they can be shown without leaving out a word;
    not those that touch what is `taken`, which is in order and disjoint."""
    for table in (table for report in reports for table in report.tables):
        span = _whole_lines(source, table.span)
        before = bisect_left(taken, span.end, key=lambda one: one.start) - 1
        if before >= 0 and taken[before].end > span.start:
            continue
        shapes = (
            of_bars(source, span, _labels([table])) if is_placed(table) else None,
            rebuilt(source, table, span),
        )
        for shape in shapes:
            if shape is not None and is_whole(source, span, tuple(shape.spans)):
                yield Shown(span, distinct(shape))
                break


def _whole_lines(source: Source, span: Span) -> Span:
    return Span(
        source.line_span(source.row(span.start)).start,
        source.line_span(source.row(max(span.start, span.end - 1))).end,
    )

"""The outline of a document (reports, sections, items, tables) and its folding ranges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lsprotocol import types

from linter.app.editor.analysis import Analysis
from linter.lsp.conversion.position import PositionCodec
from linter.lsp.server import Server
from linter.report.model import Block, Item, Report, Section
from linter.report.tables.table import Table
from linter.text.source import Source, Span


class Node(NamedTuple):
    """A part of a document: name, kind, whole span, span of its heading, and children."""

    name: str
    kind: types.SymbolKind
    span: Span
    heading: Span
    children: tuple[Node, ...] = ()


def outline(analysis: Analysis) -> tuple[Node, ...]:
    """The parts of a document, in the order of its text."""
    return tuple(_report(analysis.source, each) for each in analysis.reports)


def _report(source: Source, report: Report) -> Node:
    children = [_section(source, each) for each in report.sections]
    in_sections = {table.span for section in report.sections for table in section.tables}
    children += [_table(each) for each in report.tables if each.span not in in_sections]
    name = report.title or source.slice(report.place) or "年度报告（缺标题）"
    return _node(source, name, types.SymbolKind.Module, report.span, report.place, children)


def _section(source: Source, section: Section) -> Node:
    span = Span(section.span.start, section.end)
    children = [*_items(source, section.blocks), *map(_table, section.tables)]
    return _node(source, section.heading, types.SymbolKind.Namespace, span, section.span, children)


def _items(source: Source, blocks: Iterable[Block]) -> Iterator[Node]:
    for block in blocks:
        if isinstance(block, Item):
            span = Span(block.span.start, _end(block))
            children = list(_items(source, block.blocks))
            yield _node(source, source.slice(block.span), types.SymbolKind.String, span, block.span, children)


def _end(item: Item) -> int:
    last = item.blocks[-1] if item.blocks else None
    return max(item.span.end, (_end(last) if isinstance(last, Item) else last.span.end) if last else 0)


def _table(table: Table) -> Node:
    first = Span(table.span.start, table.span.start)
    return Node(table.template.name, types.SymbolKind.Array, table.span, first)


def _node(
    source: Source, name: str, kind: types.SymbolKind, span: Span, heading: Span, children: Iterable[Node]
) -> Node:
    """A part with its children in order; its span contains its heading and all children."""
    ordered = tuple(sorted(children, key=lambda node: node.span))
    start = min([span.start, heading.start, *(node.span.start for node in ordered)])
    end = max([span.end, heading.end, *(node.span.end for node in ordered)])
    return Node(_short(name), kind, Span(start, end), heading, ordered)


def _short(name: str, most: int = 40) -> str:
    words = " ".join(name.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"


async def document_symbol(
    server: Server, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    """The outline, nested if the client supports it."""
    found = await server.analysis(params.text_document.uri)
    if found is None:
        return None
    document, analysis = found
    nested = symbols(analysis, server.position_codec)
    return nested if server.client_support.nested_symbols else list(_flat(nested, document.uri, None))


def symbols(analysis: Analysis, codec: PositionCodec) -> list[types.DocumentSymbol]:
    """The outline with the client's ranges."""

    def symbol(node: Node) -> types.DocumentSymbol:
        whole, heading = (codec.range(analysis.source, span) for span in (node.span, node.heading))
        return types.DocumentSymbol(
            node.name, node.kind, whole, heading, children=[symbol(each) for each in node.children]
        )

    return [symbol(node) for node in outline(analysis)]


def _flat(
    nested: Iterable[types.DocumentSymbol], uri: str, container: str | None
) -> Iterator[types.SymbolInformation]:
    for each in nested:
        where = types.Location(uri, each.range)
        yield types.SymbolInformation(where, each.name, each.kind, container_name=container)
        yield from _flat(each.children or (), uri, each.name)


async def folding_range(server: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
    """The folding ranges, in whole lines."""
    found = await server.analysis(params.text_document.uri)
    return folds(found[1])[: server.client_support.folding_limit] if found is not None else None


def folds(analysis: Analysis) -> list[types.FoldingRange]:
    """The parts of more than one line, without blank lines at their end."""
    found: dict[tuple[int, int], types.FoldingRange] = {}
    for node in _all(outline(analysis)):
        file, span = analysis.source.to_file(node.span)
        first, last = file.row(span.start), file.row(max(span.start, span.end - 1))
        while last > first and not file.line(last).strip():
            last -= 1
        if last > first:
            kind = types.FoldingRangeKind.Region
            found.setdefault((first, last), types.FoldingRange(first - 1, last - 1, kind=kind))
    return [found[key] for key in sorted(found)]


def _all(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _all(node.children)

"""The outline of a document: its reports, their sections, what is in them, and what can be folded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from lsprotocol import types

from linter.lsp.analysis import Checked
from linter.lsp.position import PositionCodec
from linter.lsp.server import Server
from linter.report.model import Block, Item, Report, Section
from linter.report.tables.table import Table
from linter.text.source import Source, Span


class Node(NamedTuple):
    """A part of a document: what it is called, where it stands with all that is in it, and the words that
    it begins with."""

    name: str
    kind: types.SymbolKind
    span: Span
    words: Span
    inner: tuple[Node, ...] = ()


def outline(checked: Checked) -> tuple[Node, ...]:
    """The parts of a document, in the order of its text."""
    return tuple(_report(checked.source, each) for each in checked.reports)


def _report(source: Source, report: Report) -> Node:
    inner = [_section(source, each) for each in report.sections]
    held = {table.span for section in report.sections for table in section.tables}
    inner += [_table(each) for each in report.tables if each.span not in held]
    name = report.title or source.slice(report.place) or "年度报告（缺标题）"
    return _node(source, name, types.SymbolKind.Module, report.span, report.place, inner)


def _section(source: Source, section: Section) -> Node:
    span = Span(section.span.start, section.end)
    inner = [*_items(source, section.blocks), *map(_table, section.tables)]
    return _node(source, section.heading, types.SymbolKind.Namespace, span, section.span, inner)


def _items(source: Source, blocks: Iterable[Block]) -> Iterator[Node]:
    for block in blocks:
        if isinstance(block, Item):
            span = Span(block.span.start, _end(block))
            inner = list(_items(source, block.blocks))
            yield _node(source, source.slice(block.span), types.SymbolKind.String, span, block.span, inner)


def _end(item: Item) -> int:
    last = item.blocks[-1] if item.blocks else None
    return max(item.span.end, (_end(last) if isinstance(last, Item) else last.span.end) if last else 0)


def _table(table: Table) -> Node:
    first = Span(table.span.start, table.span.start)
    return Node(table.template.name, types.SymbolKind.Array, table.span, first)


def _node(
    source: Source, name: str, kind: types.SymbolKind, span: Span, words: Span, inner: Iterable[Node]
) -> Node:
    """A part with what is in it in order; it holds its words and all that is in it."""
    sorted_inner = tuple(sorted(inner, key=lambda node: node.span))
    start = min([span.start, words.start, *(node.span.start for node in sorted_inner)])
    end = max([span.end, words.end, *(node.span.end for node in sorted_inner)])
    return Node(_short(name), kind, Span(start, end), words, sorted_inner)


def _short(name: str, most: int = 40) -> str:
    words = " ".join(name.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"


async def document_symbol(
    server: Server, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    """The outline, nested where the client shows it so."""
    found = await server.checked(params.text_document.uri)
    if found is None:
        return None
    document, checked = found
    nested = symbols(checked, server.ruler)
    return nested if server.abilities.nests else list(_flat(nested, document.uri, None))


def symbols(checked: Checked, ruler: PositionCodec) -> list[types.DocumentSymbol]:
    """The outline as a client counts."""

    def symbol(node: Node) -> types.DocumentSymbol:
        place, words = (ruler.range(checked.source, span) for span in (node.span, node.words))
        return types.DocumentSymbol(
            node.name, node.kind, place, words, children=[symbol(each) for each in node.inner]
        )

    return [symbol(node) for node in outline(checked)]


def _flat(
    nested: Iterable[types.DocumentSymbol], uri: str, container: str | None
) -> Iterator[types.SymbolInformation]:
    for each in nested:
        where = types.Location(uri, each.range)
        yield types.SymbolInformation(where, each.name, each.kind, container_name=container)
        yield from _flat(each.children or (), uri, each.name)


async def folding_range(server: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
    """What can be folded, whole lines each."""
    found = await server.checked(params.text_document.uri)
    return folds(found[1])[: server.abilities.folds] if found is not None else None


def folds(checked: Checked) -> list[types.FoldingRange]:
    """The parts of a document over more than one line, blank lines at their end left out."""
    place: Callable[[Span], tuple[Source, Span]] = checked.source.to_file
    found: dict[tuple[int, int], types.FoldingRange] = {}
    for node in _all(outline(checked)):
        own, span = place(node.span)
        first, last = own.row(span.start), own.row(max(span.start, span.end - 1))
        while last > first and not own.line(last).strip():
            last -= 1
        if last > first:
            kind = types.FoldingRangeKind.Region
            found.setdefault((first, last), types.FoldingRange(first - 1, last - 1, kind=kind))
    return [found[key] for key in sorted(found)]


def _all(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _all(node.inner)

"""Pages put together: paragraphs and tables in the order of reading, over all page breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from linter.documents.document_model import Block, Line, Run, Table, TableCell
from linter.documents.pdf.margins import without_margins
from linter.documents.pdf.page_content import Page
from linter.documents.pdf.page_layout import Cell, Sheet, sheet_of
from linter.documents.pdf.paragraphs import Layout, Placed, layout_of, paragraphs
from linter.documents.pdf.split_tables import Part, continues, united
from linter.documents.pdf.watermarks import without_watermarks
from linter.text.source import Origin

_LONG_CELL = 4  # lines: more of them are prose, and its lines are joined as such
_Mark = Placed | Part


def blocks_of(pages: Sequence[Page]) -> Iterator[Block]:
    """Paragraphs and tables with the page of each."""
    sheets = without_margins([sheet_of(page) for page in without_watermarks(pages)])
    layouts = _layouts(sheets)
    for flow, width in _flows(sheets):
        parts = [each for each in flow if isinstance(each, Part)]
        if parts:
            yield _table(parts)
        else:
            lines = [each for each in flow if isinstance(each, Placed)]
            for words, page in paragraphs(lines, layouts.get(width)):
                yield Line((Run(words),), _origin(page))


def _layouts(sheets: Iterable[Sheet]) -> dict[int, Layout | None]:
    """How text is set on pages of each width."""
    lines: dict[int, list[Placed]] = {}
    for sheet in sheets:
        lines.setdefault(round(sheet.width), []).extend(Placed(line, sheet.number) for line in sheet.lines)
    return {width: layout_of(each) for width, each in lines.items()}


def _flows(sheets: Iterable[Sheet]) -> Iterator[tuple[list[_Mark], int]]:
    """Lines that nothing parts but the ends of pages, and the parts of one table, with the page's width."""
    flow: list[_Mark] = []
    width = 0
    for sheet in sheets:
        for each in _marks(sheet):
            if flow and not (width == round(sheet.width) and _follows(flow[-1], each)):
                yield flow, width
                flow = []
            flow.append(each)
            width = round(sheet.width)
    if flow:
        yield flow, width


def _marks(sheet: Sheet) -> Iterator[_Mark]:
    """What stands on a page, from top to bottom."""
    lines = [(line.base, 0, at) for at, line in enumerate(sheet.lines)]
    tables = [(table.top, 1, at) for at, table in enumerate(sheet.tables)]
    for _, is_table, at in sorted(lines + tables):
        yield Part(sheet.tables[at], sheet.number) if is_table else Placed(sheet.lines[at], sheet.number)


def _follows(last: _Mark, each: _Mark) -> bool:
    if isinstance(last, Part) and isinstance(each, Part):
        return last.page < each.page and continues(last.table, each.table)
    return isinstance(last, Placed) and isinstance(each, Placed)


def _table(parts: Sequence[Part]) -> Table:
    whole = united(parts)
    cells = tuple(
        TableCell(
            cell.box.row + 1,
            cell.box.column + 1,
            cell.box.rowspan,
            cell.box.colspan,
            tuple(_lines(cell, whole.pages[cell.box.row])),
        )
        for cell in whole.cells
    )
    return Table(cells, None, tuple(map(_origin, whole.pages)))


def _lines(cell: Cell, page: int) -> Iterator[Line]:
    lines = [Placed(line, page) for line in cell.lines]
    layout = layout_of(lines) if len(lines) > _LONG_CELL else None
    for words, at in paragraphs(lines, layout):
        yield Line((Run(words),), _origin(at))


def _origin(page: int) -> Origin:
    return Origin(page_label(page))


def page_of(origin: Origin | None) -> int | None:
    """The page that an origin names."""
    return int(origin.label[1:-1]) if origin is not None and origin.label else None


def page_label(page: int) -> str:
    """What a page is called: 第4页."""
    return f"第{page}页"

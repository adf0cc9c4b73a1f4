"""Lays out the elements of a page as lines and tables."""

from __future__ import annotations

from collections.abc import Sequence

from linter.documents.document_model import Block, Line, Run, SpanCell, Table, place_cells
from linter.documents.html import names
from linter.documents.html.inline_text import Words
from linter.documents.html.list_markers import marker
from linter.documents.html.tree import Element, Text
from linter.documents.source_map import TEXT
from linter.regex_cache import compiled

_DEEPEST = 30  # tables inside of one another; what is in more of them is lines
_NUMBER = compiled(r"[ \t]*([+-]?[0-9]{1,6})")
_INDENTED = "\n\u3000\u3000"
_ROW_OF_PRE = compiled(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_NUMBERED = compiled(
    r"\s*(?:[(（第]\s*)?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*[)）、.．，部章节](?![0-9])"
)
_ALONE = compiled(
    r"\s*(?:第[一二三四五六七八九十]{1,3}(?:部分|章)|[一二三四五六七八九十]{1,3}\s*[、.．]"
    r"|[(（][一二三四五六七八九十]{1,3}[)）])\s*"
)
_LONGEST_ALONE = 8
_TYPED = frozenset({"text", "number", "tel", ""})


def lay_out(page: str, element: Element) -> list[Block]:
    """What an element of a page shows, line by line; lines without anything to see are left out."""
    flow = _Flow(page, 0)
    flow.inside(element)
    return flow.finish()


class _Flow:
    """The blocks of an element or a cell so far, and the line that is being written."""

    def __init__(self, page: str, depth: int) -> None:
        self._page, self._depth = page, depth
        self._blocks: list[Block] = []
        self._words = Words(page)
        self._marker = ""

    def finish(self) -> list[Block]:
        self._break()
        return self._blocks

    def _break(self) -> None:
        runs = self._words.take()
        if not runs:
            return
        if self._marker:
            if not _NUMBERED.match("".join(run.words for run in runs[:4])):
                runs = (Run(self._marker), *runs)
            self._marker = ""
        line = Line(runs)
        if self._blocks and (whole := _whole(self._blocks[-1], line)) is not None:
            self._blocks[-1] = whole
        else:
            self._blocks.append(line)

    def inside(self, element: Element) -> None:
        """The children of an element, in order."""
        number = _start(self._page, element) if element.name == "ol" else 0
        for child in element.children:
            if isinstance(child, Text):
                self._text(child)
            elif child.name == "br":
                self._break()
            elif child.name == "input":
                self._input(child)
            elif child.name == "table":
                self._break()
                self._table(child)
            else:
                self._break()
                if number and child.name == "li":
                    number = _attribute(self._page, child, "value", number)
                    self._marker = marker(number, _counted(self._page, element, child))
                    number += 1
                self.inside(child)
                self._break()

    def _text(self, text: Text) -> None:
        if text.style.number:
            self._words.number(text.start, text.end)
        elif not text.style.pre and not self._has_own_lines(text):
            self._words.text(text.start, text.end)
        else:
            for row in _ROW_OF_PRE.finditer(self._page, text.start, text.end):
                written = row[0].rstrip("\r\n")
                self._words.line(row.start(), row.start() + len(written))
                if len(written) < len(row[0]):
                    self._break()

    def _has_own_lines(self, text: Text) -> bool:
        """Whether text without tags has lines of its own: more than one begins as paragraphs do, with
        two wide blanks, which a style sheet shows (`white-space: pre-wrap`)."""
        first = self._page.find(_INDENTED, text.start, text.end)
        return first >= 0 and self._page.find(_INDENTED, first + 1, text.end) >= 0

    def _input(self, element: Element) -> None:
        """A figure that stands in a form: what was typed into a cell."""
        given = element.attributes
        start, end = given.get("type", (0, 0))
        if self._depth and "value" in given and self._page[start:end].lower() in _TYPED:
            start, end = given["value"]
            if self._page[start:end].strip() and "&" not in self._page[start:end]:
                self._words.value(start, end)

    def _table(self, element: Element) -> None:
        rows: list[list[SpanCell]] = []
        for group in self._groups(element):
            trs = [child for child in group if isinstance(child, Element)]
            for index, tr in enumerate(trs):
                cells = [child for child in tr.children if isinstance(child, Element)]
                rows.append(
                    [self._cell(cell, len(trs) - index) for cell in cells if cell.name in names.CELLS]
                )
        if (heading := _heading(rows)) is not None:
            self._blocks.append(heading)
        elif self._depth < _DEEPEST:
            self._blocks.append(Table(place_cells(rows)))
        else:
            self._blocks += [block for row in rows for cell in row for block in cell.blocks]

    def _groups(self, element: Element) -> list[list[Element | Text]]:
        """The rows of a table in groups, head first and foot last; what else stands in it is shown before."""
        heads: list[list[Element | Text]] = []
        bodies: list[list[Element | Text]] = [[]]
        feet: list[list[Element | Text]] = []
        around = Element("div", element.start, element.style)
        for child in element.children:
            if isinstance(child, Element) and child.name in names.GROUPS:
                group: list[Element | Text] = []
                for row in child.children:
                    (group if _is(row, "tr") else around.children).append(row)
                kind = heads if child.name == "thead" else feet if child.name == "tfoot" else bodies
                kind.append(group)
                if kind is bodies:
                    bodies.append([])
            elif _is(child, "tr"):
                bodies[-1].append(child)
            else:
                around.children.append(child)
        for rows in (*heads, *bodies, *feet):
            for row in rows:
                if isinstance(row, Element):
                    around.children += [part for part in row.children if not _is(part, "td", "th")]
        if around.children:
            self.inside(around)
            self._break()
        return [*heads[:1], *bodies, *heads[1:], *feet]

    def _cell(self, cell: Element, rows_left: int) -> SpanCell:
        flow = _Flow(self._page, self._depth + 1)
        flow.inside(cell)
        rowspan = max(0, _attribute(self._page, cell, "rowspan", 1))
        colspan = max(1, _attribute(self._page, cell, "colspan", 1))
        blocks = flow.finish() or [Line((Run("", TEXT, _hollow(self._page, cell)),))]
        return SpanCell(min(rowspan or rows_left, rows_left), colspan, tuple(blocks))


def _whole(above: Block, below: Block) -> Line | None:
    """A number that stands in an element of its own, with the words that it numbers in the next."""
    if not (isinstance(above, Line) and isinstance(below, Line)):
        return None
    if len(above.runs) > _LONGEST_ALONE or not _ALONE.fullmatch(above.words) or _NUMBERED.match(below.words):
        return None
    return Line(above.runs + below.runs)


def _heading(rows: Sequence[Sequence[SpanCell]]) -> Line | None:
    """A heading in the form of a table: its number and its words."""
    cells = [cell.blocks for row in rows for cell in row if any(map(_is_seen, cell.blocks))]
    if len(rows) != 1 or [len(blocks) for blocks in cells] != [1, 1]:
        return None
    return _whole(cells[0][0], cells[1][0])


def _is_seen(block: Block) -> bool:
    return not isinstance(block, Line) or bool(block.words.strip())


def _hollow(page: str, element: Element) -> int:
    """Where the text of an element without text would stand: with a blank that holds its place, if any."""
    for child in element.children:
        if isinstance(child, Element):
            return _hollow(page, child) if child.name not in ("br", "input") else element.inner
        if page[child.start : child.end].strip(" \t\r\n\f"):
            return child.start
    return element.inner


def _is(child: Element | Text, *named: str) -> bool:
    return isinstance(child, Element) and child.name in named


def _attribute(page: str, element: Element, name: str, otherwise: int) -> int:
    """An attribute's number."""
    start, end = element.attributes.get(name, (0, 0))
    match = _NUMBER.match(page, start, end)
    return int(match[1]) if match else otherwise


def _start(page: str, element: Element) -> int:
    return max(1, _attribute(page, element, "start", 1))


def _counted(page: str, ordered: Element, item: Element) -> str:
    """How an item of a list is counted."""
    if item.style.counted:
        return item.style.counted
    start, end = ordered.attributes.get("type", (0, 0))
    return page[start:end].strip()

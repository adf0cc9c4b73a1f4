"""The elements of a page that matter to its text, as browsers build them of whatever tags there are
(the parts of HTML Standard 13.2.6 that decide which text stands in which block and cell).

Elements inside of lines (`<b>`, `<span>`) are not kept: what they hold is their parent's. What stands in
a table beside its rows stays there, to be shown above them; a row or a cell without a table gets one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from linter.documents.html import names
from linter.documents.html.style import NO_STYLE, Attributes, Shown, Style, shown
from linter.documents.html.tokens import Tag, attributes, cut
from linter.regex_cache import compiled

_DEEPEST = 200  # open elements, fewer than browsers have; the content of more is their parents'
_DEEPEST_BLOCKS = 150  # those of them that are no parts of tables: what follows may be a table yet
_MOST_TABLES = 30  # inside of one another
_ROOM = 4  # what a cell may need around it
_TELLING = compiled(r"(?i)style|hidden|class")


class Text(NamedTuple):
    """Characters of the page: where they stand, and how they are shown."""

    start: int
    end: int
    style: Style


class Element:
    """An element that begins a line, a table or a part of one, a `<br>` or an `<input>`: where it begins
    and ends in the page and its content begins, what it holds and its attributes."""

    __slots__ = ("attributes", "children", "end", "implied", "inner", "name", "start", "style")

    def __init__(self, name: str, start: int, style: Style = NO_STYLE) -> None:
        self.name, self.start, self.inner, self.end = name, start, start, start
        self.style = style
        self.children: list[Element | Text] = []
        self.attributes: Attributes = {}
        self.implied = False  # no tag made it


class Page(NamedTuple):
    """A page: its body, where its title's characters begin and end, and whether there are tables in it too
    deep to be read as such."""

    body: Element
    title: tuple[int, int] | None
    lost_table: bool = False


def parse(text: str, *, hidden_classes: frozenset[str] | None = frozenset()) -> Page:
    """The elements of a page without those of hidden classes (None: with all); every text makes some page."""
    builder = _Builder(text, hidden_classes)
    cut(text, builder)
    return builder.finish()


class _Builder:
    """The page so far; `_stack` holds the open elements, the body first, and `_open` counts them."""

    def __init__(self, text: str, hidden_classes: frozenset[str] | None) -> None:
        self._text = text
        self._hidden_classes = hidden_classes
        self._stack = [Element("body", 0)]
        self._open: Counter[str] = Counter()
        self._over: Counter[str] = Counter()  # start tags that were too deep for an element
        self._known: dict[tuple[str, Style], Shown] = {}
        self._title: tuple[int, int] | None = None
        self._lost_table = False

    def finish(self) -> Page:
        self._pop(1, len(self._text))
        self._stack[0].end = len(self._text)
        return Page(self._stack[0], self._title, self._lost_table)

    def text(self, start: int, end: int) -> None:
        top = self._stack[-1]
        if top.name in names.ROWS:
            if self._text[start:end].isspace():
                return
            top = self._out_of_implied(start)
        top.children.append(Text(start, end, top.style))

    def leaf(self, tag: Tag, stop: int, end: int) -> None:
        top = self._stack[-1]
        shown = None
        if top.name not in names.ROWS and len(self._stack) + _ROOM < _DEEPEST_BLOCKS:
            shown = self._shown(tag)
        if shown is None or shown.block:
            self.start_tag(tag)
            if tag.end < stop:
                self.text(tag.end, stop)
            self.end_tag(tag.name, stop, end)
        elif tag.end < stop and not shown.hidden:
            top.children.append(Text(tag.end, stop, shown.style))

    def start_tag(self, tag: Tag) -> None:
        name = tag.name
        if name in names.RAW:
            if name == "title" and self._title is None:
                self._title = (tag.end, max(tag.end, tag.raw))
        elif name in names.TABLE:
            self._table_part(tag)
        elif name in names.VOID:
            self._void(tag)
        elif name not in names.FRAME:
            self._element(tag)

    def end_tag(self, name: str, start: int, end: int) -> None:
        if self._over[name]:
            self._over[name] -= 1
        elif name in ("br", "p") and not self._open[name]:
            self._add(Element("br", start))
        elif not self._open[name] and name not in names.HEADINGS:
            return
        elif name in names.SPECIAL:
            alike = names.HEADINGS if name in names.HEADINGS else (name,)
            at = self._nearest(alike, names.TABLE_BARRIERS if name in names.TABLE else names.BARRIERS)
            if at:
                self._pop(at, end, closed=True)
        else:
            self._end_inline(name, end)

    def _end_inline(self, name: str, end: int) -> None:
        """An element inside of lines ends with all that is open in it; where that is a block, one for
        formatting alone ends and others do not."""
        at = self._nearest((name,), names.SPECIAL)
        if at:
            self._pop(at, end, closed=True)
        elif name in names.FORMATTING and (at := self._nearest((name,), names.BARRIERS)):
            self._open[name] -= 1
            del self._stack[at]

    def _nearest(self, wanted: Collection[str], barriers: Collection[str]) -> int:
        """The place in the stack of the innermost open element of a wanted name; 0 for none before a
        barrier."""
        stack = self._stack
        for at in range(len(stack) - 1, 0, -1):
            if stack[at].name in wanted:
                return at
            if stack[at].name in barriers:
                return 0
        return 0

    def _pop(self, at: int, end: int, *, closed: bool = False) -> None:
        """Close the elements of the stack from `at` on. What would not be shown and was not `closed` by
        its own end tag is: nobody knows where it should have ended."""
        while len(self._stack) > at:
            element = self._stack.pop()
            element.end = end
            self._open[element.name] -= 1
            own_tag = closed and len(self._stack) == at
            if element.name in names.UNSHOWN and not own_tag and element.name not in names.OMISSIBLE:
                self._stack[-1].children += element.children

    def _out_of_implied(self, start: int) -> Element:
        """What stands beside the rows of a table that no tag began is behind it."""
        at = self._nearest(("table",), ())
        if self._stack[at].implied:
            self._pop(at, start)
        return self._stack[-1]

    def _attributes(self, tag: Tag) -> Attributes:
        """The attributes of a start tag, where they may say more than how it is shown."""
        counted = tag.name in names.COUNTED and tag.inner < tag.end - 1
        return attributes(self._text, tag.inner, tag.end - 1) if counted else {}

    def _shown(self, tag: Tag) -> Shown:
        """How an element is shown; a page says the same of many."""
        inherited = self._stack[-1].style
        if tag.inner >= tag.end - 1:
            return Shown(inherited)
        key = self._text[tag.inner : tag.end - 1], inherited
        known = self._known.get(key)
        if known is None:
            found = attributes(key[0], 0, len(key[0])) if _TELLING.search(key[0]) else {}
            known = self._known[key] = shown(key[0], found, inherited, self._hidden_classes)
        return known

    def _add(self, element: Element) -> None:
        self._stack[-1].children.append(element)

    def _is_too_deep(self, tag: Tag) -> bool:
        """Whether no more elements can be opened; then this one only ends a line."""
        is_table = tag.name in names.TABLE
        if len(self._stack) + _ROOM < (_DEEPEST if is_table else _DEEPEST_BLOCKS):
            return False
        self._lost_table = self._lost_table or is_table
        self._over[tag.name] += 1
        if tag.name in names.SPECIAL:
            self._add(Element("br", tag.start))
        return True

    def _push(self, tag: Tag, found: Attributes, style: Style, *, kept: bool) -> Element:
        """Open an element; one that is not `kept` gives its children to its parent."""
        top = self._stack[-1]
        element = Element(tag.name, tag.start, style)
        element.inner, element.attributes = tag.end, found
        if kept:
            top.children.append(element)
        else:
            element.children = top.children
        self._stack.append(element)
        self._open[tag.name] += 1
        return element

    def _void(self, tag: Tag) -> None:
        if tag.name in ("br", "hr", "input"):
            if self._stack[-1].name in names.ROWS:
                self._out_of_implied(tag.start)
            element = Element("br" if tag.name == "hr" else tag.name, tag.start)
            element.end = tag.end
            if tag.name == "input":
                element.attributes = self._attributes(tag)
            self._add(element)

    def _element(self, tag: Tag) -> None:
        name = tag.name
        if self._stack[-1].name in names.ROWS:
            self._out_of_implied(tag.start)
        if name in names.BLOCK:
            self._before_block(name, tag.start)
        elif name in ("rt", "rp") and self._stack[-1].name in ("rt", "rp"):
            self._pop(len(self._stack) - 1, tag.start)
        if self._is_too_deep(tag):
            return
        display = self._shown(tag)
        style = display.style._replace(pre=True) if name in ("pre", "listing") else display.style
        if display.hidden or name in names.UNSHOWN:
            self._push_hidden(tag, style)
        else:
            self._push(tag, self._attributes(tag), style, kept=name in names.BLOCK or display.block)

    def _push_hidden(self, tag: Tag, style: Style) -> None:
        self._push(tag, {}, style, kept=False).children = []

    def _before_block(self, name: str, start: int) -> None:
        """Close what the start tag of a block ends: a paragraph, an item, a heading, an open choice."""
        if name in ("li", "dd", "dt"):
            alike = ("li",) if name == "li" else ("dd", "dt")
            if self._open[alike[0]] or self._open[alike[-1]]:
                at = self._nearest(alike, names.ITEM_BARRIERS - {*alike})
                if at:
                    self._pop(at, start)
        if self._open["p"] and name in names.CLOSE_P and (at := self._nearest(("p",), names.BARRIERS)):
            self._pop(at, start)
        if name in names.UNNESTED and self._stack[-1].name in names.UNNESTED:
            self._pop(len(self._stack) - 1, start)
        if self._open["select"] and name != "option" and (at := self._nearest(("select",), names.BARRIERS)):
            self._pop(at, start)

    def _table_part(self, tag: Tag) -> None:
        """Open a table or a part of one, and what it needs around it."""
        name, start = tag.name, tag.start
        if self._is_too_deep(tag):
            return
        if name == "table":
            if self._stack[-1].name in names.ROWS:
                self._pop(self._nearest(("table",), ()), start)
            elif self._open["p"] and (at := self._nearest(("p",), names.BARRIERS)):
                self._pop(at, start)
            self._lost_table = self._lost_table or self._open["table"] >= _MOST_TABLES
            self._open_part(tag)
            return
        around = names.AROUND[name]
        at = self._nearest(around, ())
        if not at:
            if name == "caption":
                return
            at = self._imply("table", start)
        self._pop(at + 1, start)
        if name in names.CELLS and self._stack[-1].name != "tr":
            self._imply("tr", start)
        self._open_part(tag)

    def _imply(self, name: str, start: int) -> int:
        """Open an element that has no tag; its place in the stack."""
        self._push(Tag(name, start, start, start), {}, self._stack[-1].style, kept=True).implied = True
        return len(self._stack) - 1

    def _open_part(self, tag: Tag) -> None:
        display = self._shown(tag)
        if display.hidden:
            self._push_hidden(tag, display.style)
        else:
            self._push(tag, self._attributes(tag), display.style, kept=True)

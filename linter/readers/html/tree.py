"""The elements of a page that matter to its text, as browsers build them of whatever tags there are
(the parts of HTML Standard 13.2.6 that decide which text stands in which block and cell).

Elements inside of lines (`<b>`, `<span>`) are not kept: what they hold is their parent's. What stands in
a table beside its rows stays there, to be shown above them; a row or a cell without a table gets one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from linter.compiled import compiled
from linter.readers.html import names
from linter.readers.html.style import NO_STYLE, Attributes, Shown, Style, shown
from linter.readers.html.tokens import Token, attributes, tokens

_DEEPEST = 200  # open elements, fewer than browsers have; the content of more is their parents'
_ROOM = 4  # what a cell may need around it
_TELLING = compiled(r"(?i)style|hidden")


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
    """A page: its body, and where its title's characters begin and end."""

    body: Element
    title: tuple[int, int] | None


def parse(text: str) -> Page:
    """The elements of a page; every text makes some page."""
    builder = _Builder(text)
    for token in tokens(text):
        if not token.name:
            builder.text(token)
        elif token.name[0] == "/":
            builder.end_tag(token)
        else:
            builder.start_tag(token)
    return builder.finish()


class _Builder:
    """The page so far; `_stack` holds the open elements, the body first, and `_open` counts them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stack = [Element("body", 0)]
        self._open: Counter[str] = Counter()
        self._over: Counter[str] = Counter()  # start tags that were too deep for an element
        self._known: dict[tuple[str, Style], Shown] = {}
        self._title: tuple[int, int] | None = None

    def finish(self) -> Page:
        self._pop(1, len(self._text))
        self._stack[0].end = len(self._text)
        return Page(self._stack[0], self._title)

    def text(self, token: Token) -> None:
        top = self._stack[-1]
        if top.name in names.ROWS:
            if self._text[token.start : token.end].isspace():
                return
            top = self._out_of_implied(token.start)
        top.children.append(Text(token.start, token.end, top.style))

    def start_tag(self, token: Token) -> None:
        name = token.name
        if name in names.RAW:
            if name == "title" and self._title is None:
                self._title = (token.end, max(token.end, token.raw))
        elif name in names.TABLE:
            self._table_part(token)
        elif name in names.VOID:
            self._void(token)
        elif name not in names.FRAME:
            self._element(token)

    def end_tag(self, token: Token) -> None:
        name = token.name[1:]
        if self._over[name]:
            self._over[name] -= 1
        elif name in ("br", "p") and not self._open[name]:
            self._add(Element("br", token.start))
        elif not self._open[name] and name not in names.HEADINGS:
            return
        elif name in names.SPECIAL:
            alike = names.HEADINGS if name in names.HEADINGS else (name,)
            at = self._nearest(alike, names.TABLE_BARRIERS if name in names.TABLE else names.BARRIERS)
            if at:
                self._pop(at, token.end, closed=True)
        else:
            self._end_inline(name, token.end)

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

    def _attributes(self, token: Token) -> Attributes:
        """The attributes of a start tag, where they may say more than how it is shown."""
        counted = token.name in names.COUNTED and token.inner < token.end - 1
        return attributes(self._text, token.inner, token.end - 1) if counted else {}

    def _shown(self, token: Token) -> Shown:
        """How an element is shown; a page says the same of many."""
        inherited = self._stack[-1].style
        if token.inner >= token.end - 1:
            return Shown(inherited)
        key = self._text[token.inner : token.end - 1], inherited
        known = self._known.get(key)
        if known is None:
            found = attributes(key[0], 0, len(key[0])) if _TELLING.search(key[0]) else {}
            known = self._known[key] = shown(key[0], found, inherited)
        return known

    def _add(self, element: Element) -> None:
        self._stack[-1].children.append(element)

    def _is_too_deep(self, token: Token) -> bool:
        """Whether no more elements can be opened; then this one only ends a line."""
        if len(self._stack) + _ROOM < _DEEPEST:
            return False
        self._over[token.name] += 1
        if token.name in names.SPECIAL:
            self._add(Element("br", token.start))
        return True

    def _push(self, token: Token, found: Attributes, style: Style, *, kept: bool) -> Element:
        """Open an element; one that is not `kept` gives its children to its parent."""
        top = self._stack[-1]
        element = Element(token.name, token.start, style)
        element.inner, element.attributes = token.end, found
        if kept:
            top.children.append(element)
        else:
            element.children = top.children
        self._stack.append(element)
        self._open[token.name] += 1
        return element

    def _void(self, token: Token) -> None:
        if token.name in ("br", "hr", "input"):
            if self._stack[-1].name in names.ROWS:
                self._out_of_implied(token.start)
            element = Element("br" if token.name == "hr" else token.name, token.start)
            element.end = token.end
            if token.name == "input":
                element.attributes = self._attributes(token)
            self._add(element)

    def _element(self, token: Token) -> None:
        name = token.name
        if self._stack[-1].name in names.ROWS:
            self._out_of_implied(token.start)
        if name in names.BLOCK:
            self._before_block(name, token.start)
        elif name in ("rt", "rp") and self._stack[-1].name in ("rt", "rp"):
            self._pop(len(self._stack) - 1, token.start)
        if self._is_too_deep(token):
            return
        display = self._shown(token)
        style = display.style._replace(pre=True) if name in ("pre", "listing") else display.style
        if display.hidden or name in names.UNSHOWN:
            self._push_hidden(token, style)
        else:
            self._push(token, self._attributes(token), style, kept=name in names.BLOCK or display.block)

    def _push_hidden(self, token: Token, style: Style) -> None:
        self._push(token, {}, style, kept=False).children = []

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

    def _table_part(self, token: Token) -> None:
        """Open a table or a part of one, and what it needs around it."""
        name, start = token.name, token.start
        if self._is_too_deep(token):
            return
        if name == "table":
            if self._stack[-1].name in names.ROWS:
                self._pop(self._nearest(("table",), ()), start)
            elif self._open["p"] and (at := self._nearest(("p",), names.BARRIERS)):
                self._pop(at, start)
            self._open_part(token)
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
        self._open_part(token)

    def _imply(self, name: str, start: int) -> int:
        """Open an element that has no tag; its place in the stack."""
        self._push(Token(name, start, start), {}, self._stack[-1].style, kept=True).implied = True
        return len(self._stack) - 1

    def _open_part(self, token: Token) -> None:
        display = self._shown(token)
        if display.hidden:
            self._push_hidden(token, display.style)
        else:
            self._push(token, self._attributes(token), display.style, kept=True)

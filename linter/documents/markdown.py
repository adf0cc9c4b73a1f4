"""Markdown: its lines as they are, without the marks of emphasis, links, escapes and tags inside of them;
tables of HTML as grids.

Headings, lists and tables of bars are plain text already, and a file with nothing but those is read as
such. A line of the file stays a line, so that rows are as they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from linter.documents.base import Document, EditError
from linter.documents.document_model import Aside, Block, Line, Run, Table
from linter.documents.flatten import Flat, flatten
from linter.documents.grid_tables import is_rule, read_grid_table
from linter.documents.source_map import TEXT, edit_file, extracted_source
from linter.documents.text import TextDocument, read_text
from linter.regex_cache import compiled
from linter.text.edits import Edit, apply_edits
from linter.text.source import Source

_MARKED = compiled(r"[\\*_~`<&]|\]\(|\[\^|\{[#.]|\+[-=:]{2,}\+")
_IN_MARKS = compiled(r"[\[\]\\*_~`<&{]")  # one of them is in every mark; lines without them are most
_LINE = compiled(r"([^\r\n]*)(?:\r\n|\r|\n|$)")
_FENCE = compiled(r" {0,3}(`{3,}|~{3,})")
_TABLE_TAG = compiled(r"(?i)<(/?)table\b[^<>]*>")
_TAGS = (
    "a|b|big|blockquote|br|caption|center|cite|code|col|colgroup|dd|del|div|dl|dt|em|font|h[1-6]|hr|i|img|ins"
    "|kbd|li|mark|o:p|ol|p|pre|s|section|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead"
    "|tr|tt|u|ul"
)
_MARK = compiled(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<reference>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    rf"|(?P<tag></?(?:{_TAGS})(?=[\s/>])[^<>]*>|</?o:p>|<!--[^<>]{0, 200}-->)"
    r"|(?P<image>!\[[^\[\]]*\]\([^()\s]*(?:\s+\"[^\"]*\")?\))"
    r"|(?P<note>\[\^[^\[\]\s]{1,40}\]:?)"
    r"|(?P<link>\[(?=[^\[\]]+\]\(<?(?:[a-z]+:|[/.#])[!-'*-~]*>?(?:\s+\"[^\"]*\")?\)))"
    r"|(?P<target>(?<=\])\(<?(?:[a-z]+:|[/.#])[!-'*-~]*>?(?:\s+\"[^\"]*\")?\))"
    r"|(?P<code>`+)"
    r"|(?P<attributes>(?<=[ \t])\{[#.][^{}]*\}(?=[ \t#]*$))"
    r"|(?P<stroke>~~)"
    r"|(?P<star>\*{1,3})"
    r"|(?P<bar>_{1,3})"
    r"|(?P<end>\\$)",
    re.IGNORECASE,
)
_SPECIAL = compiled(r"([\\`*_<&|~\[\]])")
_PAIRED = frozenset({"star", "bar", "code", "stroke"})
_LINE_ENDS = compiled(r"\r\n|\r|\n")
_ROW = compiled(r"(?<!\\)\|")
_NO_BAR = {"|": "¦"}  # one that is written as a word is none between cells
_BREAK = compiled(r"(?i)<br\b")


class MarkdownDocument(Document, frozen=True, eq=False):
    """A Markdown file with marks; `file` is its own text, `flat` the text without them."""

    file: Source
    flat: Flat

    can_edit = True

    def edited(self, edits: Sequence[Edit]) -> bytes:
        """As for every document; new words are escaped.

        Raises EditError also where a mark beside new words would mean something else than before.
        """
        data = edit_file(self.data, self.file, self.flat, edits, _escape)
        wanted = apply_edits(self.source.text, edits)
        if open_markdown(data, self.source.name).source.text.replace("|", "¦") != wanted.replace("|", "¦"):
            raise EditError("改动会使旁边的标记改变作用，请手工修改")
        return data


def open_markdown(data: bytes, name: str) -> Document:
    """A Markdown file, opened; `Source.original` is the file where the text differs from it.

    Raises ReadError as `read_text` does.
    """
    file = read_text(data, name)
    flat = _flat(file.text)
    if flat is None:
        return TextDocument(data, file)
    return MarkdownDocument(data, extracted_source(file, flat), file, flat)


def _escape(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)


def _flat(text: str) -> Flat | None:
    """The text without marks; None where there are none."""
    if not _MARKED.search(text):
        return None
    flat = flatten(_blocks(text))
    marked = flat.grids or any(one.span.end - one.span.start != one.length for one in flat.segments)
    return flat if marked or flat.text.split("\n")[:-1] != _LINE_ENDS.split(text) else None


class _Mark(NamedTuple):
    """A mark in a line: its span, and the character it means, if any."""

    start: int
    end: int
    means: str = ""


def _blocks(text: str) -> Iterator[Block]:
    fence = ""
    tables = _tables(text)
    table = next(tables, None)
    at = drawn_until = 0
    while at <= len(text):
        match = _LINE.match(text, at)
        assert match is not None
        start, end = at, match.end(1)
        if fence:
            fence = "" if text[start:end].strip().startswith(fence) else fence
            yield _literal(text, start, end)
        elif found := _FENCE.match(text, start, end):
            fence = found[1]
            yield _literal(text, start, end)
        elif table is not None and table[0] <= end:
            if table[0] >= start:
                if text[start : table[0]].strip():
                    yield from _lines(text, start, table[0])
                yield from _html(text, *table)
                at = table[1]
                table = next(tables, None)
                rest = _LINE.match(text, at)
                if rest is not None and not rest[1].strip():
                    at = rest.end() if rest.end() > at else len(text) + 1
                continue
            table = next(tables, None)
            continue
        elif start >= drawn_until and is_rule(text, (start, end)):
            rows = _rows(text, start)
            drawn_until = rows[-1][2]
            grid = read_grid_table(text, [row[:2] for row in rows], partial(_cell, text))
            if grid is not None:
                yield grid[0]
                at = rows[grid[1] - 1][2]
                continue
            yield from _lines(text, start, end)
        else:
            yield from _lines(text, start, end)
        at = match.end() if match.end() > end else len(text) + 1


def _tables(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the tables of HTML that are closed."""
    depth = begin = 0
    for match in _TABLE_TAG.finditer(text):
        if not match[1]:
            begin = begin if depth else match.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield begin, match.end()


def _html(text: str, start: int, end: int) -> Iterator[Block]:
    """A table of HTML."""
    from linter.documents.html.layout import lay_out
    from linter.documents.html.tree import parse

    part = text[start:end]
    return (_moved(block, start) for block in lay_out(part, parse(part).body))


def _rows(text: str, start: int) -> list[tuple[int, int, int]]:
    """The lines up to the next blank one: for each its start, the end of its text, and its end."""
    lines = []
    for match in _LINE.finditer(text, start):
        if not match[1].strip():
            break
        lines.append((*match.span(1), match.end()))
    return lines


def _cell(text: str, start: int, end: int) -> list[Line]:
    """The lines of a cell; of an empty one, the place for its text."""
    return list(_lines(text, start, end)) if start < end else [Line((Run("", TEXT, start),))]


def _moved(block: Block, by: int) -> Block:
    if isinstance(block, Line):
        return Line(tuple(run._replace(at=run.at + by) for run in block.runs))
    if isinstance(block, Aside):
        return Aside(tuple(_moved(inner, by) for inner in block.blocks))
    return Table(
        tuple(cell._replace(blocks=tuple(_moved(inner, by) for inner in cell.blocks)) for cell in block.cells)
    )


def _literal(text: str, start: int, end: int) -> Line:
    return Line((Run(text[start:end], TEXT, start),) if start < end else ())


def _lines(text: str, start: int, end: int) -> Iterator[Line]:
    """A line of the file without its marks; a `<br>` in it ends one of the text, but not in a table."""
    if not _IN_MARKS.search(text, start, end):
        yield _literal(text, start, end)
        return
    row = _ROW.search(text, start, end) is not None
    runs: list[Run] = []
    at = start
    for mark in _marks(text, start, end):
        if at < mark.start:
            runs.append(Run(text[at : mark.start], TEXT, at))
        if mark.means == "\n":
            if row:
                runs.append(Run(" ", TEXT, mark.start, mark.end - mark.start))
            else:
                yield Line(tuple(runs))
                runs = []
        elif mark.means:
            runs.append(Run(_NO_BAR.get(mark.means, mark.means), TEXT, mark.start, mark.end - mark.start))
        at = mark.end
    if at < end:
        runs.append(Run(text[at:end], TEXT, at))
    yield Line(tuple(runs))


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """The marks of a line in order, single ones and both of each pair."""
    found: list[_Mark] = []
    opened: dict[str, _Mark] = {}
    link = False
    at = start
    while (match := _MARK.search(text, at, end)) is not None:
        kind, mark = match.lastgroup or "", _Mark(match.start(), match.end())
        at = match.end()
        if kind in _PAIRED:
            found += _paired(text, mark, opened, end, within_words=kind != "bar")
        elif kind == "target":
            if link:
                found.append(_Mark(mark.start - 1, mark.end))
            link = False
        else:
            link = link or kind == "link"
            found += _meant(mark, kind, match[0])
    return sorted(found)


def _paired(
    text: str, mark: _Mark, opened: dict[str, _Mark], end: int, *, within_words: bool
) -> tuple[_Mark, ...]:
    """A mark and the one that it closes; one that closes none is kept, as it may open."""
    written = text[mark.start : mark.end]
    before, behind = text[mark.start - 1 : mark.start], text[mark.end : min(mark.end + 1, end)]
    opening = opened.get(written)
    if opening and not before.isspace() and (within_words or not behind.isalnum()):
        for key in [key for key, place in opened.items() if place >= opening]:
            del opened[key]
        return (opening, mark)
    if behind and not behind.isspace() and (within_words or not before.isalnum()):
        opened[written] = mark
    return ()


def _meant(mark: _Mark, kind: str, written: str) -> Iterator[_Mark]:
    """A mark that stands alone, with the character that it means."""
    if kind == "escape":
        yield mark._replace(means=written[1])
    elif kind == "tag":
        yield mark._replace(means="\n" if _BREAK.match(written) else "")
    elif kind == "reference":
        yield from _referred(mark, written)
    else:
        yield mark


def _referred(mark: _Mark, written: str) -> Iterator[_Mark]:
    from html import unescape

    means = unescape(written)
    if len(means) == 1 and means != "\n":
        yield mark._replace(means=means)

"""Reads the body of a document, a cell, a note or a text box as lines and tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lxml.etree import _Element

from linter.documents.document_model import Aside, Block, Line, Run
from linter.documents.docx.inline import Beside, Inline, Words, is_prompt
from linter.documents.docx.namespaces import attribute, child, is_on, kind
from linter.documents.docx.numbering import Numbering
from linter.documents.docx.styles import Styles
from linter.documents.docx.table import read_table
from linter.text.source import Origin

_NAMES: Mapping[str, str] = {"footnote": "脚注", "endnote": "尾注", "textbox": "文本框"}
_THROUGH = frozenset({"ins", "moveTo", "customXml", "sdt", "sdtContent"})

Notes = Mapping[tuple[str, str | None], _Element]
"""The notes of a document by kind (footnote, endnote) and identifier."""


class _Story:
    """What has been read of one body, cell, note or box, and the paragraph that still goes on."""

    def __init__(self, origin: Origin | None) -> None:
        self.blocks: list[Block] = []
        self.origin = origin
        self.open: Words | None = None
        self.beside: list[Beside] = []


class _Own(NamedTuple):
    """The properties of a paragraph that decide how it is read."""

    properties: _Element | None
    style: str | None
    goes_on: bool


class Reader:
    """Reads the stories of one document in their order: numbers and fields go on from one to the next."""

    def __init__(self, inline: Inline, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self._inline = inline
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._told: set[tuple[str, str | None]] = set()
        self._counts: dict[str, int] = {}
        self.paragraphs = 0

    def read(self, parent: _Element, origin: Origin | None = None) -> tuple[Block, ...]:
        """What stands in an element. Its lines have the origin given; without one each paragraph has one
        of its own, which `paragraph_origin` counts."""
        story = _Story(origin)
        self._fill(parent, story)
        self._close(story)
        return tuple(story.blocks)

    def _fill(self, parent: _Element, story: _Story) -> None:
        for element in parent:
            what = kind(element)
            if what == "p":
                self._paragraph(element, story)
            elif what == "tbl":
                self._close(story)
                table = read_table(element, lambda cell: self._cell(cell, story.origin))
                if table is not None:
                    story.blocks.append(table)
            elif what in _THROUGH and not (what == "sdt" and is_prompt(element)):
                self._fill(element, story)
            elif what == "mc:AlternateContent":
                before = len(story.blocks)
                for part in element:
                    if len(story.blocks) == before:
                        self._fill(part, story)

    def _cell(self, cell: _Element, origin: Origin | None) -> tuple[Block, ...]:
        """What stands in a cell; an empty one gets a run, so that words can be put there, unless it shows
        words that ask for its content."""
        blocks = self.read(cell, origin)
        paragraph = child(cell, "p")
        if paragraph is None or not all(isinstance(block, Line) and _is_empty(block) for block in blocks):
            return blocks
        if any(kind(each) == "sdt" and is_prompt(each) for each in cell.iter()):
            return blocks
        return (Line((self._inline.hollow(paragraph),), origin),)

    def _paragraph(self, paragraph: _Element, story: _Story) -> None:
        stated = self._own(paragraph)
        words = self._inline.read(paragraph, stated.style)
        story.beside += words.beside
        if stated.goes_on and not words.has_words:  # nothing of it is left but what follows
            return
        if story.open is None:
            label = self._numbering.next(self._styles.numbered(stated.properties))
            if label:
                words.lines[0].insert(0, Run(label + _gap(label, words)))
            story.open = words
        else:
            story.open.lines[-1].extend(words.lines[0])
            story.open.lines.extend(words.lines[1:])
        if not stated.goes_on:
            self._close(story)

    def _own(self, paragraph: _Element) -> _Own:
        properties = child(paragraph, "pPr")
        style = self._styles.paragraph(properties)
        mark = child(properties, "rPr") if properties is not None else None
        goes_on = mark is not None and (
            child(mark, "del") is not None
            or child(mark, "moveFrom") is not None
            or bool(is_on(child(mark, "vanish")))
        )
        return _Own(properties, style, goes_on)

    def _close(self, story: _Story) -> None:
        """End the paragraph that is open; what stands beside it follows."""
        words, beside = story.open, story.beside
        story.open, story.beside = None, []
        if words is not None:
            origin = story.origin or self._next_origin()
            story.blocks.extend(Line(tuple(line), origin) for line in words.lines)
        for one in beside:
            blocks = self._aside(one)
            if blocks:
                story.blocks.append(Aside(blocks))

    def _next_origin(self) -> Origin:
        self.paragraphs += 1
        return paragraph_origin(self.paragraphs)

    def _aside(self, one: Beside) -> tuple[Block, ...]:
        element: _Element | None = one.element
        if one.kind != "textbox":
            key = (one.kind, attribute(one.element, "id"))
            element = None if key in self._told else self._notes.get(key)
            self._told.add(key)  # a note that ties itself to its own words is read once
        if element is None:
            return ()
        number = self._counts[one.kind] = self._counts.get(one.kind, 0) + 1
        blocks = self.read(element, Origin(f"{_NAMES[one.kind]}{number}"))
        return tuple(block for block in blocks if not isinstance(block, Line) or block.words.strip())


def _is_empty(line: Line) -> bool:
    """Whether a line has no words, and no blanks that are text in the file."""
    return not line.words.strip() and all(run.holder is None for run in line.runs)


_FIRST = "¶"


def paragraph_origin(count: int) -> Origin:
    """The origin of the n-th paragraph of a body, before it is known which of them stand in tables."""
    return Origin(f"{_FIRST}{count}")


def is_paragraph(origin: Origin) -> bool:
    """Whether `paragraph_origin` made it."""
    return origin.label.startswith(_FIRST)


def _gap(label: str, words: Words) -> str:
    """A blank between a number and words that would read as one with it (1.2023年, 一总体情况)."""
    first = next((run.words for run in words.lines[0] if run.words), "")
    last = label[-1]
    runs_on = last.isalnum() or (last in ".．" and first[:1].isdigit())
    return " " if first and runs_on and not first[0].isspace() else ""

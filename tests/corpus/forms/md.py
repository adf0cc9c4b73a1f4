"""A document as Markdown: headings with #, emphasis, escapes, and tables with bars or as HTML."""

from __future__ import annotations

import random
import re
from typing import Final

from tests.corpus.forms.layout import Box, Document, Sheet, Words
from tests.corpus.forms.markup import Markup, plain_table

_ORDERED: Final = re.compile(r"(\d+)\.")
_NESTED: Final = re.compile(r"[（(][一二三四五六七八九十]")


def markdown(document: Document) -> Markup:
    """The text of a document, and where its figures stand."""
    rng = random.Random(f"{document.style.seed} md")
    markup, emphasis = rng.random() < 0.4, rng.choice(("", "**", "__", "*"))
    out = Markup()
    for block in document.blocks:
        if isinstance(block, Sheet) and markup:
            plain_table(out, block)
            out.put("\n")
        elif isinstance(block, Sheet):
            _bars(out, rng, block, emphasis)
        else:
            out.put(_words(rng, block, emphasis), "\n\n")
    return out


def _words(rng: random.Random, block: Words, emphasis: str) -> str:
    words = block.numeral + block.words
    if block.kind == "title":
        return f"# {words}"
    if block.kind == "heading":
        return rng.choice((f"## {words}", f"## {emphasis}{words}{emphasis}", f"## {words} ##"))
    if _NESTED.match(words) and len(words) < 20:
        return f"### {words}"
    if block.numeral and not _NESTED.match(words) and len(words) < 30:
        words = f"{emphasis}{words}{emphasis}"
    return _ORDERED.sub(r"\1\\.", words, count=1) if _ORDERED.match(words) else words


def _bars(out: Markup, rng: random.Random, sheet: Sheet, emphasis: str) -> None:
    begins = {(box.row, box.column): box for box in sheet.boxes}
    for row in range(1, sheet.rows + 1):
        out.put("|")
        for column in range(1, sheet.columns + 1):
            box = begins.get((row, column))
            out.put(" ")
            if box is not None:
                _cell(out, rng, sheet.key, box, emphasis)
            out.put(" |")
        out.put("\n")
        if row == 1:
            out.put("|", " :---: |" * sheet.columns, "\n")
    out.put("\n")


def _cell(out: Markup, rng: random.Random, table: str, box: Box, emphasis: str) -> None:
    strong = emphasis if box.text and (box.row <= 3 or rng.random() < 0.1) else ""
    out.put(strong)
    out.figure(table, box)
    out.put(strong)

"""Text under construction, where every figure gets to know the offset at which it stands."""

from __future__ import annotations

import html
import random
from dataclasses import dataclass, field

from tests.corpus.forms.layout import Box, Sheet

Places = dict[tuple[str, str, str], int]
"""Where a figure's text begins, by table, row key and column key."""


@dataclass
class Markup:
    """Parts of a text; `places` are code point offsets of figures (of empty cells: where one would be)."""

    parts: list[str] = field(default_factory=list)
    places: Places = field(default_factory=dict)
    at: int = 0

    def put(self, *words: str) -> None:
        """Write words as they are."""
        for each in words:
            self.parts.append(each)
            self.at += len(each)

    def figure(self, table: str, box: Box) -> None:
        """Write the text of a cell, and note its place when it is a figure."""
        if box.cell is not None:
            self.places[table, box.cell.row, box.cell.column] = self.at
        self.put(html.escape(box.text, quote=False))

    @property
    def text(self) -> str:
        """Everything written."""
        return "".join(self.parts)


def spans(box: Box, quote: str = '"') -> str:
    """The attributes of a merged cell."""
    words = ""
    if box.rowspan > 1:
        words += f" rowspan={quote}{box.rowspan}{quote}"
    if box.colspan > 1:
        words += f" colspan={quote}{box.colspan}{quote}"
    return words


def plain_table(out: Markup, sheet: Sheet, newline: str = "\n") -> None:
    """A table as a careful hand writes it."""
    out.put("<table>", newline, "<tbody>", newline)
    for line in sheet.lines():
        out.put("<tr>")
        for box in line:
            out.put(f"<td{spans(box)}>")
            out.figure(sheet.key, box)
            out.put("</td>")
        out.put("</tr>", newline)
    out.put("</tbody>", newline, "</table>", newline)


def cut(rng: random.Random, words: str, most: int = 3) -> list[str]:
    """`words` in one to `most` parts, none of them empty."""
    if not words:
        return []
    ends = sorted({rng.randint(1, len(words)) for _ in range(rng.randrange(most))} | {len(words)})
    return [words[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)]

"""How a draft is written down: everything about a text that does not change what it says."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

CELL_FORMS: Final = ("bar-cells", "bar-alone", "bare", "bare-blank")
"""Forms with one cell a line."""
ROW_FORMS: Final = ("bar-rows", "markdown", "tabs")
"""Forms with one row a line."""
FORMS: Final = (*CELL_FORMS, *ROW_FORMS)


@dataclass(frozen=True, slots=True)
class TableStyle:
    """How one table is flattened.

    `merged` is what becomes of a label cell that spans rows (repeat, empty, drop) in row forms;
    `spans` leaves empty cells behind a label or header that spans columns; `pad` fills short rows up
    to the table's width; `bars` writes such leftovers as a line of bars in bar-cells, `extra` is one
    empty column more at every row's end there; `blanks` tells whether a blank figure keeps its
    place (keep) or vanishes from it (vanish); `header` and `labels` break words over lines
    (line) or by a space (space); `numbers` is how figures are written; `note` prints table 三's note.

    `form` may also be "glued", which no random style has: rows whose cells ran together.
    """

    form: str = "bar-rows"
    merged: str = "empty"
    spans: bool = False
    pad: bool = False
    bars: bool = False
    extra: bool = False
    blanks: str = "keep"
    header: str = "none"
    labels: str = "none"
    numbers: str = "plain"
    note: bool = True
    bar: str = "|"

    @property
    def by_cell(self) -> bool:
        """Whether every cell has a line of its own."""
        return self.form in CELL_FORMS


@dataclass(frozen=True, slots=True)
class Style:
    """How one report is written down; `tables` holds a style for tables 二, 三 and 四.

    `half` uses half-width punctuation throughout and `angles` < > for 〈 〉 with it; `wide` says which
    digits are full-width (none, cells, all); `indent` begins paragraphs, and headings too if
    `indent_headings`; `gap` is the number of blank lines between paragraphs; `run_on` names the
    sections whose heading and text share a line; `title` is plain, two-lines, stop or spaced;
    `before` and `after` put page residue around the report; `broken_numbers` breaks document
    numbers over a line end; `wrap`, if not 0, is the width at which paragraphs of mere text go on in
    the next line, as in text copied out of a PDF; `seed` decides what is left to chance while writing.
    """

    tables: tuple[TableStyle, TableStyle, TableStyle] = (TableStyle(), TableStyle(), TableStyle())
    half: bool = False
    angles: bool = False
    wide: str = "none"
    indent: str = ""
    indent_headings: bool = False
    gap: int = 0
    eol: str = "\n"
    run_on: frozenset[str] = frozenset()
    title: str = "plain"
    before: bool = False
    after: bool = False
    broken_numbers: bool = False
    wrap: int = 0
    seed: int = 0


def random_style(rng: random.Random, forms: tuple[str, ...] = FORMS) -> Style:
    """A style drawn from all there are; its tables are flattened in `forms` only."""
    favourite = rng.choice(forms)
    mixed = rng.random() < 0.3
    tables = [random_table(rng, rng.choice(forms) if mixed else favourite) for _ in range(3)]
    half = rng.random() < 0.5
    indent = rng.choice(("", "", "\u3000\u3000", "\u3000\u3000", "\u00a0\u00a0\u00a0\u00a0", "\t", "    "))
    gap = rng.choice((0, 0, 1, 1, 2))
    return Style(
        tables=(tables[0], tables[1], tables[2]),
        half=half,
        angles=half and rng.random() < 0.3,
        wide=rng.choice(("none",) * 8 + ("cells", "all")),
        indent=indent,
        indent_headings=rng.random() < 0.4,
        gap=gap,
        eol=rng.choice(("\n", "\n", "\n", "\r\n", "\r\n", "\r")),
        run_on=frozenset(key for key in ("overview", "problems", "other") if rng.random() < 0.15),
        title=rng.choice(("plain", "plain", "plain", "plain", "two-lines", "stop", "spaced")),
        before=rng.random() < 0.25,
        after=rng.random() < 0.25,
        broken_numbers=rng.random() < 0.06,
        wrap=rng.randint(24, 44) if (indent or gap) and rng.random() < 0.12 else 0,
        seed=rng.randrange(2**32),
    )


def random_table(rng: random.Random, form: str) -> TableStyle:
    """A table style of one form."""
    by_cell = form in CELL_FORMS
    return TableStyle(
        form=form,
        merged=rng.choice(("repeat", "empty") if form == "markdown" else ("repeat", "empty", "drop")),
        spans=not by_cell and rng.random() < 0.3,
        pad=not by_cell and rng.random() < 0.4,
        bars=form == "bar-cells" and rng.random() < 0.6,
        extra=form == "bar-cells" and rng.random() < 0.3,
        blanks=rng.choice(("keep", "vanish")),
        header=rng.choice(("none", "none", "line", "space") if by_cell else ("none", "none", "space")),
        labels=rng.choice(("none", "none", "line", "space") if by_cell else ("none", "none", "space")),
        numbers=rng.choice(("plain", "plain", "plain", "comma", "unit", "wide")),
        note=rng.random() < 0.8,
        bar=rng.choice(("|",) * 12 + ("│", "｜")),
    )

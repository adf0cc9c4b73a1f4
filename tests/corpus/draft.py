"""One valid report before it is text: a frozen value, its prose consistent with its tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, NamedTuple

from tests.corpus.grid import Grid
from tests.corpus.issuers import Issuer
from tests.corpus.statement import Statement


class Piece(NamedTuple):
    """A stretch of a paragraph. `kind`: text, citation (a 发文字号) or period (`start` and `end` set)."""

    text: str
    kind: str = "text"
    start: date | None = None
    end: date | None = None


class Paragraph(NamedTuple):
    """A paragraph, or a nested heading with what follows it on the line.

    `numeral` is a level mark such as （一） or 1.; `mark` lets a mutation ask where it was written.
    """

    pieces: tuple[Piece, ...]
    numeral: str = ""
    mark: str = ""

    @property
    def text(self) -> str:
        """The paragraph as authored, without its indent."""
        return self.numeral + "".join(piece.text for piece in self.pieces)


Item = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """A top-level section; `numeral` and `wording` make its heading, `key` says which one it is."""

    key: str
    numeral: str
    wording: str
    items: tuple[Item, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole report. `title` is None in a fragment; `closing` are the signature and the date.

    `facts` are what statements may speak of, in the names of known.py; `told` are those it makes.
    """

    generation: str
    year: int
    issuer: Issuer
    title: str | None
    preface: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    told: tuple[Statement, ...] = ()

    def section(self, key: str) -> Section:
        """The first section of that key; raises KeyError when there is none."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def grid(self, key: str) -> Grid:
        """The table of that key; raises KeyError when there is none."""
        for section in self.sections:
            for item in section.items:
                if isinstance(item, Grid) and item.key == key:
                    return item
        raise KeyError(key)

    def with_section(self, key: str, change: Callable[[Section], Section | None]) -> Draft:
        """The draft with each section of that key changed; None drops it."""
        changed = (change(one) if one.key == key else one for one in self.sections)
        return replace(self, sections=tuple(one for one in changed if one is not None))

    def with_items(self, key: str, change: Callable[[Item], Item | None]) -> Draft:
        """The draft with each item of one section changed; None drops it."""
        return self.with_section(
            key,
            lambda section: replace(
                section, items=tuple(new for item in section.items if (new := change(item)) is not None)
            ),
        )

    def with_grid(self, key: str, change: Callable[[Grid], Grid | None]) -> Draft:
        """The draft with one table changed; None drops it."""

        def swap(item: Item) -> Item | None:
            return change(item) if isinstance(item, Grid) and item.key == key else item

        section = next(
            one.key
            for one in self.sections
            if any(isinstance(item, Grid) and item.key == key for item in one.items)
        )
        return self.with_items(section, swap)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a draft must be like; an empty field leaves it to chance.

    `year` 0 is any; `kinds` are kinds of issuers; `size` a scale of figures; `quiet` keeps figures
    of the tables out of the prose; `avoid` names words that section one must not use; `drop` an
    aspect it leaves out; `period` and `cite` say where and how those statements are made; `nested`
    asks for 1. and (1) lists under (一); `closing` allows a signature and a date at the end.
    """

    generation: str = ""
    year: int = 0
    kinds: tuple[str, ...] = ()
    size: str = ""
    quiet: bool = False
    avoid: tuple[str, ...] = ()
    drop: str = ""
    period: str = ""
    cite: str = ""
    nested: bool = False
    closing: bool = True


ANY: Final = Wish()
"""Any valid report."""


def paragraph(words: str, numeral: str = "", mark: str = "") -> Paragraph:
    """A paragraph of `words`, in which ‹…› encloses document numbers."""
    return Paragraph(pieces(words), numeral, mark)


def pieces(words: str) -> tuple[Piece, ...]:
    """`words` cut at its document numbers, which stand between ‹ and ›."""
    if "‹" not in words:
        return (Piece(words),)
    parts = words.replace("›", "‹").split("‹")
    return tuple(Piece(part, "citation" if index % 2 else "text") for index, part in enumerate(parts) if part)

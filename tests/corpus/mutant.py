"""What a mutation yields, and the tools that mutations share."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from tests.corpus.compose import build
from tests.corpus.draft import ANY, Draft, Paragraph, Piece, Section, Wish, paragraph
from tests.corpus.render import Rendered, encode, render
from tests.corpus.style import FORMS, Style, random_style

_ERRORS: Final = frozenset(
    (
        *("S101", "S104", "S105", "C202", "C204", "C205", "P302", "P303", "P304"),
        *("T401", "T402", "T405", "T406", "T407"),
        *("N501", "N502", "N503", "N504", "N505", "N506"),
        *("X601", "X602", "X603", "X607"),
    )
)
_INFOS: Final = frozenset(("S109", "C201", "C206", "T403", "G801", "G803", "G804", "G805"))
_TRANSITIONAL: Final = frozenset(("S101", "S104", "S105", "T401", "T402", "T407"))
"""Errors that follow from 60号 alone, which only encourages its format for 2019."""

ERAS: Final[Mapping[str, tuple[int, ...]]] = {
    "2008": tuple(range(2012, 2019)),
    "2019": (2019,),
    "2020": (2020,),
    "2021": tuple(range(2021, 2026)),
}
"""Reporting years by how the rules treat them."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that must be there: its code, the rows any of which is right, its severity."""

    code: str
    rows: frozenset[int]
    severity: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """A report with one fault. All of `expected` must be found and nothing else, except that
    findings of the codes in `tolerated` may or may not be there."""

    name: str
    text: str
    expected: tuple[Expected, ...]
    encoding: str = "utf-8"
    tolerated: frozenset[str] = frozenset()

    @property
    def data(self) -> bytes:
        """The text as bytes, in the encoding that the mutation asks for."""
        return encode(self.text, self.encoding)


Mutation = Callable[[random.Random], Mutant]
Maker = Callable[[str, random.Random, int], Mutant]
"""Makes a mutant of a given name for a report of a given year."""


def severity(code: str, year: int) -> str:
    """The severity that the catalogue gives `code` in a report of `year`."""
    if code in _INFOS:
        return "info"
    if code not in _ERRORS or (code in _TRANSITIONAL and year < 2020):
        return "warning"
    return "error"


def each_era(stem: str, make: Maker, eras: str = "2020 2021") -> dict[str, Mutation]:
    """`make` once for each of `eras`, under the names stem@era."""

    def mutation(name: str, years: tuple[int, ...]) -> Mutation:
        return lambda rng: make(name, rng, rng.choice(years))

    return {f"{stem}@{era}": mutation(f"{stem}@{era}", ERAS[era]) for era in eras.split()}


def style_for(rng: random.Random, forms: tuple[str, ...] = FORMS, residue: bool = True) -> Style:
    """A random style whose document numbers are whole; without `residue` nothing is around it."""
    style = replace(random_style(rng, forms), broken_numbers=False)
    return style if residue else replace(style, before=False, after=False)


def with_tables(style: Style, **changes: object) -> Style:
    """The style with the same change made to the styles of all three tables."""
    first, second, third = (replace(table, **changes) for table in style.tables)  # type: ignore[arg-type]
    return replace(style, tables=(first, second, third))


def valid(rng: random.Random, year: int, wish: Wish = ANY) -> Draft:
    """A valid draft of `year`."""
    return build(rng, replace(wish, year=year))


def mutant(
    name: str,
    draft: Draft,
    style: Style,
    expect: Callable[[Rendered], Iterable[tuple[str, Iterable[int]]]],
    encoding: str = "utf-8",
    tolerated: Iterable[str] = (),
) -> Mutant:
    """Render `draft` and ask `expect` which codes belong on which rows."""
    rendered = render(draft, style)
    expected = tuple(
        Expected(code, frozenset(rows), severity(code, draft.year)) for code, rows in expect(rendered)
    )
    return Mutant(name, rendered.text, expected, encoding, frozenset(tolerated))


def on_mark(code: str, mark: str) -> Callable[[Rendered], Iterable[tuple[str, Iterable[int]]]]:
    """Expect `code` on the rows of the marked paragraph or heading."""
    return lambda rendered: [(code, rendered.marks[mark].rows)]


def on_title(code: str) -> Callable[[Rendered], Iterable[tuple[str, Iterable[int]]]]:
    """Expect `code` where an absence without a place stands: the title or the first line."""
    return lambda rendered: [(code, rendered.title_rows | {1})]


def insert(draft: Draft, key: str, words: str, mark: str = "", at: int = 0) -> Draft:
    """The draft with a paragraph put into section `key` before its item `at`."""

    def change(section: Section) -> Section:
        new = paragraph(words, mark=mark)
        return replace(section, items=(*section.items[:at], new, *section.items[at:]))

    return draft.with_section(key, change)


def preface(draft: Draft, words: str, mark: str = "") -> Draft:
    """The draft with one more paragraph at the end of the preface."""
    return replace(draft, preface=(*draft.preface, paragraph(words, mark=mark)))


def rewrite(draft: Draft, old: str, new: str) -> Draft:
    """The draft with `old` replaced in the pieces of every paragraph; raises ValueError if absent."""
    changed = 0

    def piece(one: Piece) -> Piece:
        nonlocal changed
        changed += old in one.text
        return one._replace(text=one.text.replace(old, new))

    def swap(one: Paragraph) -> Paragraph:
        return one._replace(pieces=tuple(piece(part) for part in one.pieces))

    result = replace(
        draft,
        preface=tuple(swap(one) for one in draft.preface),
        sections=tuple(
            replace(
                section,
                items=tuple(swap(item) if isinstance(item, Paragraph) else item for item in section.items),
            )
            for section in draft.sections
        ),
    )
    if not changed:
        raise ValueError(f"the draft does not say {old}")
    return result

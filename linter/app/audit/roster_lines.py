"""Which lines of a roster name a unit: not its sums, its notes, nor the headings of its groups."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from linter.regex_cache import compiled
from linter.report.text_match import letters_only, split_numeral
from linter.text.normalize import normalize

_COUNT = compiled(r"\d+[个家]?(?:单位|部门|机关)?$")  # behind a sum: 合计55个
_GROUP = compiled(r"\((?:共|计|合计)?\d+[个家](?:单位|部门|机关)?\)$")  # behind a heading: 市直部门(25个)


class RosterWords(Struct, frozen=True):
    """What the columns of a roster are called, and how lines of sums and of notes begin."""

    unit: tuple[str, ...]
    short: tuple[str, ...]
    parent: tuple[str, ...]
    category: tuple[str, ...]
    sums: tuple[str, ...]
    notes: tuple[str, ...] = ()


def is_unit_line(cells: Sequence[str], unit: int, words: RosterWords, *, wide: bool) -> bool:
    """Whether a line is to name a unit in the column `unit`. `wide`: the roster has lines with several
    filled cells."""
    name = normalize(cells[unit]) if unit < len(cells) else ""
    filled = [normalize(cell) for cell in cells if cell]
    if _is_note(filled[0], words) or (name and _is_note(name, words)):
        return False
    if _is_sum(name, words) or letters_only(name).endswith(words.sums):
        return False
    asked = filled if not name or name.isdigit() else [normalize(cell) for cell in cells[:unit]]
    if any(_is_sum(cell, words) for cell in asked):
        return False
    return not (wide and len(filled) == 1 and _is_heading(filled[0]))


def _is_sum(cell: str, words: RosterWords) -> bool:
    """Whether a cell says no more than that its line is a sum, perhaps of how many."""
    letters = letters_only(cell)
    return letters in words.sums or _COUNT.sub("", letters) in words.sums


def _is_note(cell: str, words: RosterWords) -> bool:
    before, colon, _ = cell.partition(":")
    return letters_only(before) in words.notes and (bool(colon) or letters_only(cell) in words.notes)


def _is_heading(cell: str) -> bool:
    """Whether the only cell of its line is the heading of a group: 一、市直部门, 区县政府(10个)."""
    level, numeral, _ = split_numeral(cell)
    return (level > 0 and not numeral.strip("().、").isdigit()) or _GROUP.search(cell) is not None

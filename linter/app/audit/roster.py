"""The units that must submit, as a roster lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from linter.app.audit.roster_lines import RosterWords, is_unit_line
from linter.app.audit.roster_parents import with_parents
from linter.app.audit.roster_rows import RosterError, Rows, read_sheets
from linter.output.audit.model import Unit
from linter.report.text_match import letters_only
from linter.text.normalize import normalize

_HEAD_ROWS = 12  # a title, a date, a note may stand above the header
_MOST_PROBLEMS = 20
_SEPARATORS = str.maketrans("/／;；,，|", "、、、、、、、")


class _Head(Struct, frozen=True):
    """Where the columns are: the index of each, None for one that is not there; `last` row of the header."""

    last: int
    unit: int
    short: int | None
    parent: int | None
    category: int | None


def read_roster(
    path: str, words: RosterWords, notify: Callable[[str], None] = lambda _: None
) -> tuple[Unit, ...]:
    """The units in the order of the roster's first sheet that has a header; `notify` is called with what the
    user should know of it. Raises RosterError."""
    seen: list[str] = []
    units: tuple[Unit, ...] = ()
    read = ""
    for title, rows in read_sheets(path):
        head = _head(rows, words)
        if head is not None and not units:
            _must_differ(path, rows[: head.last + 1], words)
            units, read = _units(path, rows, head, words), title
        elif head is not None and len(rows) > head.last + 1:
            notify(
                f"名单 {path} 只读了工作表“{read}”；工作表“{title}”也有单位一列，没有读，要读的请并到一张表里"
            )
        seen += [cell for _, cells in rows[:3] for cell in cells if cell]
    if units:
        return units
    if not seen:
        raise RosterError(f"{path}：名单是空的")
    shown = "、".join(seen[:8])
    raise RosterError(
        f"{path}:1：名单里没有“单位”一列（前 {_HEAD_ROWS} 行里要有一行列名：单位，还可以有简称、上级、类别）"
        f"；读到的是：{shown}"
    )


def _head(rows: Rows, words: RosterWords) -> _Head | None:
    for at, (_, cells) in enumerate(rows[:_HEAD_ROWS]):
        unit = _column(cells, words.unit)
        if unit is None:
            continue
        # A header over two rows: what stands below it beside an empty (merged) cell of the units.
        below = rows[at + 1][1] if at + 1 < len(rows) else ()
        double = bool(below) and (unit >= len(below) or not below[unit])
        lines = [cells, below] if double else [cells]

        def find(names: tuple[str, ...], lines: list[tuple[str, ...]] = lines) -> int | None:
            return next((found for line in lines if (found := _column(line, names)) is not None), None)

        others = find(words.short), find(words.parent), find(words.category)
        is_double = double and any(_column(below, each) is not None for each in _names(words))
        return _Head(at + is_double, unit, *others)
    return None


def _must_differ(path: str, rows: Rows, words: RosterWords) -> None:
    """Raises RosterError for two columns of the header with one name that is asked for."""
    for number, cells in rows:
        called = [letters_only(normalize(cell)) for cell in cells]
        for name in (*words.unit, *words.short, *words.parent, *words.category):
            places = [str(at) for at, each in enumerate(called, 1) if each == name]
            if len(places) > 1:
                raise RosterError(
                    f"{path}:{number}：第 {'、'.join(places)} 列都叫“{name}”，请只留一列或者改名"
                )


def _names(words: RosterWords) -> Iterator[tuple[str, ...]]:
    yield from (words.short, words.parent, words.category)


def _column(cells: Sequence[str], names: tuple[str, ...]) -> int | None:
    for name in names:
        for index, cell in enumerate(cells):
            if letters_only(normalize(cell)) == name:
                return index
    return None


def _units(path: str, rows: Rows, head: _Head, words: RosterWords) -> tuple[Unit, ...]:
    units: list[Unit] = []
    problems: list[tuple[int, str]] = []
    first: dict[str, int] = {}
    lines = rows[head.last + 1 :]
    wide = max((sum(map(bool, cells)) for _, cells in lines), default=0) > 1
    for number, cells in lines:
        if not is_unit_line(cells, head.unit, words, wide=wide):
            continue
        name = _cell(cells, head.unit)
        if not name:
            if rest := "、".join(cell for cell in cells if not cell.isdigit() and cell):
                problems.append((number, f"没有写单位（这一行是：{rest[:40]}）"))
            continue
        key = letters_only(normalize(name))
        if not key or key.isdigit():
            problems.append((number, f"“{name}”不是单位的名称；“单位”一列要写全称"))
            continue
        if key in first:
            problems.append((number, f"单位“{name}”与第 {first[key]} 行重复；请删去一行，或者写全称以便区分"))
            continue
        first[key] = number
        short = tuple(filter(None, _cell(cells, head.short).translate(_SEPARATORS).split("、")))
        parent = _cell(cells, head.parent) or None
        units.append(Unit(name, short, parent, _cell(cells, head.category), number))
    if not units and not problems:
        problems.append((rows[head.last][0], "名单里只有列名，没有单位"))
    units, more_problems = with_parents(units)
    problems += more_problems
    if problems:
        more = len(problems) - _MOST_PROBLEMS
        shown = [f"{path}:{row}：{words}" for row, words in sorted(problems)[:_MOST_PROBLEMS]]
        raise RosterError(*shown, *([f"{path}：还有 {more} 处错误"] if more > 0 else []))
    return tuple(units)


def _cell(cells: Sequence[str], index: int | None) -> str:
    return cells[index] if index is not None and index < len(cells) else ""

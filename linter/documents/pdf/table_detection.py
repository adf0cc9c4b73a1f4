"""Finds the grids of tables in the rules of a page; cells without a rule between them are merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from linter.documents.pdf.page_content import Rule

_TOUCH = 3.0  # points: nearer than this is the same place, or joined
_SHORTEST = 4.0
_NARROWEST = 5.0  # columns and rows have room for a character; narrower ones part the frames of two cells
_MOST_RULES = 1500
_MOST_COLUMNS, _MOST_ROWS = 64, 400


class Box(NamedTuple):
    """A cell of a grid: row and column from 0, and how many of each it covers."""

    row: int
    column: int
    rowspan: int
    colspan: int


class Frame(NamedTuple):
    """A ruled table on one page: the places of its rules from left to right and from top to bottom, and
    its cells by row, then column."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]


def find_frames(rules: Iterable[Rule]) -> list[Frame]:
    """The ruled tables of a page, from top to bottom. A single box is none: it frames text."""
    across: list[Rule] = []
    down: list[Rule] = []
    for rule in rules:
        (across if rule.across else down).append(rule)
    across, down = list(_united(across)), list(_united(down))
    if max(len(across), len(down)) > _MOST_RULES:
        return []  # a drawing
    frames = (_frame(*group) for group in _groups(across, down))
    return sorted((frame for frame in frames if frame is not None), key=lambda frame: frame.ys[0])


def _united(rules: Iterable[Rule]) -> Iterator[Rule]:
    """The parts of one line as one."""
    for group in _clusters(sorted(rules, key=lambda rule: rule.at)):
        at = sum(rule.at for rule in group) / len(group)
        stretches = sorted((rule.start, rule.end) for rule in group)
        start, end = stretches[0]
        for stretch in (*stretches[1:], (float("inf"), 0.0)):
            if stretch[0] > end + _TOUCH:
                if end - start >= _SHORTEST:
                    yield Rule(group[0].across, at, start, end)
                start, end = stretch
            end = max(end, stretch[1])


def _clusters(rules: Sequence[Rule], near: float = _TOUCH) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > near:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together."""
    left = set(range(len(down)))
    waiting = set(range(len(across)))
    while waiting:
        todo, rows, columns = [waiting.pop()], [], []
        while todo:
            row = across[todo.pop()]
            rows.append(row)
            for index in [index for index in left if _meet(row, down[index])]:
                left.discard(index)
                columns.append(down[index])
                more = [other for other in waiting if _meet(across[other], down[index])]
                waiting.difference_update(more)
                todo += more
        if columns:
            yield rows, columns


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across.start - _TOUCH <= down.at <= across.end + _TOUCH
        and down.start - _TOUCH <= across.at <= down.end + _TOUCH
    )


def _frame(across: list[Rule], down: list[Rule]) -> Frame | None:
    """A grid; an outer side without a rule is where the rules towards it end."""
    down = [*down, *_sides(across, down)]
    across = [*across, *_sides(down, across)]
    xs, ys = _places(down), _places(across)
    if not (1 < len(xs) <= _MOST_COLUMNS + 1 and 1 < len(ys) <= _MOST_ROWS + 1):
        return None
    boxes = tuple(_boxes(xs, ys, across, down))
    return Frame(xs, ys, boxes) if len(boxes) > 1 else None


def _sides(rules: Sequence[Rule], others: Sequence[Rule]) -> Iterator[Rule]:
    """The open outer sides of a table, between the ends of the first and the last of `others`."""
    start, end = min(rule.start for rule in rules), max(rule.end for rule in rules)
    first, last = min(rule.at for rule in others), max(rule.at for rule in others)
    low, high = min(rule.at for rule in rules), max(rule.at for rule in rules)
    if start < first - _SHORTEST:
        yield Rule(others[0].across, start, low, high)
    if end > last + _SHORTEST:
        yield Rule(others[0].across, end, low, high)


def _places(rules: Iterable[Rule]) -> tuple[float, ...]:
    groups = _clusters(sorted(rules, key=lambda rule: rule.at), _NARROWEST)
    return tuple(sum(rule.at for rule in group) / len(group) for group in groups)


def _boxes(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]
) -> Iterator[Box]:
    """The cells: from each free place to the right and then down, as far as no rule stands between."""
    height, width = len(ys) - 1, len(xs) - 1
    right = _walls(xs, ys, down)
    below = _walls(ys, xs, across)
    free = [[True] * width for _ in range(height)]
    for row in range(height):
        for column in range(width):
            if not free[row][column]:
                continue
            colspan = rowspan = 1
            while (
                column + colspan < width
                and free[row][column + colspan]
                and (column + colspan, row) not in right
            ):
                colspan += 1
            covered = range(column, column + colspan)
            while row + rowspan < height and not any((row + rowspan, each) in below for each in covered):
                if any((each, row + rowspan) in right for each in covered[1:]):
                    break
                rowspan += 1
            for each_row in range(row, row + rowspan):
                for each in covered:
                    free[each_row][each] = False
            yield Box(row, column, rowspan, colspan)


def _walls(places: Sequence[float], others: Sequence[float], rules: Sequence[Rule]) -> set[tuple[int, int]]:
    """(i, j): at places[i] a rule stands between others[j] and others[j + 1]."""
    walls: set[tuple[int, int]] = set()
    for rule in rules:
        nearest = min(range(len(places)), key=lambda i: abs(places[i] - rule.at))
        for j in range(len(others) - 1):
            if rule.start <= (others[j] + others[j + 1]) / 2 <= rule.end:
                walls.add((nearest, j))
    return walls

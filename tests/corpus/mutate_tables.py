"""Mutations of family T: tables, rows, labels and the writing of cells."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Final

from tests.corpus import figures
from tests.corpus.draft import Draft, Wish
from tests.corpus.grid import Cell, Grid, GridRow, Number, fill
from tests.corpus.issuers import POWERLESS
from tests.corpus.mutant import (
    Mutant,
    Mutation,
    each_era,
    insert,
    mutant,
    style_for,
    valid,
    with_tables,
)
from tests.corpus.render import Rendered
from tests.corpus.style import CELL_FORMS, FORMS, ROW_FORMS, Style
from tests.corpus.templates import (
    OTHERWISE_2019,
    OTHERWISE_2021,
    OUTCOME_GROUP,
    TABLE_SECTIONS,
    TABLES,
    Row,
    Table,
    generation_of,
)

Found = Iterable[tuple[str, Iterable[int]]]

_ZERO: Final = Wish(size="zero", quiet=True)
_QUIET: Final = Wish(quiet=True)


def _tidy(rng: random.Random, forms: tuple[str, ...] = FORMS) -> Style:
    """A style that leaves no empty cells of its own, so that a blank or a missing cell is one."""
    return with_tables(style_for(rng, forms), spans=False, pad=False)


def _on_row(code: str, table: str, row: str) -> partial[Found]:
    return partial(_row_found, code, table, (row,))


def _row_found(code: str, table: str, rows: tuple[str, ...], rendered: Rendered) -> Found:
    """One finding on any line of any of these table rows."""
    return [(code, frozenset().union(*(rendered.lines[table, row].rows for row in rows)))]


def _no_table(key: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, _QUIET).with_grid(key, lambda _: None)
    draft = insert(draft, key, "本年度的有关数据已按要求报送上级主管部门。")
    return mutant(name, draft, style_for(rng), lambda one: [("T401", {one.section_row(key)})])


def _no_row(table: str, row: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, _ZERO)
    keys = [line.row.key for block in draft.grid(table).blocks for line in block.rows]
    at = keys.index(row)
    near = keys[max(0, at - 1) : at] + keys[at + 1 : at + 2]

    def expect(one: Rendered) -> Found:
        """The row belongs between its neighbours; its absence may also stand on table or heading."""
        rows = [line for key in near for line in one.lines[table, key].rows]
        return [("T402", {one.section_row(table), one.tables[table].first, *range(min(rows), max(rows) + 1)})]

    return mutant(name, draft.with_grid(table, lambda grid: grid.drop(row)), _tidy(rng), expect)


def _label(table: str, old: str, new: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year)
    grid = draft.grid(table)
    row = next((one.row.key for b in grid.blocks for one in b.rows if one.row.label == old), None)

    def expect(one: Rendered) -> Found:
        if row is not None:
            return [("T403", one.lines[table, row].rows)]
        first = min(cell.row for cell in one.cells if cell.table == table)
        return [("T403", range(one.tables[table].first, first + 1))]

    style = with_tables(style_for(rng), header="none", labels="none")
    return mutant(name, draft.with_grid(table, lambda one: one.relabel(old, new)), style, expect)


def _counts(grid: Grid) -> list[Cell]:
    """The cells of a grid that hold plain counts."""
    return [
        cell
        for block in grid.blocks
        for line in block.rows
        for cell in line.cells
        if cell.column not in ("change", "amount")
    ]


def _blank(table: str, text: str, many: int, name: str, rng: random.Random, year: int) -> Mutant:
    """`many` cells of one table hold `text`; 0 blanks every cell of a row."""
    draft = valid(rng, year, _ZERO)
    cells = _counts(draft.grid(table))
    if many:
        chosen = rng.sample(cells, min(many, len(cells)))
    else:
        row = rng.choice(cells).row
        chosen = [cell for cell in cells if cell.row == row]
    draft = _put(draft, table, chosen, text)
    rows = tuple({"review" if table == "review" else cell.row for cell in chosen})
    return mutant(name, draft, _tidy(rng), partial(_row_found, "T404", table, rows))


def _put(draft: Draft, table: str, cells: list[Cell], text: str) -> Draft:
    places = {(cell.row, cell.column) for cell in cells}
    return draft.with_grid(table, lambda grid: grid.put_all(places, None, text))


def _unmerged_total(text: str, name: str, rng: random.Random, year: int) -> Mutant:
    """The total of a row is blank in a table whose label cells are drawn unmerged."""
    draft = valid(rng, year, _ZERO)
    cell = rng.choice([cell for cell in _counts(draft.grid("requests")) if cell.column == "total"])
    style = with_tables(style_for(rng, ROW_FORMS), merged="empty", spans=True, pad=True)
    return mutant(name, _put(draft, "requests", [cell], text), style, _on_row("T404", "requests", cell.row))


def _all_blank(table: str, text: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, _ZERO)
    draft = _put(draft, table, _counts(draft.grid(table)), text)
    return mutant(name, draft, _tidy(rng), lambda one: [("T404", one.tables[table].rows)])


def _words(table: str, text: str, forms: tuple[str, ...], name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, _ZERO)
    # Without bars, a word behind a table's last figure may as well begin the next paragraph.
    cell = rng.choice(_counts(draft.grid(table))[:-1])
    row = "review" if table == "review" else cell.row
    draft = _put(draft, table, [cell], text)
    return mutant(name, draft, _tidy(rng, forms), _on_row("T405", table, row))


def _impossible(value: Number, name: str, rng: random.Random, year: int) -> Mutant:
    row = rng.choice(("licensing", "penalties", "coercive_measures"))
    draft = valid(rng, year, _QUIET)
    draft = draft.with_grid("proactive", lambda one: one.put(row, "decisions", value, str(value)))
    return mutant(
        name, draft, _tidy(rng), lambda one: [("T406", {one.cell_row("proactive", row, "decisions")})]
    )


def _negative_request(name: str, rng: random.Random, year: int) -> Mutant:
    """One result below zero, made good in its row and in its column: every identity holds."""
    draft = valid(rng, year, _ZERO)
    puts = {
        ("granted", "natural_person"): -3,
        ("granted", "business"): 3,
        ("unavailable.not_held", "natural_person"): 3,
        ("unavailable.not_held", "total"): 3,
        ("processed_total", "business"): 3,
        ("processed_total", "total"): 3,
        ("received", "business"): 3,
        ("received", "total"): 3,
    }
    grid = draft.grid("requests")
    for (row, column), value in puts.items():
        grid = grid.put(row, column, value, str(value) if value < 0 else None)
    return mutant(
        name,
        draft.with_grid("requests", lambda _: grid),
        _tidy(rng),
        lambda one: [("T406", {one.cell_row("requests", "granted", "natural_person")})],
    )


def _negative_review(name: str, rng: random.Random, year: int) -> Mutant:
    grid = valid(rng, year, _ZERO).grid("review")
    grid = grid.put("litigation_direct", "upheld", -1, "-1").put("litigation_direct", "overturned", 1)
    draft = valid(rng, year, _ZERO).with_grid("review", lambda _: grid)
    return mutant(
        name,
        draft,
        _tidy(rng),
        lambda one: [("T406", {one.cell_row("review", "litigation_direct", "upheld")})],
    )


def _outdated_proactive(name: str, rng: random.Random, year: int) -> Mutant:
    """Table 二 of the other generation."""
    other = "2019" if generation_of(year) == "2021" else "2021"
    year = max(year, 2022) if other == "2019" else year
    values = figures.proactive(rng, other, "small", rulemaking=False)
    grid = fill(TABLES[other]["proactive"], values)
    draft = valid(rng, year, _QUIET).with_grid("proactive", lambda _: grid)
    return mutant(name, draft, _tidy(rng), partial(_table_found, "T407", "proactive"))


def _outdated_otherwise(unmerged: bool, name: str, rng: random.Random, year: int) -> Mutant:
    """The rows (六) of the other generation; `unmerged` draws empty cells behind the label."""
    draft = valid(rng, year, _ZERO)
    rows = OTHERWISE_2019 if generation_of(year) == "2021" else OTHERWISE_2021
    block = TABLES[generation_of(year)]["requests"].blocks[0]
    kept: list[Row] = []
    for row in block.rows:
        if row.key == "processed_total":
            kept += rows
        if not row.key.startswith("otherwise"):
            kept.append(row)
    values: dict[tuple[str, str], Number] = {
        (row.key, column.key): 0 for row in kept for column in block.columns
    }
    table = Table("requests", (replace(block, rows=tuple(kept)),))
    assert all(row.groups[0] == OUTCOME_GROUP for row in rows)
    grid = fill(table, values)
    draft = draft.with_grid("requests", lambda _: grid)
    style = with_tables(_tidy(rng, ROW_FORMS), merged="empty", spans=True) if unmerged else _tidy(rng)
    return mutant(name, draft, style, partial(_table_found, "T407", "requests"))


def _table_found(code: str, table: str, rendered: Rendered) -> Found:
    return [(code, rendered.tables[table].rows | {rendered.section_row(table)})]


def _glued(twelve: bool, name: str, rng: random.Random, year: int) -> Mutant:
    """Tables of zeros whose cells ran together; with a `twelve` the digits fit in several ways."""
    rows = ("received", "granted", "processed_total") if twelve else ()
    draft = valid(rng, year, _ZERO)
    places = [(row, column) for row in rows for column in ("natural_person", "total")]
    draft = draft.with_grid("requests", lambda grid: grid.put_all(places, 12))
    style = with_tables(
        replace(_tidy(rng, ROW_FORMS), wide="none"),
        form="glued", merged="drop", header="none", labels="none", numbers="plain", note=False,
    )  # fmt: skip
    return mutant(name, draft, style, partial(_row_found, "G809", "requests", rows) if rows else lambda _: ())


def _ragged(
    table: str, row: str, more: int, forms: tuple[str, ...], name: str, rng: random.Random, year: int
) -> Mutant:
    """A row of zeros with `more` cells than the table has columns, or fewer."""
    draft = valid(rng, year, _ZERO)

    def change(line: GridRow) -> GridRow:
        if line.row.key != row:
            return line
        return line._replace(cells=(*line.cells, *[Cell(row, "", 0)] * more)[: len(line.cells) + more])

    draft = draft.with_grid(table, lambda grid: grid.edit(change))
    style = with_tables(_tidy(rng, forms), extra=False, bars=False)
    return mutant(name, draft, style, _on_row("T408", table, row))


def _rulemaking(kind: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, Wish(kinds=(kind,), quiet=True))
    made = {"made": 2, "newly_disclosed": 2, "disclosed_total": 5, "issued": 1, "repealed": 0, "in_force": 3}
    grid = draft.grid("proactive")
    for column, value in made.items():
        grid = grid.put("regulations", column, value)
    draft = draft.with_grid("proactive", lambda _: grid)
    return mutant(name, draft, _tidy(rng), _on_row("T409", "proactive", "regulations"))


def _amount(code: str, text: str, value: Number, name: str, rng: random.Random, year: int) -> Mutant:
    row = "procurement" if generation_of(year) == "2019" else "fees"

    def change(grid: Grid) -> Grid:
        grid = grid.put(row, "amount", value, text)
        return grid.put(row, "items", 12) if row == "procurement" else grid

    draft = valid(rng, year, _QUIET).with_grid("proactive", change)
    return mutant(name, draft, _tidy(rng), lambda one: [(code, {one.cell_row("proactive", row, "amount")})])


_BARRED: Final = (*ROW_FORMS, "bar-cells", "bar-alone")
_ROWS: Final = (
    ("proactive", "normative_documents", "2019 2020 2021"),
    ("proactive", "penalties", "2020 2021"),
    ("proactive", "coercive_measures", "2020 2021"),
    ("requests", "received", "2020 2021"),
    ("requests", "carried_in", "2020 2021"),
    ("requests", "granted", "2019 2020 2021"),
    ("requests", "refused.state_secret", "2020 2021"),
    ("requests", "refused.process", "2020 2021"),
    ("requests", "unavailable.unclear", "2020 2021"),
    ("requests", "not_processed.excessive", "2020 2021"),
    ("requests", "otherwise.fee_unpaid", "2021"),
    ("requests", "processed_total", "2020 2021"),
    ("requests", "carried_out", "2020 2021"),
)
_LABELS: Final = (
    ("proactive", "行政规范性文件", "规范性文件", "2021"),
    ("proactive", "本年废止件数", "本年废止数", "2021"),
    ("proactive", "本年新制作数量", "本年度新制作数量", "2020"),
    ("proactive", "其他对外管理服务事项", "其他对外管理和服务事项", "2020"),
    ("requests", "1.属于国家秘密", "1.属于国家秘密的", "2020 2021"),
    ("requests", "7.属于行政执法案卷", "7.属于行政执法案卷信息", "2020 2021"),
    ("requests", "3.补正后申请内容仍不明确", "3.补正后申请内容不明确", "2020 2021"),
    ("requests", "四、结转下年度继续办理", "四、结转到下年度继续办理", "2020 2021"),
    ("requests", "社会公益组织", "社会公益性组织", "2020 2021"),
)
_AMOUNTS: Final = (
    ("799022.53", "799022.53", "2020"),
    ("12万元万元", "12", "2020"),
    ("3元", "3", "2021"),
    ("12.5万元万元", "12.5", "2021"),
    ("0.3亿元", "0.3", "2021"),
)
_NEGATIVE_AMOUNTS: Final = (("-3.5万元", "-3.5", "2020"), ("-10", "-10", "2021"), ("−0.5", "-0.5", "2021"))
_BLANKS: Final = {
    "empty": "",
    "slash": "/",
    "hyphen": "-",
    "dash": "—",
    "none": "无",
    "not-applicable": "不适用",
    "not-involved": "不涉及",
    "not-occurred": "未发生",
    "n-a": "N/A",
}


def _cells() -> dict[str, Mutation]:
    """What stands in figure cells: blanks, words, impossible counts."""
    cases: dict[str, Mutation] = {}
    for table in TABLE_SECTIONS:
        for stem, text in _BLANKS.items():
            if table != "review" or text:
                cases |= each_era(f"T404-{table}-{stem}", partial(_blank, table, text, 1))
                cases |= each_era(f"T404-{table}-{stem}-several", partial(_blank, table, text, 3))
        for number, text in enumerate(("若干", "见附件", "不详"), 1):
            for stem, forms in (("T405", _BARRED), ("T405-bare", ("bare", "bare-blank"))):
                cases |= each_era(f"{stem}-{table}-{number}", partial(_words, table, text, forms))
    for stem in ("empty", "slash"):
        cases |= each_era(f"T404-row-{stem}", partial(_blank, "requests", _BLANKS[stem], 0))
        cases |= each_era(f"T404-table-{stem}", partial(_all_blank, "requests", _BLANKS[stem]))
        cases |= each_era(f"T404-unmerged-total-{stem}", partial(_unmerged_total, _BLANKS[stem]))
    for number, (text, amount, eras) in enumerate(_NEGATIVE_AMOUNTS, 1):
        cases |= each_era(f"T406-amount-{number}", partial(_amount, "T406", text, Decimal(amount)), eras)
    cases |= each_era("T406-negative", partial(_impossible, -3))
    cases |= each_era("T406-fraction", partial(_impossible, Decimal("2.5")))
    return cases | each_era("T406-request", _negative_request) | each_era("T406-review", _negative_review)


def _rows() -> dict[str, Mutation]:
    """Tables and rows that are missing, outdated, reworded or ragged."""
    cases: dict[str, Mutation] = {}
    for table in TABLE_SECTIONS:
        cases |= each_era(f"T401-{table}", partial(_no_table, table), "2019 2020 2021")
    for table, row, eras in _ROWS:
        cases |= each_era(f"T402-{table}-{row}", partial(_no_row, table, row), eras)
    for number, (table, old, new, eras) in enumerate(_LABELS, 1):
        cases |= each_era(f"T403-{number}", partial(_label, table, old, new), eras)
    cases |= each_era("G809-glued", partial(_glued, True))
    cases |= each_era("T407-proactive", _outdated_proactive, "2019 2020 2021")
    cases |= each_era("T407-otherwise", partial(_outdated_otherwise, False), "2019 2020 2021")
    cases |= each_era("T407-otherwise-unmerged", partial(_outdated_otherwise, True), "2019 2020 2021")
    lengths = (("few", -1, ROW_FORMS), ("many", 1, ROW_FORMS), ("many-cells", 1, CELL_FORMS))
    places = ("proactive", "normative_documents"), ("requests", "refused.process"), ("review", "review")
    for table, row in places:
        for stem, more, forms in lengths:
            cases |= each_era(f"T408-{table}-{stem}", partial(_ragged, table, row, more, forms))
    return cases


def _values() -> dict[str, Mutation]:
    """Figures that the body or the column forbids."""
    cases: dict[str, Mutation] = {}
    for number, kind in enumerate(POWERLESS, 1):
        cases |= each_era(f"T409-{number}", partial(_rulemaking, kind))
    for number, (text, amount, eras) in enumerate(_AMOUNTS, 1):
        cases |= each_era(f"T410-{number}", partial(_amount, "T410", text, Decimal(amount)), eras)
    return cases


TABLES_MUTATED: Final = _rows() | _cells() | _values()

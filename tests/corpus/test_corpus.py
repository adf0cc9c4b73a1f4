"""The corpus must be right before anything is measured against it."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from decimal import Decimal

import pytest

from tests.corpus import MUTATIONS, Draft, Rendered, build, encode, example, join, random_style, render
from tests.corpus.cost import cost
from tests.corpus.draft import Paragraph
from tests.corpus.grid import Grid, Number
from tests.corpus.style import FORMS
from tests.corpus.templates import APPLICANTS, RESULT_ROWS, SECTIONS

SEEDS = range(150)
KINDS = [column.key for column in APPLICANTS]
CODES = {
    *(f"S{number}" for number in range(100, 111)),
    *(f"C{number}" for number in range(201, 208)),
    *(f"P{number}" for number in range(301, 305)),
    *(f"T{number}" for number in range(401, 411)),
    *(f"N{number}" for number in range(501, 508)),
    *(f"X{number}" for number in range(601, 612)),
    *(f"G{number}" for number in range(801, 806)),
    *("G807", "G808", "G809", "G811", "X612"),
}


def rows_of(text: str) -> list[str]:
    """The rows of a text, by LF, CRLF and lone CR."""
    return re.split(r"\r\n|\n|\r", text)


def tables_of(rendered: Rendered) -> dict[str, dict[tuple[str, str], Number]]:
    """The figures that the truth tells, table by table."""
    tables: dict[str, dict[tuple[str, str], Number]] = defaultdict(dict)
    for cell in rendered.cells:
        assert cell.value is not None
        tables[cell.table][cell.row_key, cell.column_key] = cell.value
    return tables


@pytest.mark.parametrize("seed", SEEDS)
def test_identities_hold_in_every_draft(seed: int) -> None:
    rendered = example(seed)
    if rendered.generation == "2008":
        assert not rendered.cells
        return
    tables = tables_of(rendered)
    requests, review, proactive = tables["requests"], tables["review"], tables["proactive"]
    results = RESULT_ROWS[rendered.generation]
    for column in (*KINDS, "total"):
        assert (
            requests["received", column] + requests["carried_in", column]
            == requests["processed_total", column] + requests["carried_out", column]
        )
        assert sum(requests[row, column] for row in results) == requests["processed_total", column]
    for row in ("received", "carried_in", *results, "processed_total", "carried_out"):
        assert sum(requests[row, kind] for kind in KINDS) == requests[row, "total"]
        assert all(requests[row, kind] >= 0 for kind in KINDS)
    for row in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        parts = (review[row, key] for key in ("upheld", "overturned", "other", "pending"))
        assert sum(parts) == review[row, "total"]
    for row in ("regulations", "normative_documents"):
        if rendered.generation == "2019":
            assert proactive[row, "newly_disclosed"] <= proactive[row, "made"]
            assert proactive[row, "newly_disclosed"] <= proactive[row, "disclosed_total"]
        else:
            assert proactive[row, "issued"] <= proactive[row, "in_force"] + proactive[row, "repealed"]


@pytest.mark.parametrize("seed", SEEDS)
def test_truth_rows_hold_what_they_tell(seed: int) -> None:
    rendered = example(seed)
    check_rows(rendered, rows_of(rendered.text))


def check_rows(rendered: Rendered, rows: list[str]) -> None:
    """Every row of the truth holds what the truth says stands there."""
    for cell in rendered.cells:
        line = unicodedata.normalize("NFKC", rows[cell.row - 1]).replace(",", "")
        assert str(abs(Decimal(cell.value or 0))) in line, cell
    wordings = {section.key: section.wording for section in SECTIONS}
    for section in rendered.sections:
        line = rows[section.row - 1].strip()
        assert re.match("[一二三四五六七]、", line)
        if rendered.generation != "2008":
            assert wordings[section.key] in line
    for cited in rendered.citations:
        written = rows[cited.row - 1][cited.column - 1 :]
        assert written
        assert cited.text.startswith(written[:3])
    for period in rendered.periods:
        assert str(period.start.year) in unicodedata.normalize("NFKC", rows[period.row - 1])
    if rendered.title_row is not None:
        title = "".join(rows[row - 1] for row in sorted(rendered.title_rows))
        assert unicodedata.normalize("NFKC", title).rstrip("。").endswith("年政府信息公开工作年度报告")


@pytest.mark.parametrize("seed", range(30))
def test_valid_reports_have_one_period_of_their_year(seed: int) -> None:
    rendered = example(seed)
    (period,) = rendered.periods
    assert (period.start.month, period.start.day, period.end.month, period.end.day) == (1, 1, 12, 31)
    assert period.start.year == period.end.year == rendered.year


def test_prose_states_what_the_tables_state() -> None:
    stated = 0
    for seed in range(400):
        draft = build(random.Random(seed))
        if draft.generation == "2008":
            continue
        words = prose_of(draft, "requests")  # what it tells beside is checked in test_corpus_prose.py
        for told in draft.told:
            words = words.replace(told.text, "")
        counts = re.findall("(?:共收到|新收|收到)政府信息公开申请(?:共)?([0-9]+)件", words)
        total = draft.grid("requests").value("received", "total")
        assert all(int(count) == total for count in counts)
        assert ("未收到" in words) <= (total == 0)
        stated += len(counts)
        words = prose_of(draft, "review")
        for told in draft.told:
            words = words.replace(told.text, "")
        for count in re.findall("行政复议([0-9]+)件", words):
            assert int(count) == draft.grid("review").value("reconsideration", "total")
    assert stated > 50


def prose_of(draft: Draft, key: str) -> str:
    """The paragraphs of one section."""
    return "".join(item.text for item in draft.section(key).items if isinstance(item, Paragraph))


def test_only_bodies_with_the_power_have_regulations() -> None:
    seen = 0
    for seed in range(400):
        draft = build(random.Random(seed))
        if draft.generation != "2008":
            figures = draft.grid("proactive").figures()
            held = any(value for (row, _), value in figures.items() if row == "regulations")
            assert not held or draft.issuer.rulemaking
            seen += held
    assert seen


def test_the_same_seed_gives_the_same_text() -> None:
    assert [example(seed).text for seed in range(20)] == [example(seed).text for seed in range(20)]
    assert len({example(seed).text for seed in range(200)}) == 200


def test_every_form_and_line_end_occurs() -> None:
    styles = [random_style(random.Random(seed)) for seed in range(300)]
    assert {table.form for style in styles for table in style.tables} == set(FORMS)
    assert {style.eol for style in styles} == {"\n", "\r\n", "\r"}
    assert {style.half for style in styles} == {True, False}


@pytest.mark.parametrize("seed", range(20))
def test_joined_reports_keep_their_truth(seed: int) -> None:
    text, parts = join([example(seed), example(seed + 1000), example(seed + 2000)])
    rows = rows_of(text)
    for part in parts:
        check_rows(part, rows)


@pytest.mark.parametrize("how", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_keep_the_text(how: str) -> None:
    for seed in range(20):
        text = example(seed).text
        assert encode(text, how).decode(how) == text


def codes_of(name: str) -> set[str]:
    """The codes that the name of a mutation says."""
    return set(name.partition("@")[0].split("-")) & CODES


def test_mutations_cover_the_catalogue() -> None:
    assert all(codes_of(name) for name in MUTATIONS)
    left = set(CODES)
    for name, mutate in MUTATIONS.items():
        if codes_of(name) & left:
            left -= {expected.code for expected in mutate(random.Random(1)).expected}
    assert left == set()


@pytest.mark.parametrize("name", MUTATIONS)
def test_mutants_say_where_their_fault_stands(name: str) -> None:
    mutant = MUTATIONS[name](random.Random(1))
    assert mutant == MUTATIONS[name](random.Random(1))
    rows = rows_of(mutant.text)
    assert {expected.code for expected in mutant.expected} <= codes_of(name)
    for expected in mutant.expected:
        assert expected.rows
        assert all(1 <= row <= len(rows) for row in expected.rows)


def test_a_changed_figure_changes_the_text_at_its_row() -> None:
    checked = 0
    for seed in range(60):
        rng = random.Random(seed)
        draft, style = build(rng), random_style(rng)
        if draft.generation == "2008":
            continue
        before = render(draft, style)
        after = render(draft.with_grid("requests", lambda grid: grid.add("granted", "total", 100)), style)
        row = before.cell_row("requests", "granted", "total")
        old, new = rows_of(before.text), rows_of(after.text)
        assert [at for at, pair in enumerate(zip(old, new, strict=True), 1) if pair[0] != pair[1]] == [row]
        checked += 1
    assert checked > 20


def test_edits_leave_other_figures_alone() -> None:
    draft = next(d for d in (build(random.Random(seed)) for seed in range(9)) if d.generation != "2008")
    grid = draft.grid("requests")
    edited = grid.add("granted", "business", 2)
    changed = {key for key, value in edited.figures().items() if value != grid.figures()[key]}
    assert changed == {("granted", "business")}
    assert isinstance(grid.drop("granted"), Grid)
    with pytest.raises(KeyError):
        grid.drop("granted").value("granted", "business")


def test_thousands_can_be_made() -> None:
    assert cost(lambda: [example(seed) for seed in range(300)]) < 8  # twenty times what it takes

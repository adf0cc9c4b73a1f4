"""Two reports of one body: agreeing ones yield nothing, each broken link its finding with both places."""

from __future__ import annotations

import os
import random
from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from linter.diagnostic import Diagnostic
from linter.documents import open_document
from linter.report.model import Report
from linter.rulebook import Rulebook, load
from linter.settings import Settings
from linter.text.source import Source
from tests.corpus import Rendered
from tests.corpus.pairs import Pair, pair
from tests.linting import Result, lint, read

EXAMPLES = int(os.environ.get("NIANBAO_EXAMPLES", "25"))
SEEDS = st.integers(0, 2**32 - 1)
YEARS = st.sampled_from((2020, 2021, 2022, 2023, 2024))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
H_ONLY = Settings(select=("H",))


@cache
def book() -> Rulebook:
    return load()


def compared(before: str, now: str, wanted: Settings = H_ONLY) -> Result:
    """This year's text checked against last year's."""
    source, reports = read(open_document(before.encode(), "去年.txt"), book())

    def partner(report: Report, *, only: bool) -> tuple[Source, Report]:
        return source, reports[0]

    return lint(open_document(now.encode(), "今年.txt"), book(), wanted, partner)


def found(pair: Pair, rng: random.Random | None = None) -> tuple[Result, Rendered, Rendered]:
    before, now = pair.rendered(rng)
    return compared(before.text, now.text), before, now


def codes(result: Result) -> list[str]:
    return [one.code for one in result.diagnostics]


def places(result: Result, one: Diagnostic) -> tuple[int, set[tuple[str, int]]]:
    """The row of a finding, and file and row of the places related to it."""
    related = {
        (where.name, where.row(each.span.start))
        for each in one.related
        for where in (each.source or result.source,)
    }
    return result.source.row(one.span.start), related


@many
@given(SEEDS, YEARS)
def test_reports_that_agree_yield_nothing(seed: int, year: int) -> None:
    result, _, _ = found(pair(seed, year), random.Random(seed))
    assert result.compared == 1
    assert codes(result) == []


@settings(parent=many, max_examples=max(1, EXAMPLES // 4))
@given(SEEDS, YEARS, st.sampled_from(("zero", "middle", "large")))
def test_agreeing_reports_of_any_size_only_change_suddenly(seed: int, year: int, size: str) -> None:
    result, _, _ = found(pair(seed, year, size), random.Random(seed))
    assert set(codes(result)) <= {"H705"}


@settings(parent=many, max_examples=max(1, EXAMPLES // 4))
@given(SEEDS)
def test_the_year_before_the_tables_says_nothing_of_figures(seed: int) -> None:
    result, _, _ = found(pair(seed, 2019), random.Random(seed))
    assert codes(result) == []


@many
@given(SEEDS, YEARS, st.sampled_from(("natural_person", "business", "other")), st.integers(1, 9))
def test_what_was_not_carried_over_is_found(seed: int, year: int, kind: str, more: int) -> None:
    rows = ("carried_in", "granted", "processed_total")
    changes = [(row, column, more) for row in rows for column in (kind, "total")]
    result, before, now = found(pair(seed, year).with_grid("requests", *changes), random.Random(seed))
    [one] = result.diagnostics
    assert (one.code, one.severity.value) == ("H701", "error")
    row, related = places(result, one)
    assert row == now.cell_row("requests", "carried_in", "total")
    assert related == {
        ("今年.txt", now.cell_row("requests", "carried_in", kind)),
        ("去年.txt", before.cell_row("requests", "carried_out", kind)),
        ("去年.txt", before.cell_row("requests", "carried_out", "total")),
    }


@many
@given(SEEDS, st.sampled_from((2022, 2024)), st.sampled_from((-1, 1, 5)))
def test_files_in_force_that_do_not_continue_are_found(seed: int, year: int, more: int) -> None:
    one_pair = pair(seed, year, "middle")
    assume(one_pair.now.grid("proactive").value("normative_documents", "in_force") + more >= 0)
    broken = one_pair.with_grid("proactive", ("normative_documents", "in_force", more))
    result, before, now = found(broken, random.Random(seed))
    [one] = [each for each in result.diagnostics if each.code != "H705"]
    assert (one.code, one.severity.value) == ("H702", "warning")
    assert f"相差 {abs(more)}" in one.message
    row, related = places(result, one)
    assert row == now.cell_row("proactive", "normative_documents", "in_force")
    assert related == {
        ("今年.txt", now.cell_row("proactive", "normative_documents", "issued")),
        ("今年.txt", now.cell_row("proactive", "normative_documents", "repealed")),
        ("去年.txt", before.cell_row("proactive", "normative_documents", "in_force")),
    }


@settings(parent=many, max_examples=max(1, EXAMPLES // 4))
@given(SEEDS, st.integers(1, 50))
def test_a_chain_to_another_table_is_never_judged(seed: int, more: int) -> None:
    broken = pair(seed, 2021).with_grid("proactive", ("normative_documents", "in_force", more))
    assert "H702" not in codes(found(broken, random.Random(seed))[0])


@many
@given(SEEDS, YEARS, st.sampled_from(("overview", "problems")))
def test_text_with_only_its_years_and_numbers_changed_is_found(seed: int, year: int, key: str) -> None:
    result, before, now = found(pair(seed, year).with_copied(key), random.Random(seed))
    [one] = result.diagnostics
    assert (one.code, one.severity.value) == ("H704", "warning")
    row, related = places(result, one)
    assert row == now.section_row(key)
    assert any(name == "去年.txt" and where >= before.section_row(key) for name, where in related)
    assert all(where >= now.section_row(key) for name, where in related if name == "今年.txt")


@many
@given(SEEDS, YEARS)
def test_a_sudden_change_is_found_once_a_table(seed: int, year: int) -> None:
    plain = pair(seed, year)
    now = plain.now.with_grid("proactive", lambda grid: grid.put("licensing", "decisions", 4000))
    now = now.with_grid("proactive", lambda grid: grid.put("penalties", "decisions", 3))
    before = plain.before.with_grid("proactive", lambda grid: grid.put("licensing", "decisions", 400))
    before = before.with_grid("proactive", lambda grid: grid.put("penalties", "decisions", 300))
    result, old, new = found(Pair(before, now), random.Random(seed))
    [one] = result.diagnostics
    assert (one.code, one.severity.value) == ("H705", "info")
    assert "10.0 倍；同一张表另有 1 个数变化也很大" in one.message
    row, related = places(result, one)
    assert row == new.cell_row("proactive", "licensing", "decisions")
    assert related == {
        ("去年.txt", old.cell_row("proactive", "licensing", "decisions")),
        ("今年.txt", new.cell_row("proactive", "penalties", "decisions")),
    }


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (1, 6, None),  # noise
        (4, 24, "是上年 4 的 6.0 倍"),
        (5, 25, None),  # five times, not more
        (0, 19, None),
        (0, 20, "上年为 0，今年为 20"),
        (300, 50, "只有上年 300 的 17%"),
        (300, 60, None),
        (300, 0, "只有上年 300 的 0%"),
    ],
)
def test_only_figures_that_matter_change_suddenly(then: int, now: int, said: str | None) -> None:
    plain = pair(1, 2023, "zero")
    one = Pair(
        plain.before.with_grid("proactive", lambda grid: grid.put("penalties", "decisions", then)),
        plain.now.with_grid("proactive", lambda grid: grid.put("penalties", "decisions", now)),
    )
    result, _, _ = found(one)
    assert [said in each.message for each in result.diagnostics if said] == ([True] if said else [])
    assert len(result.diagnostics) == (said is not None)


def test_money_is_compared_in_one_unit_only() -> None:
    plain = pair(1, 2023, "zero")

    def amount(raw: str) -> Pair:
        return Pair(
            plain.before.with_grid("proactive", lambda grid: grid.put("fees", "amount", 25, "25.1")),
            plain.now.with_grid("proactive", lambda grid: grid.put("fees", "amount", 251000, raw)),
        )

    assert codes(found(amount("251000元"))[0]) == []
    assert codes(found(amount("251000万元"))[0]) == ["H705"]


def with_problems(text: str, words: str) -> str:
    """A plainly written report with other words in section five."""
    heading = "五、存在的主要问题及改进情况\n"
    head, _, rest = text.partition(heading)
    return f"{head}{heading}{words}\n六、{rest.partition('六、')[2]}"


def test_short_sections_and_none_at_all_are_never_copied() -> None:
    before, now = pair(3, 2023).rendered()
    for words in ("无。", "一是人手不足。" * 10):
        assert codes(compared(with_problems(before.text, words), with_problems(now.text, words))) == []
    longer = "一是人手不足，业务培训没有跟上。" * 12
    assert codes(compared(with_problems(before.text, longer), with_problems(now.text, longer))) == ["H704"]


def test_a_table_that_stands_twice_is_not_compared() -> None:
    before, now = pair(4, 2023).with_grid("requests", ("carried_in", "total", 3)).rendered()
    assert codes(compared(before.text, now.text)) == ["H701"]
    start = now.text.index("三、收到和处理")
    table = now.text[start : now.text.index("四、政府信息公开行政复议")]
    twice = now.text[:start] + table + table.partition("\n")[2] + now.text[start + len(table) :]
    assert codes(compared(before.text, twice)) == []


def test_selection_reaches_pairs() -> None:
    before, now = pair(4, 2023).with_grid("requests", ("carried_in", "total", 3)).rendered()
    assert codes(compared(before.text, now.text, Settings(ignore=("H7",), select=("H",)))) == []

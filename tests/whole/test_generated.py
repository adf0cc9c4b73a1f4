"""Properties over generated reports: what was written is what is read, whatever surrounds it."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from linter.documents import ReadError, open_document
from linter.report.model import Report
from linter.rulebook import Rulebook, load
from linter.text.normalize import normalize
from linter.text.source import Source
from tests.corpus import Rendered, build, encode, example, join, random_style, render
from tests.linting import Result, lint

EXAMPLES = int(os.environ.get("NIANBAO_EXAMPLES", "60"))
SEEDS = st.integers(0, 2**32 - 1)
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

Figures = set[tuple[str, str, str | None, Decimal | None, int]]


@cache
def book() -> Rulebook:
    """The built-in rules; no fixture, for hypothesis prints the arguments of what fails."""
    return load()


def figures(source: Source, report: Report) -> Figures:
    return {
        (
            table.key,
            cell.row_key,
            cell.column_key,
            None if cell.figure.value is None else Decimal(cell.figure.value),
            source.row(cell.span.start),
        )
        for table in report.tables
        for cell in table.cells
    }


def assert_read(source: Source, report: Report, truth: Rendered) -> None:
    """What the report says is what the truth says, at the rows the truth says."""
    assert (report.year, report.generation) == (truth.year, truth.generation)
    if report.title_span is not None or truth.title_row is not None:
        assert report.title_span is not None
        assert source.row(report.title_span.start) == truth.title_row
    found = [(section.key, source.row(section.span.start)) for section in report.sections]
    assert found == [(section.key, section.row) for section in truth.sections]
    assert figures(source, report) == {
        (
            cell.table,
            cell.row_key,
            cell.column_key,
            None if cell.value is None else Decimal(cell.value),
            cell.row,
        )
        for cell in truth.cells
    }
    assert [(period.start, period.end, source.row(period.span.start)) for period in report.periods] == [
        (period.start, period.end, period.row) for period in truth.periods
    ]
    cited = [(normalize(cited.text), cited.row, cited.column) for cited in truth.citations]
    assert [
        (c, place.row, place.column)
        for c, place in ((normalize(c.text), source.position(c.span.start)) for c in report.citations)
        if (c, place.row, place.column) in cited
    ] == cited


def all_read(source: Source, truths: Sequence[Rendered]) -> None:
    reports = book().parser.parse(source)
    assert [report.number for report in reports] == list(range(1, len(truths) + 1))
    for report, truth in zip(reports, truths, strict=True):
        assert_read(source, report, truth)


@many
@given(SEEDS)
def test_what_was_written_is_what_is_read(seed: int) -> None:
    truth = example(seed)
    all_read(Source("a.txt", truth.text), [truth])


@pytest.mark.parametrize("how", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@settings(parent=many, max_examples=max(1, EXAMPLES // 4))
@given(SEEDS)
def test_the_encoding_changes_nothing(how: str, seed: int) -> None:
    truth = example(seed)
    source = open_document(encode(truth.text, how), "a.txt").source
    assert source.text == truth.text
    all_read(source, [truth])


@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
@settings(parent=many, max_examples=max(1, EXAMPLES // 4))
@given(SEEDS)
def test_the_line_ends_change_nothing(eol: str, seed: int) -> None:
    rng = random.Random(seed)
    truth = render(build(rng), replace(random_style(rng), eol=eol))
    all_read(Source("a.txt", truth.text), [truth])


@settings(parent=many, max_examples=max(1, EXAMPLES // 2))
@given(st.lists(SEEDS, min_size=2, max_size=4))
def test_reports_in_one_file_read_like_each_alone(seeds: list[int]) -> None:
    titled = [one for one in map(example, seeds) if one.title_row is not None]
    assume(len(titled) > 1)
    text, truths = join(titled)
    all_read(Source("a.txt", text), truths)


RESIDUE = (
    "首页 > 政务公开 > 年报",
    "索引号：00-1234567 | 发布机构：临江区人民政府",
    "字号：[大 中 小]  打印",
    "<div class='nav'>新闻</div>",
    "政策解读",
    "2024-01-20",
    "1 2 3 4 5 下一页",
    "登录 | 注册 | 简体",
    "关于做好年度报告编制工作的通知",
    "临江区2015年政府信息公开工作年度报告",
    "一、通知公告",
    "3. 办事指南",
    "（二）机构职能",
    "0",
    "|||",
    "",
    "本网站由临江区人民政府办公室主办，如有问题请与我们联系。",
)
BEHIND = ("分享到：", "上一篇：没有了", "【关闭窗口】", "返回顶部")


@many
@given(
    SEEDS,
    st.lists(st.sampled_from(RESIDUE), max_size=8),
    st.lists(st.sampled_from(RESIDUE), max_size=8),
    st.data(),
)
def test_residue_around_a_report_is_no_part_of_it(
    seed: int, before: list[str], behind: list[str], data: st.DataObject
) -> None:
    truth = example(seed)
    assume(truth.title_row is not None and not truth.text.startswith("\n"))
    head = "".join(line + "\n" for line in [*before, ""])
    tail = "".join(line + "\n" for line in [data.draw(st.sampled_from(BEHIND)), *behind])
    lead = replace(truth, text=head, row_count=len(before) + 1)
    text, (_, moved) = join([lead, truth])
    all_read(Source("a.txt", text + tail), [moved])


def finding_or_refusal(data: bytes) -> Result | ReadError:
    """What becomes of a file; any other exception is a fault."""
    try:
        return lint(open_document(data, "a.txt"), book())
    except ReadError as error:
        return error


def assert_sound(result: Result | ReadError) -> None:
    """Findings stand in the text, in order, with nothing left to fill in."""
    if isinstance(result, ReadError):
        assert result.reason
        return
    end = len(result.source.text)
    for found in result.diagnostics:
        assert 0 <= found.span.start <= found.span.end <= end
        assert all(0 <= each.span.start <= each.span.end <= end for each in found.related)
        assert "{{" not in found.message
    places = [found.place for found in result.diagnostics]
    assert places == sorted(places)


@many
@given(st.binary(max_size=2000))
def test_any_bytes_end_in_findings_or_a_refusal(data: bytes) -> None:
    assert_sound(finding_or_refusal(data))


WORDS = (
    *"一二三四五六七八九十〇年月日件条、。，；：（）()〔〕《》“”|｜│/—-+.·①㈠0123456789 \t\u3000\xa0\n\r\f",
    "政府信息公开", "工作年度报告",
    "2023年", "云岭市临江区", "总体情况", "主动公开", "申请", "本年新收", "总计",
    "其他", "规章",
    "行政复议", "行政诉讼", "结果维持", "第二十条第", "第一部分", "国办公开办函〔2021〕30号", "统计期限",
    "自2023年1月1日起", "万元",
    "至12月31日止", "||||", "\n\n", "分享到：", "不予公开", "政府信息公開", "<br>", "&nbsp;", "**", "## ",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=200).map("".join)


@many
@given(TEXTS)
def test_any_words_of_such_reports_end_in_findings(text: str) -> None:
    result = finding_or_refusal(text.encode())
    assert isinstance(result, Result)
    assert_sound(result)


@many
@given(SEEDS, TEXTS, st.data())
def test_a_report_with_any_words_in_it_ends_in_findings(seed: int, text: str, data: st.DataObject) -> None:
    whole = example(seed).text
    at = data.draw(st.integers(0, len(whole)))
    assert_sound(finding_or_refusal((whole[:at] + text + whole[at:]).encode()))


@many
@given(SEEDS, st.data())
def test_a_report_cut_short_is_still_read(seed: int, data: st.DataObject) -> None:
    truth = example(seed)
    start = data.draw(st.integers(0, len(truth.text)))
    end = data.draw(st.integers(start, len(truth.text)))
    assert_sound(finding_or_refusal(truth.text[start:end].encode()))


@many
@given(SEEDS, st.integers(1, 400))
def test_what_is_cut_off_behind_a_report_takes_nothing_from_what_stays(seed: int, rows: int) -> None:
    truth = example(seed)
    source = Source("a.txt", truth.text)
    kept = Source("a.txt", truth.text[: source.line_starts[min(rows, source.rows) - 1]])
    written = {(*one[:3], None if one.value is None else Decimal(one.value), one.row) for one in truth.cells}
    for report in book().parser.parse(kept):
        for section in report.sections:
            assert (section.key, kept.row(section.span.start)) in truth.sections
        for cell in figures(kept, report):
            stretch = truth.lines.get(cell[:2], truth.tables[cell[0]])
            assert cell in written or stretch.last >= kept.rows  # the row that was cut through may mislead


@settings(parent=many, max_examples=max(1, EXAMPLES // 4))
@given(SEEDS)
def test_the_same_bytes_give_the_same_findings(seed: int) -> None:
    data = example(seed).text.encode()
    assert finding_or_refusal(data) == finding_or_refusal(data)

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linter.report.values import dates, period
from linter.report.values.dates import date_starts, days_of_month, find_bad_dates, matches_at
from linter.report.values.period import Period, find_periods
from linter.rulebook import load
from linter.text.normalize import normalize
from linter.text.source import Span
from tests.corpus.cost import assert_grows_no_faster

WORDS = load().lexicon.words.periods
YEAR_2023 = (date(2023, 1, 1), date(2023, 12, 31))


def periods(text: str) -> list[Period]:
    whole, normalized = Span(0, len(text)), normalize(text)
    return list(find_periods(normalized, whole, WORDS, date_starts(normalized, whole)))


def bad_dates(text: str) -> list[str]:
    whole, normalized = Span(0, len(text)), normalize(text)
    found = list(find_bad_dates(normalized, whole, date_starts(normalized, whole)))
    assert all(normalize(text)[bad.span.start : bad.span.end] == bad.text for bad in found)
    return [bad.text for bad in found]


@pytest.mark.parametrize(
    "lead",
    [
        "本报告所列数据的统计期限",
        "本报告中所列数据统计时限",
        "报告中数据的统计时段为",
        "数据统计期间：",
        "所列数据的统计周期为",
        "统计期限：",
        "（统计时间",
        "本报告所列数据时限为",
        "报告涵盖的时间范围是",
        "统计数据起止时间：",
        "本年报统计的期限为",
    ],
)
@pytest.mark.parametrize(
    "dates",
    [
        "自2023年1月1日起至2023年12月31日止",
        "从2023年1月1日至12月31日",
        "2023年1月1日—12月31日",
        "自 2023 年 1 月 1 日起到 2023 年 12 月 31 日截止",
        "自2023年01月01日起，至2023年12月31日止",
        "2023.1.1-2023.12.31",
        "2023/1/1～2023/12/31",
        "２０２３年１月１日至２０２３年１２月３１日",
        "自2023年1月1日0时至2023年12月31日24时",
        "自2023年1月\n1日起至2023年12\n月31日止",
        "2023年1月至12月",
        "2023年1月1日至2023年12月31",
        "自2023年1月1日起至当年12月31日止",
        "2023年1月1日至同年12月31日",
        "2023年1月1日至本年12月31日",
        "2023年元月1日至12月31日",
        "2023年度（1月1日至12月31日）",
        "2023年，1月1日至12月31日",
        "2023年1月1日到当年年底",
        "2023年1月1日至年底",
        "自2023年1月1日起至同年底",
    ],
)
def test_statements_in_all_wordings(lead: str, dates: str) -> None:
    (period,) = periods(f"{lead}{dates}。")
    assert (period.start, period.end) == YEAR_2023
    assert period.announced
    assert period.is_whole_year
    assert period.is_one_year


@pytest.mark.parametrize(
    "statement",
    [
        "统计期限为去年1月1日至12月31日。",
        "统计期限为上年1月1日至12月31日。",
        "数据统计时段为上一年度1月1日至12月31日。",
        "统计期限为本年度1月1日至12月31日。",
        "统计期限自今年1月1日起至12月31日止。",
        "统计期限为当年元月1日至12月31日。",
        "统计期限为1月1日至12月31日。",
        "统计期限为本年度。",
        "统计期限为上年1月至12月。",
        "统计时间：上一年度，",
    ],
)
def test_a_period_without_a_year_of_its_own(statement: str) -> None:
    (period,) = periods(statement)
    assert period.announced
    assert period.is_relative
    assert (period.start, period.end) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "统计期限为2023年1月1日至12月31日。",
        "统计期限为2023年度。",
        "去年1月1日至3月31日，集中整改。",
        "比去年增加5件，统计期限另行说明。",
    ],
)
def test_what_states_its_year_is_not_relative(text: str) -> None:
    assert not any(period.is_relative for period in periods(text) if period.announced)


def test_places_are_those_of_the_text() -> None:
    text = "统计期限为２０２３年1月1日起至2023年12月31日止。"
    (period,) = periods(text)
    assert text[period.span.start : period.span.end] == "２０２３年1月1日起至2023年12月31日"
    assert [text[span.start : span.end] for span in period.years] == ["２０２３", "2023"]


def test_a_second_year_left_out() -> None:
    (period,) = periods("统计期限自2023年1月1日至11月30日")
    assert (period.start, period.end) == (date(2023, 1, 1), date(2023, 11, 30))
    assert len(period.years) == 1
    assert not period.is_whole_year


def test_no_year_at_all() -> None:
    (period,) = periods("统计期限为1月1日至11月30日")
    assert (period.start, period.end) == (None, None)
    assert (period.first, period.last) == ((1, 1), (11, 30))


def test_months_of_two_years() -> None:
    (period,) = periods("统计期限为2022年12月至2023年11月")
    assert (period.start, period.end) == (date(2022, 12, 1), date(2023, 11, 30))


def test_a_date_that_no_calendar_has_is_not_known() -> None:
    (period,) = periods("统计期限为2023年1月1日至2023年11月31日")
    assert (period.start, period.end, period.last) == (date(2023, 1, 1), None, None)


@pytest.mark.parametrize(
    "text", ["数据统计时限自201911日起至20191231日止。", "统计期限从20191月1日至201912月31日"]
)
def test_damage_is_a_statement_without_dates(text: str) -> None:
    (period,) = periods(text)
    assert period.announced
    assert period.first is None or period.last is None or not period.start


@pytest.mark.parametrize("text", ["统计期限为2023年度。", "统计时段：2023年全年", "统计期限2023年，单位为件"])
def test_a_year_alone(text: str) -> None:
    (period,) = periods(text)
    assert (period.start, period.end) == YEAR_2023


def test_chinese_numerals() -> None:
    (period,) = periods("统计期限自二〇二三年一月一日起至十二月三十一日止")
    assert (period.start, period.end) == YEAR_2023


@pytest.mark.parametrize(
    "text",
    [
        "规划自2021年1月1日至2025年12月31日实施",
        "于2023年3月1日至3月31日开展自查",
        "信息公示时间为2023年3月1日至2023年3月15日",
        "资料报送时间为2023年5月1日至5月20日",
        "方案信息公开征求意见期限为2023年5月1日至6月1日",
        "统计工作于2023年完成",
        "本报告统计口径为2023年",
        "2023年1月至6月公开信息12条",
    ],
)
def test_other_spans_of_time(text: str) -> None:
    assert periods(text) == []


def test_a_whole_year_is_one_without_announcement() -> None:
    (period,) = periods("2023年1月1日至12月31日，全区共公开信息12条")
    assert period.is_one_year
    assert not period.announced


@given(
    st.dates(date(2008, 1, 1), date(2030, 12, 31)),
    st.dates(date(2008, 1, 1), date(2030, 12, 31)),
    st.sampled_from(["", " ", "\u3000", "\n"]),
    st.sampled_from(["至", "到", "—", "起至", " - ", "日止至"[-1]]),
)
def test_any_two_dates(start: date, end: date, gap: str, link: str) -> None:
    def day(one: date) -> str:
        return f"{one.year}{gap}年{gap}{one.month}{gap}月{gap}{one.day}{gap}日"

    (period,) = periods(f"统计期限为{day(start)}{link}{day(end)}。")
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "2023年2月30日",
        "2023年13月5日",
        "2023年4月31日",
        "2月30日",
        "2023年2月29日",
        "2023年0月5日",
        "2023年13月",
        "6月31日",
        "2023 年 2 月 30 日",
        "2023年6月31号",
        "2023-02-30",
        "2023.13.1",
        "2023/4/31",
    ],
)
def test_impossible_dates(text: str) -> None:
    assert bad_dates(f"会议于{text}，在区里召开。") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "2024年2月29日",
        "2月29日",
        "2023年12月31日",
        "自201911日起至20191231日止",
        "历时13个月",
        "6月60号文件",
        "第13月报",
        "版本2023.13",
        "10.13月",
        "192.168.13.45",
        "2023-2025",
        "/art/2023-13-45/page",
    ],
)
def test_possible_dates(text: str) -> None:
    assert bad_dates(f"其中{text}等。") == []


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_no_real_date_is_impossible(day: date) -> None:
    assert bad_dates(f"{day.year}年{day.month}月{day.day}日、{day.month}月{day.day}日、{day:%Y-%m-%d}") == []


PARTS = (
    *(
        "统计期限",
        "统计期限为",
        "数据时间",
        "自2023年1月1日",
        "至2023年12月31日",
        "至12月31日止",
        "2022年1月1日",
    ),
    *("2月30日", "2023年", "1月", "二〇二三年", "起", "到", "—", "。", "0", " ", "\n", "(", "-"),
    *("元月1日", "2022.1.1", "1-12月", "12022年", "1月份至", "2022/2/30", "0元月"),
)
STRETCHES = st.lists(st.sampled_from(PARTS), max_size=30).map("".join)


PATTERNS = [period._DAYS, period._MONTHS, dates._SPELLED, dates._DOTTED]
CHARS = "0123456789年月日号元度至到止起始份.-/ \n(,—一二甲"


@pytest.mark.parametrize("pattern", PATTERNS)
@given(st.data())
def test_dates_begin_at_their_starts_alone(pattern: re.Pattern[str], data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet=CHARS) | STRETCHES)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    found = matches_at(pattern, text, date_starts(text, Span(start, end)), end)
    assert [m.span() for m in found] == [m.span() for m in pattern.finditer(text, start, end)]


@given(STRETCHES)
@example("统计期限自2022年1月1日至12月31日。数据时间为2023年1月1日到2023年12月31日")
def test_any_text_gives_ordered_places(text: str) -> None:
    found = periods(text)
    assert [each.span for each in found] == sorted(each.span for each in found)
    for each in found:
        assert normalize(text)[each.span.start : each.span.end] == each.text
    bad_dates(text)


@pytest.mark.parametrize(
    "unit",
    [
        "统计期限为2023年1月1日至12月31日。",
        "统计期限",
        "1月1日     \n\n\t  ",
        " ",
        "1",
        "2023年1月1日至",
        "统 ",
        "报告数据",
        "-.1",
    ],
)
def test_time_is_linear(unit: str) -> None:
    def read(size: int) -> None:
        text = unit * (size // len(unit))
        periods(text)
        bad_dates(text)

    assert_grows_no_faster(read, 20_000)


@given(st.integers(1, 3000), st.integers(1, 12))
def test_months_have_the_days_of_the_calendar(year: int, month: int) -> None:
    assert days_of_month(year, month) == monthrange(year, month)[1]

from __future__ import annotations

import pytest

from linter.checks.text.publication import Deadline, PublicationDate
from linter.documents import open_document
from linter.rulebook import Rulebook
from tests.linting import lint

BODY = "一、总体情况\n全年公开信息86条。\n六、其他需要报告的事项\n本年度未收取信息处理费。\n"


def late(
    book: Rulebook, issuer: str, year: int, before: str = "", under: str = "", behind: str = ""
) -> list[str]:
    """What G802 stands on and says."""
    title = f"{issuer}{year}年政府信息公开工作年度报告\n"
    text = before + title + under + BODY + behind
    return [
        f"{text[one.span.start : one.span.end]} {one.message}"
        for one in lint(open_document(text.encode(), "a.txt"), book).diagnostics
        if one.code == "G802"
    ]


BUREAU, COUNTY = "云岭市临江区民政局", "云岭市清溪县人民政府"
JANUARY, MARCH = "2024年1月31日", "2024年3月31日"


@pytest.mark.parametrize(
    ("issuer", "due"),
    [
        (BUREAU, JANUARY),
        ("东岭省财政厅", JANUARY),
        ("云岭市发展和改革委员会", JANUARY),
        (COUNTY, MARCH),
        ("云岭市清溪县", MARCH),
        ("云岭市人民政府办公室", MARCH),
        ("东岭省人民政府办公厅", MARCH),
        ("国家税务总局云岭市税务局", MARCH),
        ("云岭市自然资源局临江分局", MARCH),
        ("云岭市高新区管理委员会", MARCH),
        ("云岭市金融工作办公室", MARCH),
        ("云岭风景名胜区管理局", MARCH),
        ("云岭市国有林管理局", MARCH),
        ("云岭市国家保密局", MARCH),
        ("临江区柳树镇财政局", MARCH),
        ("云岭市高新区管理委员会财政局", MARCH),
        ("云岭市住房和城乡建设局", JANUARY),
        ("清溪县乡村振兴局", JANUARY),
        ("柳镇市财政局", JANUARY),
        ("云岭市城市管理局", JANUARY),
        ("清溪县柳树镇人民政府", None),
        ("清溪县东风乡", None),
        ("临江区桥头街道办事处", None),
        ("临江区柳树镇党政综合办公室", None),
        ("临江区第一中学", None),
    ],
)
def test_the_day_depends_on_the_body(book: Rulebook, issuer: str, due: str | None) -> None:
    month, day = (1, 31) if due == JANUARY else (3, 31)
    signed = f"{issuer}\n2024年{{}}月{{}}日\n"
    assert late(book, issuer, 2023, behind=signed.format(month, day)) == []
    found = late(book, issuer, 2023, behind=signed.format(month + 1, 1))
    said = f"2024年{month + 1}月1日 落款日期是2024年{month + 1}月1日，2023年度报告的法定公布期限是{due}，晚了"
    assert found == ([said] if due else [])


@pytest.mark.parametrize("issuer", [BUREAU, COUNTY, "清溪县柳树镇人民政府"])
def test_before_2019_all_have_until_march(book: Rulebook, issuer: str) -> None:
    assert late(book, issuer, 2018, behind="2019年3月31日\n") == []
    (said,) = late(book, issuer, 2018, behind="2019年4月1日\n")
    assert "期限是2019年3月31日" in said


@pytest.mark.parametrize(
    ("before", "under", "behind", "at"),
    [
        ("发布日期：2024-02-01\n", "", "", "2024-02-01"),
        ("首页 > 年报\n索引号：1/2\n发布时间：2024年2月1日\n浏览次数：3\n\n", "", "", "2024年2月1日"),
        ("", "来源：区民政局  发布时间：2024-02-01 09:30\n", "", "2024-02-01"),
        ("", "", "发布时间：2024/02/01\n", "2024/02/01"),
        ("", "", "云岭市临江区民政局\n2024年2月1日\n附件：统计表\n", "2024年2月1日"),
        ("", "", "临江区民政局 2024 年 2 月 1 日\n", "2024 年 2 月 1 日"),
        ("", "", "二〇二四年二月一日\n", "二〇二四年二月一日"),
        ("", "", "（2024年2月1日）\n打印本页\n分享到：\n", "2024年2月1日"),
        ("发布日期：2024-02-05\n成文日期：2024-02-01\n", "", "", "2024-02-05"),
        ("发布日期：2024-02-05\n", "", "2024年2月1日\n", "2024年2月1日"),
    ],
)
def test_where_a_date_is_surely_that(book: Rulebook, before: str, under: str, behind: str, at: str) -> None:
    (said,) = late(book, BUREAU, 2023, before, under, behind)
    assert said.startswith(at + " ")


@pytest.mark.parametrize(
    ("before", "under", "behind"),
    [
        ("更新时间：2024-06-01\n", "", ""),
        ("发布/更新时间：2024-06-01\n", "", ""),
        ("成文日期：2024-06-01\n", "", ""),
        ("", "（2024年6月1日）\n", ""),
        ("发布日期：2024-06-01\n", "", "2024年1月20日\n"),
        ("发布日期：2024-06-01\n成文日期：2024-01-20\n", "", ""),
        ("发布日期：2024-06-01\n", "（2024年1月20日）\n", ""),
        ("发布日期：2024-01-20\n", "", "2024年6月1日\n"),
        ("发布日期：2024-06-01\n时间：2024-01-20\n", "", ""),
        ("发布日期：2024-06-01\n更新时间：2024-01-20\n", "", ""),
        ("来源：区民政局 2024-01-20\n发布日期：2024-06-01\n", "", ""),
        ("2024-01-20 10:11\n", "来源：区民政局  发布日期：2024-06-01\n", ""),
        ("发布日期：2023-06-01\n", "", ""),
        ("发布日期：2029-06-01\n", "", ""),
        ("发布日期：2024-13-41\n", "", ""),
        ("发布日期：2024-06-01\n关于召开会议的通知\n各单位：\n", "", ""),
        ("", "", "2023年6月1日\n"),
        ("", "", "本办法自2024年6月1日起施行。\n"),
        ("", "", "截至2024年6月1日\n"),
        ("", "", "分享到：\n发布日期：2024-06-01\n"),
        ("", "2024年6月1日，我局召开座谈会。\n", ""),
    ],
)
def test_where_it_is_not_nothing_is_said(book: Rulebook, before: str, under: str, behind: str) -> None:
    assert late(book, BUREAU, 2023, before, under, behind) == []


def test_lines_above_another_report_of_the_file_may_be_the_foot_of_the_page_before(book: Rulebook) -> None:
    pages = [
        f"发布日期：{year + 1}-01-20\n{BUREAU}{year}年政府信息公开工作年度报告\n{BODY}"
        for year in (2024, 2023)
    ]
    found = lint(open_document("分享到：\n".join(pages).encode(), "a.txt"), book)
    assert found.reports == 2
    assert [one for one in found.diagnostics if one.code == "G802"] == []


def test_a_body_that_is_not_named_is_not_judged(book: Rulebook) -> None:
    assert late(book, "", 2023, behind="2024年6月1日\n") == []


def test_a_day_that_no_calendar_has_is_a_fault_of_the_rule() -> None:
    days = tuple(Deadline(by) for by in ("02-30", "3-31", "", "03-31", None))
    said = [message for _, message in PublicationDate(None, None, days, "").verify(None)]
    assert [message[:7] for message in said] == ["“02-30”", "“3-31”不", "“”不是一年中"]


_WHOLE = (
    "统计期限为{period}年1月1日至{period}年12月31日。\n一、总体情况\n全年公开信息86条。\n"
    "二、主动公开政府信息情况\n见部门网站。\n三、收到和处理政府信息公开申请情况\n全年收到申请3件。\n"
    "四、政府信息公开行政复议、行政诉讼情况\n未发生。\n五、存在的主要问题及改进情况\n业务培训不够经常。\n"
    "{last}云岭市临江区民政局\n{day}\n"
)
_LAST = "六、其他需要报告的事项\n本年度未收取信息处理费。\n"


@pytest.mark.parametrize(
    ("day", "period", "last", "wanted"),
    [
        ("2024年1月22日", 2024, _LAST, ["2024年1月22日"]),
        ("2024年3月31日", 2024, _LAST, ["2024年3月31日"]),
        ("2025年1月22日", 2024, _LAST, []),
        ("2024年12月30日", 2024, _LAST, []),
        ("2024年1月22日", 2023, _LAST, []),
        ("2024年1月22日", 2024, "", []),
    ],
)
def test_a_whole_report_signed_before_its_year_has_ended(
    book: Rulebook, day: str, period: int, last: str, wanted: list[str]
) -> None:
    text = "云岭市临江区民政局2024年政府信息公开工作年度报告\n" + _WHOLE.format(
        day=day, period=period, last=last
    )
    found = lint(open_document(text.encode(), "a.txt"), book).diagnostics
    assert [text[one.span.start : one.span.end] for one in found if one.code == "G811"] == wanted

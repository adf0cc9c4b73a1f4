"""Texts that break off: what may stand in the part that was lost is not said one by one."""

from __future__ import annotations

import pytest

from linter.documents import open_document
from linter.rulebook import Rulebook
from linter.settings import Settings
from tests.linting import lint

TITLE = "云岭市临江区民政局2023年政府信息公开工作年度报告\n"
PERIOD = "本报告所列数据的统计期限为2023年1月1日至2023年12月31日。\n"
OVERVIEW = "一、总体情况\n（一）主动公开。2023年，我局公开信息86条。\n（二）依申请公开。严格按照规定办理，"
OPEN = "认真做好登记、审核、答复等各项"
NEXT = "\n二、主动公开政府信息情况\n见部门网站。\n"


def codes(book: Rulebook, text: str) -> list[str]:
    """The codes of what is missing in a text that was named, and of sections that no format has."""
    found = lint(open_document(text.encode(), "a.txt"), book, Settings(fragments=True)).diagnostics
    return [one.code for one in found if one.code in ("S101", "S108", "S109")]


def test_what_follows_a_broken_sentence_is_missing_once(book: Rulebook) -> None:
    assert codes(book, TITLE + PERIOD + OVERVIEW + OPEN) == ["S101"]


def test_a_broken_report_of_the_free_format_lacks_its_contents_once(book: Rulebook) -> None:
    text = (TITLE + PERIOD + OVERVIEW + OPEN).replace("2023", "2016")
    assert codes(book, text) == ["S101"]


@pytest.mark.parametrize(
    "end",
    [
        "全部答复。",
        "全部答复。\n云岭市临江区民政局\n2024年1月12日",
        "全部答复（均为当面答复）",
        "答复",
    ],
)
def test_each_is_missing_where_the_text_ends_with_its_sentence(book: Rulebook, end: str) -> None:
    text = TITLE + PERIOD + OVERVIEW.removesuffix("严格按照规定办理，") + end
    assert codes(book, text).count("S101") == 5
    assert "S109" in codes(book, text)


def test_a_part_without_title_may_go_on(book: Rulebook) -> None:
    assert codes(book, PERIOD + OVERVIEW + "全部答复。\n") == []
    assert codes(book, PERIOD + OVERVIEW + "全部答复。" + NEXT) == ["S109"]


def test_a_section_that_another_follows_is_whole(book: Rulebook) -> None:
    assert "S109" in codes(book, TITLE + PERIOD + OVERVIEW + "全部答复。" + NEXT + OVERVIEW[-9:] + OPEN)


@pytest.mark.parametrize("begun", ["三、收到和", "三、收到和处理政府信息公开", "四、政府信息公开行政复议"])
def test_the_beginning_of_a_heading_is_no_section_of_its_own(book: Rulebook, begun: str) -> None:
    text = TITLE + PERIOD + OVERVIEW + "全部答复。" + NEXT + begun
    assert "S108" not in codes(book, text + "\n")


@pytest.mark.parametrize(
    "other", ["三、收到信访件情况\n没有。\n", "三、机构设置\n", "三、收到和\n没有收到申请。\n"]
)
def test_other_headings_are(book: Rulebook, other: str) -> None:
    assert "S108" in codes(book, TITLE + PERIOD + OVERVIEW + "全部答复。" + NEXT + other)


TABLE = """\
二、主动公开政府信息情况
第二十条第（一）项 |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
行政规范性文件 | 2 | 0 | 5 |
第二十条第（五）项 |
信息内容 | 本年处理决定数量 |
行政许可 | 10 |
"""
REST = """\
第二十条第（六）项 |
信息内容 | 本年处理决定数量 |
行政处罚 | 1 |
行政强制 | 0 |
第二十条第（八）项 |
信息内容 | 本年收费金额（单位：万元） |
行政事业性收费 | 0 |
"""
WHOLE = TITLE + PERIOD + OVERVIEW + "全部答复。\n"


def missing_rows(book: Rulebook, text: str) -> int:
    """How many findings of missing rows there are."""
    found = lint(open_document(text.encode(), "a.txt"), book, Settings(fragments=True)).diagnostics
    return [one.code for one in found].count("T402")


@pytest.mark.parametrize("end", ["", "第二十条第（六）项 |\n", "第二十条第（六）项 |\n信息内容 | 本年处理\n"])
def test_rows_behind_the_end_of_the_text_are_not_missing(book: Rulebook, end: str) -> None:
    assert missing_rows(book, WHOLE + TABLE + end) == 0
    assert "S101" in codes(book, WHOLE + TABLE + end)


@pytest.mark.parametrize(
    "text",
    [
        TABLE + "三、收到和处理政府信息公开申请情况\n全年没有收到申请。\n",
        TABLE + "以上数字截至2023年12月31日，均经核对。\n",
        TABLE.replace("行政规范性文件 | 2 | 0 | 5 |\n", "") + REST,
    ],
)
def test_rows_before_what_follows_are(book: Rulebook, text: str) -> None:
    assert missing_rows(book, WHOLE + text) == 1

"""Whole reports: what is read of them, and the traps that real pages lay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from linter.report.model import Item, Report, TableText, walk
from linter.report.tables.table import State
from linter.rulebook import Rulebook
from linter.text.source import Source, Span
from tests.samples import HEADINGS, WORDINGS
from tests.samples.layouts import PREFACE, PROSE, REQUESTS, STYLES, TITLE, report

OTHER = TITLE.replace("2023", "2022")


def parse(book: Rulebook, text: str, year: int | None = None) -> tuple[Report, ...]:
    return book.parser.parse(Source("a.txt", text), year)


def rows(text: str, found: Report) -> list[tuple[str | None, int]]:
    source = Source("a.txt", text)
    return [(section.key, source.row(section.span.start)) for section in found.sections]


def expected(text: str, headings: Sequence[str] = HEADINGS) -> list[tuple[str, int]]:
    """The sections at the last row that reads or begins with each heading."""
    lines = text.split("\n")
    return [
        (key, max(n for n, line in enumerate(lines, 1) if line.startswith(heading)))
        for key, heading in zip(WORDINGS, headings, strict=True)
    ]


def test_everything_about_one_report(book: Rulebook) -> None:
    text = "首页\n" + report()
    (found,) = parse(book, text)
    source = Source("a.txt", text)
    assert (found.number, found.title, found.issuer, found.year, found.generation) == (
        1, TITLE, "云岭市临江区档案局", 2023, "2021",
    )  # fmt: skip
    assert found.title_span == Span(3, 3 + len(TITLE))
    assert source.slice(found.span) == report().rstrip("\n")
    assert rows(text, found) == expected(text)
    assert [(s.number, s.numeral, source.slice(s.numeral_span)) for s in found.sections] == [
        (n, numeral, numeral) for n, numeral in enumerate("一二三四五六", 1)
    ]
    assert [(s.heading, source.slice(s.span)) for s in found.sections] == [(h, h) for h in HEADINGS]
    assert [source.slice(s.words_span) for s in found.sections] == [h[2:] for h in HEADINGS]
    assert [
        [source.slice(block.span) for block in s.blocks] for s in (found.sections[0], *found.sections[4:])
    ] == [[words] for words in PROSE]
    assert [source.slice(block.span) for block in found.body] == [PREFACE]
    assert [(str(p.start), str(p.end), source.row(p.span.start)) for p in found.periods] == [
        ("2023-01-01", "2023-12-31", 3)
    ]
    assert [(table.key, len(table.cells)) for table in found.tables] == [
        ("proactive", 10), ("requests", 175), ("review", 15),
    ]  # fmt: skip
    assert found.table("requests") is found.tables[1] is found.sections[2].tables[0]
    assert found.section("nothing") is None
    assert found.place == found.title_span


def test_prose_is_the_report_without_its_tables(book: Rulebook) -> None:
    text = report()
    (found,) = parse(book, text)
    outside = "".join(text[span.start : span.end] for span in found.prose)
    tables = [
        text[b.span.start : b.span.end]
        for s in found.sections
        for b in walk(s.blocks)
        if isinstance(b, TableText)
    ]
    assert len(tables) == 3
    assert len(outside) + sum(map(len, tables)) == len(text.rstrip("\n"))
    assert all(words in outside for words in (*HEADINGS, *PROSE, PREFACE))


def test_heading_and_text_on_one_line(book: Rulebook) -> None:
    text = (
        report()
        .replace(f"{HEADINGS[0]}\n", f"{HEADINGS[0]}。")
        .replace(f"{HEADINGS[5]}\n", f"{HEADINGS[5]}：")
    )
    (found,) = parse(book, text)
    first, last = found.sections[0], found.sections[-1]
    assert (first.heading, text[first.blocks[0].span.start : first.blocks[0].span.end]) == (
        HEADINGS[0],
        f"。{PROSE[0]}",
    )
    assert (last.heading, text[last.blocks[0].span.start : last.blocks[0].span.end]) == (
        HEADINGS[5],
        f"：{PROSE[2]}",
    )


def test_items_nest(book: Rulebook) -> None:
    text = report(preface=PREFACE + "\n（一）主动公开。平稳。\n1.目录。\n(1)更新。\n（二）监督保障。\n")
    (found,) = parse(book, text)
    items = [block for block in walk(found.body) if isinstance(block, Item)]
    numerals = [text[item.numeral_span.start : item.numeral_span.end] for item in items]
    assert [(item.level, item.number, words) for item, words in zip(items, numerals, strict=True)] == [
        (2, 1, "一"), (3, 1, "1"), (4, 1, "1"), (2, 2, "二"),
    ]  # fmt: skip
    assert [len(item.blocks) for item in items] == [1, 1, 0, 0]


@pytest.mark.parametrize("style", STYLES)
def test_tables_in_every_style(book: Rulebook, style: str) -> None:
    text = report(requests=STYLES[style](REQUESTS))
    (found,) = parse(book, text)
    assert rows(text, found) == expected(text)
    table = found.table("requests")
    assert table is not None
    assert len(table.values) == 175
    assert table.values["received", "natural_person"] == 1000
    assert table.values["carried_out", "total"] == 1246


HEADS: dict[str, Sequence[str]] = {
    "plain": HEADINGS,
    "indented": [f"　　{heading}　" for heading in HEADINGS],
    "Markdown": [f"## {heading}" for heading in HEADINGS],
    "bold": [f"**{heading}**" for heading in HEADINGS],
    "parts": [f"第{heading[0]}部分 {heading[2:]}" for heading in HEADINGS],
    "parts without a blank": [f"第{heading[0]}部分{heading[2:]}" for heading in HEADINGS],
    "chapters": [f"第{heading[0]}章 {heading[2:]}" for heading in HEADINGS],
    "full stops": [heading.replace("、", "．", 1) for heading in HEADINGS],
    "commas": [heading.replace("、", "，", 1) for heading in HEADINGS],
    "blanks around the mark": [heading.replace("、", " 、 ", 1) for heading in HEADINGS],
    "colons": [f"{heading}：" for heading in HEADINGS],
    "no numerals": [heading[2:] for heading in HEADINGS],
    "Arabic numerals": [f"{n}. {heading[2:]}" for n, heading in enumerate(HEADINGS, 1)],
    "brackets": [f"（{heading[0]}）{heading[2:]}" for heading in HEADINGS],
    "variants": ["一、工作总体情况", "二、政府信息主动公开情况", "三、收到和处理政府信息公开申请的情况",
                 "四、因政府信息公开工作被申请行政复议、提起行政诉讼的情况",
                 "五、存在不足及改进措施", "六、其他事项"],
    "deprecated": ["一、概述", "二、主动公开情况", "三、依申请公开政府信息情况", "四、复议、诉讼和申诉情况",
                   "五、存在的问题", "六、需要说明的事项与附表"],
    "slips of the pen": ["一、总体情况", "二、主动公开政府信息清况", "三、收到和处里政府信息公开申请情况",
                         "四、政府信息公开行政复议、行政诉松情况",
                         "五、存在的主要问题及改进情况", "六、其他需要报告的事项"],
    "traditional": ["一、總體情況", "二、主動公開政府信息情況", "三、收到和處理政府信息公開申請情況",
                    "四、政府信息公開行政復議、行政訴訟情況",
                    "五、存在的主要問題及改進情況", "六、其他需要報告的事項"],
}  # fmt: skip


@pytest.mark.parametrize("style", HEADS)
def test_headings_in_every_style(book: Rulebook, style: str) -> None:
    text = report(headings=HEADS[style])
    (found,) = parse(book, text)
    assert rows(text, found) == expected(text, HEADS[style])
    assert [table.key for table in found.tables] == ["proactive", "requests", "review"]


LISTS = {
    "names in a sentence": f"{PREFACE}本报告由总体情况、主动公开政府信息情况、其他需要报告的事项等组成。",
    "numbered in a sentence": "全文包括：" + "；".join(HEADINGS) + "。",
    "numbered on one line": "；".join(HEADINGS),
    "numbered, apart by blanks": "  ".join(HEADINGS),
    "other words": "本报告包括：一、概述；二、主动公开；三、依申请公开；四、复议诉讼；五、问题；六、其他。",
    "table of contents": "目录\n" + "\n".join(HEADINGS),
    "with page numbers": "目录\n" + "\n".join(f"{heading}……{n}" for n, heading in enumerate(HEADINGS, 1)),
    "with dots and blanks": "目录\n"
    + "\n".join(f"{heading} ........ {n}" for n, heading in enumerate(HEADINGS, 1)),
    "with tabs": "目录\n" + "\n".join(f"{heading}\t{n}" for n, heading in enumerate(HEADINGS, 1)),
}


@pytest.mark.parametrize("style", LISTS)
def test_a_list_of_headings_is_no_heading(book: Rulebook, style: str) -> None:
    text = report(preface=LISTS[style])
    (found,) = parse(book, text)
    assert rows(text, found) == expected(text)
    assert found.title == TITLE


@pytest.mark.parametrize(
    "five",
    [
        "一、存在的问题\n更新不及时。\n二、改进措施\n加强培训。",
        "一是更新不及时；\n二是解读不够。\n三是队伍不稳。",
        "一、更新不及时\n二、解读不够\n",
        "（一）存在的主要问题\n1.更新不及时。\n（二）改进情况\n1.加强培训。",
        "四、结转下年度继续办理的事项较多，须加快办理。",
    ],
)
def test_lists_under_a_heading_are_no_sections(book: Rulebook, five: str) -> None:
    text = report().replace(PROSE[1], five)
    (found,) = parse(book, text)
    assert rows(text, found) == expected(text)


TITLES = {
    "plain": (TITLE, TITLE),
    "a stop behind": (TITLE + "。", TITLE + "。"),
    "Markdown": ("# " + TITLE, TITLE),
    "two lines": ("云岭市临江区档案局\n2023年政府信息公开工作年度报告",) * 2,
    "three lines": ("云岭市临江区档案局\n2023年\n政府信息公开工作年度报告",) * 2,
    "blanks": ("云岭市临江区档案局 2023 年 政府信息公开工作年度报告",) * 2,
    "traditional": ("雲嶺市臨江區檔案局2023年政府信息公開工作年度報告",) * 2,
    "year first": ("2023年云岭市临江区档案局政府信息公开工作年度报告",) * 2,
    "navigation above": ("首页 > 政务公开\n" + TITLE, TITLE),
    "a word of navigation above": ("政务公开\n" + TITLE, TITLE),
    "the field 名称 above": (f"名称：{TITLE}\n{TITLE}", TITLE),
    "links above": (f"{OTHER}\n{OTHER.replace('2022', '2021')}\n{TITLE}", TITLE),
}  # fmt: skip


@pytest.mark.parametrize("style", TITLES)
def test_titles(book: Rulebook, style: str) -> None:
    text, title = report(title=TITLES[style][0]), TITLES[style][1]
    (found,) = parse(book, text)
    assert (found.title, found.year) == (title, 2023)
    assert found.issuer == "云岭市临江区档案局"
    assert rows(text, found) == expected(text)


@pytest.mark.parametrize(
    "after",
    [
        OTHER,
        f"上一篇：{OTHER}\n下一篇：没有了",
        f"{OTHER} 2023-01-20\n{OTHER.replace('2022', '2021')}\n",
        f"相关链接\n{OTHER}\n{TITLE.replace('2023', '2024')}",
    ],
)
def test_links_behind_a_report_are_none_themselves(book: Rulebook, after: str) -> None:
    text = report() + after + "\n"
    (found,) = parse(book, text)
    assert (found.title, rows(text, found)) == (TITLE, expected(text))


@pytest.mark.parametrize("at", [8, 30, 100, 200])
def test_the_title_at_the_head_of_a_page_begins_nothing(book: Rulebook, at: int) -> None:
    lines = report().split("\n")
    text = "\n".join([*lines[:at], "第 3 页 共 9 页", TITLE, *lines[at:]])
    (found,) = parse(book, text)
    assert rows(text, found) == expected(text)
    assert sum(cell.state is State.LOCATED for table in found.tables for cell in table.cells) == 200


def test_several_reports_in_one_file(book: Rulebook) -> None:
    texts = [report(), report(title=OTHER), report(title="临江区司法局2021年政府信息公开工作年度报告")]
    found = parse(book, "".join(texts))
    assert [(each.number, each.year, len(each.sections)) for each in found] == [
        (1, 2023, 6),
        (2, 2022, 6),
        (3, 2021, 6),
    ]
    source = Source("a.txt", "".join(texts))
    assert [source.slice(each.span) for each in found] == [text.rstrip("\n") for text in texts]


def test_figures_of_a_table_told_in_another_section_are_no_second_table(book: Rulebook) -> None:
    summary = "（一）行政执法\n行政许可\n120件\n行政处罚\n33件\n"
    (found,) = parse(book, report().replace(PROSE[0], PROSE[0] + "\n" + summary))
    assert [(table.key, len(table.cells)) for table in found.tables] == [
        ("proactive", 10), ("requests", 175), ("review", 15),
    ]  # fmt: skip


NARROW = """\
行政复议 行政诉讼
未经复议直接起诉 复议后起诉
结 结 其 尚
果 果 他 未 总 结果 结果 其他 尚未 总
维 纠 结 审 计 维持 纠正 结果 审结 计
持 正 果 结
1 2 3 4 10 5 6 7 8 26 9 0 1 2 12
"""


def test_a_head_in_columns_so_narrow_that_its_words_fall_apart(book: Rulebook) -> None:
    (found,) = parse(book, report(review=NARROW))
    table = found.table("review")
    assert table is not None
    assert list(table.values.values()) == [1, 2, 3, 4, 10, 5, 6, 7, 8, 26, 9, 0, 1, 2, 12]
    assert {cell.state for cell in table.cells} == {State.LOCATED}


def test_a_row_explained_at_length_stays_in_its_table(book: Rulebook) -> None:
    note = "（以本机关名义印发的公告、通告、意见、通知，以及标题中有“办法”“细则”“规程”的公文，都计入本行）"
    text = report().replace("行政规范性文件", "行政规范性文件" + note)
    (whole,), (explained,) = parse(book, report()), parse(book, text)
    assert text != report()
    assert [table.values for table in explained.tables] == [table.values for table in whole.tables]


def test_a_table_under_the_wrong_section_is_read_there(book: Rulebook) -> None:
    requests = STYLES["rows with bars"](REQUESTS)
    (found,) = parse(book, report(requests="见后。", review=requests))
    assert [(table.key, len(table.cells)) for table in found.tables] == [("proactive", 10), ("requests", 175)]


def test_a_fragment_goes_by_its_period(book: Rulebook) -> None:
    text = report(title=None)
    (found,) = parse(book, text)
    assert (found.title, found.title_span, found.caption, found.year) == (None, None, None, 2023)
    assert found.place == Span(0, 0)
    assert rows(text, found) == expected(text)


def test_a_fragment_goes_by_its_text_at_last(book: Rulebook) -> None:
    (found,) = parse(book, report(title=None, preface=""))
    assert found.year == 2023


def test_two_fragments(book: Rulebook) -> None:
    one = report(title=None, preface="")
    first, second = parse(book, one + one.replace("2023", "2022"))
    assert [(first.year, len(first.sections)), (second.year, len(second.sections))] == [(2023, 6), (2022, 6)]


@pytest.mark.parametrize(("year", "generation"), [(2018, "2008"), (2020, "2019"), (2024, "2021")])
def test_the_year_that_the_user_gives(book: Rulebook, year: int, generation: str) -> None:
    (found,) = parse(book, report(), year)
    assert (found.year, found.generation) == (year, generation)


def test_empty_sections(book: Rulebook) -> None:
    text = report(requests="", proactive="　\n", review="\n\n")
    (found,) = parse(book, text)
    assert rows(text, found) == expected(text)
    assert (found.tables, [len(section.blocks) for section in found.sections]) == ((), [1, 0, 0, 0, 1, 1])


NO_REPORTS = {
    "a notice": "关于做好2023年政府信息公开工作年度报告编制工作的通知\n各科室：\n一、总体要求\n按格式编制。\n"
    "二、报送时间\n"
    "1月15日前报送。\n三、联系方式\n电话：0000-1234567。\n",
    "a notice that names the sections": "关于编制2023年政府信息公开工作年度报告的通知\n各单位：\n内容如下：\n"
    + "\n".join(HEADINGS) + "\n请按时报送。\n",
    "an interpretation": "《云岭市临江区2023年政府信息公开工作年度报告》解读\n一、编制背景\n按条例编制。\n"
    "二、主要内容\n"
    "包括总体情况、主动公开政府信息情况等六部分，共收到申请7件。\n",
    "a list of links": f"{TITLE}\n{OTHER}\n{TITLE.replace('档案局', '司法局')}\n",
    "a title and a download": f"{TITLE}\n附件：{TITLE}.pdf\n浏览次数：12\n",
    "other work": "云岭市临江区档案局2023年工作总结报告\n一、总体情况\n平稳。\n二、存在的问题\n不多。\n",
    "nothing": "",
    "blank": " \n\t\n　\n",
}  # fmt: skip


@pytest.mark.parametrize("kind", NO_REPORTS)
def test_pages_that_hold_no_report(book: Rulebook, kind: str) -> None:
    assert parse(book, NO_REPORTS[kind]) == ()


def test_a_title_that_is_repeated_in_part_stays_whole(book: Rulebook) -> None:
    text = (
        "云岭市临江区人民政府办公室\n2023年政府信息公开工作年度报告\n发布时间：2024-01-20\n"
        "2023年政府信息公开工作年度报告\n一、总体情况\n已经完成。\n"
    )
    (report,) = book.parser.parse(Source("a.txt", text))
    assert (report.issuer, report.year) == ("云岭市临江区人民政府办公室", 2023)
    assert text[report.span.start :].startswith("云岭市临江区")


def test_a_title_in_short_is_a_title(book: Rulebook) -> None:
    (report,) = book.parser.parse(
        Source("a.txt", "云岭市民政局2023年政府信息公开年报\n一、总体情况\n已完成。\n")
    )
    assert (report.title, report.issuer) == ("云岭市民政局2023年政府信息公开年报", "云岭市民政局")


def test_blanks_that_became_question_marks_stand_before_headings(book: Rulebook) -> None:
    text = "云岭市2023年政府信息公开工作年度报告\n????一、总体情况\n已经完成。\n"
    (report,) = book.parser.parse(Source("a.txt", text))
    assert [section.heading for section in report.sections] == ["一、总体情况"]


def test_a_line_of_figures_set_wide_apart_is_no_prose(book: Rulebook) -> None:
    figures = " " * 8 + (" " * 8).join("100110000010001")
    text = (
        "云岭市2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
        "行政复议 | 行政诉讼 |\n"
        f"本年度发生的案件及其结果，均已在下面一行按格式规定的次序列出，供公众查阅和比对。\n{figures}\n"
    )
    (report,) = book.parser.parse(Source("a.txt", text))
    assert [len(table.cells) for table in report.tables] == [15]


def test_the_preface_of_an_untitled_report_is_its_own(book: Rulebook) -> None:
    def body(year: int) -> str:
        preface = f"本报告由云岭市民政局编制，统计期限自{year}年1月1日起至{year}年12月31日止。\n"
        return preface + "".join(f"{heading}\n{year}年的有关工作已经完成。\n" for heading in HEADINGS)

    text = body(2022) + body(2023)
    first, second = book.parser.parse(Source("a.txt", text))
    assert (first.year, second.year) == (2022, 2023)
    assert [len(report.periods) for report in (first, second)] == [1, 1]


def test_tables_before_the_first_heading_are_read(book: Rulebook) -> None:
    text = (
        "云岭市2023年政府信息公开工作年度报告\n第二十条第(一)项 |\n"
        "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
        "规章 | 0 | 0 | 0 |\n行政规范性文件 | 2 | 1 | 9 |\n"
        "三、收到和处理政府信息公开申请情况\n没有收到申请。\n"
    )
    (report,) = book.parser.parse(Source("a.txt", text))
    assert [(table.key, len(table.cells)) for table in report.tables] == [("proactive", 6)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2022年,我局公开信息30条。公开《某局2021年政府信息公开工作年度报告》。", 2022),
        ("2022年,我局公开《2021年年报》《2021年部门预算》。", 2022),
        ("2022年做好公开工作。2023年,将加强培训。", 2022),
        ("编制《某局2023年政府信息公开工作年度报告》。全年公开信息30条。", 2023),
    ],
)
def test_without_title_and_period_the_year_is_that_of_the_text_not_of_quoted_titles(
    book: Rulebook, text: str, year: int
) -> None:
    (found,) = parse(book, f"{HEADINGS[0]}\n{text}\n{HEADINGS[1]}\n见表。\n")
    assert found.year == year


@pytest.mark.parametrize(
    "note", ["（三号黑体）", "(宋体加粗小四号字)", "（2023年1月至12月）", "（本部分由办公室填写）"]
)
def test_a_note_behind_a_heading_leaves_it_a_heading(book: Rulebook, note: str) -> None:
    text = f"{TITLE}\n一、总体情况{note}\n平稳。\n二、主动公开政府信息情况{note}\n无。\n"
    (found,) = book.parser.parse(Source("a.txt", text))
    assert [section.key for section in found.sections] == ["overview", "proactive"]


@pytest.mark.parametrize("words", ["培训情况（三号黑体）", "总体打算（三号黑体）"])
def test_a_note_makes_no_heading_of_other_words(book: Rulebook, words: str) -> None:
    text = f"{TITLE}\n一、总体情况\n平稳。\n二、{words}\n无。\n"
    (found,) = book.parser.parse(Source("a.txt", text))
    assert [section.key for section in found.sections] == ["overview", None]

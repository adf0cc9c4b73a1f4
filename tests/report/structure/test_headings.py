from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.lexicon import Lexicon
from linter.report.structure.headings import broken_heading, find_headings, join_broken_headings
from linter.report.structure.line_blocks import LineBlock, heading_text
from linter.report.text_match import split_numeral
from linter.report.values.numeral import number
from tests.samples import HEADINGS, WORDINGS


def pieces(lines: list[str], lexicon: Lexicon) -> list[LineBlock]:
    """Lines as the blocks that the line classifier makes: level-1 lines with the key they name."""
    out, at = [], 0
    for line in lines:
        level, numeral, _ = split_numeral(line)
        form = f"NUMBER{level}" if level else "PROSE" if "。" in line else "SHORT"
        value = number(numeral) if numeral else None
        key = lexicon.section_key(heading_text(line), value) if level == 1 else None
        out.append(LineBlock(form, line + "\n", at, level, numeral, value, key))
        at += len(line) + 1
    return out


def headings(lines: list[str], lexicon: Lexicon) -> list[tuple[str | None, str]]:
    found = find_headings(pieces(lines, lexicon), lexicon)
    return [(found.blocks[index].key, found.blocks[index].text.strip()) for index in found.sections]


TEXT = "平稳。"
PLAIN = [line for heading in HEADINGS for line in (heading, TEXT)]
FOUND = list(zip(WORDINGS, HEADINGS, strict=True))


@pytest.mark.parametrize(
    "contents",
    [
        [],
        list(HEADINGS),
        ["目录", *HEADINGS],
        ["目录", *(f"{heading}……{page}" for page, heading in enumerate(HEADINGS, 1))],
        list(HEADINGS[:4]),
        [HEADINGS[0] + "." * 80 + "1", "(一)主动公开......2", *HEADINGS[1:]],
    ],
)
def test_a_table_of_contents_is_no_heading(lexicon: Lexicon, contents: list[str]) -> None:
    assert headings([*contents, *PLAIN], lexicon) == FOUND


def test_headings_in_a_row_that_never_come_again_are_headings(lexicon: Lexicon) -> None:
    assert headings(list(HEADINGS), lexicon) == FOUND


@pytest.mark.parametrize(
    "nested",
    [
        ["一、存在的问题", TEXT, "二、改进措施", TEXT],
        ["一、存在问题", TEXT, "二、存在问题的改进措施", TEXT, "三、下一步打算", TEXT],
        ["一、更新不够及时", "二、解读不够"],
        ["(一)存在的问题", TEXT, "1.更新不及时"],
        ["一是更新不及时。", "二是解读不够。"],
    ],
)
def test_lists_inside_a_section_are_no_headings(lexicon: Lexicon, nested: list[str]) -> None:
    assert headings([*PLAIN[:9], *nested, *PLAIN[10:]], lexicon) == FOUND


@pytest.mark.parametrize("at", range(6))
def test_a_section_twice_is_found_twice(lexicon: Lexicon, at: int) -> None:
    lines = [*PLAIN[: 2 * at + 2], HEADINGS[at], TEXT, *PLAIN[2 * at + 2 :]]
    assert headings(lines, lexicon) == [*FOUND[: at + 1], FOUND[at], *FOUND[at + 1 :]]


def test_all_numbered_one(lexicon: Lexicon) -> None:
    lines = [line.replace(line[0], "一", 1) if line in HEADINGS else line for line in PLAIN]
    assert [key for key, _ in headings(lines, lexicon)] == list(WORDINGS)


@pytest.mark.parametrize(
    "numerals", [[""] * 6, ["1. ", "2. ", "3. ", "4. ", "5. ", "6. "], [f"({n})" for n in "一二三四五六"]]
)
def test_headings_of_another_level_or_of_none(lexicon: Lexicon, numerals: list[str]) -> None:
    lines = [line for n, words in zip(numerals, HEADINGS, strict=True) for line in (n + words[2:], TEXT)]
    assert [key for key, _ in headings(lines, lexicon)] == list(WORDINGS)


def test_items_named_like_sections_are_none_where_sections_are_numbered_in_figures(lexicon: Lexicon) -> None:
    items = ["(一)主动公开", TEXT, "(二)依申请公开", TEXT, "(三)监督保障", TEXT]
    lines = [line for n, words in enumerate(HEADINGS, 1) for line in (f"{n}、{words[2:]}", TEXT)]
    assert [key for key, _ in headings([*lines[:2], *items, *lines[2:]], lexicon)] == list(WORDINGS)


LOOSE = ["总体情况", "主动公开政府信息情况", "申请行政复议和提起行政诉讼情况", "存在主要问题及改进措施"]


def test_other_words_count_where_no_heading_has_a_numeral(lexicon: Lexicon) -> None:
    lines = [line for heading in LOOSE for line in (heading, TEXT)]
    keys = ["overview", "proactive", "review", "problems"]
    assert headings(lines, lexicon) == list(zip(keys, LOOSE, strict=True))


def test_other_words_do_not_count_beside_numbered_headings(lexicon: Lexicon) -> None:
    lines = ["一、总体情况", TEXT, "二、主动公开政府信息情况", TEXT, LOOSE[2], TEXT]
    assert headings(lines, lexicon) == [("overview", lines[0]), ("proactive", lines[2])]


def test_other_words_do_not_count_alone(lexicon: Lexicon) -> None:
    assert headings([LOOSE[2], TEXT, LOOSE[3], TEXT], lexicon) == []


def test_a_numbered_heading_of_the_same_name_counts_more(lexicon: Lexicon) -> None:
    assert headings(["总体情况", TEXT, *PLAIN], lexicon) == FOUND


@pytest.mark.parametrize(
    ("extra", "at", "is_heading"),
    [
        ("七、附件说明", 12, True),
        ("八、附件说明", 12, True),
        ("九、附件说明", 12, False),
        ("三、附件说明", 12, False),
        ("七、附件,见后", 12, False),
        ("三、重点工作", 4, False),
    ],
)
def test_free_headings_fit_between_the_others(
    lexicon: Lexicon, extra: str, at: int, is_heading: bool
) -> None:
    found = headings([*PLAIN[:at], extra, TEXT, *PLAIN[at:]], lexicon)
    assert ((None, extra) in found) is is_heading
    assert [each for each in found if each[0]] == FOUND


@given(
    st.lists(
        st.sampled_from([*HEADINGS, TEXT, "一、存在的问题", "七、其他", "总体情况", "3.其他"]), max_size=25
    )
)
def test_headings_are_in_order_and_each_once(lexicon: Lexicon, lines: list[str]) -> None:
    whole = find_headings(pieces(lines, lexicon), lexicon)
    part, found, points = whole.blocks, whole.sections, whole.points
    assert not points & set(found)
    assert found == sorted(set(found))
    assert [piece.text for piece in part] == [line + "\n" for line in lines]
    assert all(part[index].text.strip() != TEXT for index in found)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("五、存在的主要问题及", "改进情况", "存在的主要问题及改进情况"),
        ("四、政府信息公开行政复议、行", "政诉讼情况 ", "政府信息公开行政复议、行政诉讼情况"),
        ("二、主动公开政府信息", "情况", "主动公开政府信息情况"),
        ("五、存在的主要问题", "及改进情况", "存在的主要问题及改进情况"),
        ("五、存在的", "不足及下一步打算", "存在的不足及下一步打算"),
        ("一、总体情况", "改进情况", None),
        ("一、总体情况", "概述", None),
        ("二、主要做法", "依申请公开情况", None),
        ("二、主动公开。全镇公布", "政府信息情况", None),
        ("五、存在的主要问题及", "一是人手不足", None),
        ("五、存在的主要问题:", "改进情况", None),
        ("五、存在的主要问题及", "(一)改进情况", None),
    ],
)
def test_a_heading_may_stand_on_two_lines(
    first: str, second: str, whole: str | None, lexicon: Lexicon
) -> None:
    assert broken_heading(first, second, lexicon) == whole
    joined = [piece.text for piece in join_broken_headings(pieces([first, second], lexicon), lexicon)]
    assert joined == ([f"{first}\n{second}\n"] if whole else [f"{first}\n", f"{second}\n"])

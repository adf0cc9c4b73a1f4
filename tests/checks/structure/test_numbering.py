"""S106: numerals of sections and of the lists within them."""

from __future__ import annotations

import pytest

from linter.checks.structure.numbering import Numbering
from tests.samples import HEADINGS
from tests.samples.structure import declares, findings, mended, report

CHECK = Numbering(missing_message="没有序号", gap_message="缺")
_WORDS = [heading[2:] for heading in HEADINGS]
OLD_TITLE = "云岭市临江区民政局2016年政府信息公开工作年度报告"


def _numbered(numerals: str, words: list[str] | None = None) -> list[str]:
    return [
        f"{numeral}、{word}" if numeral != "-" else word
        for numeral, word in zip(numerals, words or _WORDS, strict=True)
    ]


@pytest.mark.parametrize(
    ("numerals", "words"),
    [
        ("一二三四五六", _WORDS),
        ("二三四五六", _WORDS[1:]),  # a section is missing: not a matter of numerals
        ("一二三四五", _WORDS[1:]),
        ("一二四五六", [*_WORDS[:2], *_WORDS[3:]]),
        ("一二三四五", [*_WORDS[:2], *_WORDS[3:]]),
        ("一二三四五五六", [*_WORDS[:5], *_WORDS[4:]]),  # doubled
        ("一二三四五六七", [*_WORDS[:5], *_WORDS[4:]]),
        ("一二四三五六", [_WORDS[0], _WORDS[1], _WORDS[3], _WORDS[2], *_WORDS[4:]]),  # moved
        ("一二三四五六", [_WORDS[0], _WORDS[1], _WORDS[3], _WORDS[2], *_WORDS[4:]]),
        ("一二三四五六七", [*_WORDS[:5], "建议提案办理情况", _WORDS[5]]),  # added
        ("一二三四五六六", [*_WORDS[:5], "收费情况", _WORDS[5]]),
    ],
)
def test_sections_that_count_on(numerals: str, words: list[str]) -> None:
    assert findings(CHECK, report(_numbered(numerals, words))) == []


@pytest.mark.parametrize(
    ("numerals", "row", "found", "expected", "fixable"),
    [
        ("一一三四五六", 4, "一、", "二、", True),
        ("一二四四五六", 6, "四、", "三、", True),
        ("一二三四六六", 10, "六、", "五、", True),
        ("一二三四五七", 12, "七、", "六、", True),
        ("一二四五六七", 6, "四、", "三、", False),  # the others go on from the slip
    ],
)
def test_a_wrong_section_numeral(numerals: str, row: int, found: str, expected: str, fixable: bool) -> None:
    text = report(_numbered(numerals))
    (finding,) = findings(CHECK, text)
    assert text.count("\n", 0, finding.span.start) + 1 == row
    assert finding.values == {"found": found, "expected": expected}
    assert declares(CHECK, [finding])
    assert (finding.fix is not None) == fixable
    if fixable:
        assert mended(text, finding) == report()


def test_two_wrong_section_numerals_are_one_finding() -> None:
    text = report(_numbered("一一三四四六"))
    (finding,) = findings(CHECK, text)
    assert [text[place.span.start : place.span.end] for place in finding.related] == ["四"]
    assert mended(text, finding) == report()


@pytest.mark.parametrize("numerals", ["一二三四-六", "------", "-二三四五-"])
def test_sections_without_numeral(numerals: str) -> None:
    text = report(_numbered(numerals))
    (finding,) = findings(CHECK, text)
    first = numerals.index("-")
    assert finding.message == "missing_message"
    assert finding.values == {"found": _WORDS[first], "expected": HEADINGS[first][:2]}
    assert text[finding.span.start : finding.span.end] == _WORDS[first]
    assert len(finding.related) == numerals.count("-") - 1
    assert mended(text, finding) == report()


@pytest.mark.parametrize(
    ("numerals", "expected"),
    [("一二三四", None), ("一二四五", "三、"), ("一二三五", "四、"), ("一二二四", "三、")],
)
def test_free_sections_are_counted_only(numerals: str, expected: str | None) -> None:
    words = ["概述", "主动公开政府信息情况", "收费及减免情况", "存在的主要问题及改进情况"]
    found = findings(CHECK, report(_numbered(numerals, words), OLD_TITLE))
    assert [one.values["expected"] for one in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    "lines",
    [
        "（一）甲|（二）乙|（三）丙",
        "（一）甲|1.子|2.丑|（1）寅|（2）卯|3.辰|（二）乙|1.巳|2.午",
        "1.甲|2.乙|3.丙|1.丁|2.戊",  # begins over
        "（一）甲|1.子|2.丑|（二）乙|3.寅|4.卯",  # goes on across headings
        "（1）甲|①子|②丑|（2）乙|①寅",  # circled numerals under brackets
        "（一）甲。全年较好。（二）乙。也较好。|（三）丙",  # two in one paragraph
        "1.甲|2.2024年将继续完善|3.丙",  # reads like a decimal
        "（一）甲|（二、乙|（三）丙",  # a broken bracket is another matter
        "一是甲；二是乙；四是丁。",
        "3.甲",  # no list
        "全年印发文件。|15.乙|没有其他情形。",
        "1.甲|2.乙|21、22号文件已经公开。",  # words that begin with a number
    ],
)
def test_lists_that_count_on(lines: str) -> None:
    assert findings(CHECK, report(s1=lines.replace("|", "\n"))) == []


@pytest.mark.parametrize(
    ("lines", "wrong", "expected", "fixed"),
    [
        ("（一）甲|（二）乙|（四）丙", "四", "（三）", "（一）甲|（二）乙|（三）丙"),
        ("（一）甲|（二）乙|（二）丙", "二", "（三）", "（一）甲|（二）乙|（三）丙"),
        ("（一）甲|（三）乙|（四）丙", "三", "（二）", None),
        ("（一）甲|（二）乙|（二）丙|（四）丁", "二", "（三）", "（一）甲|（二）乙|（三）丙|（四）丁"),
        ("1.甲|1.乙|3.丙", "1", "2.", "1.甲|2.乙|3.丙"),
        ("1.甲|3.乙|3.丙|4.丁", "3", "2.", "1.甲|2.乙|3.丙|4.丁"),
        ("1、甲|2、乙|13、丙|4、丁", "13", "3.", "1、甲|2、乙|3、丙|4、丁"),
        ("1.甲。|2.乙。|2.丙。|3.丁。", "2", "3.", None),
        ("2.甲|3.乙|4.丙", "2", "1.", None),
        ("(1)甲|(2)乙|(4)丙", "4", "（3）", "(1)甲|(2)乙|(3)丙"),
        ("1.甲|（1）子|（2）丑|3.乙", "3", "2.", "1.甲|（1）子|（2）丑|2.乙"),
        ("①甲|②乙|④丙", "④", "③", "①甲|②乙|③丙"),
        ("（ 一 ）甲|（ 三 ）乙", "三", "（二）", "（ 一 ）甲|（ 二 ）乙"),
    ],
)
def test_one_slip_in_a_list(lines: str, wrong: str, expected: str, fixed: str | None) -> None:
    text = report(s1=lines.replace("|", "\n"))
    (finding,) = findings(CHECK, text)
    assert text[finding.span.start : finding.span.end] == wrong
    assert finding.values["expected"] == expected
    assert finding.related == ()
    assert declares(CHECK, [finding])
    if fixed is None:
        assert finding.fix is None
    else:
        assert mended(text, finding) == report(s1=fixed.replace("|", "\n"))


def test_a_list_under_a_heading_is_judged_by_itself() -> None:
    text = report(s1="（一）甲\n1.子\n3.丑\n（二）乙\n1.寅\n2.卯")
    (finding,) = findings(CHECK, text)
    assert text[finding.span.start : finding.span.end] == "3"
    assert mended(text, finding) == text.replace("3.丑", "2.丑")


def test_two_slips_in_a_list_are_one_finding() -> None:
    (finding,) = findings(CHECK, report(s1="1.甲\n2.乙\n4.丙\n5.丁\n7.戊"))
    assert finding.values["found"] == "4."
    assert len(finding.related) == 1
    assert finding.fix is None


def test_numerals_beyond_any_list() -> None:
    lines = "\n".join(f"{number}.甲" for number in [*range(1, 100), 99, 50])
    assert findings(CHECK, report(s1=lines)) == []


@pytest.mark.parametrize(
    ("numerals", "gap"),
    [
        (("（二）", "（三）"), "“（一）”"),
        (("（三）", "（四）", "（五）"), "“（一）”、“（二）”"),
        (("（一）", "（三）", "（四）"), "“（二）”"),
        (("1.", "3.", "4."), "“2.”"),
        (("（一）", "（三）"), None),
        (("（一）", "（二）", "（二）"), None),
        (("（一）", "（三）", "（三）"), None),
    ],
)
def test_a_list_that_counts_on_behind_a_gap_lacks_what_is_before_it(
    numerals: tuple[str, ...], gap: str | None
) -> None:
    lines = "".join(f"{numeral}第{at}项工作按期完成\n全年没有遗漏。\n" for at, numeral in enumerate(numerals))
    first = f"{HEADINGS[0]}\n"
    [found] = findings(CHECK, report().replace(first, first + lines, 1))
    if gap is not None:
        assert f"“{found.values['expected']}”" == gap
    assert found.message == (None if gap is None else "gap_message")

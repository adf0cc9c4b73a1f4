"""Fixing one file: rounds, what is undone, and what never ends by itself.

The linter here is a few words: what a rule finds and what its fix makes of it, so that every way
in which fixes can do harm is a line of a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from linter.app.check_document import CheckedFile
from linter.app.fix_safety import report_content
from linter.app.fixer import FixResult, fix_document
from linter.diagnostic import Applicability, Diagnostic, Fix, Severity
from linter.documents import Document, ReadError, open_document
from linter.lint import read_reports
from linter.rulebook import Rulebook
from linter.text.edits import Edit
from linter.text.source import Span

Rules = dict[str, tuple[str, str | None]]
"""By code: what a rule finds (a pattern), and what its fix puts there (None: it has no fix)."""


def words(
    book: Rulebook, rules: Rules, kind: Applicability = Applicability.SAFE
) -> Callable[[Document], CheckedFile]:
    """A linter of those rules."""

    def look(document: Document) -> CheckedFile:
        source = document.source
        found = [
            Diagnostic(
                code,
                code.lower(),
                Severity.ERROR,
                f"{match[0]}有误",
                Span(*match.span()),
                fix=None
                if content is None
                else Fix(kind, "改", (Edit(Span(*match.span()), match.expand(content)),)),
            )
            for code, (pattern, content) in rules.items()
            for match in re.finditer(pattern, source.text)
        ]
        contents = tuple(map(report_content, read_reports(document, book)))
        found.sort(key=lambda each: each.place)
        return CheckedFile(document, len(contents), tuple(found), contents=contents)

    return look


def mended(book: Rulebook, text: str, rules: Rules, *, unsafe: bool = False) -> FixResult:
    """`text` after fixing by those rules."""
    return fix_document(open_document(text.encode(), "a.txt"), words(book, rules), unsafe=unsafe)


def told(result: FixResult) -> list[tuple[str, int, str]]:
    """Code, place and reason of what was refused."""
    return [(each.diagnostic.code, each.diagnostic.span.start, each.reason) for each in result.refused]


_RESULTS = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | " * 3
REPORT = f"""\
云岭市临江区民政局2023年政府信息公开工作年度报告
一、总体情况
全年公开信息86条。
四、政府信息公开行政复议、行政诉讼情况
{_RESULTS}
1 | 0 | 0 | 1 | 2 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | / |
五、存在的主要问题及改进情况
政策解读较少。
"""


def test_fixing_goes_on_until_nothing_is_left(book: Rulebook) -> None:
    result = mended(book, "甲甲乙", {"A": ("甲", "乙"), "B": ("乙", "丙"), "C": ("丙丙丙", "丁")})
    assert result.data.decode() == "丁"
    assert [each.code for each in result.applied] == ["A", "A", "B", "B", "B", "C"]
    assert (result.after.diagnostics, result.refused) == ((), ())


def test_a_fix_in_the_way_of_another_has_its_turn_in_the_next_round(book: Rulebook) -> None:
    result = mended(book, "甲乙丙", {"A": ("甲乙", "乙"), "B": ("乙丙", "丙")})
    assert (result.data.decode(), [each.code for each in result.applied]) == ("丙", ["A", "B"])


def test_what_cannot_be_fixed_is_what_remains(book: Rulebook) -> None:
    result = mended(book, "甲乙", {"A": ("甲", "丙"), "B": ("乙", None)})
    assert result.data.decode() == "丙乙"
    assert [each.code for each in result.after.diagnostics] == ["B"]
    assert result.refused == ()


@pytest.mark.parametrize("unsafe", [False, True])
def test_unsafe_fixes_need_a_yes(unsafe: bool, book: Rulebook) -> None:
    look = words(book, {"A": ("甲", "乙")}, Applicability.UNSAFE)
    result = fix_document(open_document("甲".encode(), "a.txt"), look, unsafe=unsafe)
    assert result.data.decode() == ("乙" if unsafe else "甲")
    assert len(result.after.diagnostics) == (0 if unsafe else 1)
    assert result.refused == ()


def test_two_rules_that_undo_each_other_come_to_rest(book: Rulebook) -> None:
    result = mended(book, "甲 丙", {"A": ("甲", "乙"), "B": ("乙", "甲"), "C": ("丙", "丁")})
    assert result.data.decode() == "乙 丁"
    assert told(result) == [("B", 0, "与别的修复互相抵消")]


def test_going_round_over_several_rules_comes_to_rest(book: Rulebook) -> None:
    result = mended(book, "甲", {"A": ("甲", "乙"), "B": ("乙", "丙"), "C": ("丙", "甲")})
    assert result.data.decode() == "丙"
    assert told(result) == [("C", 0, "与别的修复互相抵消")]


def test_a_fix_that_finds_itself_again_for_ever_is_stopped(book: Rulebook) -> None:
    result = mended(book, "甲", {"A": ("甲", "甲乙")})
    assert result.data.decode().startswith("甲乙乙")
    assert told(result) == [("A", 0, "反复修复仍有变动")]


def test_it_is_stopped_after_twenty_rounds(book: Rulebook) -> None:
    assert mended(book, "甲", {"A": ("甲", "甲乙")}).data.decode() == "甲" + "乙" * 20


def test_each_finding_is_kept_with_the_text_of_its_round(book: Rulebook) -> None:
    result = mended(book, "零甲甲乙", {"A": ("甲", "乙"), "B": ("乙", "丙")})
    found = [source.slice(each.span) for each, source in zip(result.applied, result.applied_in, strict=True)]
    assert found == ["甲", "甲", "乙", "乙", "乙"]
    assert result.applied_in[0] is result.before.source


def test_a_fix_that_undoes_another_in_part_is_applied(book: Rulebook) -> None:
    look = words(book, {"A": ("甲", "乙")})

    def twofold(document: Document) -> CheckedFile:
        checked = look(document)
        text = document.source.text
        if not ("乙" in text and "丙" in text):
            return checked
        edits = tuple(
            Edit(Span(text.index(old), text.index(old) + 1), new) for old, new in (("乙", "甲"), ("丙", "丁"))
        )
        both = Diagnostic(
            "B", "b", Severity.ERROR, "有误", Span(0, 1), fix=Fix(Applicability.SAFE, "改", edits)
        )
        return replace(checked, diagnostics=(*checked.diagnostics, both))

    result = fix_document(open_document("甲丙".encode(), "a.txt"), twofold)
    assert result.data.decode() == "甲丁"
    assert told(result) == [("A", 0, "与别的修复互相抵消")]


def test_what_is_blocked_blocks_nothing_else_in_later_rounds(book: Rulebook) -> None:
    rules: Rules = {"A": ("甲", "乙"), "B": ("乙", None), "C": ("丙", "丁"), "D": ("丁", "己")}
    result = mended(book, "甲丙", rules)
    assert result.data.decode() == "甲己"
    assert told(result) == [("A", 0, "修复后会多出一处B")]


def test_fixes_are_safe_ones_and_written_plainly_unless_told_otherwise(book: Rulebook) -> None:
    look = words(book, {"A": ("甲", "乙")}, Applicability.UNSAFE)
    result = fix_document(open_document("甲".encode(), "a.txt"), look)
    assert (result.data.decode(), result.applied, result.applied_in) == ("甲", (), ())


def test_a_fix_that_brings_up_what_nothing_fixes_is_undone_and_the_others_stay(book: Rulebook) -> None:
    rules: Rules = {"A": ("甲", "乙"), "B": ("乙", None), "C": ("丙", "丁"), "D": ("戊", "己")}
    result = mended(book, "丙甲戊", rules)
    assert result.data.decode() == "丁甲己"
    assert [each.code for each in result.applied] == ["C", "D"]
    assert told(result) == [("A", 1, "修复后会多出一处B")]


@pytest.mark.parametrize("code", ["S102", "S105", "S106"])
def test_a_fix_that_brings_sections_into_disorder_is_undone_though_that_has_a_fix(
    code: str, book: Rulebook
) -> None:
    result = mended(book, "甲戊", {"A": ("甲", "乙"), code: ("乙", "丙"), "D": ("戊", "己")})
    assert result.data.decode() == "甲己"
    assert told(result) == [("A", 0, f"修复后会多出一处{code}")]


@pytest.mark.parametrize(
    ("pattern", "content", "reason"),
    [
        ("四、政府信息.*", "", "修复后读出的章节变了"),
        ("四、政府信息.*", "四、", "修复后读出的章节变了"),
        ("五、存在的主要问题及改进情况", "一、总体情况", "修复后读出的章节变了"),
        (r"1 \| 0 \| 0 \| 1 \| 2", "1 | 0 | 0 | 1 | 3", "修复后表格里的数字变了"),
        (r"1 \| 0 \| 0 \| 1 \| 2", "0 | 1 | 0 | 1 | 2", "修复后表格里的数字变了"),
        (r"1 \| 0 \| 0 \| 1 \| 2", "1 | 0 | 0 | / | 2", "修复后表格里的数字变了"),
        (r"/", "7", "修复后表格里的数字变了"),
        (r"1 \| 0 \| 0 \| 1 .*", "", "修复后读出的表格变了|修复后表格里的数字变了"),
        (r"2023年", "2019年", "修复后适用的格式变了"),
        (
            r"\A",
            r"临江区水务局2022年政府信息公开工作年度报告\n一、总体情况\n无。\n",
            "报告由1份变成2份",
        ),
    ],
)
def test_a_fix_that_loses_something_is_undone(
    pattern: str, content: str, reason: str, book: Rulebook
) -> None:
    result = mended(book, REPORT, {"A": (pattern, content), "B": ("较少", "少")})
    assert result.data.decode() == REPORT.replace("较少", "少")
    assert [each.code for each in result.applied] == ["B"]
    ((code, _, why),) = told(result)
    assert code == "A"
    assert re.search(reason, why)


def test_a_blank_may_become_zero(book: Rulebook) -> None:
    result = mended(book, REPORT, {"A": ("/", "0")})
    assert result.data.decode() == REPORT.replace("/", "0")


def test_a_fix_that_makes_a_file_unreadable_is_undone(book: Rulebook) -> None:
    look = words(book, {"A": ("甲", "乙")})

    def strict(document: Document) -> CheckedFile:
        if "乙" in document.source.text:
            raise ReadError("a.txt", "读不了")
        return look(document)

    result = fix_document(open_document("甲".encode(), "a.txt"), strict)
    assert result.data.decode() == "甲"
    assert told(result) == [("A", 0, "修复后无法读取（读不了）")]


def test_a_file_that_was_not_read_whole_stays_as_it_is(book: Rulebook) -> None:
    data = REPORT.encode("gb18030") * 2 + b"\xff"
    result = fix_document(open_document(data, "a.txt"), words(book, {"A": ("较少", "少")}))
    assert result.data == data
    assert [why for _, _, why in told(result)] == [
        "文件有字符读不出来，改写会丢失内容；请先取原文件另存为UTF-8编码"
    ] * 2


def test_a_document_is_checked_once_a_round(book: Rulebook) -> None:
    checked: list[Document] = []
    check = words(book, {"A": ("较少", "少"), "B": ("有", None)})

    def counting(document: Document) -> CheckedFile:
        checked.append(document)
        return check(document)

    document = open_document(REPORT.encode(), "a.txt")
    result = fix_document(document, counting)
    assert result.applied
    assert checked == [document, result.after.document]
    assert fix_document(result.after.document, counting).after.document is result.after.document
    assert len(checked) == 3

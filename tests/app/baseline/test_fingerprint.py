"""Fingerprints against the corpus: what moves lines or changes widths leaves them as they are."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from linter.app.baseline.fingerprint import Fingerprint, fingerprint
from linter.app.filtering import FindingPlaces
from linter.diagnostic import Diagnostic
from linter.documents import open_document
from linter.lint import ReportResult
from linter.lint import lint as lint_reports
from linter.report.locator import Place
from linter.rulebook import Rulebook
from tests.corpus import MUTATIONS
from tests.linting import lint

# What these say is about widths, the code of a page or the bytes: another text, another finding.
_OF_WIDTH = frozenset({"G801", "G803", "C203", "G805"})
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FULL = {ord(char): ord(char) + 0xFEE0 for char in "0123456789(),:;"}


def marks(text: str, book: Rulebook) -> Counter[Fingerprint]:
    places = FindingPlaces()
    document = open_document(text.encode(), "a.txt")
    found: list[Diagnostic] = []
    for result in lint_reports(document, book):
        found += result.diagnostics
        if isinstance(result, ReportResult):
            places.add(result)
    return Counter(fingerprint(document.source, each, places.of(each)) for each in found)


def down(text: str) -> str:
    return "\n\n\n" + text


def spread(text: str) -> str:
    """A blank line behind every sentence's end, and spaces before the line."""
    return text.replace("。\n", "。\n\n　　")


CHANGES: dict[str, Callable[[str], str]] = {
    "down": down,
    "spread": spread,
    "crlf": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "half": lambda text: text.translate(_HALF),
    "full": lambda text: text.translate(_FULL),
}
_STEP = 1 if "NIANBAO_EXAMPLES" in os.environ else 16
PAIRS = [(change, name) for at, change in enumerate(CHANGES) for name in sorted(MUTATIONS)[at::_STEP]]


@pytest.mark.parametrize(("change", "name"), PAIRS)
def test_lines_and_widths_are_no_part_of_a_fingerprint(name: str, change: str, book: Rulebook) -> None:
    text = MUTATIONS[name](random.Random(7)).text
    before, after = marks(text, book), marks(CHANGES[change](text), book)
    assert before or name.startswith("G805")
    assert {mark: n for mark, n in after.items() if mark.code not in _OF_WIDTH} == {
        mark: n for mark, n in before.items() if mark.code not in _OF_WIDTH
    }


def test_findings_are_told_apart_by_rule_place_words_and_what_is_missing(book: Rulebook) -> None:
    text = (
        "云岭市临江区水务局2023年政府信息公开工作年度报告\n统计期限为2022年1月1日至2022年12月31日。\n"
        "一、总体情况\n全年公开信息12条，举办培训3次，接受咨询20次，网站运行平稳，各项工作有序推进，"
        "国办公开办函（2019）60号、国办公开办函（2021）30号都已学习。\n"
    )
    found = marks(text, book)
    missing = sorted(mark.subject for mark in found if mark.code == "S101")
    assert len(missing) == 5
    assert missing[0] == "三、收到和处理政府信息公开申请情况"
    assert found[Fingerprint("P303", Place(1), "2022年1月1日至2022年12月31日")] == 1
    assert found[Fingerprint("C203", Place(1, "overview"), "国办公开办函(2019)60号")] == 1
    assert found[Fingerprint("C203", Place(1, "overview"), "国办公开办函(2021)30号")] == 1
    changed = marks(text.replace("2022年", "2021年"), book)
    assert [mark.code for mark in found - changed] == ["P303"]


def test_long_words_are_cut_and_still_told_apart(book: Rulebook) -> None:
    result = lint(open_document(b"", "a.txt"), book)
    [found] = result.diagnostics
    long = "三" * 80
    one = fingerprint(result.source, replace(found, subject=long + "甲"), Place())
    other = fingerprint(result.source, replace(found, subject=long + "乙"), Place())
    assert one != other
    assert len(one.subject) < 72


def test_up_to_sixty_characters_are_kept_and_of_more_a_digest(book: Rulebook) -> None:
    result = lint(open_document(b"", "a.txt"), book)
    [found] = result.diagnostics
    whole = fingerprint(result.source, replace(found, subject="三" * 60), Place())
    assert whole.subject == "三" * 60
    cut = fingerprint(result.source, replace(found, subject="三" * 61), Place(2, "overview"))
    head, digest = cut.subject.split("…")
    assert head == "三" * 60
    assert re.fullmatch("[0-9a-f]{8}", digest)
    assert cut.place == Place(2)  # a missing thing is known by its report alone

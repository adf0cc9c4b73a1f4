"""Kinds for packs: what a text must say, must not say, should say otherwise, and how long it may be."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from linter.documents import open_document
from linter.rulebook import Rulebook, RuleError, load
from tests.builtin_packs import read_once
from tests.linting import lint
from tests.samples.examples import report

ROOT = Path(__file__).parents[3]
GOOD = (
    "（一）主动公开。通过政府网站公开信息86条，政务新媒体发布信息120条，发布政策解读6篇。"
    "制发行政规范性文件0件，废止0件，现行有效0件。"
)


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")
    read_once(monkeypatch)


def loaded(folder: Path, text: str) -> Rulebook:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return load([path])


HEAD = 'pack: own\nextends: "2021"\nrules:\n'
RULE = """\
  - code: {code}
    name: own-{code}
    severity: warning
    check: {kind}
    message: 有误
    {fields}
"""


def rule(kind: str, fields: str) -> str:
    return HEAD + RULE.format(code="Z901", kind=kind, fields=fields)


def found(book: Rulebook, text: str) -> list[tuple[str, str]]:
    results = lint(open_document(text.encode(), "a.txt"), book).diagnostics
    return [(one.code, one.message) for one in results if one.code.startswith("Z")]


def spelt(aspect: str) -> str:
    """The sample report with another first paragraph."""
    text = report()
    assert "（一）主动公开。全年公开信息86条。" in text
    return text.replace("（一）主动公开。全年公开信息86条。", aspect)


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The rulebook with the pack that docs/packs.md shows."""
    docs = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")
    match = re.search(r"```yaml notice\n(.*?)```", docs, re.DOTALL)
    assert match
    return loaded(tmp_path_factory.mktemp("notice"), match[1])


def test_a_report_that_follows_the_notice_has_no_findings(notice: Rulebook) -> None:
    assert found(notice, spelt(GOOD) + "报送日期：2024年1月20日\n") == []


def test_what_the_notice_asks_for_and_a_report_leaves_out_is_found(notice: Rulebook) -> None:
    codes = [code for code, _ in found(notice, report())]
    assert sorted(codes) == ["Z902", "Z903", "Z904", "Z905", "Z906", "Z907"]


def test_a_section_longer_than_the_notice_allows_is_found(notice: Rulebook) -> None:
    [(code, message)] = found(notice, spelt(GOOD + "加强公开工作。" * 150))
    assert code == "Z901"
    assert re.search(r"有 1\d\d\d 字，通知要求不超过 1000 字", message)


def test_a_forbidden_wording_is_found_though_it_is_broken_over_lines(notice: Rulebook) -> None:
    text = spelt(GOOD + "各项任务圆满\n完成。") + "任务圆满完成。\n"
    assert found(notice, text) == [("Z908", "不要写“圆满完成”（共 2 处）")]


def test_a_report_sent_after_the_day_of_the_notice_is_found(notice: Rulebook) -> None:
    [(code, message)] = found(notice, spelt(GOOD) + "云岭市临江区民政局\n2024年1月28日\n")
    assert (code, message) == ("Z909", "落款日期是2024年1月28日，通知要求2024年1月25日以前报送")


def test_a_wording_is_replaced_by_a_fix(tmp_path: Path) -> None:
    book = loaded(tmp_path, rule("text-replaced", "replacements: {公开信息: 主动公开政府信息, 公开: 开放}"))
    text = report()
    [one] = [
        each
        for each in lint(open_document(text.encode(), "a.txt"), book).diagnostics
        if each.code == "Z901" and "公开信息" in text[each.span.start : each.span.end]
    ]
    assert one.fix is not None
    assert [edit.content for edit in one.fix.edits] == ["主动公开政府信息"]


LIMITS = {
    "since: 2024": 0,
    "since: 2023": 1,
    "until: 2022": 0,
    "until: 2023": 1,
    "bodies: [局$]": 1,
    "bodies: [镇人民政府$]": 0,
    "sections: [problems]": 0,
    "sections: [overview]": 1,
}


def test_a_rule_holds_for_its_years_bodies_and_sections(tmp_path: Path) -> None:
    rules = "".join(
        RULE.format(code=f"Z90{at}", kind="text-forbidden", fields=f"patterns: [全年公开信息]\n    {limit}")
        for at, limit in enumerate(LIMITS)
    )
    hits = Counter(code for code, _ in found(loaded(tmp_path, HEAD + rules), report()))
    assert {limit: hits[f"Z90{at}"] for at, limit in enumerate(LIMITS)} == LIMITS


def test_a_section_that_no_format_has_is_a_fault_at_its_key(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        loaded(tmp_path, rule("text-length", "sections: [overview, nowhere]\n    most: 5"))
    [fault] = caught.value.faults
    assert (fault.line, fault.column, fault.message) == (
        9,
        26,
        "没有名为“nowhere”的部分，是不是想写“other”？",
    )


def test_a_section_shorter_than_it_should_be_is_found(tmp_path: Path) -> None:
    book = loaded(tmp_path, rule("text-length", "sections: [overview]\n    least: 5000"))
    assert [code for code, _ in found(book, report())] == ["Z901"]

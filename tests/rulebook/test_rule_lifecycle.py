"""The life of a rule's code: on trial, settled, out of use, and never given to another rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.app.config.loader import read_config
from linter.app.deprecated_codes import config_notes, option_notes
from linter.cli import main
from linter.output.rule_docs import pages
from linter.output.rule_page import page
from linter.rulebook import Fault, Rulebook, RuleError, load
from linter.settings import Settings

# Every code that was ever published, with the name of its rule. Lines are only added: a code that goes out
# of use stays, deprecated, and is never given to another rule.
PUBLISHED = """\
C201 missing-citation
C202 wrong-document-number
C203 citation-brackets
C204 superseded-citation
C205 title-number-mismatch
C206 nested-title-marks
C207 other-body
G801 page-residue
G802 published-late
G803 mixed-punctuation
G804 traditional-characters
G805 unsure-encoding
G806 not-a-report
G807 leftover-template
G808 doubled-word
G809 unread-part
G810 file-name-year
G811 signed-early
H701 carry-over-mismatch
H702 in-force-chain
H703 roll-up-mismatch
H704 copied-text
H705 sudden-change
N501 request-balance
N502 row-total
N503 results-total
N504 reconsideration-total
N505 litigation-direct-total
N506 litigation-after-reconsideration-total
N507 disclosure-order
P301 missing-period
P302 incomplete-period
P303 period-year-mismatch
P304 impossible-date
P305 relative-period
S100 missing-title
S101 missing-section
S102 section-order
S103 heading-wording
S104 deprecated-heading
S105 duplicate-section
S106 heading-numbering
S107 empty-section
S108 extra-section
S109 missing-aspect
S110 hollow-section
S111 inner-numbering
T401 missing-table
T402 missing-row
T403 row-label-wording
T404 blank-cell
T405 not-a-number
T406 impossible-count
T407 outdated-table
T408 ragged-row
T409 no-rulemaking-power
T410 unit
X601 request-count-mismatch
X602 no-request-mismatch
X603 review-count-mismatch
X604 result-count-mismatch
X605 percentage-mismatch
X606 breakdown-mismatch
X607 stale-year
X608 missing-fee-statement
X609 fee-conflict
X610 disclosure-count-mismatch
X611 stale-plan
X612 difference-mismatch
"""
PACK = """\
pack: own
rules:
  - code: Z901
    name: old-rule
    severity: warning
    status: {status}
    {successor}
    check: traditional
    message: 旧
  - code: Z902
    name: new-rule
    severity: warning
    status: preview
    check: traditional
    message: 新
"""
REPORT = "云岭市民政局2023年政府信息公开工作年度报告\n一、總體情況\n無論如何，資訊公開，辦結。\n"


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")
    monkeypatch.chdir(tmp_path)


def written(status: str = "deprecated", successor: str = "successor: Z902") -> Path:
    path = Path("own.yaml")
    path.write_text(PACK.format(status=status, successor=successor), encoding="utf-8")
    return path


@pytest.fixture
def own() -> Rulebook:
    return load([written()])


def fault(status: str = "deprecated", successor: str = "successor: Z902") -> Fault:
    with pytest.raises(RuleError) as caught:
        load([written(status, successor)])
    [found] = caught.value.faults
    return found


def test_every_published_code_still_names_its_rule_and_every_rule_is_published() -> None:
    assert [f"{rule.code} {rule.name}" for rule in load().rules] == PUBLISHED.splitlines()


def test_a_deprecated_rule_finds_nothing_and_is_still_explained(own: Rulebook) -> None:
    assert [rule.code for rule in own.rules_for("2021") if rule.code[0] == "Z"] == ["Z902"]
    old, new = own.by_code["Z901"], own.by_code["Z902"]
    assert (old.status, old.successor, old.generations) == ("deprecated", "Z902", ())
    assert "状态：停用，不再检查；由 Z902 代替\n" in page(old)
    assert "状态：试行，查法、级别还可能改\n" in page(new)
    assert "状态" not in page(own.by_code["N501"])
    assert "- 状态：停用，不再检查；由 Z902 代替\n" in pages(own.rules)["Z901.md"]


def test_a_deprecated_code_is_accepted_on_the_command_line_with_a_note(
    own: Rulebook, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = option_notes(Settings(select=("Z901", "Z902", "Z"), ignore=("Z901",)), own)
    said = "规则 Z901 已经停用，不再检查，请改用 Z902"
    assert list(notes) == [f"--select：{said}", f"--ignore：{said}"]
    Path("a.txt").write_text(REPORT, encoding="utf-8")
    assert main(["check", "a.txt", "--rules", "own.yaml", "--select", "Z901"]) == 0
    assert f"--select：{said}" in capsys.readouterr().err


def test_a_deprecated_code_is_accepted_in_a_config_with_a_note_at_its_place(
    own: Rulebook, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "extends: [own.yaml]\nignore: [Z901]\nsuppressions:\n  - {code: Z901, file: a.txt, reason: 旧文}\n"
    Path(".nianbao.yaml").write_text(text, encoding="utf-8")
    notes = list(config_notes(read_config(".nianbao.yaml"), own))
    assert [note.split(": ")[0] for note in notes] == [".nianbao.yaml:2:10", ".nianbao.yaml:4:12"]
    Path("a.txt").write_text(REPORT, encoding="utf-8")
    main(["check", "a.txt"])
    assert "Z901 已经停用，不再检查，请改用 Z902" in capsys.readouterr().err


def test_what_cannot_be_a_successor() -> None:
    assert fault(successor="successor: Z903").message.startswith("不认识的规则代码“Z903”")
    assert fault(successor="successor: Z901").message == "规则 Z901 自己也停用了"
    assert fault("stable").message == "status 是 deprecated 的规则才写 successor"
    assert fault("old", "").message.startswith("不认识的值“old”")

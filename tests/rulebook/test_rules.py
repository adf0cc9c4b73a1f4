"""The built-in rules: the catalogue's codes, whole documentation, examples that show what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from linter.checks.base import ReportCheck
from linter.checks.text.wording import TextLength
from linter.cli import main
from linter.documents import open_document
from linter.rulebook import CompiledRule, Rulebook, RuleDoc, load
from tests.linting import check_fields, lint
from tests.samples.examples import EMBED, NOT_EMBEDDED, report

CATALOGUE = """\
S100 missing-title warning -
S101 missing-section error -
S102 section-order warning -
S103 heading-wording warning safe
S104 deprecated-heading error unsafe
S105 duplicate-section error -
S106 heading-numbering warning safe
S107 empty-section warning -
S108 extra-section warning -
S109 missing-aspect info -
S110 hollow-section warning -
C201 missing-citation info -
C202 wrong-document-number error unsafe
C203 citation-brackets warning safe
C204 superseded-citation error unsafe
C205 title-number-mismatch error unsafe
C206 nested-title-marks info safe
C207 other-body warning -
P301 missing-period warning -
P302 incomplete-period error -
P303 period-year-mismatch error unsafe
P304 impossible-date error -
T401 missing-table error -
T402 missing-row error -
T403 row-label-wording info safe
T404 blank-cell warning unsafe
T405 not-a-number error -
T406 impossible-count error -
T407 outdated-table error -
T408 ragged-row warning -
T409 no-rulemaking-power warning -
T410 unit warning -
N501 request-balance error -
N502 row-total error -
N503 results-total error -
N504 reconsideration-total error -
N505 litigation-direct-total error -
N506 litigation-after-reconsideration-total error -
N507 disclosure-order warning -
X601 request-count-mismatch error -
X602 no-request-mismatch error -
X603 review-count-mismatch error -
X604 result-count-mismatch warning -
X605 percentage-mismatch warning -
X606 breakdown-mismatch warning -
X607 stale-year error unsafe
X608 missing-fee-statement warning -
X609 fee-conflict warning -
X612 difference-mismatch warning -
G801 page-residue info safe
G802 published-late warning -
G803 mixed-punctuation info safe
G804 traditional-characters info -
G805 unsure-encoding info -
G806 not-a-report warning -
G807 leftover-template warning -
G808 doubled-word warning safe
G809 unread-part warning -
G810 file-name-year warning -
G811 signed-early warning -
"""
CODES = [line.split()[0] for line in CATALOGUE.splitlines()]
# What rules.md calls transitional: errors that follow from 60号 alone, so warnings for 2019.
TRANSITIONAL = {"S101", "S104", "S105", "T401", "T402", "T407"}
SINCE_2021 = {"X608", "X609"}  # what the rules on 信息处理费 of 2020 ask for
ABSENT_FROM_2008 = (
    SINCE_2021
    | {"S102", "S103", "S104", "S105", "S108", "S109", "S110", "C201"}
    | {code for code in CODES if code[0] in "TN" or "X601" <= code <= "X604"}
)
_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


@cache
def rules() -> dict[str, RuleDoc]:
    return {rule.code: rule for rule in load().rules}


def compiled(book: Rulebook) -> Iterator[tuple[str | None, CompiledRule]]:
    """Every rule of every generation."""
    for key, held in book.by_generation.items():
        for rule in held:
            yield key, rule


def test_the_catalogue_is_there() -> None:
    written = [
        f"{rule.code} {rule.name} {rule.severity.value} {rule.fix.value if rule.fix else '-'}"
        for rule in rules().values()
    ]
    assert [one for one in written if one[:4] in CODES] == sorted(CATALOGUE.splitlines())


def test_every_rule_has_a_short_chinese_label_of_its_own(book: Rulebook) -> None:
    labels = {rule.code: rule.label for rule in book.rules}
    assert len(set(labels.values())) == len(labels)
    for label in labels.values():
        assert re.fullmatch(r"[\u4e00-\u9fff]{2,8}", label), label
    for _, rule in compiled(book):
        assert rule.label == labels[rule.code]


def test_each_generation_has_its_rules(book: Rulebook) -> None:
    held = {key: {rule.code for rule in book.rules_for(key)} & set(CODES) for key in ("2008", "2019", "2021")}
    assert held["2021"] == set(CODES)
    assert held["2019"] == set(CODES) - SINCE_2021
    assert held["2008"] == set(CODES) - ABSENT_FROM_2008
    for code, rule in rules().items():
        if code in CODES:
            assert rule.generations == tuple(key for key in held if code in held[key])


def test_severity_is_milder_in_2019_alone(book: Rulebook) -> None:
    for rule in book.rules_for("2019"):
        if rule.code in CODES:
            mild = rule.severity_in(2019) != rule.severity_in(2020)
            assert mild == (rule.code in TRANSITIONAL), rule.code
            assert not mild or rule.severity_in(2019).value == "warning"
            assert rule.severity_in(2020) == rules()[rule.code].severity
    for rule in book.rules_for("2021"):
        assert rule.severity_in(2021) == rules()[rule.code].severity
    milder = {rule.code: rule.severity.value for rule in book.rules_for("2008")}
    assert (milder["S101"], milder["P301"]) == ("warning", "info")


@pytest.mark.parametrize("code", sorted(rules()))
def test_documentation_is_whole(code: str) -> None:
    rule = rules()[code]
    for words in (rule.summary, rule.why, rule.help, rule.wrong, rule.right, *rule.references):
        assert words.strip()
        assert "{{" not in words
    assert rule.references
    assert rule.wrong != rule.right
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.summary.endswith("。")
    assert len({other.name for other in rules().values()}) == len(rules())


def test_findings_carry_advice_and_grounds(book: Rulebook) -> None:
    lacking = [(key, rule.code) for key, rule in compiled(book) if not (rule.help and rule.references)]
    assert lacking == []


def test_messages_use_declared_words_and_none_is_empty(book: Rulebook) -> None:
    for key, rule in compiled(book):
        own = [field.name for field in check_fields(rule.check) if field.name.endswith("_message")]
        if isinstance(rule.check, TextLength):
            own.remove("short_message")  # it may be left out: the rule's own message says it
        for text in (rule.message, *(getattr(rule.check, name) for name in own)):
            assert text, (key, rule.code, own)
            assert set(_PLACEHOLDER.findall(text)) <= rule.check.placeholders, (key, rule.code)
            assert "{" not in _PLACEHOLDER.sub("", text)


def test_rules_are_sound_for_their_generation(book: Rulebook) -> None:
    asked = 0
    for generation in book.lexicon.generations:
        for rule in book.rules_for(generation.key):
            if isinstance(rule.check, ReportCheck):
                assert list(rule.check.verify(generation)) == []
                asked += 1
    assert asked > 60


def found(text: str) -> set[str]:
    return {one.code for one in lint(open_document(text.encode(), "a.txt"), load()).diagnostics}


def test_the_report_that_examples_are_put_into_is_clean() -> None:
    assert found(report()) == {"C201"}


def test_every_rule_has_its_way_into_a_report() -> None:
    assert EMBED.keys() | NOT_EMBEDDED.keys() >= set(CODES)
    assert not EMBED.keys() & NOT_EMBEDDED.keys()
    assert all(NOT_EMBEDDED.values())


@pytest.mark.parametrize("code", sorted(EMBED))
def test_examples_show_what_the_rule_finds(code: str) -> None:
    rule = rules()[code]
    assert code in found(EMBED[code](rule.wrong))
    assert code not in found(EMBED[code](rule.right))


@pytest.mark.parametrize("code", sorted(rules()))
def test_explain_prints_the_whole_page(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    rule = rules()[code]
    assert main(["explain", code]) == 0
    out = capsys.readouterr().out
    assert "{{" not in out
    assert out.startswith(f"{code} {rule.name} {rule.label}\n")
    for title in ("查什么", "为什么", "依据", "错误示例", "正确示例", "建议"):
        assert f"\n{title}\n" in out
    for line in (*rule.wrong.splitlines(), *rule.right.splitlines()):
        assert f"\n  {line.rstrip()}\n" in out
    assert main(["explain", rule.name]) == 0
    assert capsys.readouterr().out == out

"""A pack of one's own: rules added, rules changed, and for which formats."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from linter.diagnostic import Diagnostic
from linter.documents import open_document
from linter.rulebook import Rulebook, RuleError, load
from tests.corpus import Rendered, Style, Wish, build, render
from tests.linting import lint
from tests.samples.examples import as_preface, as_requests, report

CITED_WRONGLY = as_preface("按照国办公开办函[2021]30号文件要求编制。统计期限为2023年1月1日至12月31日。")


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")


def book(folder: Path, *texts: str) -> Rulebook:
    """The built-in rules with packs of these texts."""
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{number}.yaml")
        paths[-1].write_text(text, encoding="utf-8")
    return load(paths)


def found(rules: Rulebook, text: str) -> dict[str, Diagnostic]:
    """The findings in a report, by code."""
    return {one.code: one for one in lint(open_document(text.encode(), "a.txt"), rules).diagnostics}


def of_year(year: int) -> Rendered:
    """A valid report of a year, written plainly."""

    return render(build(random.Random(year), Wish(year=year, quiet=True, size="zero", cite="none")), Style())


def test_severity_message_and_help(tmp_path: Path) -> None:
    before = found(load(), CITED_WRONGLY)["C203"]
    changed = book(
        tmp_path,
        "pack: own\noverrides:\n"
        '  - {code: C203, severity: error, message: "括号不对：{{number}}", help: 照原件改。}\n',
    )
    after = found(changed, CITED_WRONGLY)["C203"]
    assert (before.severity.value, after.severity.value) == ("warning", "error")
    assert after.message == "括号不对：国办公开办函[2021]30号"
    assert after.help == "照原件改。"
    assert (after.span, after.references, after.name, after.fix) == (
        before.span,
        before.references,
        before.name,
        before.fix,
    )
    page = next(rule for rule in changed.rules if rule.code == "C203")
    assert page.severity.value == "error"
    assert page.why


def test_off_takes_a_rule_away(tmp_path: Path) -> None:
    rules = book(tmp_path, "pack: own\noverrides:\n  - {code: C203, severity: off}\n")
    assert "C203" not in found(rules, CITED_WRONGLY)
    assert "C203" not in {rule.code for rule in rules.rules}
    assert found(rules, CITED_WRONGLY).keys() == found(load(), CITED_WRONGLY).keys() - {"C203"}


def test_rules_that_come_with_another_pack_of_the_program_can_be_changed_too(tmp_path: Path) -> None:
    rules = book(
        tmp_path,
        "pack: own\noverrides:\n  - {code: H701, severity: off}\n  - {code: H702, severity: info}\n",
    )
    assert "H701" not in {rule.code for rule in rules.rules}
    assert [rule.severity.value for rule in rules.rules_for("2021") if rule.code == "H702"] == ["info"]


def test_what_an_override_leaves_out_stays(tmp_path: Path) -> None:
    rules = book(tmp_path, 'pack: own\noverrides:\n  - {code: C203, message: "应改为{{right}}"}\n')
    before, after = found(load(), CITED_WRONGLY)["C203"], found(rules, CITED_WRONGLY)["C203"]
    assert after.message == "应改为国办公开办函〔2021〕30号"
    assert (after.severity, after.help) == (before.severity, before.help)


def test_an_override_ends_the_transition(tmp_path: Path) -> None:
    text = of_year(2019).text.replace("五、存在的主要问题及改进情况\n", "")
    assert found(load(), text)["S101"].severity.value == "warning"
    rules = book(tmp_path, "pack: own\noverrides:\n  - {code: S101, severity: error}\n")
    assert found(rules, text)["S101"].severity.value == "error"
    worded = book(tmp_path, 'pack: own\noverrides:\n  - {code: S101, message: "少一部分"}\n')
    changed = found(worded, text)["S101"]
    assert (changed.severity.value, changed.message) == ("warning", "少一部分")


def test_the_later_pack_wins(tmp_path: Path) -> None:
    one = "pack: {}\noverrides:\n  - {{code: C201, severity: {}}}\n"
    first, second = one.format("a", "error"), one.format("b", "warning")
    assert found(book(tmp_path, first, second), report())["C201"].severity.value == "warning"
    assert found(book(tmp_path, second, first), report())["C201"].severity.value == "error"
    last = one.format("b", "warning").replace("overrides", "extends: a\noverrides")
    assert found(book(tmp_path, last, first), report())["C201"].severity.value == "warning"


OWN_RULE = """\
pack: own
{extends}
rules:
  - code: Z901
    name: all-natural
    severity: warning
    summary: 本单位只受理自然人的申请。
    check: identity
    table: requests
    each: row
    units: [received]
    holds: natural_person == total
    message: "不都是自然人：{{{{left}}}} 对 {{{{right}}}}"
"""


def received(figures: str) -> str:
    return as_requests(f"一、本年新收政府信息公开申请数量 | {figures} |")


def holding(rules: Rulebook) -> dict[str | None, bool]:
    """By generation, whether it has the rule Z901."""
    keys = (None, "2008", "2019", "2021")
    return {key: any(rule.code == "Z901" for rule in rules.rules_for(key)) for key in keys}


def test_a_rule_of_one_s_own_holds_for_what_it_extends(tmp_path: Path) -> None:
    rules = book(tmp_path, OWN_RULE.format(extends='extends: "2021"'))
    mine = found(rules, received("0 | 1 | 0 | 0 | 0 | 0 | 1"))["Z901"]
    assert (mine.severity.value, mine.message) == ("warning", "不都是自然人：0 对 1")
    assert "Z901" not in found(rules, received("1 | 0 | 0 | 0 | 0 | 0 | 1"))
    held = {
        key: "Z901" in {rule.code for rule in rules.rules_for(key)} for key in (None, "2008", "2019", "2021")
    }
    assert held == {None: False, "2008": False, "2019": False, "2021": True}
    assert next(rule for rule in rules.rules if rule.code == "Z901").generations == ("2021",)


def test_it_holds_for_the_formats_that_extend_that_one_too(tmp_path: Path) -> None:
    rules = book(tmp_path, OWN_RULE.format(extends='extends: "2019"'))
    held = {
        key: "Z901" in {rule.code for rule in rules.rules_for(key)} for key in (None, "2008", "2019", "2021")
    }
    assert held == {None: False, "2008": False, "2019": True, "2021": True}


def test_a_rule_without_format_holds_everywhere(tmp_path: Path) -> None:
    text = "pack: own\nrules:\n  - {code: Z901, name: any, severity: info, check: traditional, message: 有}\n"
    rules = book(tmp_path, text)
    assert set(holding(rules).values()) == {True}


def test_a_rule_of_a_known_code_replaces_it_and_keeps_its_page(tmp_path: Path) -> None:
    text = (
        'pack: own\nextends: "2021"\nrules:\n'
        "  - {code: P301, name: missing-period, severity: error, check: required, what: period,\n"
        "     message: 没有期限}\n"
    )
    rules = book(tmp_path, text)
    bare = report(preface="现公布本局的年度报告。")
    after = found(rules, bare)["P301"]
    assert (after.severity.value, after.message) == ("error", "没有期限")
    assert after.help == found(load(), bare)["P301"].help != ""
    assert "没有期限" not in {
        one.message for one in lint(open_document(of_year(2020).text.encode(), "a.txt"), rules).diagnostics
    }


def test_a_pack_adds_wordings_to_the_format_it_extends(tmp_path: Path) -> None:
    odd = report().replace("六、其他需要报告的事项", "六、收尾的几句话")
    assert "S108" in found(load(), odd)
    rules = book(
        tmp_path,
        'pack: own\nextends: "2021"\nsections:\n'
        "  - {key: other, number: 6, heading: 其他需要报告的事项, variants: [收尾的几句话]}\n",
    )
    assert found(rules, odd).keys() == {"C201", "S103"}


def test_transition_years_are_what_the_rule_says(tmp_path: Path) -> None:
    text = (
        'pack: own\nextends: "2021"\nrules:\n'
        "  - {code: Z902, name: any, severity: error, check: required, what: period, message: 没有期限,"
        " transition: {years: [2022, 2023], severity: info}}\n"
    )
    rules = book(tmp_path, text)
    for year, severity in ((2021, "error"), (2022, "info"), (2023, "info"), (2024, "error")):
        title = f"云岭市临江区民政局{year}年政府信息公开工作年度报告"
        one = found(rules, report(title=title, preface="现公布本局的年度报告。"))
        assert one["Z902"].severity.value == severity


def test_a_transition_is_milder_and_not_silent(tmp_path: Path) -> None:
    rule = "{code: Z902, name: any, severity: error, check: required, what: period, message: 没有期限"
    text = f"pack: own\nrules:\n  - {rule}, transition: {{years: [2023], severity: off}}}}\n"
    with pytest.raises(RuleError, match="warning"):
        book(tmp_path, text)

"""Tests inside rules: the built-in ones all pass and cover every rule; what `rules test` says of others."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from linter.app.rule_tests import run_rule_tests
from linter.checks.reference_data import Document
from linter.cli import main
from linter.report.template import SectionTemplate, TableTemplate
from linter.rulebook import Rulebook
from linter.rulebook.pack import Example, GenerationHead, Override, Pack, RuleEntry
from linter.rulebook.rule_tests import rules_of, uncovered
from linter.strict_yaml.location import Location
from linter.strict_yaml.structure import members

PACKS_GUIDE = Path(__file__).parents[2] / "docs" / "packs.md"
TITLE = "云岭市临江区民政局2023年政府信息公开工作年度报告"
PACK = f"""\
pack: 试
rules:
  - code: Z901
    name: period
    severity: error
    check: required
    what: period
    message: 没有统计期限
    tests:
      - name: 没有期限
        input: |
          {TITLE}
          一、总体情况
          全年公开信息86条。
        want: Z901
      - {{name: 有期限, input: "{TITLE}\\n统计期限：2023年1月1日至12月31日。\\n一、总体情况", absent: Z901}}
"""


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    status = main([*map(str, words)])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "pack.yaml"
    path.write_text(PACK, encoding="utf-8")
    return path


def test_the_built_in_rules_are_covered_and_their_tests_pass(book: Rulebook) -> None:
    rules = rules_of((), book.lexicon.words.lists)
    assert len(rules) > 40
    assert uncovered(rules) == ()
    failed = [(one.code, one.example.name) for one in run_rule_tests(rules, book) if not one.passed]
    assert failed == []


def test_each_test_can_fail(book: Rulebook) -> None:
    """The text of a `want` breaks its `absent`, and the reverse: neither holds for every text."""
    for rule in rules_of((), book.lexicon.words.lists):
        wanted = [one for one in run_rule_tests((rule,), book) if one.example.want == rule.code]
        absent = [one for one in run_rule_tests((rule,), book) if one.example.absent == rule.code]
        assert all(any(seen.diagnostic.code == rule.code for seen in one.found) for one in wanted)
        assert all(all(seen.diagnostic.code != rule.code for seen in one.found) for one in absent)


def test_the_built_in_packs_pass(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "rules", "test")
    assert (status, err) == (0, "")
    assert re.fullmatch(r"\d+个测试，全部通过；每条规则都有测试\n", out)


def test_a_pack_of_ones_own(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "rules", "test", pack) == (0, "2个测试，全部通过；每条规则都有测试\n", "")


def test_what_failed_and_what_is_lacking(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack.write_text(
        PACK.replace("want: Z901", "want: Z901\n        row: 2").replace("absent: Z901", "want: P303"),
        encoding="utf-8",
    )
    status, out, _ = run(capsys, "rules", "test", pack)
    assert status == 1
    lines = out.replace(f"{pack}", "pack.yaml").splitlines()
    assert lines[:3] == [
        "pack.yaml:10: 规则 Z901 的测试“没有期限”没有通过",
        "  要求：应当发现 Z901（在第2行）",
        "  结果：",
    ]
    assert "    第1行 Z901 错误：没有统计期限" in lines
    assert "pack.yaml:17: 规则 Z901 的测试“有期限”没有通过" in lines
    assert "  要求：应当发现 P303" in lines
    assert lines[-2:] == [
        "pack.yaml:3: 规则 Z901 缺少测试：absent: Z901",
        "2个测试，2个没有通过；1条规则的测试不全",
    ]


def test_as_json(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack.write_text(PACK.replace(", absent: Z901", ", want: Z901"), encoding="utf-8")
    status, out, _ = run(capsys, "rules", "test", pack, "--output-format", "json")
    told = json.loads(out)
    assert status == 1
    assert [(one["name"], one["row"], one["passed"]) for one in told["tests"]] == [
        ("没有期限", 10, True),
        ("有期限", 16, False),
    ]
    assert {"code": "Z901", "row": 1, "message": "没有统计期限"} in told["tests"][0]["found"]
    assert told["uncovered"] == [
        {"code": "Z901", "filename": str(pack), "row": 3, "want": True, "absent": False}
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("        want: Z901\n", "", "测试要写明 want"),
        ("want: Z901", "want: Z902", "不认识的规则代码“Z902”"),
        ("want: Z901", "wnat: Z901", "是不是想写“want”？"),
        ("message: 没有统计期限", "message: '{{yaer}}'", "不认识的占位符“yaer”"),
    ],
)
def test_a_broken_pack_stops_it(
    pack: Path, old: str, new: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pack.write_text(PACK.replace(old, new), encoding="utf-8")
    status, out, err = run(capsys, "rules", "test", pack)
    assert (status, out) == (2, "")
    assert told in err
    assert re.search(r"pack\.yaml:\d+:\d+: ", err)


def test_bytes_in_another_encoding_and_what_cannot_be_run(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack.write_text(
        PACK.replace("want: Z901", "want: G805\n        encoding: gb18030").replace(
            "absent: Z901", "absent: Z901, file: 表.xyz"
        ),
        encoding="utf-8",
    )
    status, out, _ = run(capsys, "rules", "test", pack)
    assert status == 1
    assert "“没有期限”" not in out


_REPORT = """\
|
          云岭市临江区民政局{year}年政府信息公开工作年度报告
          三、收到和处理政府信息公开申请情况
          {row} | {count} | 0 | 0 | 0 | 0 | 0 | {count} |
"""
_LAST_YEAR = _REPORT.format(year=2022, row="四、结转下年度继续办理", count=2)


def _this_year(count: int) -> str:
    return _REPORT.format(year=2023, row="二、上年结转政府信息公开申请数量", count=count)


COMPARES = f"""\
pack: 试
extends: "2021"
rules:
  - code: Z701
    name: carry
    severity: error
    check: previous-report
    what: carry-over
    table: requests
    row: carried_in
    previous_row: carried_out
    message: "{{{{figures}}}}"
    tests:
      - name: 差一件
        input: {_this_year(1)}
        previous: {_LAST_YEAR}
        want: Z701
      - name: 一致
        input: {_this_year(2)}
        previous: {_LAST_YEAR}
        absent: Z701
"""


def test_a_test_compares_with_the_report_of_the_year_before(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack.write_text(COMPARES, encoding="utf-8")
    assert run(capsys, "rules", "test", pack) == (0, "2个测试，全部通过；每条规则都有测试\n", "")
    pack.write_text(COMPARES.replace("absent: Z701", "want: Z701"), encoding="utf-8")
    assert run(capsys, "rules", "test", pack)[0] == 1
    pack.write_text(COMPARES.replace("民政局2022年", "民政局2021年"), encoding="utf-8")
    status, out, _ = run(capsys, "rules", "test", pack)
    assert status == 1
    assert out.count("  结果：没有与 previous 比较：它应当是早一个年度的报告") == 2


def test_no_such_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "rules", "test", tmp_path / "none.yaml")
    assert (status, out) == (2, "")
    assert "none.yaml:1:1" in err


def test_the_guide_names_every_key() -> None:
    told = set(re.findall(r"`(\w+)`", PACKS_GUIDE.read_text(encoding="utf-8")))
    for cls in (Pack, RuleEntry, Override, Example, GenerationHead, SectionTemplate, TableTemplate, Document):
        keys = {member.key for member in members(cls) if member.hint is not Location}
        assert keys <= told, (cls, keys - told)


def test_the_guides_example_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [example] = [
        block
        for block in re.findall(r"```yaml\n(.*?)```", PACKS_GUIDE.read_text(encoding="utf-8"), re.DOTALL)
        if "rules:" in block
    ]
    pack = tmp_path / "guide.yaml"
    pack.write_text(example, encoding="utf-8")
    assert run(capsys, "rules", "test", pack)[:2] == (0, "2个测试，全部通过；每条规则都有测试\n")
    report = tmp_path / "a.txt"
    report.write_text(
        f"{TITLE}\n按照云政办发〔2022〕81号文件要求，编制本报告。\n一、总体情况\n全年公开信息86条。\n"
        "五、短板弱项及提升举措\n业务培训不够经常。\n",
        encoding="utf-8",
    )
    status, out, _ = run(capsys, "check", report, "--rules", pack, "--output-format", "json")
    found = {one["code"]: one for one in json.loads(out)}
    assert status == 1
    assert found["C202"]["location"]["row"] == 2
    assert found["S103"]["location"]["row"] == 5
    assert found["C201"]["severity"] == "error"
    assert "S109" not in found

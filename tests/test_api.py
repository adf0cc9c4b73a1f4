"""The Python interface: what its page shows runs, and it says what the command says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import linter
from linter.cli import main

ROOT = Path(__file__).parents[1]
SAMPLE = "fixtures/07-sums-2020.md"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("page", ["docs/api.md", "README.md"])
def test_the_example_of_a_page_runs(page: str, capsys: Captured) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    [example] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    exec(compile(example, page, "exec"), {})
    assert "N" in capsys.readouterr().out


def test_every_public_name_is_documented() -> None:
    page = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    for name in linter.__all__:
        assert name in page
        assert getattr(linter, name).__doc__ or name == "Record"
    assert set(linter.__all__) <= set(dir(linter))
    with pytest.raises(AttributeError):
        linter.nothing  # noqa: B018


def test_importing_is_cheap() -> None:
    code = "import sys, linter; print(sorted(name for name in sys.modules if name.startswith('linter')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['linter', 'linter.version']"


def test_findings_are_those_of_the_command(capsys: Captured) -> None:
    main(["check", SAMPLE, "--no-config", "--output-format", "json"])
    said = json.loads(capsys.readouterr().out)
    result = linter.check(Path(SAMPLE))
    assert result.reports == 1
    assert [(each.code, each.message, each.row, each.column) for each in result.findings] == [
        (each["code"], each["message"], each["location"]["row"], each["location"]["column"]) for each in said
    ]
    assert linter.check(Path(SAMPLE).read_bytes(), name=SAMPLE) == result
    assert str(result.findings[0]).startswith(result.findings[0].place)


def test_select_ignore_and_year_choose() -> None:
    codes = {each.code for each in linter.check(SAMPLE).findings}
    assert {each.code for each in linter.check(SAMPLE, select=["N"]).findings} == {
        code for code in codes if code.startswith("N")
    }
    assert not any(each.code.startswith("N") for each in linter.check(SAMPLE, ignore=("N",)).findings)
    assert {report.year for report in linter.extract(SAMPLE, year=2021)} == {2021}
    with pytest.raises(TypeError):
        linter.check(SAMPLE, select="N")


def test_fixing_gives_bytes_and_leaves_the_file_alone() -> None:
    before = Path(SAMPLE).read_bytes()
    fixed = linter.fix(SAMPLE)
    assert Path(SAMPLE).read_bytes() == before
    assert fixed.fixed
    assert fixed.data != before
    assert linter.check(fixed.data, name=SAMPLE) == fixed.remaining
    assert len(fixed.remaining.findings) == len(linter.check(SAMPLE).findings) - len(fixed.fixed)
    assert fixed.refused == ()


def test_packs_add_rules(tmp_path: Path) -> None:
    pack = tmp_path / "broken.yaml"
    pack.write_text("rulez: []\n", encoding="utf-8")
    with pytest.raises(linter.RuleError):
        linter.load_rules(pack)
    assert linter.check(SAMPLE, rules=linter.load_rules()) == linter.check(SAMPLE)


def test_what_cannot_be_read_is_an_error() -> None:
    with pytest.raises(linter.ReadError, match=r"甲\.docx"):
        linter.check(b"", name="甲.docx")
    with pytest.raises(FileNotFoundError):
        linter.check("没有.txt")


@pytest.mark.parametrize("call", [linter.check, linter.fix])
def test_rules_that_there_are_not_give_no_clean_bill(call: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match="select：没有以“ZZ”开头的规则"):
        call(SAMPLE, select=["N5", "ZZ"])
    with pytest.raises(ValueError, match="ignore：没有以“”开头的规则"):
        call(SAMPLE, ignore=[""])


@pytest.mark.parametrize("call", [linter.check, linter.fix, linter.extract])
@pytest.mark.parametrize("year", [0, 2007, 2101, 99999999])
def test_a_year_that_no_report_is_about_is_refused(call: Callable[..., object], year: int) -> None:
    with pytest.raises(ValueError, match="2008 到 2100 之间的年度"):
        call(SAMPLE, year=year)


def test_codes_may_be_in_small_letters() -> None:
    assert linter.check(SAMPLE, select=["n5"]) == linter.check(SAMPLE, select=["N5"])

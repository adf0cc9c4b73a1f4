"""The schema of config files accepts what is read, and rejects what is not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from linter.app.config.loader import read_config
from linter.app.config.schema import config_schema
from linter.cli import main
from linter.strict_yaml import RuleError

ROOT = Path(__file__).parents[3]
FILE = ROOT / "docs/schema/nianbao.schema.json"
FULL: dict[str, Any] = {
    "extends": [],
    "select": ["N", "T4"],
    "ignore": ["G803"],
    "severity": {"C201": "warning", "S109": "off"},
    "fail-on": "warning",
    "per-file-ignores": {"旧/**": ["S"]},
    "baseline": "基线.json",
    "suppressions": [
        {"code": "N502", "file": "a.txt", "reason": "已核对", "table": "requests", "row": "received"}
    ],
}


def _accepts(value: object) -> bool:
    return bool(Draft202012Validator(config_schema()).is_valid(value))


def _is_read(value: object, folder: Path) -> bool:
    path = folder / ".nianbao.yaml"
    path.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")
    try:
        read_config(str(path))
    except RuleError:
        return False
    return True


def test_the_file_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "schema", "--config"]) == 0
    assert FILE.read_text(encoding="utf-8") == capsys.readouterr().out
    Draft202012Validator.check_schema(json.loads(FILE.read_text(encoding="utf-8")))


def test_every_key_is_described() -> None:
    schema: Any = config_schema()
    keys = [each for record in schema["$defs"].values() for each in record["properties"].values()]
    assert len(keys) == 15
    assert all(each["description"] for each in keys)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"select": "N"},
        {"fail-on": "fatal"},
        {"severity": {"C201": "bad"}},
        {"fail_on": "error"},
        {"per-file-ignores": ["a"]},
        {"suppressions": [{"code": "N502", "file": "a.txt"}]},
        {"suppressions": [{"code": "N502", "file": "a.txt", "reason": "x", "cell": "y"}]},
        {"extends": None},
    ],
)
def test_it_accepts_what_is_read(change: dict[str, object], tmp_path: Path) -> None:
    value = {**FULL, **change}
    assert _accepts(value) is _is_read(value, tmp_path) is (not change)


def test_the_example_of_the_readme_holds_to_it() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [sample] = [block for block in re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL) if "select:" in block]
    assert _accepts(yaml.load(sample, yaml.BaseLoader))  # off is a word


@pytest.mark.parametrize("beside", [False, True])
def test_a_config_of_the_other_suffix_is_refused(
    beside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)
    text = "某局2023年政府信息公开工作年度报告\n一、总体情况\n公开信息12条。\n"
    Path("in/a.txt").write_text(text, encoding="utf-8")
    Path(".nianbao.yml").write_text("select: [P303]\n", encoding="utf-8")
    if beside:
        Path(".nianbao.yaml").write_text("select: [P303]\n", encoding="utf-8")
    assert main(["check", "in"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert ".nianbao.yml:1:1: 配置文件的名称应是 .nianbao.yaml，请把这个文件改名" in said.err
    assert main(["check", "in", "--no-config"]) in (0, 1)
    assert main(["check", "in", "--config", ".nianbao.yml"]) in (0, 1)

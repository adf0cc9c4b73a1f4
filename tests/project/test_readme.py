"""What the README shows is what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linter.app.config.loader import read_config
from linter.cli import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_the_first_command_finds_nothing(capsys: Captured) -> None:
    [path] = set(re.findall(r"fixtures/02[\w-]+\.txt", README))
    assert main(["check", path]) == 0
    assert capsys.readouterr().out == "检查了 1 个文件（1 份报告），没有发现问题\n"


def test_the_sample_is_an_excerpt(capsys: Captured) -> None:
    [path] = set(re.findall(r"fixtures/07[\w-]+\.md", README))
    assert main(["check", path]) == 1
    out = capsys.readouterr().out
    [sample] = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    for part in sample.split("\n\n"):
        assert part.strip("\n") in out


def test_every_option_is_one(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    known = capsys.readouterr().out
    rows = re.findall(r"^\| (`--.*?) \|", README.replace("\\|", "/"), re.MULTILINE)
    options = {option for row in rows for option in re.findall(r"--[a-z-]+", row)}
    assert len(options) > 15
    assert all(option in known for option in options)


def test_the_config_can_be_read(tmp_path: Path) -> None:
    [sample] = [block for block in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if "select:" in block]
    path = tmp_path / ".nianbao.yaml"
    path.write_text(sample, encoding="utf-8")
    (tmp_path / "本市.yaml").write_text("pack: 本市\n", encoding="utf-8")
    config = read_config(str(path))
    assert config.baseline is not None
    assert len(config.suppressions) == 1

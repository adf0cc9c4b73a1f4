"""What a suppression or a baseline hides is never fixed; configs choose what is, file by file."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.cli import main

Captured = pytest.CaptureFixture[str]

REPORT = """\
云岭市临江区{body}2023年政府信息公开工作年度报告
依据（临江办发[2023]12号）编制，统计期限自2023年1月1日起至2023年12月31日止。
一、总体情况
公开信息86条{end}
"""
PATHS = ("甲/民政局.txt", "乙/水务局.txt")
ONLY = ("--select", "C203,S100")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a report that has one safe fix in each of two folders."""
    monkeypatch.chdir(tmp_path)
    for path in PATHS:
        write(path, REPORT.format(body=Path(path).stem, end="。"))
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def fixed() -> list[str]:
    """The files in which the brackets are right."""
    return [path for path in PATHS if "〔2023〕" in Path(path).read_text(encoding="utf-8")]


def check(capsys: Captured, *argv: str) -> tuple[int, str, str]:
    status = main(["check", *ONLY, *argv])
    return (status, *capsys.readouterr())


SUPPRESSED = "suppressions:\n  - {code: C203, file: 甲/民政局.txt, reason: 系统生成的文号}\n"


def test_a_suppressed_finding_is_not_fixed(capsys: Captured) -> None:
    write(".nianbao.yaml", SUPPRESSED)
    status, out, err = check(capsys, "--fix")
    assert (status, fixed(), err) == (0, ["乙/水务局.txt"], "")
    assert out == "检查了 2 个文件（2 份报告），没有发现问题；另有 1 个问题已注明理由不报\n修复 1 处\n"


def test_a_suppressed_finding_is_in_no_diff(capsys: Captured) -> None:
    write(".nianbao.yaml", SUPPRESSED)
    status, out, err = check(capsys, "--diff")
    assert (status, fixed(), err) == (1, [], "nianbao: 可修复 1 处\n")
    assert "水务局" in out
    assert "民政局" not in out


def test_a_known_finding_is_not_fixed_and_a_new_one_is(capsys: Captured) -> None:
    assert check(capsys, "--write-baseline", "b.json")[0] == 0
    assert check(capsys, "--fix", "--baseline", "b.json")[::2] == (0, "")
    assert fixed() == []
    write(PATHS[0], REPORT.format(body="民政局", end="，见（临江办函【2023】7号）。"))
    status, out, err = check(capsys, "--fix", "--baseline", "b.json")
    assert (status, err) == (0, "")
    assert out.endswith("修复 1 处\n")
    text = Path(PATHS[0]).read_text(encoding="utf-8")
    assert "临江办发[2023]12号" in text
    assert "临江办函〔2023〕7号" in text


def test_a_config_chooses_what_is_fixed_file_by_file(capsys: Captured) -> None:
    write("甲/.nianbao.yaml", "ignore: [C203]\n")
    assert check(capsys, "--fix")[0] == 0
    assert fixed() == ["乙/水务局.txt"]


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_a_baseline_is_not_written_while_fixing(capsys: Captured, option: str) -> None:
    with pytest.raises(SystemExit):
        main(["check", option, "--write-baseline", "b.json"])
    assert f"{option} 不能与 --write-baseline 一起使用" in capsys.readouterr().err
    assert fixed() == []

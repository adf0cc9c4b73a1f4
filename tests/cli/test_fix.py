"""`nianbao check --fix`, `--unsafe-fixes` and `--diff`, from the command line to the files."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path

import pytest

from linter.cli import main
from linter.documents import open_document
from tests.documents.docx.builder import paragraph, written
from tests.documents.docx.revised import changes, rejected

Captured = pytest.CaptureFixture[str]
Bytes = pytest.CaptureFixture[bytes]

TITLE = "云岭市临江区民政局2023年政府信息公开工作年度报告\n"
WRONG = f"""\
{TITLE}统计期限自2022年1月1日起至2022年12月31日止。
依据（临江办发[2023]12号）编制。
一、总体情况
公开信息86条。
"""
SAFE = WRONG.replace("[2023]", "〔2023〕")
ALL = SAFE.replace("2022", "2023")
ONLY = ["--select", "C203,P303"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a report that has a safe and an unsafe fix."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(WRONG.encode())
    return tmp_path


def text() -> str:
    """What a.txt holds."""
    return Path("a.txt").read_bytes().decode()


def check(*argv: str) -> int:
    """Run `check` with the rules of this test; its exit status."""
    return main(["check", *ONLY, *argv])


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put `data` on standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_what_could_be_fixed_is_told(capsys: Captured) -> None:
    assert check("a.txt") == 1
    assert capsys.readouterr().out.endswith(
        "检查了 1 个文件（1 份报告），错误 1，警告 1，提示 0\n"
        "1 处可用 --fix 修复，1 处核实后可用 --fix --unsafe-fixes 修复\n"
    )
    assert text() == WRONG


def test_fix_applies_safe_fixes_and_reports_the_rest(capsys: Captured) -> None:
    assert check("a.txt", "--fix") == 1
    out = capsys.readouterr().out
    assert "C203" not in out
    assert out.startswith("错误[P303]")
    assert out.endswith(
        "检查了 1 个文件（1 份报告），错误 1，警告 0，提示 0\n"
        "修复 1 处，1 处核实后可用 --fix --unsafe-fixes 修复\n"
    )
    assert text() == SAFE


def test_unsafe_fixes_are_applied_when_asked_for(capsys: Captured) -> None:
    assert check("a.txt", "--fix", "--unsafe-fixes") == 0
    assert capsys.readouterr() == (
        "检查了 1 个文件（1 份报告），没有发现问题\n修复 2 处\n",
        "",
    )
    assert text() == ALL


def test_json_holds_what_remains(capsys: Captured) -> None:
    assert check("a.txt", "--fix", "--output-format", "json") == 1
    assert [each["code"] for each in json.loads(capsys.readouterr().out)] == ["P303"]


def test_a_file_without_anything_to_fix_is_not_touched() -> None:
    Path("a.txt").write_bytes(ALL.encode())
    before = Path("a.txt").stat()
    assert check("a.txt", "--fix", "--unsafe-fixes") == 0
    after = Path("a.txt").stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_ctime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_ctime_ns,
    )


def test_only_the_rules_that_were_chosen_fix() -> None:
    main(["check", "a.txt", "--fix", "--unsafe-fixes", "--select", "P303"])
    assert text() == WRONG.replace("2022", "2023")


def test_diff_shows_and_writes_nothing(capsys: Captured) -> None:
    assert check("a.txt", "--diff") == 1
    said = capsys.readouterr()
    lines = WRONG.splitlines()
    assert said.out == (
        "--- a.txt\n+++ a.txt\n@@ -1,5 +1,5 @@\n"
        f" {lines[0]}\n {lines[1]}\n-{lines[2]}\n+{lines[2].replace('[2023]', '〔2023〕')}\n"
        " 一、总体情况\n 公开信息86条。\n"
    )
    assert said.err == "nianbao: 可修复 1 处\n"
    assert text() == WRONG


@pytest.mark.parametrize(
    ("argv", "status"),
    [
        (["--diff"], 1),
        (["--diff", "--fix"], 1),
        (["--diff", "--exit-zero"], 0),
        (["none.txt", "--diff"], 2),
        (["none.txt", "--diff", "--exit-zero"], 2),
        (["--diff", "--ignore", "C203"], 0),
        (["--diff", "--ignore", "C203", "--unsafe-fixes"], 1),
    ],
)
def test_exit_status_of_diff(argv: list[str], status: int) -> None:
    assert check("a.txt", *argv) == status
    assert text() == WRONG


def test_diff_of_several_files_may_go_to_a_file(capsys: Captured) -> None:
    Path("b.txt").write_text("通知", encoding="utf-8")
    Path("c.txt").write_bytes(WRONG.encode("gb18030"))
    assert check(".", "--diff", "--output-file", "out.diff") == 1
    notes = ("不是年报，已略过：b.txt", "已写出 out.diff", "可修复 2 处")
    assert capsys.readouterr() == ("", "".join(f"nianbao: {note}\n" for note in notes))
    heads = [line for line in Path("out.diff").read_text("utf-8").splitlines() if line.startswith("---")]
    assert heads == ["--- a.txt", "--- c.txt"]


def test_standard_input_comes_out_fixed_and_alone(
    capsysbinary: Bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(monkeypatch, WRONG.replace("\n", "\r\n").encode("gb18030"))
    assert check("-", "--fix") == 1
    said = capsysbinary.readouterr()
    assert said.out == SAFE.replace("\n", "\r\n").encode("gb18030")
    assert "错误[P303]" in said.err.decode()


@pytest.mark.parametrize("data", [b"%PDF-1.7", "通知".encode(), ALL.encode(), b""])
def test_standard_input_comes_out_whatever_it_is(
    data: bytes, capsysbinary: Bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(monkeypatch, data)
    check("-", "--fix")
    assert capsysbinary.readouterr().out == data


def test_diff_of_standard_input(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, WRONG.encode())
    assert check("-", "--diff", "--stdin-filename", "甲.md") == 1
    assert capsys.readouterr().out.startswith("--- 甲.md\n")


def test_a_file_that_cannot_be_written_fails_and_hides_no_other(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    # what the system says to anybody but root of a file that is read-only
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: may(path, mode) and Path(path).name != "a.txt")
    Path("b.txt").write_bytes(WRONG.encode())
    assert check(".", "--fix", "--unsafe-fixes") == 2
    said = capsys.readouterr()
    assert said.err.startswith("nianbao: 无法写入 a.txt：文件是只读的\n")
    assert [line[:8] for line in said.out.splitlines() if line[2:3] == "["] == ["错误[P303]", "警告[C203]"]
    assert said.out.endswith(
        "检查了 2 个文件（2 份报告），错误 1，警告 1，提示 0；1 个文件未能写入\n"
        "修复 2 处，1 处可用 --fix 修复，1 处核实后可用 --fix --unsafe-fixes 修复\n"
    )
    assert text() == WRONG
    assert Path("b.txt").read_bytes().decode() == ALL


def test_a_file_that_was_not_read_whole_is_told_and_stays(capsys: Captured) -> None:
    data = WRONG.encode("gb18030") + b"\xff"
    Path("a.txt").write_bytes(data)
    assert check("a.txt", "--fix") == 1
    said = capsys.readouterr()
    assert said.err == (
        "nianbao: a.txt：第 3 行的 C203 没有修复：文件有字符读不出来，改写会丢失内容；"
        "请先取原文件另存为UTF-8编码\n"
    )
    assert said.out.endswith("错误 1，警告 1，提示 0\n1 处核实后可用 --fix --unsafe-fixes 修复\n")
    assert Path("a.txt").read_bytes() == data


@pytest.mark.skipif(os.name != "posix", reason="链接要有权限才能建立")
def test_a_file_and_a_link_to_it_are_fixed_once() -> None:
    Path("b.txt").symlink_to("a.txt")
    assert check(".", "--fix", "--unsafe-fixes") == 0
    assert text() == ALL
    assert Path("b.txt").is_symlink()


def test_processes_change_nothing(capsys: Captured) -> None:
    seen = set()
    for jobs in ("1", "2"):
        for count in range(8):
            Path(f"{count}.txt").write_bytes(WRONG.encode() + ("公开信息。" * 2000).encode())
        assert check(".", "--fix", "--jobs", jobs) == 1
        files = tuple(path.read_bytes() for path in sorted(Path().glob("*.txt")))
        seen.add((capsys.readouterr().out.replace("修复 9 处", "修复 8 处"), files))
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--unsafe-fixes"], "--unsafe-fixes 要与 --fix 或 --diff 一起使用"),
        (["--diff", "--statistics"], "--diff 输出的是改动对照"),
        (["--diff", "--output-format", "json"], "--diff 输出的是改动对照"),
        (["--track-changes"], "--track-changes 要与 --fix 一起使用"),
        (
            ["--fix", "--diff", "--track-changes"],
            "--track-changes 要与 --fix 一起使用，不能与 --diff 一起使用",
        ),
        (["--fix", "--track-changes", "-"], "--track-changes 不能用于 -（标准输入）"),
        (["--fix", "--annotate", "b.docx"], "或者再加 --track-changes"),
        (["--fix", "-", "a.txt"], "- 不能与别的文件一起给出"),
    ],
)
def test_what_does_not_go_together_is_refused(argv: list[str], said: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stop:
        check(*argv)
    assert stop.value.code == 2
    assert said in capsys.readouterr().err
    assert text() == WRONG


def test_changes_to_accept_are_written_into_a_word_document(capsys: Captured) -> None:
    data = written("".join(map(paragraph, WRONG.splitlines())))
    Path("a.docx").write_bytes(data)
    assert main(["check", *ONLY, "--fix", "--track-changes", "a.docx"]) == 1
    out = Path("a.docx").read_bytes()
    assert changes(out) == [("del", "["), ("ins", "〔"), ("del", "]"), ("ins", "〕")]
    assert open_document(rejected(out), "a.docx").source.text == open_document(data, "a.docx").source.text
    assert "修复 1 处" in capsys.readouterr().out
    assert main(["check", *ONLY, "--fix", "--track-changes", "a.docx"]) == 1
    assert Path("a.docx").read_bytes() == out


def test_what_is_no_word_document_takes_no_tracked_changes(capsys: Captured) -> None:
    assert main(["check", *ONLY, "--fix", "--track-changes", "a.txt"]) == 1
    assert text() == WRONG
    said = capsys.readouterr().err
    assert said == (
        "nianbao: a.txt：第 3 行的 C203 没有修复：这种格式的文件不能写成修订，只有 Word 文档（.docx）可以\n"
    )


@pytest.mark.skipif(os.name != "posix", reason="只有 POSIX 系统人人可以建硬链接")
def test_other_names_of_a_fixed_file_are_told(capsys: Captured) -> None:
    name = next(iter(sorted(path.name for path in Path().glob("*.txt") if path.name != "clean.txt")))
    os.link(name, "别名.dat")
    before = Path(name).read_bytes()
    main(["check", "--diff", name])
    told = "另有 1 个名字（硬链接），修复只写入这一个"
    assert told in capsys.readouterr().err
    main(["check", "--fix", name])
    assert told in capsys.readouterr().err
    assert Path(name).read_bytes() != before == Path("别名.dat").read_bytes()


def test_as_many_are_fixed_as_could_be(capsys: Captured) -> None:
    # the second 信息 shows only when the first is gone
    said = "主动公开信息信息信息86条，更新栏目栏目12个。"
    Path("a.txt").write_text(WRONG.replace("公开信息86条。", said), encoding="utf-8")
    main(["check", "a.txt"])
    before = re.search(r"(\d+) 处可用 --fix 修复", capsys.readouterr().out)
    main(["check", "--diff", "a.txt"])
    shown = re.search(r"可修复 (\d+) 处", capsys.readouterr().err)
    main(["check", "--fix", "a.txt"])
    after = re.search(r"修复 (\d+) 处", capsys.readouterr().out)
    assert before
    assert shown
    assert after
    assert before[1] == shown[1] == after[1]

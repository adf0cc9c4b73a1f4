"""`nianbao check`: exit statuses, every option, and where output goes."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from linter.cli import main
from linter.documents import Document
from linter.lint import FileResult
from linter.rulebook import Fault, RuleError
from linter.settings import Settings
from tests import fakes

pytestmark = pytest.mark.usefixtures("small_linter", "small_folder")

Captured = pytest.CaptureFixture[str]


def _stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


@pytest.mark.parametrize(
    ("argv", "status"),
    [
        (["clean.txt"], 0),
        (["error.txt"], 1),
        (["warning.txt"], 0),
        (["info.txt"], 0),
        (["warning.txt", "--fail-on", "warning"], 1),
        (["info.txt", "--fail-on", "warning"], 0),
        (["info.txt", "--fail-on", "info"], 1),
        (["error.txt", "--exit-zero"], 0),
        (["error.txt", "--ignore", "N"], 0),
        (["error.txt", "--statistics"], 1),
        (["none.txt"], 2),
        (["none.txt", "--exit-zero"], 2),
        (["none.txt", "error.txt"], 2),
        (["notice.txt", "--fail-on", "warning"], 1),
        ([".", "--ignore", "N,T", "--fail-on", "warning"], 0),
        ([], 1),
    ],
)
def test_exit_status(argv: list[str], status: int) -> None:
    assert main(["check", *argv]) == status


def test_text_is_the_default(capsys: Captured) -> None:
    main(["check", "error.txt", "clean.txt", "warning.txt"])
    assert capsys.readouterr().out == (
        "错误[N501] request-balance：这里写着错误\n"
        " --> error.txt:2:1\n"
        "  |\n"
        "2 | 错误\n"
        "  | ^^^^\n"
        "\n"
        "警告[T404] blank-cell：这里写着警告\n"
        " --> warning.txt:1:4\n"
        "  |\n"
        "1 | 年报 警告\n"
        "  |      ^^^^\n"
        "\n"
        "检查了 3 个文件（3 份报告），错误 1，警告 1，提示 0\n"
    )


def test_a_clean_run(capsys: Captured) -> None:
    main(["check", "clean.txt"])
    assert capsys.readouterr() == ("检查了 1 个文件（1 份报告），没有发现问题\n", "")


def test_concise(capsys: Captured) -> None:
    main(["check", ".", "--output-format", "concise"])
    assert capsys.readouterr().out == (
        "error.txt:2:1: 错误 N501 这里写着错误\n"
        "info.txt:1:4: 提示 G803 这里写着提示\n"
        "warning.txt:1:4: 警告 T404 这里写着警告\n"
    )


def test_json(capsys: Captured) -> None:
    main(["check", "warning.txt", "error.txt", "clean.txt", "--output-format=json"])
    found = json.loads(capsys.readouterr().out)
    assert [(each["filename"], each["code"]) for each in found] == [
        ("warning.txt", "T404"),
        ("error.txt", "N501"),
    ]
    main(["check", "clean.txt", "--output-format", "json"])
    assert json.loads(capsys.readouterr().out) == []


def test_statistics(capsys: Captured) -> None:
    Path("twice.txt").write_text("年报 警告 警告", encoding="utf-8")
    main(["check", "--statistics", "."])
    assert capsys.readouterr().out == (
        "3  警告  T404 blank-cell\n"
        "1  提示  G803 mixed-punctuation\n"
        "1  错误  N501 request-balance\n"
        "\n"
        "检查了 5 个文件（5 份报告），错误 1，警告 3，提示 1；另有 1 个文件不是年报，已略过\n"
    )
    main(["check", "--statistics", "--output-format", "json", "error.txt"])
    assert [each["code"] for each in json.loads(capsys.readouterr().out)] == ["N501"]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--select", "N"], {"N501"}),
        (["--select", "n501,T4"], {"N501", "T404"}),
        (["--select", "N", "--select", "T"], {"N501", "T404"}),
        (["--ignore", "N5，G"], {"T404"}),
        (["--select", "N", "--ignore", "N501"], set()),
        (["--select", "N501", "--ignore", "N"], {"N501"}),
    ],
)
def test_select_and_ignore(options: list[str], codes: set[str], capsys: Captured) -> None:
    main(["check", ".", "--output-format", "json", *options])
    assert {each["code"] for each in json.loads(capsys.readouterr().out)} == codes


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_no_rule_has_is_refused_with_a_suggestion(option: str, capsys: Captured) -> None:
    assert main(["check", "error.txt", option, "N51"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"nianbao: {option}：没有以“N51”开头的规则，是不是想写“N501（request-balance）”？\n"


def test_a_rule_name_in_the_place_of_a_code_suggests_the_code(capsys: Captured) -> None:
    assert main(["check", "--select", "blank-cells"]) == 2
    assert "T404（blank-cell）" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_does_not_hide_the_others(capsys: Captured) -> None:
    Path("bad.txt").write_text("读不了", encoding="utf-8")
    assert main(["check", "none.txt", "bad.txt", "error.txt", "--output-format", "concise"]) == 2
    said = capsys.readouterr()
    assert said.out == "error.txt:2:1: 错误 N501 这里写着错误\n"
    assert said.err == "nianbao: 找不到文件：none.txt\nnianbao: bad.txt：不是文本\n"


def test_folders_are_searched_in_order_without_hidden_ones(capsys: Captured) -> None:
    for folder in (".git", ".venv", "node_modules", "b", "b/c"):
        Path(folder).mkdir()
        Path(folder, "x.TXT").write_text("年报 错误", encoding="utf-8")
        Path(folder, "x.pyc").write_text("年报 错误", encoding="utf-8")
    Path("b/.hidden.txt").write_text("年报 错误", encoding="utf-8")
    main(["check", "--output-format", "concise", "--select", "N"])
    places = [line.split(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert places == [os.path.join("b", "c", "x.TXT"), os.path.join("b", "x.TXT"), "error.txt"]


def test_a_file_named_twice_is_checked_once_and_as_named(capsys: Captured) -> None:
    main(["check", ".", "notice.txt", "./notice.txt", "--output-format", "concise", "--select", "G806"])
    assert capsys.readouterr().out.count("G806") == 1


def test_an_empty_folder_is_told(capsys: Captured) -> None:
    Path("empty").mkdir()
    assert main(["check", "empty"]) == 2
    assert capsys.readouterr() == ("没有检查任何报告\n", "nianbao: 没有找到可以检查的文件\n")


def test_what_was_found_instead_of_reports_is_told(capsys: Captured) -> None:
    Path("表").mkdir()
    for name in ("a.xls", "b.XLS", "c.zip", "d"):
        Path("表", name).write_bytes(b"PK")
    assert main(["check", "表"]) == 2
    assert capsys.readouterr() == (
        "没有检查任何报告；另有 4 个文件不是能读的格式（.xls 2、.zip 1、没有后缀 1）\n",
        "nianbao: 没有找到可以检查的文件\nnianbao: 不是能读的格式，没有检查："
        + "、".join(os.path.join("表", name) for name in ("a.xls", "b.XLS", "c.zip", "d"))
        + "\n",
    )
    Path("表/通知.txt").write_text("通知", encoding="utf-8")
    assert main(["check", "表", "--exit-zero"]) == 2
    said = capsys.readouterr()
    assert said.out.startswith("没有检查任何报告；另有 1 个文件不是年报，已略过；另有 4 个文件")
    assert f"不是年报，已略过：{os.path.join('表', '通知.txt')}" in said.err
    assert main(["check", "表", "--diff"]) == 2
    assert main(["check", "表", "--only-reports"]) == 0
    assert main(["extract", "表/a.xls"]) == main(["check", "表/a.xls"]) == main(["check", "没有.txt"]) == 2
    assert "没有发现问题" not in capsys.readouterr().out


def test_every_file_of_a_folder_is_accounted_for(capsys: Captured) -> None:
    for number in range(7):
        Path(f"图{number}.png").write_bytes(b"PNG")
    Path("坏.txt").write_text("读不了", encoding="utf-8")
    Path(".隐藏.zip").write_bytes(b"PK")
    assert main(["check", "."]) == 2
    said = capsys.readouterr()
    assert said.out.endswith(
        "检查了 4 个文件（4 份报告），错误 1，警告 1，提示 1；另有 1 个文件不是年报，已略过；"
        "另有 7 个文件不是能读的格式（.png 7）；1 个文件未能检查\n"
    )
    assert said.err == (
        "nianbao: 坏.txt：不是文本\n"
        "nianbao: 不是年报，已略过：notice.txt\n"
        "nianbao: 不是能读的格式，没有检查：图0.png、图1.png、图2.png、图3.png、图4.png 等 7 个文件\n"
    )


@pytest.mark.skipif(os.name != "posix", reason="只有 POSIX 系统人人可以建链接")
def test_a_linked_folder_is_told_and_not_followed(capsys: Captured) -> None:
    Path("里").mkdir()
    Path("里/外").symlink_to("..")
    Path("里/a.txt").write_text("年报", encoding="utf-8")
    assert main(["check", "里"]) == 0
    assert "（链接的文件夹 1）" in capsys.readouterr().out


def test_a_file_that_the_shell_writes_the_output_to_is_not_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    with open("结果.txt", "w", encoding="utf-8") as out:
        monkeypatch.setattr("sys.stdout", out)
        assert main(["check", "."]) == 1
    assert Path("结果.txt").read_text(encoding="utf-8").splitlines()[-1].startswith("检查了 4 个文件")
    assert "结果" not in capsys.readouterr().err


def test_what_was_written_is_told_with_the_totals(capsys: Captured) -> None:
    assert main(["check", "error.txt", "--output-file", "out.json"]) == 1
    assert capsys.readouterr() == (
        "",
        "nianbao: 已写出 out.json\nnianbao: 检查了 1 个文件（1 份报告），错误 1，警告 0，提示 0\n",
    )
    documents = ["--output-format", "json", "--output-file", "out.json", "--output-format", "text"]
    main(["check", "error.txt", *documents])
    assert capsys.readouterr().err == "nianbao: 已写出 out.json\n"
    main(["check", "clean.txt", "--diff", "--output-file", "out.diff"])
    assert "nianbao: 已写出 out.diff\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.html", "<!DOCTYPE html>"),
        ("a.HTM", "<!DOCTYPE html>"),
        ("a.json", "["),
        ("a.sarif", '{"$schema"'),
        ("a.sarif.json", '{"$schema"'),
        ("a.xml", "<?xml"),
        ("a.txt", "错误["),
        ("a", "错误["),
        ("a.log", "错误["),
    ],
)
def test_the_name_of_the_output_file_chooses_the_format(name: str, begins: str) -> None:
    assert main(["check", "error.txt", "--output-file", name]) == 1
    assert Path(name).read_text(encoding="utf-8").startswith(begins)
    assert main(["check", "error.txt", "--output-file", f"b{name}", "--output-format", "concise"]) == 1
    assert Path(f"b{name}").read_text(encoding="utf-8").startswith("error.txt:2:1: ")


def test_no_result_is_put_into_a_file_of_another_kind(capsys: Captured) -> None:
    for command in ("check", "extract"):
        with pytest.raises(SystemExit) as stop:
            main([command, "error.txt", "--output-file", "台账.docx"])
        assert stop.value.code == 2
        assert "没有 .docx 这种结果" in capsys.readouterr().err
    assert not Path("台账.docx").exists()


@pytest.mark.parametrize(("options", "name"), [([], "stdin.txt"), (["--stdin-filename", "甲.md"], "甲.md")])
def test_standard_input(
    options: list[str], name: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    _stdin(monkeypatch, "年报 错误")
    assert main(["check", "-", "--output-format", "concise", *options]) == 1
    assert capsys.readouterr().out == f"{name}:1:4: 错误 N501 这里写着错误\n"


def test_standard_input_between_files(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    _stdin(monkeypatch, "年报 错误")
    main(["check", "warning.txt", "-", "error.txt", "--output-format", "concise"])
    places = [line.split(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert places == ["warning.txt", "stdin.txt", "error.txt"]


def test_output_file_holds_what_would_be_printed(capsys: Captured) -> None:
    main(["check", ".", "--output-format", "json"])
    printed = capsys.readouterr().out
    assert main(["check", ".", "--output-format", "json", "--output-file", "out.json"]) == 1
    assert capsys.readouterr().out == ""
    assert Path("out.json").read_text(encoding="utf-8") == printed


def test_output_file_is_replaced_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out.txt").write_text("before", encoding="utf-8")
    Path("out.txt").chmod(0o640)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("linter.output.totals.add", interrupted)
        assert main(["check", "error.txt", "--output-file", "out.txt"]) == 130
    assert Path("out.txt").read_text(encoding="utf-8") == "before"
    main(["check", "error.txt", "--output-file", "out.txt"])
    assert "N501" in Path("out.txt").read_text(encoding="utf-8")
    assert [name for name in os.listdir() if "tmp" in name] == []
    if os.name == "posix":
        assert Path("out.txt").stat().st_mode & 0o777 == 0o640


def test_output_file_in_no_folder_fails(capsys: Captured) -> None:
    assert main(["check", "error.txt", "--output-file", "none/out.txt"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert re.search("无法写入 .*out.txt.*：没有这个文件夹", said.err)


@pytest.mark.skipif(os.name != "posix", reason="只有 POSIX 系统有 /dev/null")
def test_output_file_never_replaces_a_device() -> None:
    assert main(["check", "error.txt", "--output-file", os.devnull]) == 1
    assert not Path(os.devnull).is_file()


def test_jobs_change_nothing(capsys: Captured) -> None:
    for count in range(60):
        Path(f"n{count:02}.txt").write_text("年报 警告\n" * (count % 3) + "年报\n" * 2000, encoding="utf-8")
    Path("n07.txt").write_text("读不了", encoding="utf-8")
    seen = set()
    for jobs in ("1", "2", "4"):
        assert main(["check", ".", "--jobs", jobs]) == 2
        seen.add(tuple(capsys.readouterr()))
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("choice", "environment", "coloured"),
    [
        ("always", {}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {}, False),
        ("auto", {}, False),
    ],
)
def test_color(
    choice: str,
    environment: dict[str, str],
    coloured: bool,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    main(["check", "error.txt", "--color", choice])
    assert ("\x1b[" in capsys.readouterr().out) is coloured


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.skipif(os.name == "nt", reason="Windows 控制台另有判断")
@pytest.mark.parametrize(("variable", "coloured"), [(None, True), ("NO_COLOR", False)])
def test_a_terminal_has_colour_unless_told_not_to(
    variable: str | None, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if variable:
        monkeypatch.setenv(variable, "1")
    main(["check", "error.txt"])
    assert ("\x1b[" in terminal.getvalue()) is coloured


def test_many_files_on_a_terminal_show_progress_and_the_same_output(monkeypatch: pytest.MonkeyPatch) -> None:
    for count in range(60):
        Path(f"n{count}.txt").write_text("年报", encoding="utf-8")
    out, err = io.StringIO(), _Terminal()
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr("sys.stderr", err)
    main(["check", ".", "--output-format", "concise"])
    assert out.getvalue().splitlines()[0] == "error.txt:2:1: 错误 N501 这里写着错误"
    assert "65" in err.getvalue()


def test_year_reaches_the_linter(monkeypatch: pytest.MonkeyPatch) -> None:
    years: list[int | None] = []

    def lint(document: Document, book: object, settings: Settings, *_: object) -> Iterator[FileResult]:
        years.append(settings.year)
        return fakes.lint(document, fakes.BOOK, settings)

    monkeypatch.setattr("linter.app.check_document.lint", lint)
    main(["check", "clean.txt", "--year", "2021"])
    main(["check", "clean.txt"])
    assert years == [2021, None]


def test_rule_files_reach_the_rulebook(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    asked: list[object] = []

    def load(packs: object, waiting: object) -> object:
        asked.append(packs)
        return fakes.BOOK

    monkeypatch.setattr("linter.app.rules.load", load)
    for command in (["check", "clean.txt"], ["rules"], ["explain", "N501"]):
        main([*command, "--rules", "a.yaml", "--rules", "b.yaml"])
    assert asked == [(Path("a.yaml"), Path("b.yaml"))] * 3


def test_a_broken_rule_file_stops_the_run(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def load(*_: object) -> object:
        raise RuleError(
            [Fault("a.yaml", 3, 5, "", "没有这样的字段"), Fault("b\n::error.yaml", 1, 1, "", "空的")]
        )

    monkeypatch.setattr("linter.app.rules.load", load)
    assert main(["check", "clean.txt", "--rules", "a.yaml"]) == 2
    assert capsys.readouterr() == ("", "nianbao: a.yaml:3:5: 没有这样的字段\nb␊::error.yaml:1:1: 空的\n")

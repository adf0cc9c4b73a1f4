"""The command line besides `check`: its words, the other commands, and how a process behaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from linter.cli import main
from linter.documents import Document
from linter.lint import FileResult
from linter.report.model import Report
from linter.settings import Settings
from linter.version import __version__

pytestmark = pytest.mark.usefixtures("small_linter", "small_folder")

Captured = pytest.CaptureFixture[str]


def _usage_error(argv: list[str], capsys: Captured) -> str:
    with pytest.raises(SystemExit) as stop:
        main(argv)
    assert stop.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("用法：")
    return said


def test_a_name_for_standard_input_needs_standard_input(capsys: Captured) -> None:
    said = _usage_error(["check", "error.txt", "--stdin-filename", "a.txt"], capsys)
    assert "--stdin-filename 只能与 - 一起使用" in said


@pytest.mark.parametrize("code", ["N501", "n501", "request-balance"])
def test_explain(code: str, capsys: Captured) -> None:
    assert main(["explain", code]) == 0
    assert capsys.readouterr().out.startswith("N501 request-balance 收支不平\n\n级别：错误\n")


def test_explain_of_no_rule_suggests_one(capsys: Captured) -> None:
    assert main(["explain", "N505"]) == 2
    assert capsys.readouterr().err == "nianbao: 没有规则“N505”，是不是想写“N501（request-balance）”？\n"


def test_rules(capsys: Captured) -> None:
    assert main(["rules"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        "G803",
        "G806",
        "N501",
        "T404",
    ]
    main(["rules", "--output-format", "json"])
    assert [each["code"] for each in json.loads(capsys.readouterr().out)] == ["G803", "G806", "N501", "T404"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "缺少参数：COMMAND"),
        (
            ["chek"],
            "“chek”不在可选的 check、extract、explain、rules、lsp、completion 之中，是不是想写“check”？",
        ),
        (["check", "--outputformat", "json"], "不认识的参数：--outputformat，是不是想写“--output-format”？"),
        (["check", "--output-format", "jsn"], "是不是想写“json”？"),
        (["check", "--output-format"], "--output-format 后面需要一个值"),
        (["check", "--statistics=1"], "--statistics 不带值，多出了 '1'"),
        (["check", "--year", "1999"], "“1999”不是 2008 到 2100 之间的整数"),
        (["check", "--jobs", "0"], "“0”不是 1 到 1024 之间的整数"),
        (["check", "--fail-on", "fatal"], "“fatal”不在可选的 info、warning、error 之中"),
        (["extract", "--output-format", "text"], "“text”不在可选的 json、csv、csv-wide、xlsx 之中"),
        (["explain"], "缺少参数：CODE"),
    ],
)
def test_a_wrong_command_line_is_answered_in_chinese(argv: list[str], said: str, capsys: Captured) -> None:
    assert said in _usage_error(argv, capsys)


@pytest.mark.parametrize("command", [[], ["check"], ["extract"], ["explain"], ["rules"]])
def test_help_is_chinese(command: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    assert stop.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith("用法：nianbao")
    for english in ("usage", "options", "positional", "show this", "default"):
        assert english not in shown
    assert "选项" in shown


def test_version(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"nianbao {__version__}\n"


def _process(*argv: str, **options: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **options}
    return subprocess.run(
        [sys.executable, "-m", "linter", *argv], capture_output=True, env=environment, check=False
    )


def test_a_pipe_gets_utf8_whatever_the_locale() -> None:
    done = _process("check", "none.txt", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert done.returncode == 2
    assert "找不到文件：none.txt" in done.stderr.decode("utf-8")


def test_a_reader_that_goes_away_gets_no_traceback() -> None:
    command = [sys.executable, "-m", "linter", "rules", "--output-format", "json"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 2


def test_ctrl_c_ends_quietly(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def lint(*_: object) -> Iterator[FileResult]:
        raise KeyboardInterrupt

    monkeypatch.setattr("linter.app.check_document.lint", lint)
    assert main(["check", "clean.txt"]) == 130
    assert capsys.readouterr().err == "nianbao: 已中断\n"


def test_extract(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(document: Document, book: object, settings: Settings) -> Iterator[Report]:
        if document.source.name == "notice.txt":
            return iter(())
        lists: dict[str, tuple[()]] = {"sections": (), "citations": (), "periods": (), "tables": ()}
        unknown = {"title": None, "title_span": None, "issuer": None, "generation": None}
        both = [SimpleNamespace(number=n, year=settings.year, **lists, **unknown) for n in (1, 2)]
        return (cast(Report, each) for each in both)

    monkeypatch.setattr("linter.app.extract.read_reports", read)
    assert main(["extract", "notice.txt", "error.txt", "clean.txt", "--year", "2022"]) == 0
    given = json.loads(capsys.readouterr().out)
    assert [(each["filename"], each["report"]) for each in given] == [
        ("error.txt", 1),
        ("error.txt", 2),
        ("clean.txt", 1),
        ("clean.txt", 2),
    ]
    assert {each["year"] for each in given} == {2022}
    assert main(["extract", "none.txt", "notice.txt"]) == 2
    assert json.loads(capsys.readouterr().out) == []


def test_what_costs_time_to_import_is_not_imported_for_one_file() -> None:
    code = (
        "import sys; from linter.cli import main; main(['check', 'clean.txt']);"
        "print([name for name in ('rich', 'json', 'difflib', 'multiprocessing', 'concurrent', 'opencc')"
        " if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"

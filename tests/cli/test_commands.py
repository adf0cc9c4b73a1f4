"""The command line besides `check`: its words, the other commands, and how a process behaves."""

from __future__ import annotations

import argparse
import contextlib
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
from linter.cli.commands import COMMANDS
from linter.cli.servers import Servers
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


def test_without_words_and_without_anybody_there_the_help_is_shown(capsys: Captured) -> None:
    assert main([]) == 2
    assert "直接给出文件或文件夹" in capsys.readouterr().out


def test_without_words_the_page_is_offered_to_whoever_is_there(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosts: list[str] = []

    def serve(host: str, *_: object) -> None:
        hosts.append(host)

    monkeypatch.setattr("linter.cli.own_window.has_terminal", lambda: True)
    assert main([], Servers(web=serve)) == 0
    assert hosts == ["127.0.0.1"]
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)  # the extra is not installed
    assert main([], Servers(web=serve)) == 2
    assert hosts == ["127.0.0.1"]
    assert capsys.readouterr().out.startswith("用法：nianbao")


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
        (
            ["chek"],
            f"“chek”不在可选的 {'、'.join(COMMANDS)} 之中，是不是想写“check”？",
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


def test_a_fault_of_no_one_option_is_answered_alike_by_every_python(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(*_: object) -> None:  # as argparse does since Python 3.13
        raise argparse.ArgumentError(None, "不认识的参数：--outputformat")

    monkeypatch.setattr("argparse.ArgumentParser.parse_args", parse)
    said = _usage_error(["check", "--outputformat"], capsys)
    assert "check: 不认识的参数：--outputformat，是不是想写“--output-format”？\n" in said


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
    done = _process("check", "none.txt", LC_ALL="C", PYTHONIOENCODING="", PYTHONUTF8="0")
    assert done.returncode == 2
    assert "找不到文件：none.txt" in done.stderr.decode("utf-8")


ASCII = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}


@pytest.mark.skipif(os.name != "posix", reason="只有 POSIX 系统的文件名编码随环境而定")
@pytest.mark.parametrize(
    ("argv", "status", "said"),
    [
        (["甲.txt"], 2, "不能写出中文的文件名；请设置环境变量 PYTHONUTF8=1"),
        (["audit", ".", "--out", "out"], 2, "不能写出中文的文件名"),
        (["new", "--body", "某局"], 2, "不能写出中文的文件名"),
        (["check", "b.txt", "--config", "c.yaml"], 2, "写不出“"),
        (["check", "甲.txt"], 0, ""),
        (["check", "甲.txt", "--output-file", "乙.json"], 0, ""),
    ],
)
def test_where_no_file_can_have_a_chinese_name_it_is_told(argv: list[str], status: int, said: str) -> None:
    for name in ("甲.txt", "b.txt"):
        Path(name).write_text("通知", encoding="utf-8")
    Path("c.yaml").write_text("baseline: 基线.json\n", encoding="utf-8")
    before = set(os.listdir())
    done = _process(*argv, **ASCII)
    error = done.stderr.decode()
    assert "Traceback" not in error
    assert said in error
    assert set(os.listdir()) - before <= {"乙.json"}
    assert done.returncode == status


@pytest.mark.parametrize("encoding", ["cp936", "gb18030", "ascii", "cp936:strict"])
def test_the_encoding_that_is_asked_for_is_kept(encoding: str) -> None:
    name = "甲\u2426乙😀.txt"  # what code page 936 has, and what it lacks
    done = _process("check", name, PYTHONIOENCODING=encoding)
    assert done.returncode == 2
    codec = encoding.partition(":")[0]
    shown = {"cp936": "甲\\u2426乙\\ud83d\\ude00.txt", "gb18030": name}.get(
        codec, "\\u7532\\u2426\\u4e59\\ud83d\\ude00.txt"
    )
    assert shown in done.stderr.decode(codec)
    Path("甲.txt").write_text("年报", encoding="utf-8")
    done = _process("check", "甲.txt", "--output-format", "json", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert json.loads(done.stdout.decode(codec))[0]["filename"] == "甲.txt"


def _shell(words: str) -> subprocess.CompletedProcess[bytes]:
    """A command line of bash, with `nianbao` for the program."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    script = f'nianbao() {{ "{sys.executable}" -m linter "$@"; }}; {words}'
    return subprocess.run(["bash", "-c", script], capture_output=True, env=environment, check=False)


@pytest.mark.skipif(os.name != "posix", reason="要有 bash 和 /dev/full")
@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ("nianbao rules >&-", 2, "nianbao: 无法写入 标准输出：没有打开\n"),
        ("nianbao --help >&-", 2, "nianbao: 无法写入 标准输出：没有打开\n"),
        ("nianbao rules > /dev/full", 2, "nianbao: 无法写入 标准输出：磁盘已满\n"),
        ("nianbao --version > /dev/full", 2, "nianbao: 无法写入 标准输出：磁盘已满\n"),
        ("nianbao rules test --output-format json > /dev/full", 2, "nianbao: 无法写入 标准输出：磁盘已满\n"),
        ("nianbao rules --output-format json | true; exit ${PIPESTATUS[0]}", 0, ""),
        ("nianbao explain N501 2>&1 | true; exit ${PIPESTATUS[0]}", 0, ""),
        ("nianbao check none.txt 2>&1 | true; exit ${PIPESTATUS[0]}", 2, ""),
        ("nianbao explain N501 >&- 2>&-", 2, ""),
        ("nianbao explain N501 2>&- > /dev/null", 0, ""),
        ("nianbao explain N501 2> /dev/full > /dev/null", 0, ""),
        ("nianbao check none.txt 2> /dev/full > /dev/null", 2, ""),
        ("nianbao check - <&-", 2, "nianbao: 无法读取标准输入：没有打开\n"),
    ],
)
def test_streams_that_are_closed_or_full(words: str, status: int, said: str) -> None:
    done = _shell(words)
    assert (done.returncode, done.stderr.decode().replace("nianbao: 没有找到可以检查的文件\n", "")) == (
        status,
        said,
    )


@pytest.mark.skipif(os.name != "posix", reason="要有 bash")
def test_nothing_is_said_of_a_closed_stream_when_python_ends() -> None:
    # Python 3.13 says it to everybody, earlier ones in development mode.
    done = _shell(f'"{sys.executable}" -X dev -m linter --version >&-')
    assert done.stderr.decode() == "nianbao: 无法写入 标准输出：没有打开\n"
    assert done.returncode == 2


@pytest.mark.skipif(os.name != "posix", reason="要有 bash")
@pytest.mark.parametrize("reader", ["true", "head -1", "(sleep 0.3; head -1)", "cat"])
def test_the_status_does_not_depend_on_how_much_is_read(reader: str) -> None:
    fixtures = Path(__file__).parents[2] / "fixtures"
    words = f"nianbao check {fixtures} --output-format concise --fail-on info"
    done = _shell(f"{words} --output-format json --output-file b.json | {reader}; exit ${{PIPESTATUS[0]}}")
    assert done.returncode == 1
    assert json.loads(Path("b.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(os.name != "posix", reason="要有 bash")
def test_a_file_that_is_written_needs_no_standard_output() -> None:
    done = _shell("nianbao check notice.txt --select G806 --output-file out.json >&- <&-")
    assert done.returncode == 0
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))[0]["code"] == "G806"
    assert "nianbao: 已写出 out.json" in done.stderr.decode()


HOSTILE = "a\x1b]0;x\x07\n::error::x\r.txt"


@pytest.mark.skipif(os.name != "posix", reason="只有 POSIX 系统的文件名可以有这些字符")
@pytest.mark.parametrize(
    "argv",
    [
        ["check", HOSTILE],
        ["check", "."],
        ["check", ".", "--output-format", "github"],
        ["check", ".", "--diff"],
        ["check", "没有" + HOSTILE],
        ["check", HOSTILE, "--output-file", HOSTILE],
        ["check", "clean.txt", "--output-file", "out" + HOSTILE],
        ["check", "clean.txt", "--output-file", "没有\x1b\n::error/x"],
        ["check", "clean.txt", "--write-baseline", "out" + HOSTILE],
        ["check", "clean.txt", "--config", "没有" + HOSTILE],
        ["check", "clean.txt", "--previous", "没有" + HOSTILE],
        ["check", "clean.txt", "--annotate", "out" + HOSTILE],
        ["check", HOSTILE, "--annotate", "out.docx"],
        ["check", "clean.txt", "--rules", "没有" + HOSTILE],
        ["check", "clean.txt", "--" + HOSTILE],
        ["check", "clean.txt", "--select", "\x1b\n::error"],
        ["extract", ".", "--output-file", "out" + HOSTILE],
        [HOSTILE],
    ],
)
@pytest.mark.parametrize("text", ["年报 错误", "通知", "读不了", "年报 出错"])
def test_names_of_files_give_no_orders(argv: list[str], text: str, capsys: Captured) -> None:
    Path(HOSTILE).write_text(text, encoding="utf-8")
    Path(HOSTILE + ".zip").write_bytes(b"PK")
    with contextlib.suppress(SystemExit):
        main(argv)
    said = capsys.readouterr()
    for line in (*said.out.split("\n"), *said.err.split("\n")):
        assert not set(line) & {"\x1b", "\x07", "\r"}
        assert not line.lstrip().startswith("::error::x")


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
    assert process.returncode == 0


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


@pytest.mark.skipif(os.name != "posix", reason="只有 POSIX 系统的文件名可以有冒号")
def test_a_name_that_begins_like_a_command_begins_no_line(capsys: Captured) -> None:
    Path("::error::x.txt").write_text("年报 错误", encoding="utf-8")
    main(["check", "::error::x.txt", "--output-format", "concise"])
    assert capsys.readouterr().out.startswith("./::error::x.txt:1:4: ")
    main(["check", "clean.txt", "--rules", "::error::a.yaml", "--rules", "::error::b.yaml"])
    assert not any(line.startswith("::") for line in capsys.readouterr().err.splitlines())

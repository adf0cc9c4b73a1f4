"""Files of every kind given to the command: which are read, in which order, and what is refused."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from linter.cli import main
from linter.documents import FORMATS, check_size
from linter.documents.base import ReadError
from tests.corpus.forms import document, make

Captured = pytest.CaptureFixture[str]
_ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="这个系统没有命名管道")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_a_folder_of_mixed_formats(capsys: Captured) -> None:
    one = document(1)
    for form, name in (("docx-plain", "b.DOCX"), ("txt", "a.txt"), ("docx-plain", "c.doc"), ("txt", "d.wps")):
        [file] = make(form, [one])
        Path(name).write_bytes(file.data)
    Path("notice.txt").write_text("通知", encoding="utf-8")
    Path("~$b.DOCX").write_bytes(bytes(162))
    Path(".~c.docx").write_bytes(bytes(162))
    Path("table.xlsx").write_bytes(b"PK\x03\x04")
    assert main(["extract", ".", "--output-format", "json"]) == 0
    told = capsys.readouterr()
    assert told.err == "nianbao: 不是能读的格式，没有检查：table.xlsx\n"
    names = [line.split('"')[3] for line in told.out.splitlines() if '"filename"' in line]
    assert names == ["a.txt", "b.DOCX", "c.doc", "d.wps"]
    main(["check", "."])
    assert "另有 1 个文件" in capsys.readouterr().out


def test_what_cannot_be_read_hides_no_findings(capsys: Captured) -> None:
    Path("a.docx").write_bytes(b"")
    Path("b.doc").write_bytes(b"\0\1\2")
    Path("c.html").write_bytes(b"\0\1\2")
    Path("d.pdf").write_bytes(b"%PDF-")
    Path("e.ofd").write_bytes(b"PK\x03\x04")
    Path("f.odt").write_bytes(b"PK\x03\x04")
    Path("g.txt").write_text(
        "云岭市临江区水务局2023年政府信息公开工作年度报告\n一、总体情况\n", encoding="utf-8"
    )
    assert main(["check", ".", "--output-format", "concise"]) == 2
    told = capsys.readouterr()
    assert told.out.count("g.txt:") > 3
    assert [line.split("：")[0] for line in told.err.splitlines()] == [
        f"nianbao: {name}" for name in ("a.docx", "b.doc", "c.html", "d.pdf", "e.ofd", "f.odt")
    ]


@posix
def test_a_pipe_or_a_device_is_no_report(capsys: Captured) -> None:
    os.mkfifo("a.txt")
    for name in ("a.txt", "/dev/zero", "/dev/null"):
        assert main(["check", name]) == 2
        assert f"{name}：是设备或命名管道" in capsys.readouterr().err
    assert main(["check", "../" + Path.cwd().name, "--previous", "a.txt"]) == 2


@posix
def test_a_pipe_that_the_shell_hands_over_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, "通知".encode())
    os.close(writing)
    done = subprocess.run(
        [sys.executable, "-m", "linter", "check", f"/dev/fd/{reading}", "--output-format", "concise"],
        cwd=_ROOT,
        pass_fds=[reading],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    os.close(reading)
    assert done.returncode == 0
    assert "G806" in done.stdout


@posix
def test_a_file_that_grows_is_not_read_for_ever(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_bytes(b"x" * 5000)
    small = replace(FORMATS.default, largest=4096)
    monkeypatch.setattr("linter.documents.limits.FORMATS", replace(FORMATS, default=small, kinds=(small,)))
    monkeypatch.setattr("linter.app.item.Item.size", 0)
    assert main(["check", "a.txt"]) == 2
    assert "超过" in capsys.readouterr().err


def test_a_standard_input_beyond_the_limit(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    limit = FORMATS.default.largest
    with pytest.MonkeyPatch.context() as patch:
        _stdin(patch, b"x" * (limit + 10))
        assert main(["check", "-"]) == 2
        told = capsysbinary.readouterr()
        assert told.err.decode().splitlines() == [
            "nianbao: stdin.txt：文件超过 32 MB 的上限，不像是一份年报",
            "nianbao: 没有找到可以检查的文件",
        ]
        _stdin(patch, b"x" * (limit + 10))
        assert main(["check", "--fix", "-"]) == 2
        assert capsysbinary.readouterr().out == b"x" * (limit + 10)


def test_a_document_from_standard_input(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    [file] = make("docx-plain", [document(1)])
    _stdin(monkeypatch, file.data)
    assert main(["extract", "-", "--output-format", "json"]) == 0
    assert '"report": 1' in capsys.readouterr().out


@pytest.mark.parametrize("suffix", sorted(FORMATS.readable))
def test_a_large_file_is_refused_unread(suffix: str, capsys: Captured) -> None:
    name = f"a{suffix}"
    with open(name, "wb") as file:
        file.truncate(200 * 1024 * 1024)  # holes: nothing is written
    assert main(["check", name]) == 2
    assert "MB 的上限" in capsys.readouterr().err
    with pytest.raises(ReadError):
        check_size(name, FORMATS.readable[suffix].largest + 1)
    check_size(name, FORMATS.readable[suffix].largest)


def test_a_page_of_findings_is_no_report(capsys: Captured) -> None:
    Path("a.txt").write_text(
        "云岭市临江区水务局2023年政府信息公开工作年度报告\n一、总体情况\n平稳。\n", encoding="utf-8"
    )
    assert main(["check", ".", "--output-format", "html", "--output-file", "结果.html"]) == 1
    main(["check", ".", "--output-format", "concise"])
    assert {line.split(":")[0] for line in capsys.readouterr().out.splitlines()} == {"a.txt"}

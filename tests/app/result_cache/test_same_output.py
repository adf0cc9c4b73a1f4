"""Runs with and without the results of an earlier run print the same bytes, and the second checks nothing."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import docx
import pytest

from linter import cache
from linter.cli import main
from linter.output.extract_formats import EXTRACTS
from linter.output.formats import FORMATS
from tests.corpus.pairs import pair

FIXTURES = Path(__file__).parents[3] / "fixtures"
NAMES = ("05-copied", "06-head", "07-sums", "10-two", "11-frag", "13-not", "14-trad", "19-fig", "08-blanks")
REPORT = "云岭市临江区水务局2023年政府信息公开工作年度报告\n一、总体情况\n2022年公开信息3条。\n二、\n"
MORE = [(row, kind, 2) for row in ("carried_in", "granted", "processed_total") for kind in ("other", "total")]
Captured = pytest.CaptureFixture[str]


class Printed(NamedTuple):
    """What a run has printed, and its status."""

    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The store alone is new: rulebooks are compiled once for all tests.
    kept = tmp_path / "cache"
    kept.mkdir(mode=0o700)
    place = SimpleNamespace(own_folder=lambda: str(kept), is_own=cache.is_own)
    monkeypatch.setattr("linter.app.result_cache.store.cache", place)
    folder = tmp_path / "files"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in NAMES:
        [file] = [each for each in FIXTURES.glob(f"{name}*") if each.suffix != ".json"]
        shutil.copy(file, folder)
    word = docx.Document()
    for line in REPORT.splitlines():
        word.add_paragraph(line)
    table = word.add_table(2, 2)
    for number, cell in enumerate(table._cells):
        cell.text = f"{number}条"
    word.save(str(folder / "word.docx"))
    lines = "".join(f"<p>{line}&nbsp;</p>" for line in REPORT.splitlines())
    (folder / "page.html").write_text(f"<html><body>{lines}</body></html>", encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04")


def _run(capsys: Captured, *argv: str) -> Printed:
    status = main([*argv, "--jobs", "1"])
    captured = capsys.readouterr()
    return Printed(status, captured.out, captured.err)


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Lets a test forbid that anything is checked or read."""
    with monkeypatch.context() as context:
        yield context


def _forbid(context: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> object:
        raise AssertionError("a file that was known was treated again")

    for name in ("check_document.lint", "extract.read_reports", "previous_reports.read_reports"):
        context.setattr(f"linter.app.{name}", fail)


def _assert_same(
    capsys: Captured, known: pytest.MonkeyPatch, *argv: str, first: Printed | None = None
) -> None:
    fresh = _run(capsys, *argv, "--no-cache")
    assert fresh.out
    assert (first or _run(capsys, *argv)) == fresh
    _forbid(known)
    assert _run(capsys, *argv) == fresh


@pytest.mark.parametrize("form", FORMATS)
def test_check_prints_the_same(form: str, capsys: Captured, known: pytest.MonkeyPatch) -> None:
    _assert_same(capsys, known, "check", ".", "--output-format", form, "--color", "always")


@pytest.mark.parametrize("form", [name for name in EXTRACTS if name != "xlsx"])
def test_extract_prints_the_same(form: str, capsys: Captured, known: pytest.MonkeyPatch) -> None:
    _assert_same(capsys, known, "extract", ".", "--output-format", form)


def test_what_one_format_found_serves_all(capsys: Captured, known: pytest.MonkeyPatch) -> None:
    _run(capsys, "check", ".", "--output-format", "json")
    first = _run(capsys, "check", ".")
    _assert_same(capsys, known, "check", ".", first=first)
    counted = _run(capsys, "check", ".", "--statistics")
    assert counted.status == first.status
    assert counted.out.endswith(first.out.rsplit("\n检查了", 1)[1])


def test_suppressions_are_applied_to_what_isknown(capsys: Captured, known: pytest.MonkeyPatch) -> None:
    everything = _run(capsys, "check", ".", "--output-format", "concise")
    _forbid(known)
    code = everything.out.split(": ", 1)[1].split()[1]
    name = everything.out.split(":", 1)[0]
    Path(".nianbao.yaml").write_text(
        f"suppressions:\n- {{file: {name}, code: {code}, reason: 核对过}}\n", encoding="utf-8"
    )
    fewer = _run(capsys, "check", ".", "--output-format", "concise")
    assert fewer.out.count(f" {code} ") < everything.out.count(f" {code} ")


def test_a_baseline_is_applied_to_what_isknown(capsys: Captured, known: pytest.MonkeyPatch) -> None:
    Path("broken.docx").unlink()
    _run(capsys, "check", ".", "--write-baseline", "../known.json")
    _assert_same(capsys, known, "check", ".", "--baseline", "../known.json")


def _year(folder: str, year: int, text: str) -> Path:
    path = Path("..", folder, f"{year}.txt")
    path.parent.mkdir(exist_ok=True)
    for number in range(9):
        path.with_name(f"other{number}.txt").write_text(f"通知{number}", encoding="utf-8")
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_a_comparison_prints_the_same_until_the_other_file_changes(
    capsys: Captured, known: pytest.MonkeyPatch
) -> None:
    before, now = pair(1, 2023).with_grid("requests", *MORE).rendered()
    _year("this", 2023, now.text)
    last = _year("last", 2022, before.text)
    argv = ("check", "../this", "--previous", "../last", "--output-format", "json", "--select", "H")
    first = _run(capsys, *argv)
    assert '"filename": "../last/2022.txt"' in first.out
    with known.context() as context:
        _assert_same(capsys, context, *argv, first=first)
    last.write_text("\n" + before.text, encoding="utf-8", newline="")
    assert _run(capsys, *argv) == _run(capsys, *argv, "--no-cache") != first
    last.write_text("通知", encoding="utf-8")
    assert _run(capsys, *argv) == _run(capsys, *argv, "--no-cache") != first
    last.write_text(before.text, encoding="utf-8", newline="")
    assert _run(capsys, *argv) == first


@pytest.mark.parametrize(
    "options", [("--year", "2022"), ("--ignore", "N"), ("--select", "T"), ("--only-reports",)]
)
def test_other_settings_are_other_results(options: tuple[str, ...], capsys: Captured) -> None:
    _run(capsys, "check", ".")
    argv = ("check", ".", "--output-format", "concise", *options)
    assert _run(capsys, *argv) == _run(capsys, *argv, "--no-cache")


def test_a_changed_file_is_checked_and_the_others_areknown(capsys: Captured) -> None:
    argv = ("check", ".", "--output-format", "concise")
    _run(capsys, *argv)
    changed = next(Path().glob("07-sums*"))
    before = changed.stat()
    changed.write_text(changed.read_text(encoding="utf-8").replace("1", "2"), encoding="utf-8")
    os.utime(changed, ns=(before.st_atime_ns, before.st_mtime_ns))  # size and date as before
    assert _run(capsys, *argv) == _run(capsys, *argv, "--no-cache")


def test_a_file_that_moved_isknown_and_named_anew(capsys: Captured, known: pytest.MonkeyPatch) -> None:
    _run(capsys, "check", ".")
    Path("deeper").mkdir()
    for file in list(Path().glob("*.*")):
        file.rename(Path("deeper", file.name))
    fresh = _run(capsys, "check", ".", "--no-cache")
    _forbid(known)
    assert _run(capsys, "check", ".") == fresh
    assert "--> deeper/" in fresh.out or "--> deeper\\" in fresh.out


def test_damaged_results_are_found_again(capsys: Captured, tmp_path: Path) -> None:
    fresh = _run(capsys, "check", ".")
    path = tmp_path / "cache" / "results.sqlite"
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 97):
        data[at] ^= 0xFF
    path.write_bytes(data)
    for _ in range(3):
        assert _run(capsys, "check", ".") == fresh


def test_nothing_is_looked_up_or_kept_without_a_cache(capsys: Captured, tmp_path: Path) -> None:
    _run(capsys, "check", ".", "--no-cache")
    assert not (tmp_path / "cache" / "results.sqlite").exists()


def test_one_text_needs_no_store(capsys: Captured, tmp_path: Path) -> None:
    _run(capsys, "check", next(str(each) for each in Path().glob("06-*")))
    assert not (tmp_path / "cache" / "results.sqlite").exists()


def test_standard_input_is_not_kept(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "sys.stdin", io.TextIOWrapper(io.BytesIO(Path("word.docx").read_bytes()), encoding="utf-8")
    )
    _run(capsys, "check", "-", "--stdin-filename", "word.docx")
    assert b"H601" not in (tmp_path / "cache" / "results.sqlite").read_bytes()


def test_workers_hand_back_what_is_kept(capsys: Captured, known: pytest.MonkeyPatch) -> None:
    argv = ("check", ".", "--output-format", "json")
    known.setattr("linter.executor.dispatch._WORTH_PROCESSES", 0)
    main([*argv, "--jobs", "2"])
    first = capsys.readouterr().out
    _forbid(known)
    assert _run(capsys, *argv).out == first

"""Reports of one body and year in several files."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.app.duplicates import duplicate_notes
from linter.app.report_entry import ReportEntry
from linter.cli import main

TEXT = "{body}{year}年政府信息公开工作年度报告\n一、总体情况\n全年公开信息86条。\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)


def notes(*reports: tuple[str, str | None, int | None], text: str = "x") -> list[str]:
    """The notes on reports, each a file, its body and its year."""
    for name, _, _ in reports:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    return list(duplicate_notes(ReportEntry(name, 1, body, year) for name, body, year in reports))


def test_the_files_are_named_and_whether_they_say_the_same() -> None:
    told = notes(("a.txt", "云岭市民政局", 2023), ("b/c.md", "云岭市 民政局", 2023))
    assert told == ["云岭市民政局2023年度的年报不止一份，内容相同：a.txt、b/c.md"]
    Path("a.txt").write_text("y", encoding="utf-8")
    reports = [ReportEntry(name, 1, "云岭市民政局", 2023) for name in ("a.txt", "b/c.md")]
    assert list(duplicate_notes(reports)) == [
        "云岭市民政局2023年度的年报不止一份，内容不同，请核对以哪一份为准：a.txt、b/c.md"
    ]
    Path("a.txt").unlink()
    assert list(duplicate_notes(reports)) == ["云岭市民政局2023年度的年报不止一份：a.txt、b/c.md"]


@pytest.mark.parametrize(
    "reports",
    [
        [("a.txt", "云岭市民政局", 2023), ("b.txt", "云岭市民政局", 2022)],
        [("a.txt", "云岭市民政局", 2023), ("b.txt", "云岭市水务局", 2023)],
        [("a.txt", "云岭市民政局", 2023), ("a.txt", "云岭市民政局", 2023)],
        [("a.txt", None, 2023), ("b.txt", None, 2023)],
        [("a.txt", "云岭市民政局", None), ("b.txt", "云岭市民政局", None)],
        [("甲县/a.txt", "民政局", 2023), ("乙县/a.txt", "民政局", 2023)],
    ],
)
def test_what_is_no_duplicate(reports: list[tuple[str, str | None, int | None]]) -> None:
    assert notes(*reports) == []


def test_a_short_name_means_one_body_in_one_folder() -> None:
    assert len(notes(("甲县/a.txt", "民政局", 2023), ("甲县/b.txt", "民政局", 2023))) == 1


def test_a_check_of_a_folder_tells_them(capsys: pytest.CaptureFixture[str]) -> None:
    for name, body, year in (
        ("a", "云岭市民政局", 2023),
        ("b", "云岭市民政局", 2023),
        ("c", "云岭市民政局", 2022),
    ):
        Path(f"{name}.txt").write_text(TEXT.format(body=body, year=year), encoding="utf-8")
    for _ in range(2):  # the second run takes the results of the first
        main(["check", ".", "--statistics"])
        assert (
            "nianbao: 云岭市民政局2023年度的年报不止一份，内容相同：a.txt、b.txt\n" in capsys.readouterr().err
        )

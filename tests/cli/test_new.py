"""`nianbao new`, from the command line to the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.cli import main
from linter.documents import open_document

Captured = pytest.CaptureFixture[str]
TITLE = "云岭市临江区民政局2025年政府信息公开工作年度报告"
LAST = """\
云岭市临江区民政局2024年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
四、结转下年度继续办理 | 2 | 0 | 1 | 0 | 0 | 0 | 3 |
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder, with last year's report."""
    monkeypatch.chdir(tmp_path)
    Path("2024.txt").write_text(LAST, encoding="utf-8")


def text(name: str) -> str:
    """What a file says."""
    return open_document(Path(name).read_bytes(), name).source.text


def test_a_word_document_is_called_as_its_title(capsys: Captured) -> None:
    assert main(["new", "--body", "云岭市临江区民政局", "--year", "2025"]) == 0
    assert text(f"{TITLE}.docx").startswith(f"{TITLE}\n根据《中华人民共和国政府信息公开条例》")
    assert capsys.readouterr().err.startswith(f"nianbao: 已写出 {TITLE}.docx；")


def test_the_body_and_what_goes_on_come_from_last_years_report() -> None:
    assert main(["new", "--year", "2025", "--previous", "2024.txt", "-o", "2025.txt"]) == 0
    assert text("2025.txt").startswith(TITLE)
    assert "二、上年结转政府信息公开申请数量 | 2 | 0 | 1 | 0 | 0 | 0 | 3 |" in text("2025.txt")


def test_the_year_is_the_last_one_where_none_is_given() -> None:
    from datetime import datetime

    assert main(["new", "--body", "某县民政局", "-o", "a.txt"]) == 0
    assert text("a.txt").startswith(f"某县民政局{datetime.now().astimezone().year - 1}年政府信息")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--body", "某县民政局", "--year", "2025", "-o", "2024.txt"], "已有 2024.txt，不覆盖"),
        (["--body", "某县民政局", "--year", "2017", "-o", "a.txt"], "没有规定统一的格式"),
        (["--year", "2026", "--previous", "2024.txt", "-o", "a.txt"], "应是2025年度的一份年报"),
        (["--year", "2025", "--previous", "没有.txt", "-o", "a.txt"], "没有.txt"),
        (["--body", "某县民政局", "--year", "2025", "-o", "没有/a.txt"], "没有/a.txt"),
    ],
)
def test_what_cannot_be_begun_is_told_and_nothing_written(
    argv: list[str], said: str, capsys: Captured
) -> None:
    assert main(["new", *argv]) == 2
    assert said in capsys.readouterr().err
    assert sorted(path.name for path in Path().iterdir()) == ["2024.txt"]
    assert Path("2024.txt").read_text(encoding="utf-8") == LAST


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "请用 --body 写明机关的名称"),
        (["--body", "甲", "-o", "a.pdf"], "--output 的文件名应以 .docx、.md、.html、.txt 结尾：a.pdf"),
        (["--body", "甲", "--year", "25"], "25"),
    ],
)
def test_a_command_that_is_none_is_refused(argv: list[str], said: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["new", *argv])
    assert stop.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("suffix", [".docx", ".md", ".html", ".txt"])
@pytest.mark.parametrize("char", ["\x1b[31m", "\n", "\r", "\t", "\u2028", "\u202e", "\u200b", "\ufffe"])
def test_a_name_is_one_line_of_what_can_be_seen(char: str, suffix: str, capsys: Captured) -> None:
    assert main(["new", "--body", f"某{char}局", "--year", "2025", "-o", f"x{suffix}"]) == 2
    assert f"请去掉：某{ascii(char)[1:-1]}局\n" in capsys.readouterr().err
    assert not Path(f"x{suffix}").exists()


@pytest.mark.parametrize("char", ["/", "\\", ":", "*"])
def test_a_title_that_is_no_file_name_needs_one(char: str, capsys: Captured) -> None:
    assert main(["new", "--body", f"某{char}局", "--year", "2025"]) == 2
    assert "不能作文件名，请用 --output 写明文件" in capsys.readouterr().err
    assert main(["new", "--body", f"某{char}局", "--year", "2025", "-o", "a.txt"]) == 0

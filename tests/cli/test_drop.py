"""`nianbao 年报.docx …`, without a command: what stands beside the files afterwards."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from linter.cli import main
from linter.documents import open_document
from tests.cli.test_annotate import CLEAN, DRAFT, LINES
from tests.documents.docx.anchored import comments

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a draft, and more reports below `材料`; nothing can show a page."""
    monkeypatch.chdir(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    Path("材料/乡").mkdir(parents=True)
    for name in ("年报.docx", "材料/a.docx", "材料/乡/b.docx"):
        Path(name).write_bytes(DRAFT)
    Path("材料/c.txt").write_text("\n".join(LINES), encoding="utf-8")
    return tmp_path


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_document_gets_a_copy_and_a_page_beside_it(folder: Path, capsys: Captured) -> None:
    before = _files(folder)
    assert main(["年报.docx"]) == 1
    assert _files(folder) - before == {"年报-批注.docx", "年报-检查结果.html"}
    assert Path("年报.docx").read_bytes() == DRAFT
    assert comments(Path("年报-批注.docx").read_bytes())
    assert "P303" in Path("年报-检查结果.html").read_text(encoding="utf-8")
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines()[1:] == [
        f"带批注的副本：{folder / '年报-批注.docx'}",
        f"检查结果：{folder / '年报-检查结果.html'}（请用浏览器打开）",
        "原来的文件没有改动。",
    ]


def test_nothing_is_written_over(folder: Path) -> None:
    Path("年报-批注.docx").write_bytes(b"mine")
    Path("年报-检查结果.html").mkdir()
    assert main(["年报.docx"]) == 1
    assert Path("年报-批注.docx").read_bytes() == b"mine"
    assert {"年报-批注2.docx", "年报-检查结果2.html"} <= _files(folder)
    assert main([str(folder / "年报.docx")]) == 1
    assert {"年报-批注3.docx", "年报-检查结果3.html"} <= _files(folder)


def test_a_folder_gets_a_folder_of_copies_and_one_page(folder: Path, capsys: Captured) -> None:
    before = _files(folder)
    assert main(["材料"]) == 1
    assert _files(folder) - before == {"材料-批注/a.docx", "材料-批注/乡/b.docx", "材料-检查结果.html"}
    said = capsys.readouterr().out
    assert f"带批注的副本，在文件夹：{folder / '材料-批注'}\n" in said
    assert "1 个有问题的文件不能加批注" in said


def test_several_paths_share_a_page(folder: Path) -> None:
    before = _files(folder)
    assert main(["年报.docx", "材料"]) == 1
    written = _files(folder) - before
    assert written == {"年报-批注.docx", "材料-批注/a.docx", "材料-批注/乡/b.docx", "检查结果.html"}


def test_files_of_one_stem_get_copies_of_their_own(folder: Path) -> None:
    Path("年报.wps").write_bytes(DRAFT)
    assert main(["年报.docx", "年报.wps"]) == 1
    assert {"年报-批注.docx", "年报-批注2.docx"} <= _files(folder)


def test_earlier_copies_are_not_checked_again(folder: Path, capsys: Captured) -> None:
    main(["材料/a.docx"])
    main(["材料/乡"])
    capsys.readouterr()
    assert main(["材料"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("检查了 3 个文件（3 份报告）")
    assert "以前写出的 2 份批注副本没有再查" in said


def test_a_clean_document_gets_no_copy(folder: Path, capsys: Captured) -> None:
    Path("好.docx").write_bytes(CLEAN)
    Path(".nianbao.yaml").write_text("select: [P303]\n", encoding="utf-8")
    assert main(["好.docx"]) == 0
    assert not Path("好-批注.docx").exists()
    assert "没有发现问题" in capsys.readouterr().out
    assert Path("好-检查结果.html").is_file()


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(capsys: Captured) -> None:
    Path("坏.docx").write_bytes(DRAFT[:1000])
    assert main(["年报.docx", "坏.docx"]) == 2
    said = capsys.readouterr()
    assert "坏.docx" in said.err
    assert Path("年报-批注.docx").is_file()
    assert not Path("坏-批注.docx").exists()


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["没有.docx"], "找不到文件：{}/没有.docx"),
        (
            ["年报.docx", "--fix"],
            "直接给出文件时不能带选项（--fix）；要用选项，请写 nianbao check 文件 --fix",
        ),
        (["空"], "没有找到可以检查的文件：{}/空"),
    ],
)
def test_what_cannot_be_done_writes_nothing(
    argv: list[str], said: str, folder: Path, capsys: Captured
) -> None:
    Path("空").mkdir()
    before = _files(folder)
    assert main(argv) == 2
    assert capsys.readouterr().err == f"nianbao: {said}\n".replace("{}/", f"{folder}{os.sep}")
    assert _files(folder) == before


def test_a_command_wins_over_a_file_of_its_name(folder: Path) -> None:
    Path("rules").mkdir()
    before = _files(folder)
    assert main(["rules"]) == 0
    assert _files(folder) == before


@pytest.mark.skipif(os.name == "nt", reason="a program is named by BROWSER as in POSIX")
def test_the_page_is_shown_in_the_browser(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = folder / "browser.py"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nopen({str(folder / 'shown')!r}, 'w').write(sys.argv[1])\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{program} %s")
    monkeypatch.setattr("webbrowser._tryorder", None)
    assert main(["年报.docx"]) == 1
    assert "（已在浏览器中打开）" in capsys.readouterr().out
    assert (folder / "shown").read_text(encoding="utf-8") == (folder / "年报-检查结果.html").as_uri()


def test_a_copy_can_be_opened(folder: Path) -> None:
    main(["年报.docx"])
    data = (folder / "年报-批注.docx").read_bytes()
    assert open_document(data, "a.docx").source.text == open_document(DRAFT, "a.docx").source.text

"""`nianbao check --annotate`, from the command line to the copies."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from linter.cli import main
from linter.documents import open_document
from tests.documents.docx.anchored import comments
from tests.documents.docx.builder import paragraph, written
from tests.documents.docx.revised import accepted, changes, rejected

Captured = pytest.CaptureFixture[str]

LINES = (
    "云岭市临江区民政局2023年政府信息公开工作年度报告",
    "统计期限自2022年1月1日起至2022年12月31日止。",
    "依据（临江办发[2023]12号）编制。",
    "一、总体情况",
    "公开信息86条。",
)
DRAFT = written("".join(map(paragraph, LINES)))
CLEAN = written(
    "".join(paragraph(line.replace("2022", "2023").replace("[2023]", "〔2023〕")) for line in LINES)
)
ONLY = ["--select", "C203,P303"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with two drafts, a clean one and a text below `in`."""
    monkeypatch.chdir(tmp_path)
    Path("in/乡镇").mkdir(parents=True)
    Path("in/a.docx").write_bytes(DRAFT)
    Path("in/乡镇/b.docx").write_bytes(DRAFT)
    Path("in/c.docx").write_bytes(CLEAN)
    Path("in/d.txt").write_text("\n".join(LINES), encoding="utf-8")
    return tmp_path


def check(*argv: str) -> int:
    """Run `check` with the rules of this test; its exit status."""
    return main(["check", *ONLY, *argv])


def anchors(path: str) -> list[tuple[str, str]]:
    """The code of each comment in a file, and the words it stands on."""
    found = comments(Path(path).read_bytes())
    return [(each.lines[0].partition("[")[2][:4], each.anchor) for each in found]


def test_a_document_comes_back_with_comments(capsys: Captured) -> None:
    assert check("in/a.docx", "--annotate", "out.docx") == 1
    said = capsys.readouterr()
    assert "错误[P303]" in said.out
    assert said.err == "nianbao: 已写出 out.docx（2 条批注）\n"
    assert anchors("out.docx") == [("P303", "2022年1月1日起至2022年12月31日"), ("C203", "临江办发[2023]12号")]
    assert Path("in/a.docx").read_bytes() == DRAFT


def test_comments_are_those_that_are_shown() -> None:
    assert check("in/a.docx", "--annotate", "out.docx", "--ignore", "P303") == 0
    assert [code for code, _ in anchors("out.docx")] == ["C203"]
    check("in/a.docx", "--write-baseline", "known.json")
    assert check("in/a.docx", "--annotate", "again.docx", "--baseline", "known.json") == 0
    assert Path("again.docx").read_bytes() == DRAFT


def test_a_clean_document_gives_the_same_document(capsys: Captured) -> None:
    assert check("in/c.docx", "--annotate", "out.docx") == 0
    assert capsys.readouterr().err == "nianbao: 已写出 out.docx（没有要批注的问题，是原样的副本）\n"
    assert Path("out.docx").read_bytes() == CLEAN


def test_a_copy_that_is_there_is_replaced() -> None:
    Path("out.docx").write_bytes(b"old")
    Path("out.docx").chmod(0o600)
    check("in/a.docx", "--annotate", "out.docx")
    assert len(anchors("out.docx")) == 2
    assert Path("out.docx").stat().st_mode & 0o777 == 0o600
    assert sorted(os.listdir()) == ["in", "out.docx"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_many_documents_go_to_a_folder(jobs: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linter.executor.dispatch._WORTH_PROCESSES", 0)
    assert check("in", "--annotate", "批注", "--jobs", jobs, "--statistics") == 1
    assert capsys.readouterr().err == (
        "nianbao: 云岭市临江区民政局2023年度的年报不止一份，内容不同，请核对以哪一份为准："
        "in/a.docx、in/c.docx、in/d.txt、in/乡镇/b.docx\n"
        "nianbao: 已将 2 份带批注的副本写入 批注\n"
        "nianbao: 1 个有问题的文件不能加批注：只有 Word、WPS 文档可以\n"
    )
    assert sorted(str(path) for path in Path("批注").rglob("*.docx")) == ["批注/a.docx", "批注/乡镇/b.docx"]
    assert anchors("批注/乡镇/b.docx") == anchors("批注/a.docx") != []


def test_a_copy_of_what_is_clean_by_now_is_told(capsys: Captured) -> None:
    check("in", "--annotate", "批注")
    Path("in/a.docx").write_bytes(CLEAN)
    capsys.readouterr()
    check("in", "--annotate", "批注")
    assert "in/a.docx 没有要批注的问题，批注/a.docx 是以前写的" in capsys.readouterr().err


def test_names_that_would_meet_stay_apart() -> None:
    Path("in/a.wps").write_bytes(DRAFT)
    check("in", "--annotate", "批注")
    assert sorted(os.listdir("批注")) == ["a.docx", "a.wps.docx", "乡镇"]


def test_files_named_one_by_one_keep_their_folders() -> None:
    check("in/a.docx", "in/乡镇/b.docx", "--annotate", "批注/")
    assert sorted(str(path) for path in Path("批注").rglob("*.docx")) == ["批注/a.docx", "批注/乡镇/b.docx"]


def test_standard_input_can_be_annotated(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    argv = [sys.executable, "-m", "linter", "check", *ONLY, "-", "--stdin-filename", "x.docx"]
    done = subprocess.run(
        [*argv, "--annotate", "out.docx"], input=DRAFT, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert len(anchors("out.docx")) == 2


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (["in/a.docx", "--annotate", "in/a.docx"], "就是要检查的文件 in/a.docx"),
        (["in/a.docx", "in/c.docx", "--annotate", "in"], "就是要检查的文件"),
        (["in", "--annotate", "in/批注"], "在要检查的文件夹 in 里"),
        (["in", "--annotate", "in"], "在要检查的文件夹 in 里"),
        (["in", "--annotate", "out.docx"], "要检查的文件有 4 个"),
        (["in/a.docx", "--annotate", "out.doc"], "应以 .docx 结尾"),
        (["in/a.docx", "--annotate", "none/out.docx"], "文件夹不存在：none"),
        (["in", "--annotate", "in/d.txt"], "不是文件夹"),
        (["in/d.txt", "--annotate", "out.docx"], "无法批注 in/d.txt：这种格式的文件不能加批注"),
    ],
)
def test_what_cannot_be_is_refused(argv: list[str], why: str, capsys: Captured, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert check(*argv) == 2
    assert why in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "argv",
    [["--fix"], ["--diff"], ["--write-baseline", "x.json"], ["-", "in/c.docx"]],
    ids=lambda argv: argv[0],
)
def test_conflicting_options_are_refused(argv: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as caught:
        check("in/a.docx", "--annotate", "out.docx", *argv)
    assert caught.value.code == 2
    assert argv[0] in capsys.readouterr().err
    assert not Path("out.docx").exists()


def test_a_copy_that_cannot_be_written_hides_no_finding(capsys: Captured) -> None:
    Path("批注").mkdir()
    Path("批注/乡镇").write_text("a file where a folder must be", encoding="utf-8")
    assert check("in", "--annotate", "批注/") == 2
    said = capsys.readouterr()
    assert said.out.count("错误[P303]") == 3
    assert "无法写入 批注/乡镇/b.docx" in said.err
    assert len(anchors("批注/a.docx")) == 2


def test_fixes_are_written_into_the_document() -> None:
    assert check("in/a.docx", "--fix", "--unsafe-fixes") == 0
    assert check("in/a.docx", "--annotate", "out.docx") == 0
    assert Path("out.docx").read_bytes() == Path("in/a.docx").read_bytes() != DRAFT


def test_what_is_not_fixed_in_a_document_is_told_by_its_place(capsys: Captured) -> None:
    form = '<w:start w:val="2"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>'
    level = f'<w:lvl w:ilvl="0">{form}</w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = [*map(paragraph, LINES[:3]), paragraph("总体情况", '<w:numPr><w:numId w:val="1"/></w:numPr>')]
    Path("n.docx").write_bytes(written("".join(body), numbering=numbering))
    main(["check", "n.docx", "--fix", "--select", "S106"])
    assert "nianbao: n.docx：第4段的 S106 没有修复：要改的" in capsys.readouterr().err


def test_plain_checks_do_not_load_what_annotates() -> None:
    run = "from linter.cli import main; main(['check', 'in/a.docx', '--exit-zero'])"
    code = f"import sys; {run}; print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    loaded = done.stdout.split()
    assert "linter.documents.docx.reader" in loaded
    assert not {"linter.app.annotate", "linter.documents.docx.comments", "linter.documents.docx.writer"} & {
        *loaded
    }


def test_changes_to_accept_stand_in_the_copy_beside_the_comments(capsys: Captured) -> None:
    assert check("in/a.docx", "--annotate", "out.docx", "--fix", "--unsafe-fixes", "--track-changes") == 1
    assert capsys.readouterr().err == "nianbao: 已写出 out.docx（2 条批注、2 处修订）\n"
    assert Path("in/a.docx").read_bytes() == DRAFT
    copy = Path("out.docx").read_bytes()
    assert {kind for kind, _ in changes(copy)} == {"del", "ins"}
    assert [each.lines[0].partition("[")[2][:4] for each in comments(copy)] == ["P303", "C203"]
    text = open_document(accepted(copy), "a.docx").source.text
    assert "2023年1月1日起至2023年12月31日" in text
    assert "临江办发〔2023〕12号" in text
    assert open_document(rejected(copy), "a.docx").source.text == open_document(DRAFT, "a.docx").source.text


@pytest.mark.skipif(os.name != "posix", reason="只有 POSIX 系统人人可以建链接")
def test_no_copy_is_written_through_a_link_out_of_its_folder(capsys: Captured) -> None:
    Path("批注").mkdir()
    Path("别处.docx").write_bytes(b"mine")
    Path("别的").mkdir()
    Path("批注/a.docx").symlink_to(Path("别处.docx").absolute())
    Path("批注/乡镇").symlink_to(Path("别的").absolute())
    assert check("in", "--annotate", "批注/") == 2
    assert "是链接，通向" in capsys.readouterr().err
    assert check("in/a.docx", "--annotate", "批注/a.docx") == 2
    assert Path("别处.docx").read_bytes() == b"mine"
    assert not any(Path("别的").iterdir())

"""No command writes over what it reads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from linter.cli import main

Captured = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("small_linter")
posix = pytest.mark.skipif(os.name != "posix", reason="只有 POSIX 系统人人可以建链接")

REPORT = "年报 错误"
PACK = "pack: extra\n"
BASELINE = '{"format": "nianbao-baseline", "version": 1, "files": {}}'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the current folder one with reports, a config, a pack, a baseline and last year's report."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "今年/a.txt": REPORT,
        "今年/通知.md": "通知",
        "去年/a.txt": REPORT,
        "包.yaml": PACK,
        "基线.json": BASELINE,
        ".nianbao.yaml": "baseline: 基线.json\nextends: [包.yaml]\n",
        "另.yaml": "fail-on: warning\n",
    }.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    return tmp_path


def state(folder: Path) -> dict[str, bytes]:
    """The files of a folder with their content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("argv", "role"),
    [
        ("check 今年/a.txt --output-file 今年/a.txt", "要检查的文件 今年/a.txt"),
        ("check 今年/a.txt --output-file ./去年/../今年/a.txt", "要检查的文件"),
        ("check 今年 --output-file 今年/a.txt", "所检查的文件夹里的文件"),
        ("check 今年 --output-file 今年/通知.md", "所检查的文件夹里的文件"),
        ("check --output-file 今年/a.txt", "所检查的文件夹里的文件"),
        ("check 今年/a.txt --diff --output-file 今年/a.txt", "要检查的文件"),
        ("check 今年/a.txt --fix --output-file 今年/a.txt", "要检查的文件"),
        (
            "check 今年/a.txt --output-format json --output-file 今年/a.txt --output-format text",
            "要检查的文件",
        ),
        ("check 今年 --output-file .nianbao.yaml", "配置文件"),
        ("check 今年 --config 另.yaml --output-file 另.yaml", "配置文件 另.yaml"),
        ("check 今年 --output-file 包.yaml", "规则包"),
        ("check 今年 --no-config --rules 包.yaml --output-file 包.yaml", "规则包 包.yaml"),
        ("check 今年 --output-file 基线.json", "基线"),
        ("check 今年 --no-config --baseline 基线.json --output-file 基线.json", "基线 基线.json"),
        ("check 今年 --previous 去年 --output-file 去年/a.txt", "上年报告"),
        ("check 今年/a.txt --previous 去年/a.txt --output-file 去年/a.txt", "上年报告 去年/a.txt"),
        (
            "check 今年/a.txt --annotate b.docx --output-format text --output-file b.docx",
            "--annotate",
        ),
        ("extract 今年/a.txt --output-file 今年/a.txt", "要检查的文件 今年/a.txt"),
        ("extract 今年 --output-format csv --output-file 今年/a.txt", "所检查的文件夹里的文件"),
        ("extract 今年 --output-format csv-wide --output-file 包.yaml", "规则包"),
        ("check 今年/a.txt --write-baseline 今年/a.txt", "不是 nianbao 的基线"),
        ("check --write-baseline 今年/a.txt", "不是 nianbao 的基线"),
        ("check 今年 --write-baseline .nianbao.yaml", "不是 nianbao 的基线"),
        (
            "check 今年 --write-baseline b.json --output-file b.json",
            "--write-baseline：b.json 也是 --output-file",
        ),
        ("rules docs . --rules 包.yaml", "不是由它写出的说明"),
    ],
)
def test_what_is_read_is_not_written(argv: str, role: str, folder: Path, capsys: Captured) -> None:
    Path("README.md").write_text("说明", encoding="utf-8")
    before = state(folder)
    assert main(argv.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert role in said.err
    assert state(folder) == before


@posix
@pytest.mark.parametrize("make", [os.link, os.symlink], ids=["hard", "symbolic"])
def test_links_are_seen_through(make: object, folder: Path, capsys: Captured) -> None:
    assert callable(make)
    make(folder / "今年/a.txt", folder / "别名.txt")
    Path("别处").symlink_to(folder / "今年")
    before = state(folder)
    assert main(["check", "今年/a.txt", "--output-file", "别名.txt"]) == 2
    assert main(["check", "今年/a.txt", "--output-file", "别处/a.txt"]) == 2
    assert main(["extract", "别处/a.txt", "--output-file", "今年/a.txt"]) == 2
    assert state(folder) == before


def test_two_documents_do_not_go_to_one_file(folder: Path, capsys: Captured) -> None:
    argv = ["check", "今年", "--output-format", "json", "--output-file", "x", "--output-format", "csv"]
    before = state(folder)
    argv = [*argv[:-1], "sarif", "--output-file", os.path.join("今年", "..", "x")]
    with pytest.raises(SystemExit):
        main(argv)
    assert state(folder) == before


@pytest.mark.parametrize("form", ["text", "concise", "html"])
def test_results_in_a_checked_folder_are_replaced_by_new_ones(form: str, capsys: Captured) -> None:
    name = "今年/结果.html" if form == "html" else "今年/结果.txt"
    argv = ["check", "今年", "--output-format", form, "--output-file", name]
    first = main(argv)
    written = Path(name).read_bytes()
    assert written
    assert main(argv) == first
    assert first != 2


def test_statistics_in_a_checked_folder_are_replaced_by_new_ones(capsys: Captured) -> None:
    argv = ["check", "今年", "--statistics", "--output-file", "今年/结果.txt"]
    assert main(argv) == main(argv) == 1


@posix
def test_standard_output_does_not_go_to_what_is_checked(folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with open("今年/a.txt", "ab") as out:
        done = subprocess.run(
            [sys.executable, "-m", "linter", "check", "今年/a.txt"],
            stdout=out,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )
    assert done.returncode == 2
    assert "标准输出写入的就是要检查的文件 今年/a.txt" in done.stderr.decode()
    assert Path("今年/a.txt").read_text(encoding="utf-8") == REPORT


def test_pages_of_rules_replace_pages_of_rules(folder: Path, capsys: Captured) -> None:
    assert main(["rules", "docs", "说明"]) == 0
    before = state(folder)
    assert main(["rules", "docs", "说明"]) == 0
    assert state(folder) == before

"""Several documents out of one run of `check`."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from linter.cli import main
from linter.output.formats import FORMATS

pytestmark = pytest.mark.usefixtures("small_linter", "small_folder")

Captured = pytest.CaptureFixture[str]


def test_each_output_is_what_it_is_alone(capsys: Captured) -> None:
    forms = sorted(set(FORMATS) - {"text"})
    words = [word for form in forms for word in ("--output-format", form, "--output-file", f"out.{form}")]
    assert main(["check", "clean.txt", "error.txt", "warning.txt", *words, "--output-format", "text"]) == 1
    text = capsys.readouterr().out
    alone = ["check", "clean.txt", "error.txt", "warning.txt", "--output-format"]
    for form in forms:
        assert main([*alone, form]) == 1
        assert capsys.readouterr().out == Path(f"out.{form}").read_text(encoding="utf-8"), form
    assert main([*alone, "text"]) == 1
    assert capsys.readouterr().out == text


def test_the_formats_say_the_same_over_processes(capsys: Captured) -> None:
    for index in range(12):
        Path(f"b{index:02}.txt").write_text("年报 错误" + "。" * 30_000, encoding="utf-8")
    told = []
    for jobs in ("1", "2"):
        words = (
            "--output-format",
            "sarif",
            "--output-file",
            "a.sarif",
            "--output-format",
            "junit",
            "--jobs",
            jobs,
        )
        assert main(["check", *words]) == 1
        told.append((Path("a.sarif").read_bytes(), capsys.readouterr().out))
    assert told[0] == told[1]
    assert len(json.loads(told[0][0])["runs"][0]["results"]) > 12
    assert told[0][1].count("<testsuite ") == 16  # a notice in the folder is passed over


def test_one_output_may_name_its_file_first(capsys: Captured) -> None:
    assert main(["check", "error.txt", "--output-file", "a.json", "--output-format", "json"]) == 1
    assert len(json.loads(Path("a.json").read_text(encoding="utf-8"))) == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (
            ["--output-format", "json", "--output-format", "text"],
            "只有一种输出格式可以写到标准输出，其余的要在后面用 --output-file 写明文件",
        ),
        (
            ["--output-file", "a", "--output-format", "json", "--output-format", "text"],
            "--output-file a 前面要有它自己的 --output-format",
        ),
        (
            ["--output-format", "json", "--output-file", "a", "--output-file", "b"],
            "--output-file b 前面要有它自己的 --output-format",
        ),
        (
            [
                "--output-format",
                "json",
                "--output-file",
                "a",
                "--output-format",
                "text",
                "--output-file",
                "./a",
            ],
            "几种输出格式不能写入同一个文件",
        ),
        (["--statistics", "--output-format", "sarif"], "--statistics 不能与 --output-format sarif 一起使用"),
        (
            ["--diff", "--output-format", "text", "--output-format", "json", "--output-file", "a"],
            "--diff 输出的是改动对照，不能与 --statistics 或 --output-format 一起使用",
        ),
    ],
)
def test_outputs_that_contradict_one_another(words: list[str], complaint: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", "error.txt", *words])
    assert stop.value.code == 2
    assert complaint in capsys.readouterr().err
    assert "a" not in os.listdir()


def test_statistics_go_to_each_output(capsys: Captured) -> None:
    words = ["--output-format", "json", "--output-file", "a.json", "--output-format", "text"]
    assert main(["check", "error.txt", "--statistics", *words]) == 1
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))[0]["code"] == "N501"
    assert capsys.readouterr().out.startswith("1  错误  N501 request-balance\n")


def test_a_file_that_cannot_be_written_leaves_none(capsys: Captured) -> None:
    words = ["--output-format", "json", "--output-file", "a.json", "--output-format", "sarif"]
    assert main(["check", "error.txt", *words, "--output-file", "nowhere/a.sarif"]) == 2
    assert "无法写入" in capsys.readouterr().err
    assert not [name for name in os.listdir() if not name.endswith(".txt")]


def test_only_the_formats_that_are_written_are_imported() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from linter.cli import main; main(['check', 'clean.txt', '--output-format', 'github']);"
        "print([name for name in FORMATS if f'linter.output.{name}' in sys.modules])"
    ).replace("FORMATS", "('sarif', 'github', 'gitlab', 'junit', 'rdjson')")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    Path("clean.txt").write_text("年报 错误", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
    assert done.stdout.decode().splitlines()[-1] == "['github']"

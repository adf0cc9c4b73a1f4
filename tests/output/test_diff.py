"""What fixing would change: whole diffs, which `patch` can carry out."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from linter.output.diff import difference
from linter.text.source import Source

BEFORE = "云岭市临江区年报\n一、总体\n二、主动公开\n"


def _between(before: str, after: str, *, masked: bool = False) -> str:
    return difference(Source("甲.txt", before), Source("甲.txt", after), masked=masked)


def test_a_diff() -> None:
    assert _between(BEFORE, BEFORE.replace("总体", "总体情况")) == (
        "--- 甲.txt\n+++ 甲.txt\n@@ -1,3 +1,3 @@\n"
        " 云岭市临江区年报\n-一、总体\n+一、总体情况\n 二、主动公开\n"
    )


def test_nothing_changed_is_nothing_shown() -> None:
    assert _between(BEFORE, BEFORE) == ""


def test_a_last_line_without_end_says_so() -> None:
    assert _between("甲\n乙", "甲\n丙") == (
        "--- 甲.txt\n+++ 甲.txt\n@@ -1,2 +1,2 @@\n 甲\n"
        "-乙\n\\ No newline at end of file\n+丙\n\\ No newline at end of file\n"
    )


def test_rows_are_those_of_messages_and_keep_their_ends() -> None:
    shown = _between("甲\r\n乙\r丙\x0c\u2028丁\n", "甲\r\n乙\r丙\x0c\u2028戊\n")
    assert shown.split("\n")[3:] == [" 甲\r", " 乙", "-丙\x0c\u2028丁", "+丙\x0c\u2028戊", ""]


def test_escape_sequences_do_not_reach_a_terminal() -> None:
    shown = _between("甲\x1b[2J\r\n乙", "甲\x1b[2J\r\n丙", masked=True)
    assert shown.split("\n")[3:5] == [" 甲␛[2J", "-乙"]
    assert "\r" not in shown


@pytest.mark.skipif(shutil.which("patch") is None, reason="没有安装 patch")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BEFORE, BEFORE.replace("总体", "总体情况")),
        ("甲\n乙", "丙\n乙"),
        ("甲\n乙", "甲\n丁"),
        ("甲\n乙\n", "甲\n"),
        ("甲\r\n乙\r\n", "甲\r\n丙\r\n"),
    ],
)
def test_patch_understands_it(before: str, after: str, tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.write_bytes(before.encode())
    change = _between(before, after).encode()
    subprocess.run(["patch", "--binary", "-s", str(path)], input=change, check=True)
    assert path.read_bytes() == after.encode()

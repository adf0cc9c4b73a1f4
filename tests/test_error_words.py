"""What the operating system says is said in Chinese."""

from __future__ import annotations

import errno
import re
import socket
import sqlite3
from pathlib import Path

import pytest

import linter
from linter.error_words import database_reason, reason
from linter.regular_file import UnfitFile


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(errno.ENOENT, "no"), "文件不存在"),
        (PermissionError(errno.EACCES, "no"), "没有权限"),
        (IsADirectoryError(errno.EISDIR, "no"), "这是一个文件夹"),
        (OSError(errno.ENOSPC, "no"), "磁盘已满"),
        (OSError(errno.ELOOP, "Too many levels of symbolic links"), "链接绕成了圈，或者层数太多"),
        (OSError(errno.EADDRINUSE, "Address already in use"), "这个端口正被别的程序占用"),
        (OSError(errno.ELOOP, "它是链接，通向别处"), "它是链接，通向别处"),
        (UnfitFile(errno.EINVAL, "是设备或命名管道，不是普通文件"), "是设备或命名管道，不是普通文件"),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "找不到这台主机，请检查名字"),
        (OSError(99999, "what only the system knows"), "系统报告的错误（what only the system knows）"),
        (OSError("without a number"), "系统报告的错误（without a number）"),
    ],
)
def test_usual_reasons_are_in_chinese(error: OSError, words: str) -> None:
    assert reason(error) == words


def test_what_sqlite_says_is_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError) as raised:
        sqlite3.connect(tmp_path / "none" / "a.sqlite")
    assert database_reason(raised.value) == "打不开文件"


def test_no_module_shows_what_the_system_says_itself() -> None:
    package = Path(linter.__file__).parent
    showing = [
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if re.search(r"\{[^}]*(?:strerror|\berror\.args)", path.read_text(encoding="utf-8"))
    ]
    assert showing == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (5, "没有权限，或者文件正在别的程序中打开"),
        (32, "文件正在别的程序中打开，请先关闭"),
        (33, "文件正在别的程序中打开，请先关闭"),
        (2, "没有权限"),
        (None, "没有权限"),
    ],
)
def test_a_file_that_another_program_holds_is_named_as_the_reason_on_windows(
    number: int | None, words: str
) -> None:
    error = PermissionError(errno.EACCES, "no")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    assert reason(error) == words

"""Files that others put there: only regular ones, and only as much as is expected."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from linter.regular_file import UnfitFile, read_regular

POSIX = pytest.mark.skipif(os.name != "posix", reason="the system has no such files")


def test_a_file_is_read_up_to_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    path.write_bytes(b"x" * 2048)
    assert read_regular(path, 2048) == b"x" * 2048
    with pytest.raises(UnfitFile, match="文件太大，最多 1 KB"):
        read_regular(path, 1024)
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "没有", 1)


def test_a_folder_is_none(tmp_path: Path) -> None:
    with pytest.raises((IsADirectoryError, PermissionError)):
        read_regular(tmp_path, 1024)


@POSIX
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/tty", "/dev/null", "/dev/urandom"])
def test_no_device_is_read(device: str) -> None:
    with pytest.raises(OSError, match=device):
        read_regular(device, 1024)


@POSIX
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道")
    (tmp_path / "链接").symlink_to("管道")
    for name in ("管道", "链接"):
        with pytest.raises(UnfitFile, match="设备或命名管道"):
            read_regular(tmp_path / name, 1024)


@POSIX
def test_a_socket_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("插座")
        with pytest.raises(OSError, match="插座"):
            read_regular("插座", 1024)


@POSIX
def test_a_pipe_that_is_open_is_read_where_it_may_be() -> None:
    reading, writing = os.pipe()

    def write() -> None:
        with open(writing, "wb") as pipe:
            pipe.write(b"x" * 100_000)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert read_regular(f"/dev/fd/{reading}", 1 << 20, pipes=True) == b"x" * 100_000
        with pytest.raises(UnfitFile, match="管道"):
            read_regular(f"/dev/fd/{reading}", 1 << 20)
    finally:
        writer.join()
        os.close(reading)

"""The store of results: what was put is there; what is damaged, foreign or locked is as if it were not."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from linter.app.result_cache import store as module
from linter.app.result_cache.store import ResultStore, file_names, open_store

ROOT = Path(__file__).parents[3]
posix = pytest.mark.skipif(os.name != "posix", reason="没有 POSIX 权限")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own."""
    monkeypatch.setenv("NIANBAO_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def _open(largest: int = 1 << 30) -> ResultStore:
    store = open_store(largest)
    assert store is not None
    return store


def _filled(*pairs: tuple[bytes, bytes]) -> None:
    store = _open()
    for key, value in pairs or ((b"k", b"value"),):
        store.put(key, value)
    store.close()


def _got(key: bytes = b"k") -> bytes | None:
    store = _open()
    try:
        return store.get(key)
    finally:
        store.close()


@pytest.mark.usefixtures("folder")
def test_what_was_put_is_there_in_the_next_run() -> None:
    _filled((b"a", b"one"), (b"b", b""))
    assert (_got(b"a"), _got(b"b"), _got(b"c")) == (b"one", b"", None)
    _filled((b"a", b"two"))
    assert _got(b"a") == b"two"


@posix
def test_folder_and_files_are_the_users_alone(folder: Path) -> None:
    before = os.umask(0)
    try:
        store = _open()
        store.put(b"k", b"value")
        store._write()
        modes = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
        store.close()
    finally:
        os.umask(before)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert set(modes) == set(file_names())
    assert set(modes.values()) == {0o600}


@pytest.mark.parametrize("at", [0, 20, 100, 4096, -1500, -40])
def test_a_changed_byte_is_never_given_out_and_the_store_is_used_again(at: int, folder: Path) -> None:
    pairs = [(bytes([n]), bytes([n]) * 700) for n in range(40)]
    _filled(*pairs)
    path = folder / "results.sqlite"
    data = bytearray(path.read_bytes())
    data[at] ^= 0x55
    path.write_bytes(data)
    for key, value in pairs:
        store = open_store()
        if store is not None:
            assert store.get(key) in (value, None)
            store.close()
    _filled(*pairs)
    _filled(*pairs)  # the first may have found the damage only
    assert [_got(key) for key, _ in pairs] == [value for _, value in pairs]


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_a_file_of_another_kind_is_replaced(content: bytes, folder: Path) -> None:
    folder.mkdir(mode=0o700)
    (folder / "results.sqlite").write_bytes(content)
    (folder / "results.sqlite").chmod(0o600)
    _filled()
    assert _got() == b"value"


def test_a_store_of_another_version_is_replaced(folder: Path) -> None:
    _filled()
    with sqlite3.connect(folder / "results.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert _got() is None
    _filled()
    assert _got() == b"value"


def test_a_value_under_another_key_is_not_given_out(folder: Path) -> None:
    _filled((b"a", b"one"), (b"b", b"two"))
    with sqlite3.connect(folder / "results.sqlite") as connection:
        connection.execute("UPDATE results SET value = (SELECT value FROM results WHERE key = x'61')")
    connection.close()
    assert (_got(b"a"), _got(b"b")) == (b"one", None)


@posix
@pytest.mark.parametrize("mode", [0o620, 0o604, 0o666])
def test_a_file_open_to_others_is_not_used(mode: int, folder: Path) -> None:
    _filled()
    (folder / "results.sqlite").chmod(mode)
    assert open_store() is None


@posix
def test_a_folder_that_others_may_write_is_not_used(folder: Path) -> None:
    _filled()
    folder.chmod(0o770)
    assert open_store() is None


@posix
def test_a_folder_that_is_a_link_is_not_used(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    folder.symlink_to("elsewhere")
    assert open_store() is None
    assert list((tmp_path / "elsewhere").iterdir()) == []


@posix
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="只有 root 能换文件的主人")
@pytest.mark.parametrize("name", [".", "results.sqlite"])
def test_what_belongs_to_somebody_else_is_not_used(name: str, folder: Path) -> None:
    _filled()
    os.chown(folder / name, 12345, -1)
    assert open_store() is None


@posix
@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_link_is_not_followed(link: object, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "report.txt"
    other.write_bytes(b"a report")
    other.chmod(0o600)
    folder.mkdir(mode=0o700)
    link(other, folder / "results.sqlite")  # type: ignore[operator]
    assert open_store() is None
    assert other.read_bytes() == b"a report"


def test_nothing_is_kept_when_nothing_may_be(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")
    assert open_store() is None
    assert not folder.exists()


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("NIANBAO_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert open_store() is None


def test_reading_goes_on_beside_a_writer_and_a_second_writer_gives_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _filled()
    monkeypatch.setattr(module, "_WAIT", 0.05)
    other = sqlite3.connect(folder / "results.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = _open()
    assert store.get(b"k") == b"value"
    store.put(b"new", b"lost")
    store.close()
    other.execute("ROLLBACK")
    other.close()
    assert (_got(), _got(b"new")) == (b"value", None)


def test_the_oldest_go_when_it_is_full(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    today = 20_000
    monkeypatch.setattr(module, "_today", lambda: today)
    largest = 400_000
    for today in range(20_000, 20_020):
        store = _open(largest)
        for number in range(20):
            store.put(f"{today} {number}".encode(), bytes(2000))
        assert today == 20_000 or store.get(b"20000 0") is not None  # what is used stays
        store.close()
    assert (folder / "results.sqlite").stat().st_size < 2 * largest
    assert _got(b"20000 0") is not None
    assert _got(b"20000 1") is None
    assert _got(b"20019 19") is not None


def test_a_value_that_is_too_large_is_not_kept(folder: Path) -> None:
    _filled((b"k", bytes(5 * 1024 * 1024)))
    assert _got() is None


@posix
def test_a_run_killed_while_it_writes_loses_only_what_it_wrote(folder: Path) -> None:
    _filled((b"before", b"there"))
    writing = (
        "import os, signal\n"
        "from linter.app.result_cache.store import open_store\n"
        "store = open_store()\n"
        "for n in range(3000):\n"
        "    store.put(b'%d' % n, bytes(3000))\n"
        "    if n == 2900: os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NIANBAO_CACHE_DIR": str(folder)}
    killed = subprocess.run([sys.executable, "-c", writing], env=environment, check=False)
    assert killed.returncode == -9
    assert (_got(b"before"), _got(b"0"), _got(b"2899")) == (b"there", bytes(3000), None)


def test_two_runs_write_at_once(folder: Path) -> None:
    writing = (
        "import sys\n"
        "from linter.app.result_cache.store import open_store\n"
        "store = open_store()\n"
        "for n in range(1200):\n"
        "    store.put(sys.argv[1].encode() + b'%d' % n, bytes(300))\n"
        "store.close()\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NIANBAO_CACHE_DIR": str(folder)}
    runs = [subprocess.Popen([sys.executable, "-c", writing, name], env=environment) for name in "ab"]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert all(_got(f"{name}{number}".encode()) == bytes(300) for name in "ab" for number in (0, 1199))

"""What is kept is the user's own and whole, or it is not there."""

from __future__ import annotations

import os
import stat
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linter import cache

posix = pytest.mark.skipif(os.name != "posix", reason="modes and owners of POSIX")
NAME = "a.book"
DATA = "年报".encode() * 20


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that is not there yet."""
    monkeypatch.setenv("NIANBAO_CACHE_DIR", str(tmp_path / "below" / "kept"))
    monkeypatch.delenv("NIANBAO_NO_CACHE", raising=False)
    return tmp_path / "below" / "kept"


@given(st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_what_is_written_is_read(data: bytes) -> None:
    cache.write(NAME, data)
    assert cache.read(NAME) == data


@given(st.integers(0, 8 * (len(DATA) + 23) - 1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_a_flipped_bit_anywhere_makes_it_unreadable(place: Path, bit: int) -> None:
    cache.write(NAME, DATA)
    data = bytearray((place / NAME).read_bytes())
    assert len(data) == len(DATA) + 23
    data[bit // 8] ^= 1 << bit % 8
    (place / NAME).write_bytes(data)
    assert cache.read(NAME) is None


@given(st.integers(0, len(DATA) + 22))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_a_file_cut_short_or_too_long_is_unreadable(place: Path, end: int) -> None:
    cache.write(NAME, DATA)
    data = (place / NAME).read_bytes()
    (place / NAME).write_bytes(data[:end])
    assert cache.read(NAME) is None
    (place / NAME).write_bytes(data + b"\n" * (end + 1))
    assert cache.read(NAME) is None


def test_a_file_under_another_name_is_not_taken_for_it(place: Path) -> None:
    cache.write(NAME, DATA)
    (place / NAME).rename(place / "b.book")
    assert cache.read("b.book") is None


def test_more_than_the_limit_is_not_read() -> None:
    cache.write(NAME, DATA)
    assert cache.read(NAME, largest=len(DATA) + 23) == DATA
    assert cache.read(NAME, largest=len(DATA) + 22) is None


@pytest.mark.parametrize(("more", "kept"), [(0, True), (1, False)])
def test_a_file_has_64_megabytes_at_most(place: Path, more: int, kept: bool) -> None:
    cache.write(NAME, b"")
    content = bytes(64 * 1024 * 1024 - 23 + more)
    (place / NAME).write_bytes(cache._head(NAME, content) + content)
    assert (cache.read(NAME) == content) is kept


def test_long_names_are_told_apart_by_their_first_64_bytes(place: Path) -> None:
    for name in ("a" * 70, "b" * 63 + "c", "b" * 64):
        cache.write(name, DATA)
        assert cache.read(name) == DATA
    (place / ("b" * 64)).rename(place / ("b" * 63 + "c"))
    assert cache.read("b" * 63 + "c") is None


@pytest.mark.parametrize(
    ("system", "environment", "expected"),
    [
        ("linux", {}, "~/.cache"),
        ("linux", {"XDG_CACHE_HOME": "/kept"}, "/kept"),
        ("darwin", {"XDG_CACHE_HOME": "/kept", "LOCALAPPDATA": "/kept"}, "~/Library/Caches"),
        ("win32", {"LOCALAPPDATA": "/kept"}, "/kept"),
        ("win32", {"XDG_CACHE_HOME": "/kept"}, "~/AppData/Local"),
    ],
)
def test_each_system_has_its_folder_for_what_is_kept(
    system: str, environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NIANBAO_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    assert Path(cache.folder()) == Path(expected).expanduser() / "nianbao"


def test_a_system_that_opens_no_file_by_its_folder_opens_it_by_its_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache.write(NAME, DATA)
    monkeypatch.setattr(os, "supports_dir_fd", frozenset())
    assert cache.read(NAME) == DATA
    assert cache.read("b.book") is None


def test_a_system_without_owners_has_no_foreign_files(monkeypatch: pytest.MonkeyPatch) -> None:
    about = os.stat_result((0o100777, 1, 1, 1, 12345, 12345, 0, 0, 0, 0))
    monkeypatch.setattr(sys, "platform", "win32")
    assert cache.is_own(about)


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="only Linux lists what is open")
def test_nothing_stays_open() -> None:
    cache.write(NAME, DATA)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        cache.read(NAME)
        cache.read("b.book")
    assert len(os.listdir("/proc/self/fd")) == before


def test_nothing_is_kept_when_switched_off(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.write(NAME, DATA)
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")
    assert not cache.is_on()
    assert cache.own_folder() is None
    assert cache.read(NAME) is None
    cache.write("b.book", DATA)
    cache.remove(NAME)
    assert [file.name for file in place.iterdir()] == [NAME]


def test_what_is_removed_is_gone_and_removing_it_again_is_no_error() -> None:
    cache.write(NAME, DATA)
    for _ in range(2):
        cache.remove(NAME)
        assert cache.read(NAME) is None


@pytest.mark.parametrize("most", [0, 2, 9])
def test_the_oldest_are_dropped(place: Path, most: int) -> None:
    cache.write("other", DATA)
    for number in range(4):
        cache.write(f"{number}.book", DATA)
        os.utime(place / f"{number}.book", (number, number))
    cache.mark_used("0.book")
    cache.drop_oldest(".book", most)
    left = sorted(file.name for file in place.iterdir())
    assert left == sorted([*["1.book", "2.book", "3.book", "0.book"][max(0, 4 - most) :], "other"])


@posix
def test_links_that_lead_nowhere_are_dropped_too(place: Path) -> None:
    cache.write("1.book", DATA)
    (place / "2.book").symlink_to("none")
    cache.drop_oldest(".book", 0)
    assert list(place.iterdir()) == []


@posix
def test_others_may_look_but_not_write(place: Path) -> None:
    cache.write(NAME, DATA)
    for path in (place, place / NAME):
        path.chmod(0o755)
    assert cache.read(NAME) == DATA


@posix
def test_folder_and_file_are_the_users_alone(place: Path) -> None:
    before = os.umask(0)
    try:
        cache.write(NAME, DATA)
        (place / NAME).chmod(0o666)
        cache.write(NAME, DATA)
    finally:
        os.umask(before)
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE((place / NAME).stat().st_mode) == 0o600


@posix
@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777])
@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_others_may_write_to_is_not_read(place: Path, what: str, mode: int) -> None:
    cache.write(NAME, DATA)
    (place if what == "folder" else place / NAME).chmod(mode)
    assert cache.read(NAME) is None


@posix
def test_nothing_is_written_to_a_folder_that_others_may_write_to(place: Path) -> None:
    place.mkdir(parents=True)
    place.chmod(0o777)
    cache.write(NAME, DATA)
    assert list(place.iterdir()) == []


@posix
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_belongs_to_another_is_not_read(place: Path, what: str) -> None:
    cache.write(NAME, DATA)
    os.chown(place if what == "folder" else place / NAME, 65534, -1)
    assert cache.read(NAME) is None


@posix
def test_a_file_of_another_is_replaced_by_ones_own(place: Path) -> None:
    cache.write(NAME, DATA)
    (place / NAME).chmod(0o666)
    cache.write(NAME, b"own")
    assert cache.read(NAME) == b"own"


@posix
def test_no_link_is_followed_to_a_file(place: Path, tmp_path: Path) -> None:
    cache.write(NAME, DATA)
    elsewhere = (place / NAME).rename(tmp_path / "elsewhere")
    (place / NAME).symlink_to(elsewhere)
    assert cache.read(NAME) is None
    cache.write(NAME, b"own")
    assert cache.read(NAME) == b"own"
    assert elsewhere.read_bytes().endswith(DATA)


@posix
def test_no_link_is_followed_to_a_folder(place: Path, tmp_path: Path) -> None:
    cache.write(NAME, DATA)
    place.symlink_to(place.rename(tmp_path / "elsewhere"))
    assert cache.read(NAME) is None
    cache.write("b.book", DATA)
    assert [file.name for file in (tmp_path / "elsewhere").iterdir()] == [NAME]


@posix
def test_a_pipe_in_its_place_does_not_stop_a_run(place: Path) -> None:
    place.mkdir(parents=True, mode=0o700)
    os.mkfifo(place / NAME)
    found: list[bytes | None] = [b""]
    reading = threading.Thread(target=lambda: found.append(cache.read(NAME)), daemon=True)
    reading.start()
    reading.join(10)
    assert found == [b"", None]
    cache.write(NAME, DATA)
    assert cache.read(NAME) == DATA


@pytest.mark.parametrize("what", ["file", "folder"])
def test_something_else_in_its_place_is_no_error(place: Path, what: str) -> None:
    if what == "file":
        (place / NAME).mkdir(parents=True)
    else:
        place.parent.mkdir()
        place.write_text("no folder", encoding="utf-8")
    cache.write(NAME, DATA)
    assert cache.read(NAME) is None
    cache.remove(NAME)
    cache.drop_oldest(".book", 0)


def test_without_a_folder_nothing_is_marked_or_removed(place: Path) -> None:
    place.parent.mkdir()
    place.write_text("no folder", encoding="utf-8")
    cache.mark_used(NAME)
    cache.remove(NAME)
    cache.drop_oldest(".book", 0)
    assert place.read_text(encoding="utf-8") == "no folder"

"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from linter.atomic_write import replace, replacement


def test_a_block_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_bytes(b"old")

    def fail() -> None:
        with replacement(str(path)) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert path.read_bytes() == b"old"
    assert os.listdir(path.parent) == [path.name]


def test_a_failure_names_the_file_that_the_user_knows(tmp_path: Path) -> None:
    target = str(tmp_path / "none" / "a.txt")
    with pytest.raises(FileNotFoundError) as caught:
        replace(target, b"")
    assert caught.value.filename == target


posix = pytest.mark.skipif(os.name != "posix", reason="只有 POSIX 系统有这些权限")


@posix
def test_nobody_else_can_read_a_file_that_is_not_finished(tmp_path: Path) -> None:
    modes = set()
    with replacement(str(tmp_path / "a.txt")) as file:
        modes = {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
        file.write(b"new")
    assert modes == {0o600}


@posix
def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    replace(str(tmp_path / "a.txt"), b"new")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "usual").stat().st_mode


@posix
def test_what_a_file_is_belongs_to_the_one_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o4750)
    owner = (12345, 23456) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
    os.chown(path, *owner)
    path.chmod(0o4750)
    attributes = {}
    if hasattr(os, "setxattr"):
        with suppress(OSError):  # a file system without them
            os.setxattr(path, "user.来源", b"\xe5\xb8\x82")
        attributes = {name: os.getxattr(path, name) for name in os.listxattr(path)}
    replace(str(path), b"new")
    after = path.stat()
    assert (after.st_uid, after.st_gid) == owner
    assert stat.S_IMODE(after.st_mode) == 0o4750
    if hasattr(os, "listxattr"):
        assert {name: os.getxattr(path, name) for name in os.listxattr(path)} == attributes


@posix
def test_a_file_that_cannot_keep_its_owner_loses_its_set_id_bits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o6755)
    real = os.stat

    def foreign(name: str, *args: object, **options: bool) -> os.stat_result:
        found = real(name, **options)
        if os.fspath(name) != str(path):
            return found
        return os.stat_result((*found[:4], found.st_uid + 1, *found[5:]))

    def refuse(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", foreign)
        patch.setattr(os, "chown", refuse)
        replace(str(path), b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o755


def test_what_is_asked_at_the_last_moment_may_stop_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    seen = []

    def stop() -> None:
        seen.append(path.read_bytes())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        replace(str(path), b"new", stop)
    assert seen == [b"old"]
    assert os.listdir(tmp_path) == ["a.txt"]
    assert path.read_bytes() == b"old"


@posix
def test_a_name_that_is_taken_by_another_is_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "urandom", bytes)
    taken = tmp_path / f".nianbao-{bytes(6).hex()}.tmp"
    taken.write_bytes(b"another")
    target = str(tmp_path / "a.txt")
    with pytest.raises(FileExistsError) as caught:
        replace(target, b"new")
    assert caught.value.filename == target
    assert taken.read_bytes() == b"another"
    assert os.listdir(tmp_path) == [taken.name]


@posix
def test_content_and_then_its_name_are_on_the_disk_before_it_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    real, synced, opened = os.fsync, list[tuple[str, int]](), list[int]()

    def sync(descriptor: int) -> None:
        about = os.fstat(descriptor)
        synced.append(("folder", 0) if stat.S_ISDIR(about.st_mode) else ("file", about.st_size))
        opened.append(descriptor)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    replace("a.txt", b"four")
    replace(str(tmp_path / "b.txt"), b"new")
    assert synced == [("file", 4), ("folder", 0), ("file", 3), ("folder", 0)]
    for descriptor in opened:
        with pytest.raises(OSError, match="Bad file"):
            os.fstat(descriptor)


@posix
def test_what_cannot_be_put_on_the_disk_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = str(tmp_path / "a.txt")
    for named in (None, "elsewhere"):

        def fail(_: int, named: str | None = named) -> None:
            raise OSError(5, "broken", named)

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fail)
            with pytest.raises(OSError, match="broken") as caught:
                replace(target, b"new")
        assert caught.value.filename == (named or target)
    assert os.listdir(tmp_path) == []


@posix
def test_a_write_that_the_system_refuses_names_the_file(tmp_path: Path) -> None:
    import resource
    import signal

    target = str(tmp_path / "a.txt")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(OSError, match="too large") as caught:
            replace(target, bytes(100_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert caught.value.filename == target
    assert os.listdir(tmp_path) == []


@posix
def test_a_private_file_is_the_users_alone_and_others_keep_their_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for mode, private in ((0o664, False), (0o600, True)):
        path.write_bytes(b"old")
        path.chmod(0o664)
        with replacement(str(path), is_private=private) as file:
            file.write(b"new")
        assert stat.S_IMODE(path.stat().st_mode) == mode
    path.chmod(0o664)
    with replacement(str(path)) as file:
        file.write(b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o664
    replace(str(path), b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


@posix
def test_the_mask_of_new_files_is_as_it_was_and_in_between_lets_nobody_else_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, masks = os.umask, list[int]()

    def note(mask: int) -> int:
        masks.append(mask)
        return real(mask)

    before = real(0o027)
    try:
        monkeypatch.setattr(os, "umask", note)
        replace(str(tmp_path / "a.txt"), b"new")
        assert masks == [0o077, 0o027]
        assert real(0o027) == 0o027
    finally:
        real(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


def _refusing_the_owner(real: Callable[..., None], asked: list[tuple[int, int]]) -> Callable[..., None]:
    def change(path: str, owner: int, group: int) -> None:
        asked.append((owner, group))
        if owner != -1:
            raise PermissionError
        real(path, owner, group)

    return change


@posix
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give files to any group")
@pytest.mark.parametrize(("owner", "mode"), [(0, 0o6755), (12345, 0o755)])
def test_where_the_owner_cannot_be_kept_the_group_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: int, mode: int
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    os.chown(path, owner, 23456)
    path.chmod(0o6755)
    asked: list[tuple[int, int]] = []
    with monkeypatch.context() as patch:
        patch.setattr(os, "chown", _refusing_the_owner(os.chown, asked))
        replace(str(path), b"new")
    after = path.stat()
    assert asked == [(owner, 23456), (-1, 23456)]
    assert (after.st_uid, after.st_gid, stat.S_IMODE(after.st_mode)) == (os.geteuid(), 23456, mode)


@posix
def test_a_system_without_owners_keeps_all_of_the_mode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o4755)
    monkeypatch.delattr(os, "chown")
    replace(str(path), b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o4755


@posix
@pytest.mark.parametrize("owned", [True, False])
def test_the_rights_of_a_program_stay_with_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owned: bool
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    kept: dict[str, bytes] = {}
    real = os.stat

    def about(name: str, *args: object, **options: bool) -> os.stat_result:
        found = real(name, **options)
        if owned or os.fspath(name) != str(path):
            return found
        return os.stat_result((*found[:4], found.st_uid + 1, *found[5:]))

    def refuse(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", about)
        patch.setattr(os, "chown", refuse)
        patch.setattr(sys, "platform", "linux")
        patch.setattr(os, "listxattr", lambda _: ["user.a", "security.capability"], raising=False)
        patch.setattr(os, "getxattr", lambda _, name: name.encode(), raising=False)
        patch.setattr(os, "setxattr", lambda _, name, value: kept.update({name: value}), raising=False)
        replace(str(path), b"new")
    assert kept == {name: name.encode() for name in ("user.a", *(("security.capability",) * owned))}


def test_a_system_without_attributes_has_none_to_hand_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    replace(str(path), b"new")
    assert path.read_bytes() == b"new"


@posix
def test_where_folders_cannot_be_asked_only_the_file_is_put_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, folders = os.fsync, list[bool]()

    def sync(descriptor: int) -> None:
        folders.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        real(descriptor)

    target = str(tmp_path / "a.txt")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", sync)
        patch.setattr(os, "name", "nt")
        replace(target, b"new")
    assert folders == [False]


def test_nothing_stays_beside_a_read_only_file_that_another_program_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(stat.S_IREAD)
    real = os.unlink

    def refuse(*_: object) -> None:
        raise PermissionError

    def unlink(name: str) -> None:  # as Windows does
        if not os.stat(name).st_mode & stat.S_IWRITE:
            raise PermissionError
        real(name)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        patch.setattr(os, "unlink", unlink)
        with pytest.raises(PermissionError) as caught:
            replace(str(path), b"new")
    assert caught.value.filename == str(path)
    assert (os.listdir(tmp_path), path.read_bytes()) == (["a.txt"], b"old")


def test_an_error_never_names_the_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"

    def refuse(name: str, mode: int) -> None:
        raise PermissionError(1, "no", name)

    with monkeypatch.context() as patch:
        patch.setattr(os, "chmod", refuse)
        with pytest.raises(PermissionError) as caught:
            replace(str(path), b"new")
    assert caught.value.filename == str(path)
    assert os.listdir(tmp_path) == []

"""Files replaced at once, or left as they were."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linter.app.rewrite import RewriteError, other_names, rewrite

posix = pytest.mark.skipif(os.name != "posix", reason="只有 POSIX 系统有这些权限和链接")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that holds `old`."""
    path = tmp_path / "年报.txt"
    path.write_bytes(b"old")
    return path


def test_a_file_is_rewritten_and_nothing_is_left_beside_it(path: Path) -> None:
    rewrite(str(path), b"old", b"new\r\n")
    assert path.read_bytes() == b"new\r\n"
    assert os.listdir(path.parent) == [path.name]


@posix
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_the_mode_stays(path: Path, mode: int) -> None:
    path.chmod(mode)
    rewrite(str(path), b"old", b"new")
    assert path.stat().st_mode & 0o7777 == mode


@posix
def test_a_link_stays_and_its_target_changes(path: Path) -> None:
    links = path.parent / "链接"
    links.mkdir()
    (links / "a.txt").symlink_to(path)
    (links / "b.txt").symlink_to("a.txt")
    rewrite(str(links / "b.txt"), b"old", b"new")
    assert path.read_bytes() == b"new"
    assert (links / "b.txt").is_symlink()
    assert sorted(os.listdir(links)) == ["a.txt", "b.txt"]


def test_a_file_that_the_system_keeps_from_the_user_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # as for anybody but root where it is read-only
    with pytest.raises(RewriteError, match="只读"):
        rewrite(str(path), b"old", b"new")
    assert path.read_bytes() == b"old"


def test_a_file_that_changed_meanwhile_is_refused(path: Path) -> None:
    with pytest.raises(RewriteError, match="改动过"):
        rewrite(str(path), b"older", b"new")
    assert path.read_bytes() == b"old"


def test_a_file_that_is_right_already_is_left_alone(path: Path) -> None:
    before = path.stat()
    rewrite(str(path), b"older", b"old")
    assert path.stat() == before


@posix
def test_what_is_no_plain_file_is_refused() -> None:
    with pytest.raises(RewriteError, match="不是普通文件"):
        rewrite(os.devnull, b"", b"new")


def test_a_name_as_long_as_a_name_can_be(tmp_path: Path) -> None:
    path = tmp_path / ("报" * 83 + ".txt")
    path.write_bytes(b"old")
    rewrite(str(path), b"old", b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("meanwhile", ["written", "replaced", "removed"])
def test_an_edit_while_the_new_content_is_being_written_is_not_lost(
    path: Path, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    real = os.fsync

    def edit(descriptor: int) -> None:
        real(descriptor)
        if meanwhile == "written":
            path.write_bytes(b"edited")
        elif meanwhile == "replaced":
            path.with_name("b").write_bytes(b"edited")
            path.with_name("b").replace(path)
        else:
            path.unlink(missing_ok=True)

    monkeypatch.setattr(os, "fsync", edit)
    with pytest.raises(RewriteError, match="改动过"):
        rewrite(str(path), b"old", b"new")
    assert os.listdir(path.parent) == ([] if meanwhile == "removed" else [path.name])
    assert meanwhile == "removed" or path.read_bytes() == b"edited"


@posix
def test_a_link_that_is_turned_meanwhile_is_noticed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link, other = path.with_name("链接"), path.with_name("另一份.txt")
    other.write_bytes(b"other")
    link.symlink_to(path)
    real = os.fsync

    def turn(descriptor: int) -> None:
        real(descriptor)
        link.unlink(missing_ok=True)
        link.symlink_to(other)

    monkeypatch.setattr(os, "fsync", turn)
    with pytest.raises(RewriteError, match="改动过"):
        rewrite(str(link), b"old", b"new")
    assert (path.read_bytes(), other.read_bytes()) == (b"old", b"other")


@posix
def test_other_names_of_a_file_are_counted(path: Path) -> None:
    assert other_names(str(path)) == 0
    os.link(path, path.with_name("b"))
    assert other_names(str(path)) == 1
    assert other_names(str(path.with_name("none"))) == 0

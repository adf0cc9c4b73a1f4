"""Rules are compiled once and kept; nothing about the keeping can break a run."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from linter import cache
from linter.documents import open_document
from linter.rulebook import Rulebook, RuleError, load
from tests.linting import lint
from tests.samples.examples import report

OWN = "pack: own\noverrides:\n  - {code: C201, severity: error}\n"
posix = pytest.mark.skipif(os.name != "posix", reason="modes and owners of POSIX")


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, and nothing in the environment that turns it off."""
    monkeypatch.setattr(cache, "folder", lambda: str(tmp_path / "cache"))
    monkeypatch.delenv("NIANBAO_NO_CACHE", raising=False)
    return tmp_path / "cache"


@pytest.fixture
def assembled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that grows by one each time rules are put together from their files."""
    from linter.rulebook import compiler

    times: list[str] = []
    real = compiler.assemble

    def counted(texts: list[tuple[str, bytes]], grammar: bytes) -> Rulebook:
        times.append("again")
        return real(texts, grammar)

    monkeypatch.setattr(compiler, "assemble", counted)
    return times


def test_a_kept_rulebook_is_used_again_and_says_the_same(kept: Path, assembled: list[str]) -> None:
    first = load()
    assert len(list(kept.iterdir())) == 1
    second = load()
    assert assembled == ["again"]
    assert second is not first
    assert second.rules == first.rules
    data = report(title="云岭市临江区民政局2022年政府信息公开工作年度报告").encode()
    found = lint(open_document(data, "a.txt"), first).diagnostics
    assert found
    assert lint(open_document(data, "a.txt"), second).diagnostics == found


def test_whoever_must_wait_for_rules_is_told_before(kept: Path, assembled: list[str]) -> None:
    told: list[int] = []
    for _ in range(2):
        load((), lambda: told.append(len(assembled)))
    assert told == [0]
    assert assembled == ["again"]


def test_it_is_made_again_when_a_file_changes(tmp_path: Path, assembled: list[str]) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN, encoding="utf-8")
    stern = {rule.code: rule for rule in load([own]).rules_for("2021")}
    before = os.stat(own)
    own.write_text(OWN.replace("error", "  off"), encoding="utf-8")
    os.utime(own, ns=(before.st_atime_ns, before.st_mtime_ns))  # what counts is what it says
    mild = {rule.code: rule for rule in load([own]).rules_for("2021")}
    assert stern["C201"].severity.value == "error"
    assert "C201" not in mild
    assert assembled == ["again", "again"]


def test_the_built_in_rules_and_those_with_others_are_kept_apart(
    tmp_path: Path, assembled: list[str]
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN, encoding="utf-8")
    levels = [
        next(rule for rule in load(extra).rules_for("2021") if rule.code == "C201").severity.value
        for extra in ([], [own], [], [own])
    ]
    assert levels == ["info", "error", "info", "error"]
    assert assembled == ["again", "again"]


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x80\x05cno.such\nThing\n.", b"\x93\x90\x80\x90"])
@pytest.mark.parametrize("sealed", [True, False])
def test_a_broken_cache_file_is_ignored_and_replaced(
    junk: bytes, sealed: bool, kept: Path, assembled: list[str]
) -> None:
    load()
    [file] = kept.iterdir()
    if sealed:
        cache.write(file.name, junk)
    else:
        file.write_bytes(junk)
    assert len(load().rules) >= 40
    assert file.stat().st_size > 10_000
    load()
    assert assembled == ["again", "again"]


def test_a_cache_file_cut_short_is_ignored(kept: Path, assembled: list[str]) -> None:
    load()
    [file] = kept.iterdir()
    file.write_bytes(file.read_bytes()[:-1000])
    assert len(load().rules) >= 40
    assert assembled == ["again", "again"]


def test_a_folder_that_cannot_be_made_is_no_error(kept: Path, assembled: list[str]) -> None:
    kept.write_text("a file where the folder should be", encoding="utf-8")
    load()
    load()
    assert assembled == ["again", "again"]
    assert kept.is_file()


def test_a_file_that_cannot_be_written_is_no_error(
    monkeypatch: pytest.MonkeyPatch, assembled: list[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("linter.atomic_write.os.replace", refuse)
    load()
    load()
    assert assembled == ["again", "again"]


def test_nothing_is_kept_when_switched_off(
    kept: Path, assembled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load()
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")
    for file in kept.iterdir():
        file.unlink()
    load()
    assert list(kept.iterdir()) == []
    assert assembled == ["again", "again"]


def test_only_the_newest_files_stay(kept: Path) -> None:
    load()
    [own] = kept.iterdir()
    for number in range(12):
        cache.write(f"{number:02}.book", b"")
        os.utime(kept / f"{number:02}.book", (number, number))
        cache.write(f"{number:02}.pickle", b"")
    own.unlink()
    load()
    assert {file.name for file in kept.iterdir()} == {*(f"{at:02}.book" for at in range(5, 12)), own.name}


def test_a_book_in_use_is_not_among_the_oldest(kept: Path) -> None:
    load()
    [own] = kept.iterdir()
    os.utime(own, (1, 1))
    load()
    assert own.stat().st_mtime > 1


def test_a_foreign_pickle_is_not_run(kept: Path, tmp_path: Path, assembled: list[str]) -> None:
    class Foreign:
        def __reduce__(self) -> tuple[object, ...]:
            return os.mkdir, (str(tmp_path / "run"),)

    load()
    [file] = kept.iterdir()
    for name in (file.name, file.with_suffix(".pickle").name):
        (kept / name).write_bytes(pickle.dumps(Foreign()))
    load()
    assert assembled == ["again", "again"]
    assert not (tmp_path / "run").exists()


@posix
@pytest.mark.parametrize("place", ["folder", "file"])
def test_what_others_may_write_to_is_not_used(place: str, kept: Path, assembled: list[str]) -> None:
    load()
    [file] = kept.iterdir()
    (kept if place == "folder" else file).chmod(0o777)
    load()
    assert assembled == ["again", "again"]


def test_broken_rules_are_not_kept(tmp_path: Path, kept: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("pack: own\nextends: nothing\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RuleError):
            load([own])
    assert not kept.exists() or list(kept.iterdir()) == []


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_the_folder_is_the_user_s_own(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.delenv("NIANBAO_CACHE_DIR")
    for name in ("LOCALAPPDATA", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, os.path.join(os.sep, "given"))
    folder = cache.folder()
    assert os.path.basename(folder) == "nianbao"
    assert folder.startswith(os.path.expanduser("~") if system == "darwin" else os.path.join(os.sep, "given"))


def test_another_folder_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("NIANBAO_CACHE_DIR", os.path.join(os.sep, "given"))
    assert cache.folder() == os.path.join(os.sep, "given")

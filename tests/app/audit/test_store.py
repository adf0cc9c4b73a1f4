"""Results kept on disk: for the next run, whole, and for one run at a time."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

import pytest

from linter.app.audit import store as module
from linter.app.audit.packing import FileHead, pack
from linter.app.audit.store import Store
from linter.app.audit.store_error import StoreError
from linter.app.baseline.fingerprint import Fingerprint
from linter.app.cache_folder import clear, usage
from linter.app.file_settings import FilterRecord
from linter.report.locator import Place
from linter.strict_yaml import Location


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NIANBAO_NO_CACHE", raising=False)
    monkeypatch.setenv("NIANBAO_CACHE_DIR", str(tmp_path))


def keep(store: Store, *keys: bytes) -> None:
    store.keep((key, pack(FileHead(reason=key.decode())), None) for key in keys)


def test_what_was_kept_is_there_for_the_next_run_until_one_does_not_use_it() -> None:
    with Store("审核") as store:
        keep(store, b"a", b"b")
    with Store("审核") as store:
        assert store.known([b"a", b"c"]) == {b"a"}
        assert store.head(b"a").reason == "a"
        assert store.record(b"a") is None
        store.drop_unused()
    with Store("审核") as store:
        assert store.known([b"a", b"b"]) == {b"a"}
        with pytest.raises(KeyError):
            store.head(b"b")


def test_audits_of_other_folders_have_results_of_their_own() -> None:
    with Store("一") as one, Store("二") as two:
        keep(one, b"a")
        assert two.known([b"a"]) == set()


def test_a_second_audit_of_the_same_folder_is_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.1)
    with Store("审核") as store:
        keep(store, b"a")
        with pytest.raises(StoreError, match="另一次审核正在进行"):
            Store("审核")


def test_a_damaged_database_is_begun_anew(tmp_path: Path) -> None:
    with Store("审核") as store:
        keep(store, b"a")
    [path] = tmp_path.glob("*.audit")
    path.write_bytes(b"no database at all" * 100)
    with Store("审核") as store:
        assert store.known([b"a"]) == set()
        keep(store, b"a")


def test_without_a_cache_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")
    with Store("审核") as store:
        keep(store, b"a")
        assert store.known([b"a"]) == {b"a"}
    assert not list(tmp_path.glob("*.audit"))


def test_results_are_counted_and_cleared_with_the_cache(tmp_path: Path) -> None:
    with Store("审核") as store:
        keep(store, b"a")
    assert usage().of_results > 0
    assert clear() == 0
    assert not list(tmp_path.glob("*.audit"))


def test_what_a_killed_run_left_beside_its_database_is_cleared_too(tmp_path: Path) -> None:
    with Store("审核") as store:
        keep(store, b"a")
        [log] = tmp_path.glob("*.audit-wal")
        left = log.read_bytes()
    log.write_bytes(left)
    log.with_suffix(".audit-shm").write_bytes(b"x")
    assert clear() == 0
    assert not list(tmp_path.glob("*.audit*"))


def test_the_databases_of_long_ago_go_with_what_is_beside_them(tmp_path: Path) -> None:
    for number in range(6):
        with Store(f"审核{number}") as store:
            keep(store, b"a")
        [newest] = [path for path in tmp_path.glob("*.audit") if not path.with_suffix(".audit-shm").exists()]
        newest.with_suffix(".audit-shm").write_bytes(b"x")
        os.utime(newest, (number, number))
    assert len(list(tmp_path.glob("*.audit-shm"))) == len(list(tmp_path.glob("*.audit"))) == 4


def test_a_record_comes_back_as_it_was() -> None:
    mark = Fingerprint("N501", Place(1), "公开12件")
    record = FilterRecord(frozenset({Location(".nianbao.yaml", 3, 5, "suppressions[0]")}), 2, {mark: 3})
    with Store("审核") as store:
        store.keep([(b"a", pack(FileHead(reason="a")), record), (b"b", pack(FileHead()), FilterRecord())])
        assert store.record(b"a") == record
        assert store.record(b"b") == FilterRecord()


def test_nothing_in_the_database_is_executed(tmp_path: Path) -> None:
    with Store("审核") as store:
        keep(store, b"a")
    [path] = tmp_path.glob("*.audit")
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE result SET record = ?", (b"cos\nsystem\n(S'touch x'\ntR.",))
    with Store("审核") as store, pytest.raises(StoreError, match="已损坏"):
        store.record(b"a")
    assert not Path("x").exists()


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_a_database_that_others_may_write_to_is_not_used(tmp_path: Path) -> None:
    with Store("审核") as store:
        keep(store, b"a")
    [path] = tmp_path.glob("*.audit")
    path.chmod(0o666)
    with Store("审核") as store:
        assert store.known([b"a"]) == set()

"""The folder of an audit appears whole or not at all, and replaces only an earlier audit's."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from linter.output.audit.folder import TargetError, check_target, write_folder
from linter.output.audit.model import (
    Audit,
    Counts,
    Details,
    FileReport,
    FileResult,
    FindingRow,
    UnitResult,
    YearChange,
)
from linter.output.audit.writers import WRITERS, Writer
from tests.output.audit.sample import AUDIT, DETAILS


class Nothing:
    """Details of nothing."""

    def findings(self, file: FileResult) -> tuple[FindingRow, ...]:
        return ()

    def reports(self, file: FileResult) -> tuple[FileReport, ...]:
        return ()

    def unit(self, name: str) -> UnitResult | None:
        return None

    def owner(self, file: FileResult, report: int) -> tuple[UnitResult, bool] | None:
        return None

    def copy(self, file: FileResult) -> bytes | None:
        return None

    def changes(self) -> Iterator[YearChange]:
        return iter(())


EMPTY = Audit(2023, "报送", None, (), (), (), (), (), {}, Counts(), {}, {})


def write(target: Path) -> None:
    check_target(str(target), ())
    write_folder(EMPTY, Nothing(), str(target))


def test_the_folder_holds_every_file(tmp_path: Path) -> None:
    write(tmp_path / "审核")
    names = {
        "audit.json",
        "figures.parquet",
        "findings.parquet",
        "index.html",
        "units",
        "审核.xlsx",
        "清单.sha256",
        "反馈汇总.txt",
    }
    assert set(os.listdir(tmp_path / "审核")) == names
    assert os.listdir(tmp_path) == ["审核"]


def test_an_earlier_audit_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "审核"
    write(target)
    (target / "units" / "旧单位").mkdir()
    before = os.stat(target).st_ino
    write(target)
    assert os.listdir(target / "units") == []
    assert os.stat(target).st_ino != before
    assert os.listdir(tmp_path) == ["审核"]


def test_what_is_not_an_earlier_audit_is_never_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "审核"
    target.mkdir()
    check_target(str(target), ())  # an empty folder is nobody's
    (target / "我的.txt").write_text("x", encoding="utf-8")
    with pytest.raises(TargetError, match="不是以前的审核结果"):
        check_target(str(target), ())
    with pytest.raises(TargetError, match="不是文件夹"):
        check_target(str(target / "我的.txt"), ())
    with pytest.raises(TargetError, match="不存在"):
        check_target(str(tmp_path / "无" / "审核"), ())


def refused(target: Path, words: str) -> None:
    """Neither the check before an audit nor the writing itself takes the folder away."""
    with pytest.raises(TargetError, match=words):
        check_target(str(target), ())
    before = {path: path.is_file() and path.read_bytes() for path in target.rglob("*")}
    with pytest.raises(TargetError, match=words):
        write_folder(EMPTY, Nothing(), str(target))
    assert {path: path.is_file() and path.read_bytes() for path in target.rglob("*")} == before
    assert os.listdir(target.parent) == [target.name]


def test_what_a_reviewer_has_put_there_or_changed_is_not_lost(tmp_path: Path) -> None:
    target = tmp_path / "审核"
    write(target)
    (target / "意见.txt").write_text("x", encoding="utf-8")
    os.utime(target / "意见.txt", ns=(0, 0))  # moved there, it has its old date
    refused(target, r"意见\.txt")
    (target / "意见.txt").rename(target / "units" / "意见.txt")
    refused(target, r"意见\.txt")
    (target / "units" / "意见.txt").unlink()
    written = os.stat(target / "index.html").st_mtime_ns
    (target / "index.html").write_bytes((target / "index.html").read_bytes() + b" ")
    os.utime(target / "index.html", ns=(written, written))
    refused(target, r"index\.html")


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_that_a_reviewer_has_put_there_is_not_lost(tmp_path: Path) -> None:
    target = tmp_path / "审核"
    write(target)
    os.symlink(tmp_path, target / "去年")
    refused(target, "去年")


def test_a_copied_audit_and_what_the_system_leaves_beside_it_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "甲")
    target = tmp_path / "审核"
    shutil.copytree(tmp_path / "甲", target)
    later = time.time_ns() + 10**10
    for path in target.rglob("*"):
        os.utime(path, ns=(later, later))
    (target / "Thumbs.db").write_text("x", encoding="utf-8")
    (target / "units" / "~$反馈.docx").write_text("x", encoding="utf-8")
    write(target)
    assert "Thumbs.db" not in os.listdir(target)


def test_an_audit_without_its_list_is_not_overwritten(tmp_path: Path) -> None:
    write(tmp_path / "审核")
    (tmp_path / "审核" / "清单.sha256").unlink()
    with pytest.raises(TargetError, match="认不出"):
        check_target(str(tmp_path / "审核"), ())


def test_what_a_stopped_run_has_left_is_removed_only_where_it_is_the_audits(tmp_path: Path) -> None:
    target = tmp_path / "审核"
    write(target)
    target.rename(tmp_path / ".审核.nianbao-old")
    write(target)
    assert os.listdir(tmp_path) == ["审核"]
    target.rename(tmp_path / ".审核.nianbao-old")
    (tmp_path / ".审核.nianbao-old" / "意见.txt").write_text("x", encoding="utf-8")
    with pytest.raises(TargetError, match=r"意见\.txt"):
        check_target(str(target), ())


def test_the_list_is_one_that_sha256sum_reads(tmp_path: Path) -> None:
    write(tmp_path / "审核")
    for line in (tmp_path / "审核" / "清单.sha256").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "审核" / name).read_bytes()).hexdigest() == digest


def test_inputs_are_neither_in_the_folder_nor_around_it(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="在要读取的文件夹"):
        check_target(str(tmp_path / "审核"), (str(tmp_path),))
    with pytest.raises(TargetError, match="会覆盖"):
        check_target(str(tmp_path), (str(tmp_path / "名单.csv"),))


def test_a_failure_leaves_the_earlier_audit_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "审核"
    write(target)

    def full(audit: Audit, details: Details, folder: str) -> Iterable[str]:
        raise OSError(28, "No space left on device", os.path.join(folder, "audit.json"))

    monkeypatch.setattr("linter.output.audit.folder.WRITERS", (*WRITERS[:-1], full))
    with pytest.raises(OSError) as error:  # noqa: PT011 - any of the system's
        write(target)
    assert error.value.filename == str(target / "audit.json")
    assert os.listdir(tmp_path) == ["审核"]
    assert (target / "audit.json").exists()


def test_a_failure_that_names_no_file_names_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(audit: Audit, details: Details, folder: str) -> Iterable[str]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("linter.output.audit.folder.WRITERS", (full,))
    with pytest.raises(OSError) as error:  # noqa: PT011 - any of the system's
        write(tmp_path / "审核")
    assert error.value.filename == str(tmp_path / "审核")


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
@pytest.mark.parametrize("each", WRITERS)
def test_a_file_that_finds_no_room_is_named(tmp_path: Path, each: Writer) -> None:
    import resource

    (tmp_path / "甲.txt").write_text("x", encoding="utf-8")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, hard))  # the system refuses as it does on a full disk
    try:
        with pytest.raises(OSError) as error:  # noqa: PT011 - any of the system's
            each(AUDIT, DETAILS, str(tmp_path))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    path = Path(error.value.filename)
    assert path.is_relative_to(tmp_path)
    assert not path.name.startswith((".", "tmp"))

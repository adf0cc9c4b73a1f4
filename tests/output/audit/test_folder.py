"""The folder of an audit appears whole or not at all, and replaces only an earlier audit's."""

from __future__ import annotations

import os
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
from linter.output.audit.writers import WRITERS


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
    names = {"audit.json", "figures.parquet", "findings.parquet", "index.html", "units", "审核.xlsx"}
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
    (target / "我的.txt").write_text("x")
    with pytest.raises(TargetError, match="不是以前的审核结果"):
        check_target(str(target), ())
    with pytest.raises(TargetError, match="不是文件夹"):
        check_target(str(target / "我的.txt"), ())
    with pytest.raises(TargetError, match="不存在"):
        check_target(str(tmp_path / "无" / "审核"), ())


def test_what_a_reviewer_has_changed_since_is_not_lost(tmp_path: Path) -> None:
    target = tmp_path / "审核"
    write(target)
    later = time.time_ns() + 10**9
    (target / "意见.txt").write_text("x")
    os.utime(target / "意见.txt", ns=(later, later))
    with pytest.raises(TargetError, match=r"意见\.txt"):
        check_target(str(target), ())


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

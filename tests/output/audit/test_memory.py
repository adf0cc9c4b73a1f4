"""However many units there are, what is written of them does not stay in memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

import pytest
from msgspec.structs import replace

from linter.output.audit import audit_json, page, parquet, workbook
from linter.output.audit.model import Audit, FileResult, Status, UnitResult
from linter.output.audit.writers import Writer
from tests.output.audit.sample import AUDIT, DETAILS, ONE, UNITS

FEW, MANY = 120, 480
MOST_BYTES = 900  # of each unit: the library copies sheets through a buffer that small ones do not fill


class Repeated(Sequence[UnitResult]):
    """So many units, each made when it is asked for."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> UnitResult: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[UnitResult]: ...

    def __getitem__(self, at: int | slice) -> UnitResult | Sequence[UnitResult]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(self._count))]
        if not 0 <= at < self._count:
            raise IndexError(at)
        first = UNITS[0]
        return replace(first, unit=replace(first.unit, name=f"第{at}号单位", folder=f"第{at}号单位"))


class RepeatedFiles(Sequence[FileResult]):
    """So many files."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> FileResult: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[FileResult]: ...

    def __getitem__(self, at: int | slice) -> FileResult | Sequence[FileResult]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(self._count))]
        if not 0 <= at < self._count:
            raise IndexError(at)
        return replace(ONE, name=f"第{at}号单位.docx", units=(f"第{at}号单位",))

    def __iter__(self) -> Iterator[FileResult]:
        return (self[at] for at in range(self._count))


def audit_of(count: int) -> Audit:
    states = {Status.SUBMITTED: count}
    return replace(
        AUDIT, units=Repeated(count), files=RepeatedFiles(count), unit_states=states, file_states=states
    )


@pytest.mark.parametrize("write", [page.write, workbook.write, parquet.write, audit_json.write])
def test_four_times_the_units_take_hardly_more_memory(
    write: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MOST_UNITS", 20)
    monkeypatch.setattr("linter.output.audit.file_section._MOST_SHOWN", 20)
    monkeypatch.setattr(workbook, "_MOST_LINKS", 20)
    monkeypatch.setattr(workbook, "_FEW_LINKS", 20)
    peaks: list[int] = []
    for count in (FEW, FEW, MANY):  # the first time things are imported and compiled
        folder = tmp_path / str(len(peaks))
        folder.mkdir()
        tracemalloc.start()
        write(audit_of(count), DETAILS, str(folder))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] - peaks[1] < MOST_BYTES * (MANY - FEW)

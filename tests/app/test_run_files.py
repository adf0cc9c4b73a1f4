"""Many files: the same outcomes however many processes there are, and no failure that hides others."""

from __future__ import annotations

import multiprocessing
import os
from contextlib import closing
from pathlib import Path

import pytest

from linter.app.check import Check
from linter.app.item import Item
from linter.app.outcome import Outcome
from linter.app.run_files import run_files
from linter.settings import Settings
from tests.fakes import BOOK

pytestmark = pytest.mark.usefixtures("small_linter")
TASK = Check(Settings(), "concise")
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="这个系统不能 fork")


def _items(count: int) -> list[Item]:
    words = ("错误", "警告", "", "提示 错误")
    return [Item(f"{n}.txt", data=f"年报 {words[n % 4]}".encode()) for n in range(count)]


def _outcomes(items: list[Item], jobs: int) -> list[Outcome]:
    return list(run_files(items, TASK, BOOK, jobs=jobs, start="fork" if jobs > 1 else None))


@forks
@pytest.mark.parametrize("count", [2, 7, 300])
def test_outcomes_do_not_depend_on_the_number_of_processes(count: int) -> None:
    alone = _outcomes(_items(count), 1)
    assert _outcomes(_items(count), 4) == alone
    assert [outcome.totals.files for outcome in alone] == [1] * count
    assert alone[0].text == "0.txt:1:4: 错误 N501 这里写着错误\n"


def test_a_file_that_cannot_be_read_leaves_the_others_alone(tmp_path: Path) -> None:
    items = [Item(str(tmp_path / "none.txt")), Item(str(tmp_path)), *_items(1)]
    missing, folder, good = run_files(items, TASK, BOOK)
    assert missing.failure == f"无法读取 {tmp_path / 'none.txt'}：文件不存在"
    assert folder.failure is not None
    assert missing.totals.failed == 1
    assert good.text


def test_a_reader_that_refuses_is_quoted() -> None:
    [outcome] = run_files([Item("a.txt", data="读不了".encode())], TASK, BOOK)
    assert outcome.failure == "a.txt：不是文本"


def test_a_fault_of_the_program_is_told_with_its_trace() -> None:
    fault, good = run_files([Item("a.txt", data="出错".encode()), *_items(1)], TASK, BOOK)
    assert fault.failure is not None
    assert "处理 a.txt 时程序出错" in fault.failure
    assert "ValueError: fault" in fault.failure
    assert any("in lint" in note for note in fault.notes)
    assert good.text


@forks
def test_a_worker_that_dies_costs_its_own_file_only() -> None:
    items = _items(400)
    items[5] = Item("bad.txt", data="崩溃".encode())
    outcomes = _outcomes(items, 2)
    assert len(outcomes) == 400
    assert [outcome.failure for outcome in outcomes if outcome.failure] == [
        "bad.txt：检查这个文件的进程意外终止"
    ]
    good = _outcomes(_items(400), 1)
    assert outcomes[:5] + outcomes[6:] == good[:5] + good[6:]


@forks
def test_many_files_go_on_after_a_worker_died() -> None:
    items = _items(2000)
    items[0] = Item("bad.txt", data="崩溃".encode())
    outcomes = _outcomes(items, 2)
    assert outcomes[0].failure
    assert outcomes[-1].failure is None


def test_only_files_met_in_a_folder_are_passed_over() -> None:
    data = "通知".encode()
    named, met = run_files([Item("a.txt", data=data), Item("b.txt", named=False, data=data)], TASK, BOOK)
    assert "G806" in named.text
    assert (met.text, met.totals.passed_over, met.totals.files) == ("", 1, 0)


@forks
def test_stopping_early_ends_the_workers() -> None:
    before = set(multiprocessing.active_children())
    with closing(run_files(_items(2000), TASK, BOOK, jobs=2, start="fork")) as outcomes:
        next(outcomes)
        assert set(multiprocessing.active_children()) > before
    assert set(multiprocessing.active_children()) <= before

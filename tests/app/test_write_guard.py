"""Which files a run may write, and by what a file is told from others."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from linter.app.baselines import Baselines
from linter.app.config.loader import read_config
from linter.app.item import Item
from linter.app.own_results import is_own_result
from linter.app.plan import Batch, Plan, RunOptions
from linter.app.write_guard import (
    BASELINE,
    CHECKED,
    CONFIG,
    MET,
    PACK,
    Reading,
    WriteGuard,
    file_key,
    run_readings,
    status_key,
)
from linter.rulebook import Rulebook


def test_a_file_that_does_not_exist_may_be_written_once(tmp_path: Path) -> None:
    guard = WriteGuard([Reading(str(tmp_path / "a"), CHECKED)])
    assert guard.refusal("--x", str(tmp_path / "b")) is None
    other = os.path.join(str(tmp_path), "none", "..", "b")
    assert guard.refusal("--y", other) == f"--y：{other} 也是 --x 要写的文件"


def test_what_is_to_be_replaced_may_be(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"{}")
    assert WriteGuard([Reading(str(path), BASELINE)]).refusal("--x", str(path), BASELINE) is None
    assert WriteGuard([Reading(str(path), BASELINE)]).refusal("--x", str(path)) is not None


def test_devices_take_several_documents() -> None:
    guard = WriteGuard([Reading(os.devnull, CHECKED)])
    assert guard.refusal("--x", os.devnull) is guard.refusal("--y", os.devnull) is None


def test_spelling_does_not_matter_where_it_does_not_to_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upper, lower = str(tmp_path / "A.txt"), str(tmp_path / "a.TXT")
    assert (file_key(upper) == file_key(lower)) == (sys.platform in ("darwin", "win32"))
    monkeypatch.setattr(sys, "platform", "darwin")
    assert file_key(upper) == file_key(lower)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("", True),
        ("检查了 1 个文件（1 份报告），没有发现问题\n", True),
        (
            "错误[N501] 收支不平：…\n --> a.txt:1:1\n\n检查了 1 个文件（1 份报告），错误 1，警告 0，提示 0\n",
            True,
        ),
        ("3  警告  T404 blank-cell\n\n检查了 1 个文件（1 份报告），错误 0，警告 3，提示 0\n", True),
        ("a.txt:2:1: 错误 N501 不平\nb.docx:第1个表格第2行第3列: 提示 G803 逗号\n", True),
        ("a.txt:2:1: 错误 N501 不平\n", True),
        ("a.txt:2:1: 错误 N501 不平\n（续）\nb.txt:2:1: 错误 N501 不平\n", True),
        ("a.txt:2:1: 错误 N501 不平\nb.txt:2:1: 错误 N501 不平\n正文\n", False),
        ('<!DOCTYPE html><meta name="generator" content="nianbao 1.0">', True),
        ("云岭市民政局2023年政府信息公开工作年度报告\n检查了 1 个文件（1 份报告），没有发现问题\n", False),
        ("错误[N501] 收支不平：…\n\n以下是报告全文\n", False),
        ("a.txt:2:1: 错误 N501 不平\n报告正文\n", False),
        ("检查了 3 个文件，没有发现问题", False),
    ],
)
def test_results_are_told_from_texts(text: str, own: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert is_own_result(str(path)) is own
    guard = WriteGuard([Reading(str(path), MET)])
    assert (guard.refusal("--output-file", str(path)) is None) is own
    assert WriteGuard([Reading(str(path), CHECKED)]).refusal("--output-file", str(path)) is not None


def test_what_cannot_be_read_is_no_result(tmp_path: Path) -> None:
    assert not is_own_result(str(tmp_path / "none"))


def test_two_files_are_told_apart_and_one_is_known_by_all_its_names(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    one.write_bytes(b"")
    other.write_bytes(b"")
    os.link(one, tmp_path / "hard")
    (tmp_path / "soft").symlink_to(one)
    assert file_key(str(one)) == file_key(str(tmp_path / "hard")) == file_key(str(tmp_path / "soft"))
    assert file_key(str(one)) == status_key(one.stat())
    assert file_key(str(one)) != file_key(str(other))
    assert file_key(str(tmp_path / "c")) != file_key(str(tmp_path / "d"))
    assert file_key(str(tmp_path / "none" / "c")) != file_key(str(tmp_path / "c"))


def test_a_path_is_told_apart_even_where_the_system_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> os.stat_result:
        raise PermissionError(path)

    root = os.path.abspath(os.sep)
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", refuse)
        found = file_key(os.path.join(root, "none.txt"))
    assert found == ((root,), "none.txt")


def test_a_refusal_says_what_the_file_is(tmp_path: Path) -> None:
    path = str(tmp_path / "a")
    Path(path).write_bytes(b"x")
    guard = WriteGuard([Reading(path, CONFIG), Reading(path, PACK)])
    assert guard.refusal("--x", path) == f"--x：{path} 就是配置文件 {path}，不能覆盖它"


def test_an_open_stream_must_not_lead_into_what_is_read_by_name(tmp_path: Path) -> None:
    read, met, other = (str(tmp_path / name) for name in "abc")
    for path in (read, met, other):
        Path(path).write_bytes(b"x")
    guard = WriteGuard([Reading(read, CHECKED), Reading(met, MET)])
    assert guard.stream_refusal("标准输出", file_key(read)) == (
        f"标准输出写入的就是要检查的文件 {read}，不能覆盖它"
    )
    assert guard.stream_refusal("标准输出", file_key(met)) is None
    assert guard.stream_refusal("标准输出", file_key(other)) is None


def test_a_run_reads_files_packs_configs_and_baselines(tmp_path: Path, book: Rulebook) -> None:
    path = tmp_path / "nianbao.yaml"
    (tmp_path / "a.yaml").write_text("rules: []\n", encoding="utf-8")
    path.write_text("extends: [a.yaml]\nbaseline: b.json\n", encoding="utf-8")
    config = read_config(str(path))
    items = (Item("a.txt"), Item("b.txt", named=False), Item("-", data=b""))
    planned = Plan((Batch(items, book, ()),), (config, config, None))
    options = RunOptions(rules=(Path("own.yaml"),), config="given.yaml")
    assert list(run_readings(planned, options, Baselines())) == [
        Reading("a.txt", CHECKED),
        Reading("b.txt", MET),
        Reading("own.yaml", PACK),
        Reading("given.yaml", CONFIG),
        Reading(str(path), CONFIG),
        Reading(str(tmp_path / "a.yaml"), PACK),
        Reading(str(tmp_path / "b.json"), BASELINE),
    ]


def test_a_run_without_config_reads_the_baseline_that_is_given(book: Rulebook) -> None:
    planned = Plan((Batch((Item("a.txt"),), book, ()),), (None,))
    assert list(run_readings(planned, RunOptions(), Baselines("b.json"))) == [
        Reading("a.txt", CHECKED),
        Reading("b.json", BASELINE),
    ]
    assert list(run_readings(planned, RunOptions(), Baselines())) == [Reading("a.txt", CHECKED)]

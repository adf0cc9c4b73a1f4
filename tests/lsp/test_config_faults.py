"""Faults of configs and packs over several documents."""

from __future__ import annotations

from linter.lsp.config_faults import Faults
from linter.rulebook import Fault

ONE = Fault("/a/.nianbao.yaml", 3, 1, "ignore", "没有规则")
OTHER = Fault("/a/own.yaml", 1, 1, "", "读不了规则文件")


def test_each_fault_is_news_once_and_goes_with_the_last_that_meets_it() -> None:
    faults = Faults()
    assert faults.note("甲", (ONE,)) == ({"/a/.nianbao.yaml": (ONE,)}, ONE)
    assert faults.note("甲", (ONE,)) == ({}, None)
    assert faults.note("乙", (ONE, OTHER)) == ({"/a/own.yaml": (OTHER,)}, OTHER)
    assert faults.note("甲", ()) == ({}, None)
    assert faults.note("乙", (OTHER,)) == ({"/a/.nianbao.yaml": ()}, None)
    assert faults.note("乙", ()) == ({"/a/own.yaml": ()}, None)
    assert faults.note("乙", (ONE,)) == ({"/a/.nianbao.yaml": (ONE,)}, ONE)

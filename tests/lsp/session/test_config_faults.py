"""ConfigFaults of configs and packs over several documents."""

from __future__ import annotations

from linter.lsp.session.config_faults import ConfigFaults
from linter.rulebook import Fault

ONE = Fault("/a/.nianbao.yaml", 3, 1, "ignore", "没有规则")
OTHER = Fault("/a/own.yaml", 1, 1, "", "读不了规则文件")


def test_each_fault_is_news_once_and_goes_with_the_last_that_meets_it() -> None:
    faults = ConfigFaults()
    assert faults.update("甲", (ONE,)) == ({"/a/.nianbao.yaml": (ONE,)}, ONE)
    assert faults.update("甲", (ONE,)) == ({}, None)
    assert faults.update("乙", (ONE, OTHER)) == ({"/a/own.yaml": (OTHER,)}, OTHER)
    assert faults.update("甲", ()) == ({}, None)
    assert faults.update("乙", (OTHER,)) == ({"/a/.nianbao.yaml": ()}, None)
    assert faults.update("乙", ()) == ({"/a/own.yaml": ()}, None)
    assert faults.update("乙", (ONE,)) == ({"/a/.nianbao.yaml": (ONE,)}, ONE)

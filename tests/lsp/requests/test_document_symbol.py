"""The outline of a document and what folds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from lsprotocol import types

from linter.lsp.conversion.position import PositionCodec
from linter.lsp.requests.document_symbol import Node, folds, outline, symbols
from tests.corpus import example
from tests.lsp.checking import checked, fixture

TEXT = """\
云岭市临江区水务局2023年政府信息公开工作年度报告

一、总体情况
（一）主动公开情况
1.公开信息12条。
2.公开指南1份。
（二）监督保障情况
无。


六、其他需要报告的事项
无。
"""


def _tree(nodes: Iterable[Node], depth: int = 0) -> Iterator[str]:
    for node in nodes:
        yield "  " * depth + f"{node.name} {node.kind.name}"
        yield from _tree(node.children, depth + 1)


def test_reports_hold_sections_and_these_what_is_in_them() -> None:
    _, found = checked(TEXT)
    assert list(_tree(outline(found))) == [
        "云岭市临江区水务局2023年政府信息公开工作年度报告 Module",
        "  一、总体情况 Namespace",
        "    （一）主动公开情况 String",
        "      1.公开信息12条。 String",
        "      2.公开指南1份。 String",
        "    （二）监督保障情况 String",
        "  六、其他需要报告的事项 Namespace",
    ]


def test_stretches_fold_without_the_blank_lines_behind_them() -> None:
    _, found = checked(TEXT)
    assert [(fold.start_line, fold.end_line) for fold in folds(found)] == [
        (0, 11),
        (2, 7),
        (3, 5),
        (6, 7),
        (10, 11),
    ]


def test_a_file_of_two_reports_has_two_outlines_with_their_tables() -> None:
    _, found = checked(fixture(10))
    tree = list(_tree(outline(found)))
    assert [line.endswith("Module") for line in tree].count(True) == 2
    assert sum(line.endswith("Array") for line in tree) == sum(len(each.tables) for each in found.reports) > 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("seed", range(8))
def test_ranges_hold_what_is_in_them(seed: int, encoding: str) -> None:
    _, found = checked("𠮷\t𠮷\n" + example(seed).text)

    def held(symbol: types.DocumentSymbol) -> None:
        assert symbol.name.strip()
        assert "\n" not in symbol.name
        assert _inside(symbol.selection_range, symbol.range)
        for each in symbol.children or ():
            assert _inside(each.range, symbol.range)
            held(each)

    made = symbols(found, PositionCodec(encoding))
    assert made
    for each in made:
        held(each)


def _inside(one: types.Range, other: types.Range) -> bool:
    return other.start <= one.start and one.end <= other.end

from __future__ import annotations

import pytest

from linter.report.tables.joined_label import joined_label
from linter.report.tables.labels import LabelIndex
from linter.report.tables.table_cells import RawCell
from tests.samples.cells import read_cells
from tests.samples.layouts import FIGURE_WORDS

Indexes = dict[tuple[str, str], LabelIndex]


def cells(text: str) -> list[RawCell]:
    lines = text.replace("/", "\n")
    return read_cells(lines, 0, len(lines), FIGURE_WORDS)


@pytest.mark.parametrize(
    ("text", "start", "used", "key"),
    [
        ("行政规范/性文件/4", 0, 2, "normative_documents"),
        ("4/行政规范/性文件", 1, 2, "normative_documents"),
        ("行/政/规/范/性/文件", 0, 6, "normative_documents"),
        ("行/政/规/范/性/文/件", 0, 0, None),
        ("规章/行政规范", 0, 1, "regulations"),
        ("行政许可/行政处罚", 0, 1, "licensing"),
        ("行政规范/4/性文件", 0, 0, None),
        ("行政规范/性", 0, 0, None),
        ("性文件", 0, 0, None),
        ("4", 0, 0, None),
        (f"{'-' * 60}规章", 0, 1, "regulations"),
        (f"{'=' * 62}规章", 0, 1, "regulations"),
        (f"{'=' * 63}规章", 0, 0, None),
    ],
)
def test_the_cells_that_spell_a_label(
    indexes: Indexes, text: str, start: int, used: int, key: str | None
) -> None:
    found = joined_label(indexes["2021", "proactive"], cells(text), start)
    assert (found[0], [label.key for label in found[1]]) == (used, [key] if key else [])


def test_the_longest_of_several_labels_is_taken(indexes: Indexes) -> None:
    index = indexes["2021", "requests"]
    (longer,) = [words for words in index.cores if words.startswith("二部分公开") and len(words) > 12][:1]
    short = cells(f"（二）部分公开/{longer[5:]}/1".replace("（", "(").replace("）", ")"))
    used, (label,) = joined_label(index, short, 0)
    assert (used, label.key) == (2, "partly_granted")
    assert joined_label(index, short[:1], 0) == (1, (label,))

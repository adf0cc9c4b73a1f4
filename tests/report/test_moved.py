"""Reports moved with their text."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.report.moved import moved_report
from linter.rulebook import Rulebook
from linter.text.source import Source

FIXTURES = sorted(
    path for path in (Path(__file__).parents[2] / "fixtures").iterdir() if path.suffix in (".txt", ".md")
)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_moved_report_is_the_one_that_is_read_there(path: Path, book: Rulebook) -> None:
    text = path.read_bytes().decode("gb18030" if "gb18030" in path.name else "utf-8")
    for report in book.parser.parse(Source("甲.txt", text), fragments=True):
        (below,) = (
            other
            for other in book.parser.parse(Source("甲.txt", "\n" * 7 + text), fragments=True)
            if other.number == report.number
        )
        assert moved_report(report, 7) == below


def test_a_report_that_stays_is_the_same(book: Rulebook) -> None:
    (report,) = book.parser.parse(Source("甲.txt", FIXTURES[1].read_text(encoding="utf-8")))
    assert moved_report(report, 0) is report

"""A file with thousands of findings in one line takes as long for each as one with few."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from lsprotocol import types

from linter.app import file_settings
from linter.app.check_document import CheckedFile, check_document
from linter.documents import open_document
from linter.lsp.conversion.position import PositionCodec
from linter.output.formats import FORMATS
from linter.output.page.file_view import sheet
from linter.output.style import plain
from linter.rulebook import Rulebook
from linter.settings import Settings
from tests.samples.examples import report

REPORT = report()
FEW, MANY = 1500, 6000
MOST = 9  # times as long for four times as much: 4 where it is linear, 16 where it is quadratic


def checked(book: Rulebook, count: int) -> CheckedFile:
    words = "".join(f"其中其中公开信息第{number}条。" for number in range(count))
    at = REPORT.index("二、")
    text = f"{REPORT[:at]}{words}\n{REPORT[at:]}"
    document = open_document(text.encode(), "a.txt")
    return check_document(document, book, file_settings.FileSettings(Settings()))


def seconds(action: Callable[[], object]) -> float:
    """The least processor time of three tries."""
    times = []
    for _ in range(3):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def test_checking_grows_with_the_text(book: Rulebook) -> None:
    assert len(checked(book, FEW).diagnostics) >= FEW
    assert seconds(lambda: checked(book, MANY)) < MOST * seconds(lambda: checked(book, FEW))


@pytest.fixture(scope="module")
def both(book: Rulebook) -> tuple[CheckedFile, CheckedFile]:
    return checked(book, FEW), checked(book, MANY)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_each_format_grows_with_the_findings(name: str, both: tuple[CheckedFile, CheckedFile]) -> None:
    few, many = (
        seconds(lambda one=one: FORMATS[name].part(one.source, one.diagnostics, plain))  # type: ignore[misc]
        for one in both
    )
    assert many < MOST * few


def test_the_page_grows_with_the_findings(both: tuple[CheckedFile, CheckedFile]) -> None:
    few, many = (seconds(lambda one=one: sheet(one.source, (), one.diagnostics)) for one in both)  # type: ignore[misc]
    assert many < MOST * few


@pytest.mark.parametrize("name", list(types.PositionEncodingKind))
def test_positions_for_editors_grow_with_the_findings(
    name: types.PositionEncodingKind, both: tuple[CheckedFile, CheckedFile]
) -> None:
    codec = PositionCodec(name)
    few, many = (
        seconds(lambda one=one: [codec.range(one.source, each.span) for each in one.diagnostics])  # type: ignore[misc]
        for one in both
    )
    assert many < MOST * few


def test_characters_of_two_units_count_twice() -> None:
    source = open_document("a𠮷b\n𠮷𠮷c".encode(), "a.txt").source
    codec = PositionCodec()
    ends = [codec.range(source, type(source.line_span(1))(at, at)).start for at in range(8)]
    assert [(each.line, each.character) for each in ends] == [
        (0, 0),
        (0, 1),
        (0, 3),
        (0, 4),
        (1, 0),
        (1, 2),
        (1, 4),
        (1, 5),
    ]

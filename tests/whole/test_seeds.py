"""Real documents with the truth about them; they are not part of this project and may be absent."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from linter.checks.base import Context, ProseCheck
from linter.documents import open_document
from linter.report.model import Report
from linter.rulebook import Rulebook
from linter.text.source import Source
from tests.linting import Result, lint, read

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SCRIPT = SHARED / "tools" / "check_seeds.py"
TRUTH = SHARED / "seeds" / "truth.json"

pytestmark = pytest.mark.skipif(
    not (SCRIPT.is_file() and TRUTH.is_file()),
    reason="the sample documents and their truth are not beside the checkout (../shared)",
)

_NEVER = ("N", "H", "X605", "X606", "C202", "C203", "C204", "C205")


class Judged(NamedTuple):
    """A document, what was found in it, and the rows and year of each report in it."""

    name: str
    result: Result
    reports: tuple[tuple[range, int | None], ...]


@pytest.fixture(scope="module")
def documents(book: Rulebook) -> list[Judged]:
    """Every sample document, checked."""
    reports = json.loads(TRUTH.read_text(encoding="utf-8"))["reports"]
    names = sorted({one["filename"] for one in reports})
    return [
        Judged(
            name,
            lint(open_document((TRUTH.parent / name).read_bytes(), name), book),
            tuple(
                (range(one["rows"][0], one["rows"][1] + 1), one["year"])
                for one in reports
                if one["filename"] == name
            ),
        )
        for name in names
    ]


def rows(judged: Judged) -> Iterator[tuple[int, str]]:
    """Row and code of each finding."""
    for found in judged.result.diagnostics:
        yield judged.result.source.row(found.span.start), found.code


def test_extract_and_check_agree_with_the_truth() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), f"{sys.executable} -m linter"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("seeds: ")


def test_what_never_is_there(documents: list[Judged]) -> None:
    assert documents
    for judged in documents:
        assert [code for _, code in rows(judged) if code.startswith(_NEVER)] == []


def test_headings_of_reports_before_2019_are_not_outdated(documents: list[Judged]) -> None:
    old = [
        (judged, lines)
        for judged in documents
        for lines, year in judged.reports
        if year is not None and year < 2019
    ]
    assert old
    for judged, lines in old:
        assert [row for row, code in rows(judged) if code == "S104" and row in lines] == []


def test_what_stands_between_two_reports_is_left_alone(documents: list[Judged]) -> None:
    first = next(judged for judged in documents if judged.name.startswith("000_"))
    assert first.result.source.rows > 404
    assert [(row, code) for row, code in rows(first) if 398 <= row <= 404] == []


# The sums, shares and counts of the documents' prose that can be checked: document, row, rule, figure.
CHECKABLE = """\
000 6 X606 1160名
000 64 X606 472条
000 410 X606 14条
000 557 X601 17宗
000 784 X605 57.3%
000 784 X605 9%
000 784 X605 26.2%
000 784 X605 3.9%
000 784 X605 3.5%
000 784 X606 43174宗
000 790 X606 15000余条
001 29 X605 98.2%
001 29 X605 99.9%
001 35 X606 144个
002 16 X602 0件
003 29 X606 3709項
003 51 X605 87.64%
003 51 X605 70.42%
003 57 X606 121.1萬條
003 59 X606 6.4萬余條
003 63 X606 900余場
003 65 X606 64.66萬卷
003 71 X605 81.01%
003 71 X605 12.03%
003 71 X605 5.38%
003 71 X605 1.58%
004 12 X606 193条
004 12 X606 419条
004 62 X605 100%
004 80 X605 100%
004 88 X605 99.99%
004 88 X605 99.7%
004 92 X605 99.99%
004 124 X606 27件
"""


def test_the_checkable_figures_of_the_prose_are_judged_right(book: Rulebook) -> None:
    judged = {
        f"{path.name[:3]} {source.row(one.span.start)} {rule.code} {source.slice(one.span)}": one.finding
        for path in sorted(TRUTH.parent.glob("*.txt"))
        for source, report in reports_of(path, book)
        for context in [
            Context(source, report, book.lexicon.generation(report.year), book.lexicon, book.domain)
        ]
        for rule in book.rules_for(report.generation)
        if isinstance(rule.check, ProseCheck)
        for one in rule.check.judged(context)
    }
    assert [one for one in CHECKABLE.splitlines() if one not in judged] == []
    assert [one for one, finding in judged.items() if finding is not None] == []


def reports_of(path: Path, book: Rulebook) -> Iterator[tuple[Source, Report]]:
    """The text of a document with each report in it."""
    source, reports = read(open_document(path.read_bytes(), path.name), book)
    yield from ((source, report) for report in reports)

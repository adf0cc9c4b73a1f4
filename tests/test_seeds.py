"""Real documents with the truth about them; they are not part of this project and may be absent."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from linter.lint import Result, lint
from linter.rulebook import Rulebook

ROOT = Path(__file__).parents[1]
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
            lint((TRUTH.parent / name).read_bytes(), name, book),
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

"""Whole reports beside their expected findings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linter.documents import open_document
from linter.rulebook import Rulebook
from tests.linting import lint

FOLDER = Path(__file__).parents[2] / "fixtures"
REPORTS = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".md"))
Row = tuple[int, str, str]


def expected(path: Path) -> list[Row]:
    """Row, code and severity of each finding that the file beside a report lists."""
    listed = json.loads(path.with_name(f"{path.stem}.expected.json").read_text(encoding="utf-8"))
    assert set(listed) == {"findings"}
    return sorted((one["row"], one["code"], one["severity"]) for one in listed["findings"])


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_findings_are_those_beside_the_report(path: Path, book: Rulebook) -> None:
    result = lint(open_document(path.read_bytes(), path.name), book)
    found = sorted(
        (result.source.row(one.span.start), one.code, one.severity.value) for one in result.diagnostics
    )
    assert found == expected(path)


def test_every_report_has_its_expectation() -> None:
    lists = {path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.expected.json")}
    assert lists == {path.stem for path in REPORTS}
    assert len(REPORTS) >= 12


def test_fixtures_are_clean_and_broken_and_of_every_generation(book: Rulebook) -> None:
    clean = [path for path in REPORTS if all(severity == "info" for _, _, severity in expected(path))]
    assert 4 <= len(clean) <= len(REPORTS) - 4
    years = {int(path.stem[-4:]) for path in REPORTS if path.stem[-4:].isdecimal()}
    generations = {found.key for year in years if (found := book.lexicon.generation(year))}
    assert generations == {"2008", "2019", "2021"}

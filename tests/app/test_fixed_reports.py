"""Properties of fixing: nothing is lost, nothing is added, and fixing twice is fixing once.

What a file says is compared by this test's own means, not by those with which fixing guards itself.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linter.app.check_document import CheckedFile, check_document
from linter.app.file_settings import FileSettings
from linter.app.fixer import FixResult, fix_document
from linter.documents import Document, open_document
from linter.report.tables.table import Cell
from linter.rulebook import Rulebook, load
from linter.settings import Settings
from linter.text.source import Source
from tests.corpus import MUTATIONS, build, encode, example, random_style, render
from tests.corpus.sweep import ENCODINGS
from tests.linting import read

EXAMPLES = int(os.environ.get("NIANBAO_EXAMPLES", "25"))
SEEDS = st.integers(0, 2**32 - 1)
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FOLDER = Path(__file__).parents[2] / "fixtures"
FIXTURES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".md"))
PARTIAL = {"T403", "T404"}
"""Rules whose fix may mend some of the places of a finding and leave the others."""

_EVERYTHING = Settings()


@cache
def book() -> Rulebook:
    """The built-in rules; no fixture, for hypothesis prints the arguments of what fails."""
    return load()


class Fixed:
    """A file before and after fixing, with every text that was checked on the way."""

    def __init__(
        self, data: bytes, *, unsafe: bool, name: str = "a.txt", chosen: Settings = _EVERYTHING
    ) -> None:
        self.name, self.before, self.looks, self.chosen = name, data, list[CheckedFile](), chosen
        self.mended: FixResult = fix_document(open_document(data, name), self._look, unsafe=unsafe)
        self.after = self.mended.data
        self.first = self.looks[0]

    def _look(self, document: Document) -> CheckedFile:
        settings = FileSettings(self.chosen)
        self.looks.append(check_document(document, book(), settings, keep_contents=True))
        return self.looks[-1]

    def said(self, data: bytes) -> tuple[list[str | None], list[Cell]]:
        """The sections of a file by key, and the cells of its tables."""
        _, reports = read(open_document(data, self.name), book())
        sections = [section.key for report in reports for section in report.sections]
        return sections, [cell for report in reports for table in report.tables for cell in table.cells]

    def untouched(self) -> Iterator[str]:
        """The rows of the original, line ends included, that no applied fix has to do with."""
        touched = set[str]()
        for found in self.mended.applied:
            source = next(look.source for look in self.looks if found in look.diagnostics)
            assert found.fix is not None
            for edit in found.fix.edits:
                rows = range(source.row(edit.span.start), source.row(edit.span.end) + 1)
                touched.update(source.line(row) for row in rows)
        source = self.first.source
        return (row for row in rows_of(source) if row.rstrip("\r\n") not in touched)


def rows_of(source: Source) -> list[str]:
    """The rows of a text with their line ends."""
    ends = (*source.line_starts[1:], len(source.text))
    return [source.text[start:end] for start, end in zip(source.line_starts, ends, strict=True)]


def assert_loses_nothing(fixed: Fixed, *, unsafe: bool) -> None:
    """Sections, figures and every row that was not edited are as they were."""
    (sections, cells), (now_sections, now_cells) = fixed.said(fixed.before), fixed.said(fixed.after)
    assert now_sections == sections
    assert len(now_cells) == len(cells)
    for cell, now in zip(cells, now_cells, strict=True):
        if unsafe and cell.figure.blank and now.figure.value == 0:
            assert now.figure.raw == "0"
        else:
            assert (now.figure, now.row_key, now.column_key) == (cell.figure, cell.row_key, cell.column_key)
    rest = iter(rows_of(fixed.mended.after.source))
    for row in fixed.untouched():
        assert row in rest, "a row that no fix has to do with is gone or changed"
    source, now_source = fixed.first.source, fixed.mended.after.source
    assert (now_source.encoding, now_source.bom) == (source.encoding, source.bom)
    if not fixed.mended.applied:
        assert fixed.after == fixed.before


def assert_removes_what_it_claims(fixed: Fixed) -> None:
    """Findings are gone one for each applied fix, and none is new."""
    had = Counter(found.code for found in fixed.first.diagnostics)
    has = Counter(found.code for found in fixed.mended.after.diagnostics)
    fixes = Counter(found.code for found in fixed.mended.applied)
    for code in PARTIAL & has.keys() & fixes.keys():
        assert all(found.fix is None for found in fixed.mended.after.diagnostics if found.code == code)
        has[code] = max(0, had[code] - fixes[code])
    assert +has == had - fixes
    assert fixed.mended.refused == ()


def assert_idempotent(fixed: Fixed, *, unsafe: bool) -> None:
    """Fixing what is fixed changes nothing."""
    again = Fixed(fixed.after, unsafe=unsafe, name=fixed.name)
    assert (again.after, again.mended.applied) == (fixed.after, ())


def assert_sound(data: bytes, *, unsafe: bool, name: str = "a.txt") -> None:
    """All of the above."""
    fixed = Fixed(data, unsafe=unsafe, name=name)
    assert_loses_nothing(fixed, unsafe=unsafe)
    assert_removes_what_it_claims(fixed)
    assert_idempotent(fixed, unsafe=unsafe)


@many
@given(SEEDS, st.booleans())
def test_fixing_a_valid_report_is_sound(seed: int, unsafe: bool) -> None:
    assert_sound(encode(example(seed).text, ENCODINGS[seed % len(ENCODINGS)]), unsafe=unsafe)


@many
@given(st.sampled_from(sorted(MUTATIONS)), SEEDS, st.booleans())
def test_fixing_a_report_with_a_fault_is_sound(name: str, seed: int, unsafe: bool) -> None:
    assert_sound(MUTATIONS[name](random.Random(seed)).data, unsafe=unsafe)


FIXABLE = sorted(
    name
    for name in MUTATIONS
    # where all that follow are shifted, something may be missing: nobody renumbers that by rule
    if name[:4] in {"S103", "S106", "C203", "C206", "T403", "G801", "G803"} and "shift" not in name
)


@settings(parent=many, max_examples=max(1, EXAMPLES // 2))
@given(st.sampled_from(FIXABLE), SEEDS)
def test_a_fault_that_a_safe_fix_mends_is_no_more(name: str, seed: int) -> None:
    mutant = MUTATIONS[name](random.Random(seed))
    fixed = Fixed(mutant.data, unsafe=False)
    codes = {found.code for found in fixed.mended.applied} - {"G803"}  # of the style, not of the fault
    assert codes == {expected.code for expected in mutant.expected if expected.code == name[:4]} - {"G803"}
    assert name[:4] not in {found.code for found in fixed.mended.after.diagnostics}


@settings(parent=many, max_examples=max(1, EXAMPLES // 2))
@given(SEEDS)
def test_a_report_in_half_width_gets_wide_punctuation_and_no_other_word(seed: int) -> None:
    rng = random.Random(seed)
    text = render(build(rng), replace(random_style(rng), half=True)).text
    assert_sound(text.encode(), unsafe=False)
    fixed = Fixed(text.encode(), unsafe=False, chosen=Settings(select=("G803",)))
    assert {found.code for found in fixed.mended.applied} == {"G803"}
    assert (fixed.mended.after.diagnostics, fixed.mended.refused) == ((), ())
    before, after = fixed.first.source.normalized, fixed.mended.after.source.normalized
    assert "".join(after.split()) == "".join(before.split())


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_fixing_a_fixture_is_sound(path: Path, unsafe: bool) -> None:
    assert_sound(path.read_bytes(), unsafe=unsafe, name=path.name)


@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r", "mixed"])
@pytest.mark.parametrize("encoding", [*ENCODINGS, "utf-16-be", "utf-32"])
def test_encoding_mark_and_line_ends_are_no_matter(encoding: str, eol: str) -> None:
    rng = random.Random(f"{encoding} {eol}")
    text = render(build(rng), replace(random_style(rng), eol="\n", before=False, after=False)).text
    text += "依据（临江办发[2023]12号）和《关于印发《临江区工作规则》的通知》编制。\n"
    ends = ("\n", "\r\n", "\r") if eol == "mixed" else (eol,)
    text = "".join(row + rng.choice(ends) for row in text.splitlines())
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    data = (mark + text).encode(encoding)
    fixed = Fixed(data, unsafe=False, chosen=Settings(ignore=("G803",)))
    assert_loses_nothing(fixed, unsafe=False)
    assert {"C203", "C206"} <= {found.code for found in fixed.mended.applied}
    wanted = text.replace("[2023]12", "〔2023〕12").replace("《临江区工作规则》", "〈临江区工作规则〉")
    assert fixed.mended.after.source.text == wanted

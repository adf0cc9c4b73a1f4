"""What an editor asks for beside findings: documents, sections, periods, sentences, identities."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linter.app.editor.analysis import Analysis, analyze
from linter.app.editor.documents import document_references, known_documents, replacement
from linter.app.editor.identities import Verdict, judged_identities
from linter.app.editor.periods import report_periods
from linter.app.editor.sections import WordingMatch, report_sections, required_sections
from linter.app.editor.sentences import YEAR, required_sentences
from linter.app.editor.settings_cache import SettingsCache
from linter.app.editor.suppression import config_for, place_of, suppress
from linter.app.editor.workspace import analyze_file, workspace_paths
from linter.text.edits import apply_edits
from tests.lsp.checking import fixture


@pytest.fixture(scope="module")
def clean() -> Analysis:
    """The analysis of a report for 2023 without findings."""
    return analyze(fixture(1), SettingsCache().settings_for("/nowhere/甲.txt"))


def test_known_documents_are_seen_from_a_year(clean: Analysis) -> None:
    def in_force(year: int | None) -> dict[str, bool]:
        return {each.number: each.in_force for each in known_documents(clean.book, year)}

    assert in_force(2018)["国务院令第492号"]
    assert not in_force(2023)["国务院令第492号"]
    assert all(in_force(None).values())


def test_references_and_replacements_are_known_documents(clean: Analysis) -> None:
    numbers = {each.number for each in known_documents(clean.book, 2023)}
    found = list(document_references(clean))
    assert found
    assert {each.number for reference in found for each in reference.documents} <= numbers
    [report] = clean.reports
    instead = replacement(clean, report, "国办公开办函〔2019〕60号")
    assert instead is not None
    assert instead.number == "国办公开办函〔2021〕30号"
    assert replacement(clean, report, "国办公开办函〔2021〕30号") is None


def test_sections_of_a_clean_report_are_the_required_ones(clean: Analysis) -> None:
    [report] = clean.reports
    sections = list(report_sections(clean, report))
    assert {each.wording for each in sections} == {WordingMatch.OFFICIAL}
    wanted = [each.heading for each in required_sections(sections[0].generation)]
    assert [each.heading for each in sections] == wanted
    assert [each.number for each in sections] == list(range(1, sections[0].required_count + 1))


def test_a_period_may_be_shorter_only_in_the_year_of_the_new_regulation(clean: Analysis) -> None:
    [report] = clean.reports
    stated = list(report_periods(clean, report))
    assert stated
    assert {each.period.start for each in stated} == {date(2023, 1, 1)}
    assert not any(each.may_be_shorter for each in stated)


def test_a_sentence_keeps_its_year_field_only_without_a_year(clean: Analysis) -> None:
    dated, open_ones = (list(required_sentences(clean.book, year)) for year in (2023, None))
    assert not any(each.has_year_field or YEAR in each.text for each in dated)
    assert any(each.has_year_field for each in open_ones)
    assert all(each.has_year_field == (YEAR in each.text) for each in open_ones)


def test_identities_of_a_clean_report_hold(clean: Analysis) -> None:
    [report] = clean.reports
    judged = [
        each
        for table in report.tables
        for cell in table.cell.values()
        for each in judged_identities(clean, report, table, cell.row_key, cell.column_key)
    ]
    assert judged
    assert {each.verdict for each in judged} <= {Verdict.HOLDS, Verdict.UNDECIDABLE}
    assert all(each.difference in (0, None) for each in judged)


def test_a_suppression_is_added_to_the_text_that_is_open(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    found = analyze(fixture(1).replace("2023年", "2022年", 1), SettingsCache().settings_for(str(path)))
    finding = found.diagnostics[0]
    config = config_for(str(path), [str(tmp_path)])
    assert config == str(tmp_path / ".nianbao.yaml")
    added = suppress(finding, place_of(found, finding), str(path), config, "# 说明\n")
    written = apply_edits(added.text or "", added.edits)
    assert written.startswith("# 说明\n")
    assert f"code: {finding.code}" in written
    assert written[added.reason - 1 : added.reason + 1] == '""'
    assert suppress(finding, place_of(found, finding), str(path), config, None).text is None


def test_a_file_on_disk_is_analyzed_unless_its_result_is_known(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.write_text(fixture(1), encoding="utf-8")
    (tmp_path / "乙.bin").write_bytes(b"")
    assert workspace_paths([str(tmp_path), str(tmp_path)], {".txt"}) == [str(path)]
    cache = SettingsCache()
    first = analyze_file(str(path), cache, None)
    assert first.analysis is not None
    assert first.analysis.reports
    assert analyze_file(str(path), cache, first.result_id).analysis is None
    missing = analyze_file(str(tmp_path / "没有.txt"), cache, None)
    assert missing.failure is not None

"""H703: what the sums of units show of a consolidated report, as findings of its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from linter.app.audit.inventory import Entry
from linter.app.audit.review import count_rows, finding_row
from linter.app.audit.rollup import JudgedTotal
from linter.app.audit.zip_archive import ArchiveError
from linter.app.file_settings import FileSettings
from linter.app.filtering import FindingPlaces, filter_findings
from linter.app.item import Item
from linter.documents import ReadError, open_document
from linter.lint import check_sums, read_reports
from linter.output.audit.model import Counts, FindingRow
from linter.rulebook import Rulebook

SumFindings = Mapping[str, tuple[tuple[FindingRow, ...], Counts]]
"""The findings of consolidated reports by the name of their file, with their counts."""


def sum_findings(
    judged: Iterable[JudgedTotal],
    files: Mapping[str, tuple[Entry, Item, Rulebook]],
    default: FileSettings,
) -> SumFindings:
    """What the rules on sums find in each file. `files` has of each what it is read by; `default` are the
    settings of those without their own."""
    found: dict[str, tuple[tuple[FindingRow, ...], Counts]] = {}
    for each in judged:
        entry, item, book = files[each.file]
        settings = item.file_settings or default
        try:
            document = open_document(entry.read(), item.name)
            reports = list(read_reports(document, book, settings.for_file(named=item.named).settings))
        except (OSError, ReadError, ArchiveError):  # it was read a moment ago
            continue
        if each.report > len(reports):
            continue
        result = check_sums(document.source, reports[each.report - 1], book, settings.settings, each.sums)
        places = FindingPlaces()
        places.add(result)
        filtered = filter_findings(
            document.source, result.diagnostics, settings, places if settings.needs_places else None
        )
        counts = count_rows(
            [(one.code, one.severity) for one in filtered.shown],
            settings.fail_on,
            filtered.suppressed,
            filtered.baselined,
        )
        rows = tuple(finding_row(document.source, one) for one in filtered.shown)
        found[each.file] = rows, counts
    return found

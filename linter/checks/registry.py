"""All kinds of check, by the word that a rule names them with."""

from __future__ import annotations

from collections.abc import Mapping

from linter.checks.base import AnyCheck
from linter.checks.citations import citations, document_titles, documents
from linter.checks.identities import identities
from linter.checks.period import periods
from linter.checks.previous import carry_over, copied_text, sudden_change
from linter.checks.prose import breakdown, fees, percentages, stale_year, stated_counts
from linter.checks.structure import (
    headings,
    numbering,
    report_title,
    required_topics,
    section_order,
    sections,
)
from linter.checks.tables import figures, tables
from linter.checks.text import file_checks, page_residue, publication, punctuation, wording

KINDS: Mapping[str, type[AnyCheck]] = {
    **report_title.KINDS,
    **sections.KINDS,
    **required_topics.KINDS,
    **section_order.KINDS,
    **headings.KINDS,
    **numbering.KINDS,
    **citations.KINDS,
    **documents.KINDS,
    **document_titles.KINDS,
    **periods.KINDS,
    **tables.KINDS,
    **figures.KINDS,
    **identities.KINDS,
    **fees.KINDS,
    **page_residue.KINDS,
    **publication.KINDS,
    **punctuation.KINDS,
    **wording.KINDS,
    **stated_counts.KINDS,
    **breakdown.KINDS,
    **percentages.KINDS,
    **stale_year.KINDS,
    **file_checks.KINDS,
    **carry_over.KINDS,
    **copied_text.KINDS,
    **sudden_change.KINDS,
}

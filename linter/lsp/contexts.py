"""The reports of a document, each as a check sees it."""

from __future__ import annotations

from collections.abc import Iterator

from linter.checks.base import Context
from linter.lsp.analysis import Checked


def contexts(checked: Checked) -> Iterator[Context]:
    """The reports in order, each with all that a check knows besides."""
    lexicon, domain = checked.book.lexicon, checked.book.domain
    return (
        Context(checked.source, report, lexicon.generation(report.year), lexicon, domain)
        for report in checked.reports
    )

"""Task: read out what the reports of a file say."""

from __future__ import annotations

from typing import NamedTuple

from linter.app.item import Item
from linter.app.outcome import Outcome
from linter.documents import open_document
from linter.lint import read_reports
from linter.output.totals import Totals
from linter.rulebook import Rulebook
from linter.settings import Settings


class Extract(NamedTuple):
    """Read a file for the extract format called `form`: render its reports where that can be done file by
    file, else hand on what was read."""

    settings: Settings
    form: str

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """The reports of one file, which may be none."""
        from linter.output.extract_formats import EXTRACTS, Streamed  # what `check` does not need
        from linter.output.extract_model import record

        settings = item.file_settings.settings if item.file_settings else self.settings
        settings = settings._replace(fragments=item.named)
        document = open_document(data, item.name)
        records = tuple(record(document.source, each) for each in read_reports(document, book, settings))
        totals = Totals(files=1, reports=len(records))
        form = EXTRACTS[self.form]
        if isinstance(form, Streamed):
            return Outcome((form.part(records),), totals)
        return Outcome(totals=totals, extracts=records)

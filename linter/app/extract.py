"""Task: read out what the reports of a file say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from linter.app.item import Item
from linter.app.outcome import Outcome
from linter.documents import open_document
from linter.lint import read_reports
from linter.output.totals import Totals
from linter.rulebook import Rulebook
from linter.settings import Settings

if TYPE_CHECKING:
    from linter.output.extract_model import Record


class Extract(Struct, frozen=True):
    """Read a file for the extract format called `form`: render its reports where that can be done file by
    file, else hand on what was read."""

    settings: Settings
    form: str

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """The reports of one file, which may be none."""
        return self.show(self.find(data, item, book), item, book)

    def cache_key(self, item: Item) -> str:
        """What decides, besides file, rules and program, what is read."""
        return f"extract {self._for_file(item)!r}"

    def find(self, data: bytes, item: Item, book: Rulebook) -> tuple[Record, ...]:
        """The reports of one file as rows. Raises ReadError."""
        from linter.output.extract_model import record  # what `check` does not need

        document = open_document(data, item.name)
        reports = read_reports(document, book, self._for_file(item))
        return tuple(record(document.source, each) for each in reports)

    def show(self, found: tuple[Record, ...], item: Item, book: Rulebook) -> Outcome:
        """The reports of one file as its part of the output."""
        from linter.output.extract_formats import EXTRACTS, Streamed

        totals = Totals(files=1, reports=len(found))
        form = EXTRACTS[self.form]
        if isinstance(form, Streamed):
            return Outcome((form.part(found),), totals)
        return Outcome(totals=totals, extracts=found)

    def encode(self, found: tuple[Record, ...]) -> bytes:
        """The rows as bytes to keep."""
        from linter.app.result_cache.record_codec import encode

        return encode(found)

    def decode(self, kept: bytes, data: bytes, item: Item, book: Rulebook) -> tuple[Record, ...]:
        """What `encode` was given. Raises an exception for bytes that are damaged."""
        from linter.app.result_cache.record_codec import decode

        return decode(kept, item.name)

    def _for_file(self, item: Item) -> Settings:
        settings = item.file_settings.settings if item.file_settings else self.settings
        return replace(settings, fragments=item.named)

"""What a run can do with each file: check it, or extract what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linter.batch.choice import Choice
from linter.batch.item import Item, Outcome
from linter.batch.living import Places, sift
from linter.config import Settings
from linter.diagnostic import Severity
from linter.lint import lint, read
from linter.output.extracted import EXTRACTS
from linter.output.formats import FORMATS
from linter.output.paint import painter
from linter.output.totals import Totals, tally
from linter.rulebook import Rulebook

if TYPE_CHECKING:
    from linter.batch.previous import Shelf


class Check(NamedTuple):
    """Lint a file and render its findings in the output format called `form`; `previous` holds the
    reports of the year before, when they are to be compared."""

    settings: Settings
    form: str
    colour: bool = False
    counts_only: bool = False
    fail_on: Severity = Severity.ERROR
    previous: Shelf | None = None

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """The findings of one file; one met in a folder that is no report is passed over."""
        choice = item.choice or Choice(self.settings, self.fail_on)
        search = self.previous.search(data, item, book, choice.settings) if self.previous else None
        if choice.needs_places:
            places = Places()
            result = lint(data, item.name, book, choice.settings, search, places)
        else:
            places = None
            result = lint(data, item.name, book, choice.settings, search)
        if not result.reports and not item.named:
            return Outcome(totals=Totals(passed_over=1))
        notes = tuple(search.notes) if search else ()
        found, excused, baselined, record = sift(result, choice, places)
        totals = Totals(
            files=1,
            reports=result.reports,
            tallies=tally(found),
            compared=result.compared if search else None,
            failing=sum(choice.fail_on <= each.severity for each in found),
            excused=excused,
            baselined=baselined,
        )
        if self.counts_only or not found:
            return Outcome(totals=totals, notes=notes, record=record)
        text = FORMATS[self.form].part(result.source, found, painter(self.colour))
        return Outcome(text, totals, notes=notes, record=record)


class Extract(NamedTuple):
    """Read a file and render its reports in the extract format called `form`."""

    settings: Settings
    form: str

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """The reports of one file, which may be none."""
        settings = item.choice.settings if item.choice else self.settings
        source, reports = read(data, item.name, book, settings)
        return Outcome(EXTRACTS[self.form].part(source, reports), Totals(files=1, reports=len(reports)))

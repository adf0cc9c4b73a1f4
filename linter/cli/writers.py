"""The documents that `check` writes: each output format on its way from the first file to the last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from msgspec import Struct, field

from linter.app.outcome import Outcome, Part
from linter.app.rules import RuleDoc
from linter.cli.runner import Stream, write
from linter.output.failure import Failure
from linter.output.finding_rows import FindingSheet, Listed, Row, failure_row
from linter.output.formats import BOUND, FORMATS, LISTED, Format, statistics_of
from linter.output.style import painter
from linter.output.totals import Totals
from linter.output.whole_run import Bound, Sheet


class _Streamed(Stream):
    """A document in a format that is written as the files come."""

    form: Format = FORMATS["text"]
    colour: bool = False
    failures: list[Failure] = field(default_factory=list)

    def miss(self, failure: Failure) -> None:
        self.failures.append(failure)
        if self.form.missed is not None:
            self.add(self.form.missed(failure))

    def close(self, counts: Totals) -> None:
        if self.form.conclude is not None:
            self.out.write(self.form.conclude(self.failures))
        else:
            self.out.write(self.form.closing(counts, painter(self.colour)))


class _Bound(Struct):
    """A document in a format that is put together when all files are known."""

    out: TextIO
    form: Bound
    sheets: list[Sheet] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def add(self, part: Part) -> None:
        if isinstance(part, Sheet):
            self.sheets.append(part)

    def miss(self, failure: Failure) -> None:
        self.failures.append(failure.why)

    def close(self, counts: Totals) -> None:
        self.out.writelines(self.form.bind(self.sheets, self.failures, counts))


class _Listed(Struct):
    """A document with a row for each finding, in the order of the files."""

    out: TextIO
    form: Listed
    rows: list[Row] = field(default_factory=list)

    def add(self, part: Part) -> None:
        if isinstance(part, FindingSheet):
            self.rows += part.rows

    def miss(self, failure: Failure) -> None:
        self.rows.append(failure_row(failure))

    def close(self, counts: Totals) -> None:
        self.form.write(self.rows, self.out)


def write_all(
    streams: Sequence[TextIO],
    styles: Sequence[tuple[str, bool]],
    done: Iterable[Outcome],
    rules: Sequence[RuleDoc],
) -> Totals:
    """Write a document to each stream, in the format and with or without the colour of its style; the
    totals of the run. `rules` are those of the run."""
    documents = [
        open_document(stream, name, rules, colour)
        for stream, (name, colour) in zip(streams, styles, strict=True)
    ]
    counts = write(documents, done)
    for document in documents:
        document.close(counts)
    return counts


def write_statistics(
    streams: Sequence[TextIO], styles: Sequence[tuple[str, bool]], done: Iterable[Outcome]
) -> Totals:
    """Write only the counts of the run, in formats that `counts`; the totals."""
    counts = write((), done)
    for stream, (name, colour) in zip(streams, styles, strict=True):
        statistics = statistics_of(name)
        if statistics is not None:
            stream.write(statistics(counts, painter(colour)))
    return counts


def can_count(name: str) -> bool:
    """Whether a format has a way to say counts alone."""
    return statistics_of(name) is not None


def open_document(
    out: TextIO, name: str, rules: Sequence[RuleDoc], colour: bool = False
) -> _Streamed | _Bound | _Listed:
    """Begin a document in the format `name`, of a run with these rules."""
    if name in BOUND:
        return _Bound(out, BOUND[name])
    if name in LISTED:
        return _Listed(out, LISTED[name])
    form = FORMATS[name]
    out.write(form.open(rules))
    return _Streamed(out, form.separator, form=form, colour=colour)

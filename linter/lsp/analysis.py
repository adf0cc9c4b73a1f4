"""A document as it was checked: its text, the reports in it, what was found, and by which rules."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from linter.app.check import Check
from linter.app.file_names import is_titled
from linter.diagnostic import Diagnostic
from linter.documents import Document, ReadError, open_document
from linter.lint import Watcher
from linter.lsp.settings_cache import Terms
from linter.report.model import Report
from linter.rulebook import Rulebook
from linter.settings import Settings
from linter.text.source import Source

_HALVES = re.compile("[\ud800-\udfff]")


class Checked(NamedTuple):
    """What one version of a document says and what is wrong with it.

    `failure` tells why it could not be read; then there is no open document, no report and no finding.
    """

    source: Source
    data: bytes
    document: Document | None
    reports: tuple[Report, ...]
    diagnostics: tuple[Diagnostic, ...]
    terms: Terms
    failure: str | None = None

    @property
    def book(self) -> Rulebook:
        """The rules by which it was checked."""
        return self.terms.book


class OutdatedError(Exception):
    """A check was given up, for nobody wants it any more."""


def check(text: str, terms: Terms, *, wanted: Callable[[], bool] | None = None) -> Checked:
    """Check the text of a document. Raises OutdatedError when it is not `wanted` any more.

    An editor hands over text, whatever bytes the file has: how the file is encoded is not looked at.
    """
    return check_bytes(as_bytes(text), terms, wanted=wanted)


def check_bytes(data: bytes, terms: Terms, *, wanted: Callable[[], bool] | None = None) -> Checked:
    """Check the bytes of a file, as `check` does. One that is no report is told so only where it is
    called one: an editor opens many a README."""
    reports: list[Report] = []
    if wanted is not None and not wanted():
        raise OutdatedError
    try:
        document = open_document(data, terms.item.name)
        view = Check(Settings(), "text").look(document, terms.item, terms.book, _collector(reports, wanted))
    except ReadError as error:
        source = Source(terms.item.name, data.decode("utf-8-sig", "replace"))
        return Checked(source, data, None, (), (), terms, error.reason)
    found = view.result.diagnostics if reports or is_titled(terms.item.name) else ()
    return Checked(view.result.source, data, document, tuple(reports), found, terms)


def as_bytes(text: str) -> bytes:
    """A document's text as a file, with the mark that tells its encoding whatever a page declares. Half
    characters, which JSON can carry, become replacement characters, so that offsets stay."""
    return codecs.BOM_UTF8 + _HALVES.sub("\N{REPLACEMENT CHARACTER}", text).encode("utf-8")


def _collector(reports: list[Report], wanted: Callable[[], bool] | None) -> Watcher:
    def note(report: Report, _: Sequence[Diagnostic]) -> None:
        if wanted is not None and not wanted():
            raise OutdatedError
        reports.append(report)

    return note

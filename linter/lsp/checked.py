"""A document as it was checked: its text, the reports in it, what was found, and by which rules."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from linter.batch.tasks import Check
from linter.config import Settings
from linter.diagnostic import Diagnostic
from linter.lsp.desk import Terms
from linter.readers import ReadError
from linter.report.model import Report
from linter.rulebook import Rulebook
from linter.source import Source

_HALVES = re.compile("[\ud800-\udfff]")


class Checked(NamedTuple):
    """What one version of a document says and what is wrong with it.

    `failure` tells why it could not be read; then there are no reports and no findings.
    """

    source: Source
    data: bytes
    reports: tuple[Report, ...]
    diagnostics: tuple[Diagnostic, ...]
    terms: Terms
    failure: str | None = None

    @property
    def book(self) -> Rulebook:
        """The rules by which it was checked."""
        return self.terms.book


def check(text: str, terms: Terms, *, named: bool = True) -> Checked:
    """Check the text of a document; `named` tells that a person opened it, who is then told when it is no
    report.

    An editor hands over text, whatever bytes the file has: how the file is encoded is not looked at.
    """
    data = as_bytes(text)
    try:
        view = Check(Settings(), "text", keeps_reports=True).look(data, terms.item, terms.book)
    except ReadError as error:
        return Checked(Source(terms.item.name, text), data, (), (), terms, error.reason)
    found = view.result.diagnostics if view.reports or named else ()
    return Checked(view.result.source, data, view.reports, found, terms)


def as_bytes(text: str) -> bytes:
    """A document's text as a file, with the mark that tells its encoding whatever a page declares. Half
    characters, which JSON can carry, become replacement characters, so that offsets stay."""
    return codecs.BOM_UTF8 + _HALVES.sub("\N{REPLACEMENT CHARACTER}", text).encode("utf-8")

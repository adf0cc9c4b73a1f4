"""The analysis of one version of a document: its text, its reports and its findings."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

from linter.app import file_settings as app
from linter.app.check_document import CheckCancelled, check_document
from linter.app.editor.settings_cache import EditorSettings
from linter.app.file_names import is_titled
from linter.checks.base import Context
from linter.diagnostic import Diagnostic
from linter.documents import Document, ReadError, open_document
from linter.report.model import Report
from linter.rulebook import Rulebook
from linter.settings import Settings
from linter.text.source import Source

_SURROGATE = re.compile("[\ud800-\udfff]")


class Analysis(NamedTuple):
    """The reports and findings of one version of a document.

    `failure` says why the document could not be read; then there is no document, report or finding.
    """

    source: Source
    data: bytes
    document: Document | None
    reports: tuple[Report, ...]
    diagnostics: tuple[Diagnostic, ...]
    settings: EditorSettings
    failure: str | None = None

    @property
    def book(self) -> Rulebook:
        """The rules that were applied."""
        return self.settings.book

    def context(self, report: Report) -> Context:
        """What the checks of one of the reports are given."""
        lexicon, domain = self.book.lexicon, self.book.domain
        return Context(self.source, report, lexicon.generation_called(report.generation), lexicon, domain)


class OutdatedError(Exception):
    """The analysis was stopped because its result is no longer needed."""


def analyze(text: str, settings: EditorSettings, *, wanted: Callable[[], bool] | None = None) -> Analysis:
    """Analyze the text of a document. Raises OutdatedError once `wanted` returns False.

    Editors send text, so the encoding of the file on disk is not checked.
    """
    return analyze_bytes(encode(text), settings, wanted=wanted)


def analyze_bytes(
    data: bytes, settings: EditorSettings, *, wanted: Callable[[], bool] | None = None
) -> Analysis:
    """Analyze the bytes of a file. Raises OutdatedError once `wanted` returns False.

    A file without a report has findings only when its name is a report's title: editors open README files.
    """
    if wanted is not None and not wanted():
        raise OutdatedError
    try:
        document = open_document(data, settings.item.name)
        checked = check_document(
            document,
            settings.book,
            as_text(settings.item.file_settings),
            keep_reports=True,
            cancelled=None if wanted is None else lambda: not wanted(),
        )
    except ReadError as error:
        source = Source(settings.item.name, data.decode("utf-8-sig", "replace"))
        return Analysis(source, data, None, (), (), settings, error.reason)
    except CheckCancelled:
        raise OutdatedError from None
    found = checked.diagnostics if checked.reports or is_titled(settings.item.name, settings.book) else ()
    return Analysis(checked.source, data, document, checked.kept_reports, found, settings)


def as_text(file_settings: app.FileSettings | None) -> app.FileSettings:
    """The settings for a text that is open, and perhaps being written."""
    chosen = file_settings or app.FileSettings(Settings())
    return chosen._replace(settings=chosen.settings._replace(fragments=True, unfinished=True))


def encode(text: str) -> bytes:
    """A document's text as UTF-8 with a byte order mark, which overrides any charset declared in a page.

    Lone surrogates, which JSON can carry, become replacement characters, so that offsets stay.
    """
    return codecs.BOM_UTF8 + _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text).encode("utf-8")

"""The analysis of one version of a document: its text, its reports and its findings."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from linter.app import file_settings as app
from linter.app.check_document import check_document
from linter.app.editor import workspace_rules
from linter.app.editor.check_process import is_stopped
from linter.app.editor.settings_cache import EditorSettings
from linter.app.file_names import is_titled
from linter.app.item import Item
from linter.app.plan import Packs
from linter.checks.base import Context
from linter.diagnostic import Diagnostic
from linter.documents import Document, ReadError, open_document
from linter.documents.time_limit import Exhausted, watched
from linter.lint import CheckCancelled
from linter.memory import Memory
from linter.report.model import Report
from linter.rulebook import Rulebook
from linter.settings import Settings
from linter.text.source import Source

SECONDS = 30.0
"""How long the analysis of a file by the program's own rules may take."""

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


class _Found(NamedTuple):
    """The reports of a file and its findings."""

    reports: tuple[Report, ...]
    diagnostics: tuple[Diagnostic, ...]


class OutdatedError(Exception):
    """The analysis was stopped because its result is no longer needed."""


def analyze(
    text: str,
    settings: EditorSettings,
    *,
    wanted: Callable[[], bool] | None = None,
    memory: Memory | None = None,
) -> Analysis:
    """Analyze the text of a document. Raises what analyze_bytes raises.

    Editors send text, so the encoding of the file on disk is not checked.
    """
    return analyze_bytes(encode(text), settings, wanted=wanted, memory=memory)


def analyze_bytes(
    data: bytes,
    settings: EditorSettings,
    *,
    wanted: Callable[[], bool] | None = None,
    memory: Memory | None = None,
) -> Analysis:
    """Analyze the bytes of a file. Raises OutdatedError once `wanted` returns False, and RuleError when the
    rules of the workspace are too slow for it; then the file has other settings from now on.

    What `memory` kept of the text before is used again where it has not changed.

    A file without a report has findings only when its name is a report's title: editors open README files.
    """
    if wanted is not None and not wanted():
        raise OutdatedError
    name, cancelled = settings.item.name, None if wanted is None else lambda: not wanted()
    try:
        with watched(SECONDS):
            document = open_document(data, name)
            if settings.workspace_rules is None:
                found = _find(document, settings.item, settings.book, cancelled, memory)
    except ReadError as error:
        return _failed(data, settings, error.reason)
    except Exhausted:
        return _failed(data, settings, f"{SECONDS:.0f} 秒没有检查完，或者占用的内存太多")
    except CheckCancelled:
        raise OutdatedError from None
    if settings.workspace_rules is not None:
        packs = settings.packs
        try:
            answer = settings.workspace_rules.run(packs, wanted, _find_in_process, data, settings.item, packs)
        except CheckCancelled:
            raise OutdatedError from None
        if isinstance(answer, str):
            return _failed(data, settings, answer)
        found = answer
    return Analysis(document.source, data, document, *found, settings)


def _find(
    document: Document,
    item: Item,
    book: Rulebook,
    cancelled: Callable[[], bool] | None = None,
    memory: Memory | None = None,
) -> _Found:
    settings = as_text(item.file_settings)
    checked = check_document(document, book, settings, keep_reports=True, cancelled=cancelled, memory=memory)
    shown = checked.diagnostics if checked.reports or is_titled(item.name, book) else ()
    return _Found(checked.kept_reports, shown)


def _find_in_process(data: bytes, item: Item, packs: Packs) -> _Found | str:
    """What is found, or why the file cannot be read."""
    try:
        document, book = open_document(data, item.name), workspace_rules.book(packs)
        return _find(document, item, book, is_stopped, workspace_rules.memory(item.name))
    except ReadError as error:
        return error.reason


def _failed(data: bytes, settings: EditorSettings, why: str) -> Analysis:
    source = Source(settings.item.name, data.decode("utf-8-sig", "replace"))
    return Analysis(source, data, None, (), (), settings, why)


def as_text(file_settings: app.FileSettings | None) -> app.FileSettings:
    """The settings for a text that is open, and perhaps being written."""
    chosen = file_settings or app.FileSettings(Settings())
    return replace(chosen, settings=replace(chosen.settings, fragments=True, unfinished=True))


def encode(text: str) -> bytes:
    """A document's text as UTF-8 with a byte order mark, which overrides any charset declared in a page.

    Lone surrogates, which JSON can carry, become replacement characters, so that offsets stay.
    """
    return codecs.BOM_UTF8 + _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text).encode("utf-8")

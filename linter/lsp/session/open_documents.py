"""The documents that the client has open, each analyzed again when it changes.

Analyses run in worker threads, so that requests are answered meanwhile and no document waits for another.
When the text changes, its analysis is dropped: before it starts, between two reports of the text, or when it
is done.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import ParamSpec, TypeVar

from msgspec import Struct, field

from linter.app.editor.analysis import Analysis, OutdatedError, analyze
from linter.app.editor.settings_cache import SettingsCache
from linter.app.rules import RuleError
from linter.lsp.session.workers import Workers
from linter.memory import Memory

_P = ParamSpec("_P")
_T = TypeVar("_T")

DEBOUNCE = 0.2
"""Seconds without a keystroke before a document is analyzed."""

TEXT_SUFFIXES = frozenset({".txt", ".md", ".html", ".htm"})
"""Suffixes of the files that editors show as text and this server checks."""


class OpenDocument(Struct):
    """An open document: its current text and its newest finished analysis."""

    uri: str
    path: str
    text: str
    version: int | None
    revision: int = 0  # counts the document's texts: versions need not increase
    analysis: Analysis | None = None
    analyzed_revision: int = -1
    pending: asyncio.Task[None] | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    memory: Memory = field(default_factory=Memory)  # of its parts, for the analysis that comes next
    closed: bool = False

    def result_id(self, analysis: Analysis) -> str:
        """The identifier of the findings of this text under these settings."""
        return f"{self.revision}.{analysis.settings.stamp}"


class OpenDocuments:
    """All open documents.

    `ready` is called with each document whose newest text has been analyzed, `failed` with the exception
    that ended an analysis.
    """

    def __init__(
        self,
        settings_cache: SettingsCache,
        ready: Callable[[OpenDocument], Awaitable[None]],
        failed: Callable[[Exception], None],
    ) -> None:
        self.settings_cache = settings_cache
        self._ready = ready
        self._failed = failed
        self._open: dict[str, OpenDocument] = {}
        self._workers = Workers()

    def get(self, uri: str) -> OpenDocument | None:
        """The open document with this URI."""
        return self._open.get(uri)

    def all(self) -> tuple[OpenDocument, ...]:
        """All open documents."""
        return tuple(self._open.values())

    def open(self, uri: str, path: str, text: str, version: int | None) -> OpenDocument:
        """Add a document and analyze it at once."""
        self.close(uri)
        document = self._open[uri] = OpenDocument(uri, path, text, version)
        self.schedule(document, 0)
        return document

    def change(self, uri: str, text: str, version: int | None) -> None:
        """Replace a document's text; it is analyzed unless it changes again soon."""
        document = self._open.get(uri)
        if document is not None:
            document.text, document.version = text, version
            document.revision += 1
            self.schedule(document, DEBOUNCE)

    def close(self, uri: str) -> OpenDocument | None:
        """Remove a document; its running analysis is dropped."""
        document = self._open.pop(uri, None)
        if document is not None:
            document.closed = True
            if document.pending is not None:
                document.pending.cancel()
            self.settings_cache.forget(document.path)
        return document

    def recheck(self) -> None:
        """Analyze all documents again, as rules or a config may have changed."""
        for document in self._open.values():
            self.schedule(document, 0)

    def schedule(self, document: OpenDocument, delay: float) -> None:
        """Analyze a document after `delay` seconds, replacing what was scheduled before."""
        if document.pending is not None:
            document.pending.cancel()
        document.pending = asyncio.ensure_future(self._analyze_after(document, delay))

    async def _analyze_after(self, document: OpenDocument, delay: float) -> None:
        await asyncio.sleep(delay)
        document.pending = None  # from here on a keystroke does not cancel the task: its result is dropped
        try:
            async with document.lock:
                if not await self._analyze(document):
                    return
            await self._ready(document)
        except Exception as error:  # noqa: BLE001 - nobody awaits this task
            self._failed(error)

    async def current(self, document: OpenDocument) -> Analysis:
        """The analysis of a document's newest text under its current settings."""
        async with document.lock:
            while not await self._analyze(document):
                pass
            assert document.analysis is not None
            return document.analysis

    async def _analyze(self, document: OpenDocument) -> bool:
        """Analyze a document unless that is done; False when its text has changed meanwhile.

        Raises CancelledError when it was closed meanwhile.
        """
        revision = document.revision

        def wanted() -> bool:
            return document.revision == revision and not document.closed

        settings = await self.run(self.settings_cache.settings_for, document.path)
        before = document.analysis
        if (
            before is None
            or document.analyzed_revision != revision
            or before.settings.stamp != settings.stamp
        ):
            try:
                analysis = await self.run(
                    analyze, document.text, settings, wanted=wanted, memory=document.memory
                )
            except OutdatedError:
                analysis = None
            except RuleError:  # the rules of the workspace are too slow, and out of use from now on
                return await self._analyze(document)
            if document.closed:
                raise asyncio.CancelledError
            if analysis is None or document.revision != revision:
                return False
            document.analysis, document.analyzed_revision = analysis, revision
        return True

    async def run(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """The result of `work`, run in a worker thread."""
        return await asyncio.wrap_future(self._workers.submit(partial(work, *args, **kwargs)))

    def shut_down(self) -> None:
        """End the workers; what they have not started is dropped."""
        self._workers.shut_down()
        self.settings_cache.close()

"""The documents that a client has open, each checked again when it changes.

Checks run in one worker thread, one after the other, so that requests are answered meanwhile. A check
of a text that has changed meanwhile is dropped: before it begins, between the reports of the text, or its
result when it is done.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import ParamSpec, TypeVar

from linter.lsp.analysis import Checked, OutdatedError, check
from linter.lsp.settings_cache import Desk
from linter.lsp.worker import Worker

_P = ParamSpec("_P")
_T = TypeVar("_T")

DEBOUNCE = 0.2
"""Seconds without a keystroke before a document is checked."""


@dataclass
class Document:
    """An open document: its text now, and what the newest finished check of it gave."""

    uri: str
    path: str
    text: str
    version: int | None
    edits: int = 0  # counts the texts it has had; versions need not rise
    checked: Checked | None = None
    checked_edits: int = -1
    pending: asyncio.Task[None] | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    closed: bool = False

    def result(self, checked: Checked) -> str:
        """What names the findings of this text by these rules."""
        return f"{self.edits}.{checked.terms.stamp}"


class Documents:
    """All open documents. `ready` is called with each whose newest text has been checked, `failed` with
    what ended a check."""

    def __init__(
        self,
        desk: Desk,
        ready: Callable[[Document], Awaitable[None]],
        failed: Callable[[Exception], None],
    ) -> None:
        self.desk = desk
        self._ready = ready
        self._failed = failed
        self._open: dict[str, Document] = {}
        self._worker = Worker()

    def get(self, uri: str) -> Document | None:
        """The open document of that name."""
        return self._open.get(uri)

    def all(self) -> tuple[Document, ...]:
        """All open documents."""
        return tuple(self._open.values())

    def open(self, uri: str, path: str, text: str, version: int | None) -> Document:
        """A document that was opened; it is checked at once."""
        self.close(uri)
        document = self._open[uri] = Document(uri, path, text, version)
        self.schedule(document, 0)
        return document

    def change(self, uri: str, text: str, version: int | None) -> None:
        """The document has another text; it is checked when no other follows soon."""
        document = self._open.get(uri)
        if document is not None:
            document.text, document.version = text, version
            document.edits += 1
            self.schedule(document, DEBOUNCE)

    def close(self, uri: str) -> Document | None:
        """The document is not open any more; nothing is told of it from now on."""
        document = self._open.pop(uri, None)
        if document is not None:
            document.closed = True
            if document.pending is not None:
                document.pending.cancel()
            self.desk.forget(document.path)
        return document

    def recheck(self) -> None:
        """Check all documents again: the rules or a config may have changed."""
        for document in self._open.values():
            self.schedule(document, 0)

    def schedule(self, document: Document, delay: float) -> None:
        """Check a document after `delay` seconds, instead of what was scheduled before."""
        if document.pending is not None:
            document.pending.cancel()
        document.pending = asyncio.ensure_future(self._later(document, delay))

    async def _later(self, document: Document, delay: float) -> None:
        await asyncio.sleep(delay)
        document.pending = None  # from here on a keystroke does not cancel, but outdates
        try:
            async with document.lock:
                if not await self._check(document):
                    return
            await self._ready(document)
        except Exception as error:  # noqa: BLE001 - nobody waits for it
            self._failed(error)

    async def current(self, document: Document) -> Checked:
        """The newest text of a document, checked by the rules of now."""
        async with document.lock:
            while not await self._check(document):
                pass
            assert document.checked is not None
            return document.checked

    async def _check(self, document: Document) -> bool:
        """Check a document unless that is done; False when its text has changed meanwhile.

        Raises CancelledError when it was closed meanwhile.
        """
        edits = document.edits

        def wanted() -> bool:
            return document.edits == edits and not document.closed

        terms = await self.run(self.desk.terms, document.path)
        before = document.checked
        if before is None or document.checked_edits != edits or before.terms.stamp != terms.stamp:
            try:
                checked = await self.run(check, document.text, terms, wanted=wanted)
            except OutdatedError:
                checked = None
            if document.closed:
                raise asyncio.CancelledError
            if checked is None or document.edits != edits:
                return False
            document.checked, document.checked_edits = checked, edits
        return True

    async def run(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """What `work` gives, done in the worker thread after what is waiting there."""
        return await asyncio.wrap_future(self._worker.submit(partial(work, *args, **kwargs)))

    def shut_down(self) -> None:
        """End the worker; what it has not begun is dropped."""
        self._worker.shut_down()

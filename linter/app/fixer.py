"""Fix what can be fixed in one file, and check again, until nothing is left: document in, document out.

No disk is touched, so that the command line and an editor share it. Each round is compared with
what was read before; a fix that would lose something, or bring up what nothing can fix, is undone
and reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from linter.app.fix_safety import Reading, loss, readings, regress
from linter.diagnostic import Diagnostic
from linter.documents import Document, EditError, ReadError, open_document
from linter.fix_selection import choose
from linter.lint import Result, read
from linter.rulebook import Rulebook
from linter.settings import Settings

_ROUNDS = 20
_UNDOES = "与别的修复互相抵消"


class Refusal(NamedTuple):
    """A finding of the mended text that has a fix which was not kept, and why, in Chinese."""

    diagnostic: Diagnostic
    reason: str


class Mended(NamedTuple):
    """A file after fixing.

    `result` is what is still found in `document`; `applied` are the findings that were fixed, with their
    places in the text of their own round; `refused` stand in the text of `result`.
    """

    document: Document
    result: Result
    applied: tuple[Diagnostic, ...]
    refused: tuple[Refusal, ...]

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return self.document.data


Look = Callable[[Document], Result]
"""From a document to what is found in it; raises ReadError."""


def mend(
    document: Document, book: Rulebook, settings: Settings, look: Look, *, unsafe: bool = False
) -> Mended:
    """A document with the fixes of what `look` finds applied: safe ones, with `unsafe` all.

    Raises ReadError when `look` does.
    """
    return _Bench(book, settings, look, unsafe).mend(document)


class _Step(NamedTuple):
    document: Document
    result: Result
    readings: tuple[Reading, ...]


_Change = tuple[str, str]  # a text, and what an edit puts in its place
_Key = tuple[str, str, tuple[_Change, ...]]


class _Bench:
    """The work on one file."""

    def __init__(self, book: Rulebook, settings: Settings, look: Look, unsafe: bool) -> None:
        self._book, self._settings, self._look = book, settings, look
        self._unsafe = unsafe
        self._blocked: dict[_Key, str] = {}
        self._seen: set[bytes] = set()
        self._done: set[_Change] = set()

    def mend(self, document: Document) -> Mended:
        applied: list[Diagnostic] = []
        result = self._look(document)
        step: _Step | None = None
        for _ in range(_ROUNDS):
            candidates = self._candidates(result)
            if not candidates:
                break
            step = step or _Step(document, result, self._readings(document))
            self._seen.add(document.data)
            kept, step = self._settle(step, step, (), candidates)
            applied += kept
            self._done.update(change for each in kept for change in _changes(result, each))
            document, result = step.document, step.result
        return Mended(document, result, tuple(applied), tuple(self._refusals(result)))

    def _candidates(self, result: Result) -> Sequence[Diagnostic]:
        for each in result.diagnostics:
            changes = _changes(result, each)
            if changes and all((new, old) in self._done for old, new in changes):
                self._blocked.setdefault(_key(result, each), _UNDOES)
        wanted = (each for each in result.diagnostics if _key(result, each) not in self._blocked)
        return choose(result.source, wanted, unsafe=self._unsafe).applied

    def _settle(
        self, base: _Step, best: _Step, kept: Sequence[Diagnostic], more: Sequence[Diagnostic]
    ) -> tuple[Sequence[Diagnostic], _Step]:
        """As many of `more` beside `kept` as do no harm to `base`, and what they make of it; `best` is
        what `kept` alone makes. What does harm, or cannot be written, is blocked."""
        tried = self._attempt(base, (*kept, *more))
        if isinstance(tried, _Step):
            return (*kept, *more), tried
        if len(more) == 1:
            self._blocked[_key(base.result, more[0])] = tried
            return kept, best
        half = (len(more) + 1) // 2
        kept, best = self._settle(base, best, kept, more[:half])
        return self._settle(base, best, kept, more[half:])

    def _attempt(self, base: _Step, findings: Sequence[Diagnostic]) -> _Step | str:
        """What the fixes of `findings` make of `base`, or why they must not be applied."""
        chosen = choose(base.result.source, findings, unsafe=self._unsafe)
        try:
            data = base.document.edited(chosen.edits)
        except EditError as error:
            return error.reason
        if data in self._seen:
            return _UNDOES
        try:
            document = open_document(data, base.document.source.name)
            step = _Step(document, self._look(document), self._readings(document))
        except ReadError as error:
            return f"修复后无法读取（{error.reason}）"
        if lost := loss(base.readings, step.readings):
            return f"修复后{lost}"
        if code := regress(base.result, step.result, unsafe=self._unsafe):
            return f"修复后会多出一处{code}"
        return step

    def _readings(self, document: Document) -> tuple[Reading, ...]:
        return readings(read(document, self._book, self._settings)[1])

    def _refusals(self, result: Result) -> list[Refusal]:
        """What could have been fixed and was not."""
        return [
            Refusal(each, self._blocked.get(_key(result, each), "反复修复仍有变动"))
            for each in result.diagnostics
            if choose(result.source, (each,), unsafe=self._unsafe).applied
        ]


def _key(result: Result, diagnostic: Diagnostic) -> _Key:
    """What a fix is known by from round to round, while places move."""
    return diagnostic.code, diagnostic.message, _changes(result, diagnostic)


def _changes(result: Result, diagnostic: Diagnostic) -> tuple[_Change, ...]:
    edits = diagnostic.fix.edits if diagnostic.fix is not None else ()
    return tuple((result.source.slice(each.span), each.content) for each in edits)

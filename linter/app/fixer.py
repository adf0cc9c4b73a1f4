"""Fix what can be fixed in one document, and check again, until nothing is left.

No disk is touched, so that the command line and an editor share it. Each round is compared with
the document before it; a fix that would lose something, or bring up what nothing can fix, is undone
and reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from linter.app.check_document import CheckedFile
from linter.app.fix_safety import loss, regression
from linter.diagnostic import Diagnostic
from linter.documents import Document, EditError, ReadError, open_document
from linter.fix_selection import choose
from linter.text.source import Source

_ROUNDS = 20
_CANCELS_OUT = "与别的修复互相抵消"

CheckFunction = Callable[[Document], CheckedFile]
"""Checks a document and keeps the contents of its reports. Raises ReadError."""


class Refusal(NamedTuple):
    """A finding of the fixed text that has a fix which was not kept, and why, in Chinese."""

    diagnostic: Diagnostic
    reason: str


class FixResult(NamedTuple):
    """A document before and after fixing.

    `applied` are the findings that were fixed, with their places in the text of their own round, which
    `applied_in` has for each; `refused` are in the text of `after`.
    """

    before: CheckedFile
    after: CheckedFile
    applied: tuple[Diagnostic, ...]
    refused: tuple[Refusal, ...]
    applied_in: tuple[Source, ...] = ()

    @property
    def data(self) -> bytes:
        """The bytes of the fixed file."""
        return self.after.document.data


def fix_document(
    document: Document, check: CheckFunction, *, unsafe: bool = False, tracked: bool = False
) -> FixResult:
    """A document with the fixes of what `check` finds applied: safe ones, with `unsafe` all.

    With `tracked` they are changes to accept or to reject; the text is that of all of them accepted.
    Raises ReadError when `check` does for the document itself.
    """
    return _Fixer(check, unsafe, tracked).fix(document)


_Change = tuple[str, str]  # a text, and what an edit puts in its place
_FixKey = tuple[str, str, tuple[_Change, ...]]


class _Fixer:
    """The fixes of one document: which were tried, and which are blocked and why."""

    def __init__(self, check: CheckFunction, unsafe: bool, tracked: bool) -> None:
        self._check = check
        self._unsafe = unsafe
        self._tracked = tracked
        self._blocked: dict[_FixKey, str] = {}
        self._seen: set[str] = set()
        self._done: set[_Change] = set()

    def fix(self, document: Document) -> FixResult:
        applied: list[Diagnostic] = []
        applied_in: list[Source] = []
        before = now = self._check(document)
        for _ in range(_ROUNDS):
            candidates = self._candidates(now)
            if not candidates:
                break
            self._seen.add(now.source.text)
            kept, fixed = self._settle(now, now, (), candidates)
            applied += kept
            applied_in += [now.source] * len(kept)
            self._done.update(change for each in kept for change in _changes(now, each))
            now = fixed
        refused = tuple(self._refusals(now))
        return FixResult(before, now, tuple(applied), refused, tuple(applied_in))

    def _candidates(self, checked: CheckedFile) -> Sequence[Diagnostic]:
        for each in checked.diagnostics:
            changes = _changes(checked, each)
            if changes and all((new, old) in self._done for old, new in changes):
                self._blocked.setdefault(_key(checked, each), _CANCELS_OUT)
        wanted = (each for each in checked.diagnostics if _key(checked, each) not in self._blocked)
        return choose(checked.source, wanted, unsafe=self._unsafe).applied

    def _settle(
        self, base: CheckedFile, best: CheckedFile, kept: Sequence[Diagnostic], more: Sequence[Diagnostic]
    ) -> tuple[Sequence[Diagnostic], CheckedFile]:
        """As many of `more` beside `kept` as do no harm to `base`, and what they make of it; `best` is
        what `kept` alone makes. What does harm, or cannot be written, is blocked."""
        tried = self._attempt(base, (*kept, *more))
        if isinstance(tried, CheckedFile):
            return (*kept, *more), tried
        if len(more) == 1:
            self._blocked[_key(base, more[0])] = tried
            return kept, best
        half = (len(more) + 1) // 2
        kept, best = self._settle(base, best, kept, more[:half])
        return self._settle(base, best, kept, more[half:])

    def _attempt(self, base: CheckedFile, findings: Sequence[Diagnostic]) -> CheckedFile | str:
        """What the fixes of `findings` make of `base`, or why they must not be applied."""
        chosen = choose(base.source, findings, unsafe=self._unsafe)
        try:
            edit = base.document.tracked if self._tracked else base.document.edited
            document = open_document(edit(chosen.edits), base.source.name)
            if document.source.text in self._seen:
                return _CANCELS_OUT
            fixed = self._check(document)
        except EditError as error:
            return error.reason
        except ReadError as error:
            return f"修复后无法读取（{error.reason}）"
        if lost := loss(base.contents, fixed.contents):
            return f"修复后{lost}"
        if code := regression(base.diagnostics, fixed.diagnostics, unsafe=self._unsafe):
            return f"修复后会多出一处{code}"
        return fixed

    def _refusals(self, checked: CheckedFile) -> list[Refusal]:
        """What could have been fixed and was not."""
        return [
            Refusal(each, self._blocked.get(_key(checked, each), "反复修复仍有变动"))
            for each in checked.diagnostics
            if choose(checked.source, (each,), unsafe=self._unsafe).applied
        ]


def _key(checked: CheckedFile, diagnostic: Diagnostic) -> _FixKey:
    """What a fix is known by from round to round, while places move."""
    return diagnostic.code, diagnostic.message, _changes(checked, diagnostic)


def _changes(checked: CheckedFile, diagnostic: Diagnostic) -> tuple[_Change, ...]:
    edits = diagnostic.fix.edits if diagnostic.fix is not None else ()
    return tuple((checked.source.slice(each.span), each.content) for each in edits)

"""What a run that fixes does with each file: change it, or show what would be changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from linter.app.check import Check, View
from linter.app.error_words import reason
from linter.app.fixer import Mended, Refusal, mend
from linter.app.item import Item
from linter.app.outcome import Outcome, failed
from linter.app.rewrite import RewriteError, rewrite
from linter.documents import Document, ReadError, open_document
from linter.fix_selection import is_applicable
from linter.lint import Result
from linter.output.diff import difference
from linter.output.totals import Totals
from linter.rulebook import Rulebook
from linter.text.source import Source, Span

_ROWS = 5  # places that a note lists


class Repair(NamedTuple):
    """Fix a file and tell as `check` does what is still found in it."""

    check: Check
    unsafe: bool = False

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """What remains in one file; all that was found, when it cannot be written.

        Standard input comes back in the outcome, also when it cannot be read: whoever pipes a text
        through must not lose it.
        """
        try:
            mended, before, after = _mended(self.check, data, item, book, self.unsafe)
        except ReadError as error:
            if item.data is None:
                raise
            return failed(str(error), item.name)._replace(rewritten=item.data)
        if item.data is None and mended.data != data and (why := _unwritten(item.name, data, mended.data)):
            outcome = self.check.outcome(before, item)
            totals = outcome.totals._replace(unwritten=1)
            why = f"无法写入 {item.name}：{why}"
            return outcome._replace(totals=totals, failure=why, lost=item.name)
        outcome = self.check.outcome(after, item)
        return outcome._replace(
            totals=_fixed(outcome.totals, mended),
            notes=(*outcome.notes, *_notes(mended, item.name)),
            rewritten=None if item.data is None else mended.data,
        )


class Preview(NamedTuple):
    """Show what fixing would change, as a unified diff; `masked` is for a terminal."""

    check: Check
    unsafe: bool = False
    masked: bool = False

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """The diff of one file, which may be empty."""
        mended, original, _ = _mended(self.check, data, item, book, self.unsafe)
        if not mended.result.reports and not item.named:
            return Outcome(totals=Totals(passed_over=1))
        return Outcome(
            (difference(original.result.source, mended.result.source, masked=self.masked),),
            Totals(files=1, reports=mended.result.reports, fixed=len(mended.applied)),
            notes=tuple(_notes(mended, item.name)),
        )


def _mended(check: Check, data: bytes, item: Item, book: Rulebook, unsafe: bool) -> tuple[Mended, View, View]:
    """One file after fixing what is shown of it, and how it looked before and looks after that."""
    views: dict[Document, View] = {}

    def look(now: Document) -> Result:
        views[now] = check.look(now, item, book)
        return views[now].result

    document = open_document(data, item.name)
    mended = mend(document, book, check.file_settings(item).settings, look, unsafe=unsafe)
    return mended, views[document], views[mended.document]


def _unwritten(name: str, old: bytes, new: bytes) -> str | None:
    """Write a file back; why that failed, if it did."""
    try:
        rewrite(name, old, new)
    except RewriteError as error:
        return str(error)
    except OSError as error:
        return reason(error)
    return None


def _fixed(totals: Totals, mended: Mended) -> Totals:
    """The totals with what was fixed; what was refused is no longer said to be fixable."""
    refused = [each.diagnostic for each in mended.refused]
    safe = sum(is_applicable(each) for each in refused)
    return totals._replace(
        fixed=len(mended.applied),
        safe=totals.safe - safe,
        unsafe=totals.unsafe - (len(refused) - safe),
    )


def _notes(mended: Mended, name: str) -> Iterable[str]:
    """What was not fixed, a line for each reason."""
    reasons: dict[tuple[str, str], list[Refusal]] = {}
    for each in mended.refused:
        reasons.setdefault((each.diagnostic.code, each.reason), []).append(each)
    for (code, why), refused in reasons.items():
        places = _places(mended.result.source, [each.diagnostic.span for each in refused])
        yield f"{name}：{places}的 {code} 没有修复：{why}"


def _places(source: Source, spans: Sequence[Span]) -> str:
    """Places in a file in few words: its rows, or what they came from where it has none."""
    if source.has_lines:
        said = [str(source.place(span.start).row) for span in spans]
    else:
        said = [source.where(span.start) for span in spans]
    places = "、".join(said[:_ROWS]) + (f"等 {len(said)} 处" if len(said) > _ROWS else "")
    return f"第 {places} 行" if source.has_lines else places

"""Tasks: fix a file, or show what fixing would change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from linter.app.check import Check
from linter.app.check_document import CheckedFile
from linter.app.error_words import reason
from linter.app.fixer import FixResult, Refusal, fix_document
from linter.app.item import Item
from linter.app.outcome import Outcome, failed
from linter.app.rewrite import RewriteError, other_names, rewrite
from linter.documents import Document, ReadError, open_document
from linter.fix_selection import is_applicable
from linter.output.diff import difference
from linter.output.totals import Totals
from linter.rulebook import Rulebook
from linter.text.source import Source, Span

_ROWS = 5  # places that a note lists


class Fix(NamedTuple):
    """Fix a file and render as `check` does what is still found in it; `tracked` as changes to accept."""

    check: Check
    unsafe: bool = False
    tracked: bool = False

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """What remains in one file; all that was found, when it cannot be written.

        Standard input comes back in the outcome, also when it cannot be read: whoever pipes a text
        through must not lose it.
        """
        try:
            fixed = fix_file(self.check, data, item, book, unsafe=self.unsafe, tracked=self.tracked)
        except ReadError as error:
            if item.data is None:
                raise
            return replace(failed(str(error), item.name), rewritten=item.data)
        split = _split_note(data, item, fixed)
        if item.data is None and fixed.data != data and (why := _unwritten(item.name, data, fixed.data)):
            outcome = self.check.outcome(fixed.before, item)
            totals = replace(outcome.totals, unwritten=1)
            why = f"无法写入 {item.name}：{why}"
            return replace(outcome, totals=totals, failure=why, lost=item.name)
        outcome = self.check.outcome(fixed.after, item)
        return replace(
            outcome,
            totals=_fixed(outcome.totals, fixed, unsafe=self.unsafe),
            notes=(*outcome.notes, *fix_notes(fixed, item.name), *split),
            rewritten=None if item.data is None else fixed.data,
        )


class FixPreview(NamedTuple):
    """Show what fixing would change, as a unified diff; `masked` is for a terminal."""

    check: Check
    unsafe: bool = False
    masked: bool = False

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """The diff of one file, which may be empty."""
        fixed = fix_file(self.check, data, item, book, unsafe=self.unsafe)
        if not fixed.after.reports and not item.named:
            return Outcome(totals=Totals(passed_over=1, passed_names=(item.name,)))
        return Outcome(
            (difference(fixed.before.source, fixed.after.source, masked=self.masked),),
            Totals(files=1, reports=fixed.after.reports, fixed=fixed_count(fixed, unsafe=self.unsafe)),
            notes=(*fix_notes(fixed, item.name), *_split_note(data, item, fixed)),
        )


def fix_file(
    check: Check, data: bytes, item: Item, book: Rulebook, *, unsafe: bool, tracked: bool = False
) -> FixResult:
    """One file after fixing what is shown of it. Raises ReadError."""

    def check_again(document: Document) -> CheckedFile:
        return check.check(document, item, book, keep_contents=True)

    return fix_document(open_document(data, item.name), check_again, unsafe=unsafe, tracked=tracked)


def _split_note(data: bytes, item: Item, fixed: FixResult) -> tuple[str, ...]:
    """A note on a file that goes by other names, which fixing leaves with the old content."""
    others = other_names(item.name) if item.data is None and fixed.data != data else 0
    return (
        (f"{item.name} 另有 {others} 个名字（硬链接），修复只写入这一个，其余的仍是原来的内容",)
        if others
        else ()
    )


def _unwritten(name: str, old: bytes, new: bytes) -> str | None:
    """Write a file back; why that failed, if it did."""
    try:
        rewrite(name, old, new)
    except RewriteError as error:
        return str(error)
    except OSError as error:
        return reason(error)
    return None


def fixed_count(fixed: FixResult, *, unsafe: bool) -> int:
    """How many findings were fixed, of those that a check before says can be: what a fix itself brought up
    and the next round fixed is not counted."""
    fixable = sum(is_applicable(each, unsafe=unsafe) for each in fixed.before.diagnostics)
    return max(fixable - len(fixed.refused), min(len(fixed.applied), 1))


def _fixed(totals: Totals, fixed: FixResult, *, unsafe: bool) -> Totals:
    """The totals with what was fixed; what was refused is no longer said to be fixable."""
    refused = [each.diagnostic for each in fixed.refused]
    safe = sum(is_applicable(each) for each in refused)
    return replace(
        totals,
        fixed=fixed_count(fixed, unsafe=unsafe),
        safe=totals.safe - safe,
        unsafe=totals.unsafe - (len(refused) - safe),
    )


def fix_notes(fixed: FixResult, name: str) -> Iterable[str]:
    """What was not fixed, a line for each reason."""
    reasons: dict[tuple[str, str], list[Refusal]] = {}
    for each in fixed.refused:
        reasons.setdefault((each.diagnostic.code, each.reason), []).append(each)
    for (code, why), refused in reasons.items():
        places = _places(fixed.after.source, [each.diagnostic.span for each in refused])
        yield f"{name}：{places}的 {code} 没有修复：{why}"


def _places(source: Source, spans: Sequence[Span]) -> str:
    """Places in a file in few words: its rows, or what they came from where it has none."""
    if source.has_lines:
        said = [str(source.place(span.start).row) for span in spans]
    else:
        said = [source.where(span.start) for span in spans]
    places = "、".join(said[:_ROWS]) + (f"等 {len(said)} 处" if len(said) > _ROWS else "")
    return f"第 {places} 行" if source.has_lines else places

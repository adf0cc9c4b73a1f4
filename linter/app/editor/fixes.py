"""Fixes of an open document as edits of its text.

Fixes are applied to the bytes, as the command line does, so that markup and entities of a page stay right;
the edits are the differences between the two texts.
"""

from __future__ import annotations

from msgspec.structs import replace

from linter.app.check_document import CheckedFile, check_document
from linter.app.editor import workspace_rules
from linter.app.editor.analysis import Analysis, as_text
from linter.app.editor.text_diff import text_diff
from linter.app.fixer import fix_document
from linter.app.item import Item
from linter.app.plan import Packs
from linter.diagnostic import Diagnostic
from linter.documents import Document, EditError, ReadError, open_document
from linter.fix_selection import choose, is_applicable
from linter.rulebook import Rulebook, RuleError
from linter.text.edits import Edit
from linter.text.source import Source, Span

__all__ = ["EditError", "all_safe_fixes", "file_text", "has_fix", "safe_fix_count", "single_fix", "touches"]


def has_fix(analysis: Analysis, finding: Diagnostic) -> bool:
    """Whether a finding has a fix, safe or not, that changes the text."""
    return finding.fix is not None and bool(choose(analysis.source, (finding,), unsafe=True).applied)


def safe_fix_count(analysis: Analysis) -> int:
    """The number of findings that have a safe fix."""
    return sum(map(is_applicable, analysis.diagnostics))


def file_text(analysis: Analysis) -> Source:
    """The document's text as the client has it."""
    return Source(analysis.source.name, analysis.data.decode("utf-8-sig"))


def single_fix(analysis: Analysis, finding: Diagnostic) -> tuple[Edit, ...]:
    """The edits of the fix of one finding, safe or not. Raises EditError when it cannot be applied."""
    chosen = choose(analysis.source, (finding,), unsafe=True)
    return _difference(analysis, _document(analysis).edited(chosen.edits))


def all_safe_fixes(analysis: Analysis, within: Span | None = None) -> tuple[Edit, ...]:
    """The edits of all safe fixes, as `nianbao check --fix` makes them. Raises EditError.

    With `within`, a span of the file's text, only findings that touch it are fixed, and no findings that
    appear after fixing.
    """
    settings = analysis.settings
    if settings.workspace_rules is None:
        fixed = _fixed(_document(analysis), settings.item, settings.book, within)
    else:
        packs = settings.packs
        try:
            fixed = settings.workspace_rules.run(
                packs, None, _fixed_in_process, analysis.data, settings.item, packs, within
            )
        except RuleError as error:
            raise EditError(str(error.faults[0])) from None
    return _difference(analysis, fixed)


def _fixed(document: Document, item: Item, book: Rulebook, within: Span | None) -> bytes:
    file_settings = as_text(item.file_settings)

    def check(checked_document: Document) -> CheckedFile:
        checked = check_document(checked_document, book, file_settings, keep_contents=True)
        if within is None:
            return checked
        first = checked_document is document
        kept = (
            each if first and _touches(document.source, each, within) else replace(each, fix=None)
            for each in checked.diagnostics
        )
        return replace(checked, diagnostics=tuple(kept))

    return fix_document(document, check).data


def _fixed_in_process(data: bytes, item: Item, packs: Packs, within: Span | None) -> bytes:
    return _fixed(open_document(data, item.name), item, workspace_rules.book(packs), within)


def touches(analysis: Analysis, finding: Diagnostic, within: Span) -> bool:
    """Whether a finding touches a span of the file's text."""
    return _touches(analysis.source, finding, within)


def _touches(source: Source, finding: Diagnostic, within: Span) -> bool:
    _, span = source.to_file(finding.span)
    return span.start <= within.end and within.start <= span.end


def _document(analysis: Analysis) -> Document:
    """The opened document. Raises ReadError if it could not be read."""
    if analysis.document is None:
        raise ReadError(analysis.source.name, analysis.failure or "")
    return analysis.document


def _difference(analysis: Analysis, data: bytes) -> tuple[Edit, ...]:
    return text_diff(analysis.data.decode("utf-8-sig"), data.decode("utf-8-sig"))

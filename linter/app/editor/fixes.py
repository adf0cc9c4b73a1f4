"""Fixes of an open document as edits of its text.

Fixes are applied to the bytes, as the command line does, so that markup and entities of a page stay right;
the edits are the differences between the two texts.
"""

from __future__ import annotations

from linter.app.check_document import CheckedFile, check_document
from linter.app.editor.analysis import Analysis, as_text
from linter.app.editor.text_diff import text_diff
from linter.app.fixer import fix_document
from linter.diagnostic import Diagnostic
from linter.documents import Document, EditError, ReadError
from linter.fix_selection import choose, is_applicable
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
    """The edits of all safe fixes, as `nianbao check --fix` makes them.

    With `within`, a span of the file's text, only findings that touch it are fixed, and no findings that
    appear after fixing.
    """
    file_settings, book = as_text(analysis.settings.item.file_settings), analysis.book

    def check(document: Document) -> CheckedFile:
        checked = check_document(document, book, file_settings, keep_contents=True)
        if within is None:
            return checked
        first = document is analysis.document
        kept = (
            each if first and touches(analysis, each, within) else each._replace(fix=None)
            for each in checked.diagnostics
        )
        return checked._replace(diagnostics=tuple(kept))

    return _difference(analysis, fix_document(_document(analysis), check).data)


def touches(analysis: Analysis, finding: Diagnostic, within: Span) -> bool:
    """Whether a finding touches a span of the file's text."""
    _, span = analysis.source.to_file(finding.span)
    return span.start <= within.end and within.start <= span.end


def _document(analysis: Analysis) -> Document:
    """The opened document. Raises ReadError if it could not be read."""
    if analysis.document is None:
        raise ReadError(analysis.source.name, analysis.failure or "")
    return analysis.document


def _difference(analysis: Analysis, data: bytes) -> tuple[Edit, ...]:
    return text_diff(analysis.data.decode("utf-8-sig"), data.decode("utf-8-sig"))

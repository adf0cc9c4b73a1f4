"""Fixes of an open document as edits of its text.

Fixes are applied to the bytes, as the command line does, so that markup and entities of a page stay right;
the edits are the differences between the two texts.
"""

from __future__ import annotations

from linter.app.check import Check
from linter.app.fixer import mend
from linter.diagnostic import Diagnostic, Edit
from linter.documents import Document, ReadError
from linter.fix_selection import choose
from linter.lint import Result
from linter.lsp.conversion.text_diff import text_diff
from linter.lsp.session.analysis import Analysis
from linter.settings import Settings
from linter.text.source import Source, Span

_CHECK = Check(Settings(), "text")


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
    item, book = analysis.settings.item, analysis.book

    def look(document: Document) -> Result:
        result = _CHECK.look(document, item, book).result
        if within is None:
            return result
        first = document is analysis.document
        kept = (
            each if first and touches(analysis, each, within) else each._replace(fix=None)
            for each in result.diagnostics
        )
        return result._replace(diagnostics=tuple(kept))

    settings = _CHECK.file_settings(item).settings
    return _difference(analysis, mend(_document(analysis), book, settings, look).data)


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

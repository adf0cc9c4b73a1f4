"""Fixes of an open document as edits of its text, by the same way that the command goes: the bytes are
edited, so that a page's markup and entities come out right, and the edits are what differs."""

from __future__ import annotations

from linter.app.check import Check
from linter.app.fixer import mend
from linter.diagnostic import Diagnostic, Edit
from linter.documents import Document, ReadError
from linter.fix_selection import choose
from linter.lint import Result
from linter.lsp.analysis import Checked
from linter.lsp.text_diff import changes
from linter.settings import Settings
from linter.text.source import Source, Span

_CHECK = Check(Settings(), "text")


def own_text(checked: Checked) -> Source:
    """The document's text as the client has it."""
    return Source(checked.source.name, checked.data.decode("utf-8-sig"))


def one(checked: Checked, found: Diagnostic) -> tuple[Edit, ...]:
    """What the fix of one finding changes in the document's own text, safe or not. Raises EditError when
    it cannot be carried out."""
    chosen = choose(checked.source, (found,), unsafe=True)
    return _changed(checked, _document(checked).edited(chosen.edits))


def all_safe(checked: Checked, within: Span | None = None) -> tuple[Edit, ...]:
    """What all safe fixes change in the document's own text, as `nianbao check --fix` would; `within` a
    stretch of it, those of the findings that touch the stretch, and nothing that follows from them."""
    item, book = checked.terms.item, checked.book

    def look(document: Document) -> Result:
        result = _CHECK.look(document, item, book).result
        if within is None:
            return result
        first = document is checked.document
        kept = (each if first and touches(checked, each, within) else _unfixed(each) for each in result[2])
        return result._replace(diagnostics=tuple(kept))

    settings = _CHECK.file_settings(item).settings
    return _changed(checked, mend(_document(checked), book, settings, look).data)


def touches(checked: Checked, found: Diagnostic, within: Span) -> bool:
    """Whether a finding touches a stretch of the document's own text."""
    _, span = checked.source.to_file(found.span)
    return span.start <= within.end and within.start <= span.end


def _document(checked: Checked) -> Document:
    """The document as it was opened. Raises ReadError for one that could not be read."""
    if checked.document is None:
        raise ReadError(checked.source.name, checked.failure or "")
    return checked.document


def _unfixed(found: Diagnostic) -> Diagnostic:
    return found._replace(fix=None)


def _changed(checked: Checked, data: bytes) -> tuple[Edit, ...]:
    return changes(checked.data.decode("utf-8-sig"), data.decode("utf-8-sig"))

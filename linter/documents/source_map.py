"""Text that was taken out of a file's own text (a page, Markdown), and its changes in that file.

Two places hold such text: TEXT, where it can be changed, and VALUE, where it only stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from linter.diagnostic import Edit
from linter.documents.base import EditError
from linter.documents.edit_mapping import spread
from linter.documents.flatten import Flat
from linter.documents.text import edit_text
from linter.text.source import Segment, Source, SourceMap, Span

TEXT, VALUE = 0, 1


def extracted_source(file: Source, flat: Flat, *, sure: bool = False) -> Source:
    """The Source of what was taken out of `file`; `at` of its runs counts from the start of that text.
    Where the file's encoding is `sure`, it is no matter of the text."""
    pieces = (Segment(held.span, Span(held.at, held.at + held.length)) for held in flat.held)
    source = replace(file, text=flat.text, grids=flat.grids, original=SourceMap(file, tuple(pieces)))
    return replace(source, encoding="utf-8") if sure and not file.lossy else source


def edit_file(
    data: bytes, file: Source, flat: Flat, edits: Sequence[Edit], written: Callable[[str], str]
) -> bytes:
    """The bytes of `file` with `edits` of the text taken out of it carried out, new words as `written` says.

    Raises EditError where they cannot be.
    """
    changes = spread(flat.text, flat.held, edits)
    if any(change.holder != TEXT for change in changes):
        raise EditError("要改的文字在网页的表单里，请手工修改")
    own = [Edit(Span(each.at, each.at + each.length), written(each.content)) for each in changes]
    return edit_text(data, file, sorted(own, key=lambda edit: edit.span))

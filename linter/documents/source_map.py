"""Text extracted from a file's own text (a page, Markdown), and edits of it in that file.

Such text is in two kinds of places: TEXT, where it can be changed, and VALUE, where it only stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from linter.documents.base import EditError
from linter.documents.edit_mapping import map_edits
from linter.documents.flatten import Flat
from linter.documents.text import edit_text
from linter.text.edits import Edit
from linter.text.source import Segment, Source, SourceMap, Span

TEXT, VALUE = 0, 1


def extracted_source(file: Source, flat: Flat, *, sure: bool = False) -> Source:
    """The Source of the text extracted from `file`, in whose text `at` of the runs is an offset.

    With `sure` the encoding is given as UTF-8 unless bytes were lost, so that no rule finds fault with it.
    """
    segments = tuple(Segment(each.span, Span(each.at, each.at + each.length)) for each in flat.segments)
    source = replace(file, text=flat.text, grids=flat.grids, original=file, source_map=SourceMap(segments))
    return replace(source, encoding="utf-8") if sure and not file.lossy else source


def edit_file(
    data: bytes, file: Source, flat: Flat, edits: Sequence[Edit], written: Callable[[str], str]
) -> bytes:
    """The bytes of `file` after `edits` of the extracted text.

    `written` returns new words as the file writes them.

    Raises EditError where they cannot be.
    """
    changes = map_edits(flat.text, flat.segments, edits)
    if any(change.holder != TEXT for change in changes):
        raise EditError("要改的文字在网页的表单里，请手工修改")
    in_file = [Edit(Span(each.at, each.at + each.length), written(each.content)) for each in changes]
    return edit_text(data, file, sorted(in_file, key=lambda edit: edit.span))

"""Copies of .docx files with comments on their text. Nothing else changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from lxml.etree import _Element

from linter.documents.base import EditError, Note, ReadError
from linter.documents.docx.anchors import Anchors, Edge, Stretch
from linter.documents.docx.archive import rewrite_archive
from linter.documents.docx.comments import Comments, serialised
from linter.documents.docx.namespaces import kind
from linter.documents.docx.reader import DocxContent
from linter.documents.docx.runs import drop_empty, run_from, run_to


def annotate_docx(
    data: bytes,
    content: DocxContent,
    notes: Sequence[Note],
    when: datetime | None = None,
    *,
    dated: bool = True,
) -> bytes:
    """The file `data`, which holds `content`, with a comment for each note, in their order.

    A comment stands on the very characters of its note, else on an empty cell or the nearest paragraph;
    it is dated `when` (default: now) unless it is not to be `dated`. Without notes these are the same
    bytes. Raises EditError for a part that cannot be read, or an archive that cannot be written again.
    """
    if not notes:
        return data
    copy = content.copy()
    try:
        changed = _annotated(copy, notes, (when or datetime.now().astimezone()) if dated else None)
    except ReadError as error:
        raise EditError(error.reason) from None
    return rewrite_archive(data, changed)


def _annotated(content: DocxContent, notes: Sequence[Note], when: datetime | None) -> dict[str, bytes]:
    """The parts that comments change, by name. Changes the elements of `content`. Raises ReadError."""
    main = content.roots[content.package.main]
    comments = Comments(content.package, main, when)
    anchors = Anchors(content)
    drop_empty(content.texts, content.flat.segments)
    starts: dict[Edge, list[str]] = {}
    ends: dict[Edge, list[str]] = {}
    paragraphs: dict[_Element, list[str]] = {}
    for note in notes:
        anchor, comment = anchors.of(note.span), comments.add(note.lines)
        if isinstance(anchor, Stretch):
            starts.setdefault(anchor.start, []).append(comment)
            ends.setdefault(anchor.end, []).append(comment)
        else:
            paragraphs.setdefault(anchor, []).append(comment)
    _mark_words(content.texts, starts, ends)
    for paragraph, ids in paragraphs.items():
        _mark_paragraph(paragraph, ids)
    return {content.package.main: serialised(main), **comments.parts()}


def _mark_words(
    texts: Sequence[_Element], starts: Mapping[Edge, Sequence[str]], ends: Mapping[Edge, Sequence[str]]
) -> None:
    """Put the marks of comments at the edges that they run between. From the last edge of a text to its
    first, for what is cut off a text leaves the places before it as they were; where one comment ends
    and another begins, the end comes to stand before."""
    edges = [*((edge, True) for edge in starts), *((edge, False) for edge in ends)]
    for edge, is_start in sorted(edges, reverse=True):
        cut = run_from if is_start else run_to
        run = cut(texts[edge.holder], edge.at)
        if run is None:
            raise ValueError("an edge outside of a run")
        if is_start:
            for comment in starts[edge]:
                run.addprevious(_mark(run, "commentRangeStart", comment))
        else:
            for comment in reversed(ends[edge]):
                run.addnext(_reference(run, comment))
                run.addnext(_mark(run, "commentRangeEnd", comment))


def _mark_paragraph(paragraph: _Element, ids: Sequence[str]) -> None:
    """Let comments stand on a whole paragraph, which may be empty."""
    at = sum(kind(each) == "pPr" for each in paragraph)
    for comment in reversed(ids):
        paragraph.insert(at, _mark(paragraph, "commentRangeStart", comment))
    for comment in ids:
        paragraph.append(_mark(paragraph, "commentRangeEnd", comment))
        paragraph.append(_reference(paragraph, comment))


def _mark(beside: _Element, name: str, comment: str) -> _Element:
    """An element with the namespace of `beside` that names a comment."""
    language = beside.tag.rpartition("}")[0] + "}"
    return beside.makeelement(f"{language}{name}", {f"{language}id": comment})


def _reference(beside: _Element, comment: str) -> _Element:
    """The run with the reference to a comment."""
    run = beside.makeelement(beside.tag.rpartition("}")[0] + "}r")
    run.append(_mark(beside, "commentReference", comment))
    return run

"""Edits of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from msgspec import Struct

from linter.text.span import Span


class Edit(Struct, frozen=True, order=True):
    """Replace the text of `span` by `content`; an empty span inserts."""

    span: Span
    content: str


class EditColumns(Sequence[Edit]):
    """Edits of which there may be hundreds and which few ask for: their starts, ends and contents. Each is
    made when it is asked for."""

    __slots__ = ("contents", "ends", "starts")

    def __init__(self, starts: Sequence[int], ends: Sequence[int], contents: Sequence[str]) -> None:
        self.starts = starts
        self.ends = ends
        self.contents = contents

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Edit: ...

    @overload
    def __getitem__(self, index: slice) -> EditColumns: ...

    def __getitem__(self, index: int | slice) -> Edit | EditColumns:
        if isinstance(index, slice):
            return EditColumns(self.starts[index], self.ends[index], self.contents[index])
        return Edit(Span(self.starts[index], self.ends[index]), self.contents[index])

    def __iter__(self) -> Iterator[Edit]:
        for start, end, content in zip(self.starts, self.ends, self.contents, strict=True):
            yield Edit(Span(start, end), content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def moved(self, by: int) -> EditColumns:
        """The same edits of a text that has grown by so many code points before them."""
        return EditColumns([at + by for at in self.starts], [at + by for at in self.ends], self.contents)


def columns(edits: Sequence[Edit]) -> EditColumns:
    """Edits as columns."""
    if isinstance(edits, EditColumns):
        return edits
    starts, ends = [edit.span.start for edit in edits], [edit.span.end for edit in edits]
    return EditColumns(starts, ends, [edit.content for edit in edits])


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text after disjoint edits, which are in order."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.span.start], edit.content)
        at = edit.span.end
    return "".join((*parts, text[at:]))

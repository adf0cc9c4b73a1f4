"""Edits of a text."""

from __future__ import annotations

from linter.text.edits import Edit, EditColumns, apply_edits, columns
from linter.text.span import Span

EDITS = (Edit(Span(1, 2), "，"), Edit(Span(4, 6), "；"), Edit(Span(7, 7), "新"))


def test_columns_are_the_edits_that_they_are_made_of() -> None:
    made = columns(EDITS)
    assert made == EDITS
    assert made == EDITS
    assert [*made] == [*EDITS]
    assert (made[1], made[-1], len(made)) == (EDITS[1], EDITS[2], 3)
    assert made[1:] == EDITS[1:]
    assert made != EDITS[1:]
    assert {made: 1} == {columns(EDITS): 1}
    assert columns(made) is made


def test_contents_of_one_character_may_be_one_text() -> None:
    made = EditColumns([1, 4], [2, 6], "，；")
    assert made == EDITS[:2]
    assert apply_edits("文,件;\n 续", made) == apply_edits("文,件;\n 续", EDITS[:2])


def test_moved_columns_are_the_moved_edits() -> None:
    moved = columns(EDITS).moved(3)
    assert moved == tuple(Edit(Span(each.span.start + 3, each.span.end + 3), each.content) for each in EDITS)

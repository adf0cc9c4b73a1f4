"""Stretches of a text and where words stand in it."""

from __future__ import annotations

from linter.text.span import Span, covers, new_tuple, occurrences


def test_occurrences_are_disjoint_and_between_the_offsets() -> None:
    assert [*occurrences("&&&& &&", "&&", 0, 7)] == [0, 2, 5]
    assert [*occurrences("&&&& &&", "&&", 1, 6)] == [1]


def test_a_named_tuple_of_its_values_is_the_same() -> None:
    made = new_tuple(Span, (1, 2))
    assert made == Span(1, 2)
    assert type(made) is Span
    assert covers([made], made.start)

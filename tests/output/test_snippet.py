"""Source lines cut to what a terminal shows, with the place still under its marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.output.snippet import LIMIT, snippet
from linter.output.width import char_width, visible, width
from linter.text.source import Source, Span
from tests.corpus.cost import assert_costs_the_same


def _marked(source: Source, span: Span) -> str:
    """The part of the shown text that stands above the marks."""
    shown = snippet(source, span)
    column, marked = 0, ""
    for char in shown.text:
        if shown.indent <= column < shown.indent + shown.length and char_width(char):
            marked += char
        column += char_width(char)
    return marked


def test_a_short_line_is_shown_whole() -> None:
    shown = snippet(Source("a", "一\n二三四\n"), Span(3, 4))
    assert (shown.row, shown.text, shown.indent, shown.length) == (2, "二三四", 2, 2)


def test_a_long_line_is_cut_on_both_sides_of_the_place() -> None:
    source = Source("a", "甲" * 200 + "错" + "乙" * 200)
    shown = snippet(source, Span(200, 201))
    assert shown.text.startswith("…甲")
    assert shown.text.endswith("乙…")
    assert width(shown.text) <= LIMIT
    assert _marked(source, Span(200, 201)) == "错"


def test_a_place_at_the_end_of_a_long_line_uses_the_room_before_it() -> None:
    source = Source("a", "甲" * 200 + "错")
    shown = snippet(source, Span(200, 201))
    assert shown.text.endswith("甲错")
    assert width(shown.text) > LIMIT - 4


def test_a_place_longer_than_the_room_is_cut_at_its_end() -> None:
    shown = snippet(Source("a", "头" + "错" * 500), Span(1, 501))
    assert shown.text.endswith("错…")
    assert width(shown.text) <= LIMIT
    assert shown.length <= LIMIT - 1


def test_tabs_are_expanded_before_and_inside_the_place() -> None:
    shown = snippet(Source("a", "甲\t乙\t3"), Span(2, 5))
    assert (shown.text, shown.indent, shown.length) == ("甲  乙  3", 4, 5)


def test_a_very_long_line_costs_no_more_than_a_short_one() -> None:
    sources = {size: Source("a", "甲" * size) for size in (3_000, 3_000_000)}
    assert all(source.line_starts for source in sources.values())

    def show(size: int) -> None:
        for offset in range(0, size, size // 300):
            snippet(sources[size], Span(offset, offset + 1))

    assert_costs_the_same(show, 3_000, 1000)


TEXTS = st.text(st.sampled_from("a甲，\t \u3000\u200b\x1b́\n\r|"), max_size=400)


@given(TEXTS, st.data())
def test_marks_stand_under_the_first_row_of_the_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    source = Source("a", text)
    shown = snippet(source, Span(start, end))
    assert shown.row == source.row(start)
    assert shown.length >= 1
    assert width(shown.text) <= LIMIT
    assert visible(shown.text) == shown.text
    line = source.line_span(shown.row)
    inside = visible(text[min(start, line.end) : min(end, line.end)].replace("\t", " "))
    expected = [char for char in inside if char_width(char) and not char.isspace()]
    marked = [char for char in _marked(source, Span(start, end)) if not char.isspace()]
    if expected:
        assert marked == expected[: len(marked)]
        assert marked == expected or shown.text.endswith("…")

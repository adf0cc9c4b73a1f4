"""Which fixes go together, and what edits make of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.diagnostic import Applicability, Diagnostic, Fix, Severity
from linter.fix_selection import choose, is_applicable
from linter.text.edits import Edit, apply_edits
from linter.text.source import Source, Span

SOURCE = Source("a.txt", "零一二三四五六七八九")
SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE


def finding(*edits: tuple[int, int, str], fix: Applicability | None = SAFE) -> Diagnostic:
    """A finding whose fix makes `edits`: start, end, content."""
    made = tuple(Edit(Span(start, end), content) for start, end, content in edits)
    mending = Fix(fix, "改", made) if fix else None
    return Diagnostic("S103", "x", Severity.WARNING, "错", Span(0, 0), fix=mending)


def text_of(*findings: Diagnostic, unsafe: bool = False) -> str:
    """The text with the fixes of `findings` that go together."""
    return apply_edits(SOURCE.text, choose(SOURCE, findings, unsafe=unsafe).edits)


def test_edits_of_several_fixes_are_carried_out_in_the_order_of_the_text() -> None:
    assert text_of(finding((8, 9, "8"), (0, 1, "")), finding((3, 3, "+"), (4, 6, "45"))) == "一二+三45六七8九"


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ((2, 5, "a"), (4, 6, "b"), False),
        ((4, 6, "b"), (2, 5, "a"), False),
        ((2, 6, "a"), (3, 4, "b"), False),
        ((3, 4, "b"), (2, 6, "a"), False),
        ((2, 4, "a"), (2, 4, "b"), False),
        ((2, 4, "a"), (2, 3, "b"), False),
        ((2, 4, "a"), (3, 3, "b"), False),
        ((2, 2, "a"), (2, 2, "b"), False),
        ((2, 4, "a"), (2, 4, "a"), True),
        ((2, 2, "a"), (2, 2, "a"), True),
        ((2, 4, "a"), (4, 6, "b"), True),
        ((2, 2, "a"), (2, 4, "b"), True),
        ((2, 4, "a"), (4, 4, "b"), True),
    ],
)
def test_what_overlaps(first: tuple[int, int, str], second: tuple[int, int, str], both: bool) -> None:
    one, other = finding(first), finding(second)
    chosen = choose(SOURCE, [one, other])
    assert chosen.applied == ((one, other) if both else (one,))
    assert chosen.refused == (() if both else (other,))
    assert len(chosen.edits) == (2 if both and first != second else 1)


def test_a_fix_is_applied_whole_or_not_at_all() -> None:
    one, other, third = finding((4, 5, "x")), finding((0, 1, "a"), (4, 6, "b")), finding((0, 1, "c"))
    chosen = choose(SOURCE, [one, other, third])
    assert (chosen.applied, chosen.refused) == ((one, third), (other,))
    assert apply_edits(SOURCE.text, chosen.edits) == "c一二三x五六七八九"


def test_a_fix_whose_own_edits_overlap_is_refused() -> None:
    wrong = finding((0, 3, "a"), (2, 4, "b"))
    assert choose(SOURCE, [wrong]) == ((), (), (wrong,))


def test_unsafe_fixes_are_applied_only_when_asked_for() -> None:
    safe, unsafe, none = finding((0, 1, "a")), finding((1, 2, "b"), fix=UNSAFE), finding(fix=None)
    assert choose(SOURCE, [unsafe, safe, none]).applied == (safe,)
    assert choose(SOURCE, [unsafe, safe, none], unsafe=True).applied == (unsafe, safe)


def test_a_fix_that_changes_nothing_is_neither_applied_nor_refused() -> None:
    assert choose(SOURCE, [finding((1, 2, "一"))]) == ((), (), ())
    assert text_of(finding((1, 2, "一"), (2, 3, "x"))) == "零一x三四五六七八九"
    assert text_of(finding((1, 2, "一")), finding((2, 3, "x"))) == "零一x三四五六七八九"


def test_a_fix_is_applicable_by_itself_when_it_is_safe_and_else_with_a_yes() -> None:
    safe, unsafe, none = finding((0, 1, "a")), finding((0, 1, "a"), fix=UNSAFE), finding(fix=None)
    assert [is_applicable(each) for each in (safe, unsafe, none)] == [True, False, False]
    assert [is_applicable(each, unsafe=True) for each in (safe, unsafe, none)] == [True, True, False]


EDITS = st.tuples(st.integers(0, 10), st.integers(0, 10), st.sampled_from(("", "a", "bb"))).map(
    lambda one: (min(one[:2]), max(one[:2]), one[2])
)
FINDINGS = st.lists(st.lists(EDITS, min_size=1, max_size=3).map(lambda edits: finding(*edits)), max_size=6)


@given(FINDINGS)
def test_what_is_chosen_is_disjoint_and_whole(findings: list[Diagnostic]) -> None:
    chosen = choose(SOURCE, findings)
    for one, other in zip(chosen.edits, chosen.edits[1:], strict=False):
        assert one.span.end <= other.span.start
        assert one.span != other.span
    wanted = {edit for each in chosen.applied if each.fix for edit in each.fix.edits}
    assert set(chosen.edits) == {edit for edit in wanted if SOURCE.slice(edit.span) != edit.content}
    spared = set(range(10)) - {at for edit in chosen.edits for at in range(*edit.span)}
    kept = "".join(SOURCE.text[at] for at in sorted(spared))
    assert "".join(char for char in apply_edits(SOURCE.text, chosen.edits) if char not in "ab") == kept


@given(FINDINGS)
def test_what_is_refused_overlaps_something_chosen(findings: list[Diagnostic]) -> None:
    chosen = choose(SOURCE, findings)
    for refused in chosen.refused:
        assert choose(SOURCE, [*chosen.applied, refused]).refused == (refused,)

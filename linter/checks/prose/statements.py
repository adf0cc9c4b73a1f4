"""What prose may state of a table's figures, and the stretches of a paragraph that state it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated

from msgspec import Struct
from msgspec.structs import force_setattr

from linter.checks.prose.phrases import (
    AmountPhrase,
    CountPhrase,
    Phrase,
    PhrasePattern,
    PhrasePatterns,
    phrases,
)
from linter.report.prose.prose_tokens import Passage, Sentence
from linter.report.tables.table import Cell, Table
from linter.report.values.quantity import Quantity
from linter.strict_yaml.annotations import DERIVED, Doc
from linter.strict_yaml.location import LocatedStr
from linter.strict_yaml.patterns import occurs
from linter.strict_yaml.regex_literals import literals_of, may_hold
from linter.text.source import Span

_FEWEST = 3  # figures that agree with the table, so that it counts what they count
_HEADING = 16  # a longer sentence at the beginning of a paragraph is no heading


class Statement(Struct, frozen=True):
    """One thing that prose may state.

    `counts` are patterns that hold the stated figure as {n}, `none` patterns that say there was none.
    `right` are sums of the table's rows, any of which the figure may be, with what each is called;
    they are those of `column`. A year inside a match must be the reporting year plus `year`. A group
    `said` of a denial is all of it that a finding shows. `needs` are patterns of which one must stand
    before the statement in its stretch; a paragraph with a word of `unless` says itself why the statement
    need not hold. `others` as in StatedCounts, for this statement alone; no stretch without a word of
    `words` is looked at. A statement with `given` has a second figure {x} in its patterns, which must be
    that sum of the table: then it need not name its subject. `whole` tells a statement of all requests,
    `supports` one that another rule judges and that only supports others (see StatedCounts.own_level).
    """

    right: Annotated[Mapping[LocatedStr, str], Doc("可以是哪些行之和（像勾稽式那样写），以及怎样称呼")]
    counts: Annotated[tuple[CountPhrase, ...], Doc("写出件数的句式，{n} 是件数")] = ()
    none: Annotated[tuple[PhrasePattern, ...], Doc("说没有的句式；(?P<said>…) 是其中要引出来的话")] = ()
    amounts: Annotated[tuple[AmountPhrase, ...], Doc("写出金额的句式，{m} 是金额；表中的数以万元计")] = ()
    words: Annotated[PhrasePatterns, Doc("有这些词才看（句式）")] = None
    needs: Annotated[PhrasePatterns, Doc("前面要有这些词才算（句式）")] = None
    unless: Annotated[PhrasePatterns, Doc("同一段里有这些词就不算（句式）")] = None
    column: Annotated[str, Doc("哪一列，写 key")] = "total"
    year: Annotated[int, Doc("话里的年份应比报告年度大几")] = 0
    others: Annotated[PhrasePatterns, Doc("同规则的 others，只对这种说法")] = None
    given: Annotated[LocatedStr | None, Doc("句式中的 {x} 应是哪些行之和；相符的，不论写在哪里都算")] = None
    whole: Annotated[bool, Doc("是否说的是全部申请")] = False
    supports: Annotated[bool, Doc("是否只用来印证别的说法，自己不报")] = False
    figures: tuple[Phrase, ...] = DERIVED
    denials: tuple[Phrase, ...] = DERIVED
    figure_literals: re.Pattern[str] | None = DERIVED
    denial_literals: re.Pattern[str] | None = DERIVED

    def __post_init__(self) -> None:
        """Find what the phrases need, when the rule is read."""
        if self.figures is DERIVED:
            force_setattr(self, "figures", phrases(self.counts + self.amounts))
            force_setattr(self, "denials", phrases(self.none))
            force_setattr(self, "figure_literals", literals_of(self.counts + self.amounts))
            force_setattr(self, "denial_literals", literals_of(self.none))

    def may_state(self, text: str, *, figures: bool, denials: bool) -> bool:
        """Whether a text holds a literal of one of the phrases, of those asked for."""
        return (figures and may_hold(self.figure_literals, text)) or (
            denials and may_hold(self.denial_literals, text)
        )


class Value(Struct, frozen=True):
    """A sum of the table that a stated figure may be: its amount, its name, and the places that it adds, each
    a row and a column key."""

    amount: Decimal
    name: str
    places: tuple[tuple[str, str], ...]

    def cells(self, table: Table) -> tuple[Cell, ...]:
        """The cells that make the sum; where all are zero, the first."""
        cells = tuple([table.cell[place] for place in self.places if table.values.get(place)])
        return cells or (table.cell[self.places[0]],)


class Stated(Struct, frozen=True):
    """A statement found in prose: where its words begin, the place of what is judged, the figure (None:
    it says that there was none), and the figure {x} beside it."""

    passage: Passage
    sentence: Sentence
    begin: int
    start: int
    end: int
    quantity: Quantity | None
    given: Quantity | None = None

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return self.passage.span(self.start, self.end)

    @property
    def amount(self) -> Decimal:
        """The stated figure."""
        return self.quantity.value if self.quantity else Decimal(0)

    def agrees(self, value: Decimal) -> bool:
        """Whether the statement may mean `value`."""
        return self.quantity.may_be(value) if self.quantity else value == 0


class Wrong(Struct, frozen=True):
    """A statement that none of the table's values bears out."""

    stated: Stated
    values: list[Value]


class Verdict(Struct, frozen=True):
    """A statement found in prose beside the table's values, and whether it agrees with one of them."""

    statement: Statement
    stated: Stated
    is_right: bool
    values: list[Value]


def borne_out(paragraphs: Iterable[Sequence[Verdict]]) -> Iterator[Verdict]:
    """The statements of those paragraphs whose figures show that the table counts what they count: one of
    the whole and two others agree with it."""
    for paragraph in paragraphs:
        right = [one for one in paragraph if one.is_right and one.stated.amount]
        whole = any(one.statement.whole and one.stated.agrees(one.values[0].amount) for one in right)
        if whole and len({one.values[0].name for one in right}) >= _FEWEST:
            yield from paragraph


def is_given(stated: Stated, values: Iterable[Value]) -> bool:
    """Whether the figure beside what is stated is one of some values."""
    return stated.given is not None and any(stated.given.may_be(value.amount) for value in values)


def stretches(
    shape: str,
    sentences: Iterable[Sentence],
    about: re.Pattern[str] | None,
    about_literals: re.Pattern[str] | None,
    runs_on: re.Pattern[str] | None,
    *,
    lasting: bool,
) -> Iterator[tuple[Sentence, bool]]:
    """The sentences of a paragraph's shape, those that run on joined to the one before, with whether a word
    of `about`, and so one of `about_literals`, names their subject. A `lasting` subject is that of the
    sentences behind it as well; a sentence that names its own runs on with none."""
    held: Sentence | None = None
    told = False
    for sentence in sentences:
        text = shape[sentence.start : sentence.end]
        names = may_hold(about_literals, text) and occurs(about, text)
        if held and not names and ((lasting and told) or occurs(runs_on, text)):
            held = Sentence(held.start, sentence.end)
            continue
        if held:
            yield held, told
        held, told = sentence, names
    if held:
        yield held, told


def is_under(shape: str, first: Sentence, about: re.Pattern[str] | None) -> bool:
    """Whether a paragraph of that shape and first sentence begins with a heading that names the subject:
    （二）依申请公开。全年…."""
    colon = shape.find(":", 0, _HEADING)
    end = first.end if colon < 0 else colon
    return end - first.start <= _HEADING and occurs(about, shape[:end])

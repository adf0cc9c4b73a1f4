"""What prose may state of a table's figures, and the stretches of a paragraph that state it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, NamedTuple

from linter.checks.prose.phrases import AmountPhrase, CountPhrase, PhrasePattern, PhrasePatterns
from linter.frozen import frozen
from linter.report.prose.prose_tokens import Passage, Sentence
from linter.report.tables.table import Cell
from linter.report.values.quantity import Quantity
from linter.strict_yaml.annotations import Doc
from linter.strict_yaml.location import LocatedStr
from linter.strict_yaml.patterns import occurs
from linter.text.source import Span

_HEADING = 16  # a longer sentence at the beginning of a paragraph is no heading


@frozen
class Statement:
    """One thing that prose may state.

    `counts` are patterns that hold the stated figure as {n}, `none` patterns that say there was none.
    `right` are sums of the table's rows, any of which the figure may be, with what each is called;
    they are those of `column`. A year inside a match must be the reporting year plus `year`. A group
    `said` of a denial is all of it that a finding shows. `needs` are patterns of which one must stand
    before the statement in its stretch; a paragraph with a word of `unless` says itself why the statement
    need not hold. `others` as in StatedCounts, for this statement alone; no stretch without a word of
    `words` is looked at.
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


class Value(NamedTuple):
    """A sum of the table that a stated figure may be: its amount, its name, the cells it adds."""

    amount: Decimal
    name: str
    cells: tuple[Cell, ...]


@frozen
class Stated:
    """A statement found in prose: where its words begin, the place of what is judged, and the figure
    (None: it says that there was none)."""

    passage: Passage
    sentence: Sentence
    begin: int
    start: int
    end: int
    quantity: Quantity | None

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


class Wrong(NamedTuple):
    """A statement that none of the table's values bears out."""

    stated: Stated
    values: list[Value]


def stretches(
    passage: Passage, about: re.Pattern[str] | None, runs_on: re.Pattern[str] | None, *, lasting: bool
) -> Iterator[tuple[Sentence, bool]]:
    """The sentences of a paragraph, those that run on joined to the one before, with whether a word of
    `about` names their subject. A `lasting` subject is that of the sentences behind it as well; a
    sentence that names its own runs on with none."""
    held: Sentence | None = None
    told = False
    for sentence in passage.sentences:
        text = passage.shape[sentence.start : sentence.end]
        names = occurs(about, text)
        if held and not names and ((lasting and told) or occurs(runs_on, text)):
            held = Sentence(held.start, sentence.end)
            continue
        if held:
            yield held, told
        held, told = sentence, names
    if held:
        yield held, told


def is_under(passage: Passage, about: re.Pattern[str] | None) -> bool:
    """Whether a paragraph begins with a heading that names the subject: （二）依申请公开。全年…."""
    first = passage.sentences[0]
    colon = passage.shape.find(":", 0, _HEADING)
    end = first.end if colon < 0 else colon
    return end - first.start <= _HEADING and occurs(about, passage.shape[:end])

"""Counts that prose states, against the figures of a table (X601–X604)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, NamedTuple

from linter.checks.base import (
    Context,
    Finding,
    Judged,
    ProseCheck,
    SectionKey,
    TableKey,
    related_places,
)
from linter.checks.identities.arithmetic import exact_value
from linter.checks.identities.expression import IdentityError, Sum, expand_sum, leaves
from linter.checks.identities.expression_parser import IdentitySyntaxError, parse_sum
from linter.checks.prose.phrases import CountPhrase, PhrasePattern, PhrasePatterns
from linter.checks.prose.prose_patterns import (
    alike_slip,
    subsequence,
    written,
    year_meant,
)
from linter.frozen import frozen
from linter.report.prose.prose_tokens import Passage, Sentence
from linter.report.tables.table import Cell, Table
from linter.report.template import Generation
from linter.report.values.quantity import Quantity
from linter.strict_yaml.annotations import Doc
from linter.strict_yaml.location import LocatedStr, Location
from linter.strict_yaml.patterns import occurs
from linter.text.normalize import normalize
from linter.text.source import Span

_HEADING = 16  # a longer sentence at the beginning of a paragraph is no heading


@frozen
class Statement:
    """One thing that prose may state.

    `counts` are patterns that hold the stated figure as {n}, `none` patterns that say there was none.
    `right` are sums of the table's rows, any of which the figure may be, with what each is called;
    they are taken in `column`. A year inside a match must be the reporting year plus `year`. `others`
    as in StatedCounts, for this statement alone.
    """

    right: Annotated[Mapping[LocatedStr, str], Doc("可以是哪些行之和（像勾稽式那样写），以及怎样称呼")]
    counts: Annotated[tuple[CountPhrase, ...], Doc("写出件数的句式，{n} 是件数")] = ()
    none: Annotated[tuple[PhrasePattern, ...], Doc("说没有的句式")] = ()
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


@frozen
class StatedCounts(ProseCheck):
    """A figure or a denial in prose that no reading of a table's figures bears out.

    Judged are statements on the whole year and the whole body. `others` are patterns of what makes a
    statement one of something else, looked for from the sentence's beginning to the statement's end;
    `behind` the same right behind it, `elsewhere` in all of its sentence. `bodies` match names of
    bodies: one that is not the issuer makes it another's figure. Where `wider` occurs the figure may
    be that of a whole region and is judged only when it is a slip of the pen away. A statement counts
    in `sections`, elsewhere only when its sentence, or the heading that its paragraph begins with, has a
    word of `about`; no sentence without a word
    of `words` is looked at. `when` chooses: `counts` (both sides above 0), `none` (just one of them
    is 0) or `all`.
    """

    summary: ClassVar[str] = "文字中的件数与表格是否一致"

    placeholders: ClassVar[frozenset[str]] = frozenset({"stated", "table", "values"})
    table: Annotated[TableKey, Doc("哪张表，写 key")]
    statements: Annotated[tuple[Statement, ...], Doc("各种说法")]
    when: Annotated[
        Literal["counts", "none", "all"], Doc("counts 两边都大于 0 才比、none 只有一边为 0 才比、all 都比")
    ] = "all"
    words: Annotated[PhrasePatterns, Doc("句子里有这些词才看（句式）")] = None
    sections: Annotated[tuple[SectionKey, ...], Doc("专门写这件事的部分，写 key")] = ()
    about: Annotated[PhrasePatterns, Doc("在别的部分，句子里要有这些词（句式）")] = None
    elsewhere: Annotated[PhrasePatterns, Doc("句子里有这些词就不看（句式）")] = None
    others: Annotated[PhrasePatterns, Doc("前面有这些词，说的就是别的范围、别的时间、别的事（句式）")] = None
    behind: Annotated[PhrasePatterns, Doc("紧跟在后面有这些词就不比（句式）")] = None
    bodies: Annotated[PhrasePattern | None, Doc("机关名称的样子（句式）；不是本机关的不比")] = None
    wider: Annotated[PhrasePatterns, Doc("说的可能是更大范围的词（句式）；只有看得出是笔误的才报")] = None
    sums: Mapping[str, Sum] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Parse once, when the rule is read."""
        with suppress(IdentitySyntaxError):  # told by verify, with the place
            sums = {str(text): parse_sum(text) for each in self.statements for text in each.right}
            object.__setattr__(self, "sums", sums)

    def verify(self, generation: Generation | None) -> Iterator[tuple[Location | None, str]]:
        """Syntax of the sums, and names that the generation's table does not have."""
        template = generation.table(self.table) if generation else None
        if template is None:
            return
        for statement in self.statements:
            if statement.column not in template.column_keys():
                yield None, f"表中没有名为“{statement.column}”的列"
            for text in statement.right:
                try:
                    expand_sum(parse_sum(text), template.row_keys())
                except IdentitySyntaxError as error:
                    yield text.at(error.column - 1), str(error)
                except IdentityError as error:
                    yield text.where, str(error)

    def judged(self, context: Context) -> Iterator[Judged]:
        """The statements on the whole year and body; wrong ones of the same figure are one finding."""
        table = context.report.table(self.table)
        if table is None:
            return
        wrong: dict[tuple[Span, Decimal], list[Wrong]] = {}
        sentences = [*self._sentences(context)]
        for statement in self.statements:
            found = [*self._meant(context, sentences, statement)]
            values = self._values(statement, table) if found else []
            for stated, is_right in self._judge(found, values):
                if is_right:
                    yield Judged(stated.passage, stated.start, stated.end)
                else:
                    wrong.setdefault(_cause(stated), []).append(Wrong(stated, values))
        for group in wrong.values():
            yield self._finding(context, table, group)

    def _values(self, statement: Statement, table: Table) -> list[Value]:
        """What the figure may be by the table; empty when a figure that matters is not known."""
        values = []
        for text, name in statement.right.items():
            terms = self._terms(text, table)
            places = [(term.name, statement.column) for _, term in leaves(terms) if term.name is not None]
            amount = exact_value(
                terms, {row: table.values[row, at] for row, at in places if (row, at) in table.values}
            )
            if not places or amount is None:
                return []
            cells = tuple(table.cell[place] for place in places if table.values.get(place))
            values.append(Value(Decimal(amount), name, cells or (table.cell[places[0]],)))
        return values

    def _terms(self, text: str, table: Table) -> Sum:
        try:
            return expand_sum(self.sums[str(text)], table.template.row_keys())
        except IdentityError:
            return ()

    def _sentences(self, context: Context) -> Iterator[tuple[Passage, Sentence]]:
        """The sentences that may hold a statement of this kind."""
        for passage in context.passages:
            if not occurs(self.words, passage.shape):
                continue
            under = self._is_under(passage)
            for sentence in passage.sentences:
                text = passage.shape[sentence.start : sentence.end]
                if passage.section not in self.sections and not (under or occurs(self.about, text)):
                    continue
                if occurs(self.words, text) and not occurs(self.elsewhere, text):
                    yield passage, sentence

    def _is_under(self, passage: Passage) -> bool:
        """Whether a paragraph begins with a heading that names the subject: （二）依申请公开。全年…."""
        first = passage.sentences[0]
        return first.end - first.start <= _HEADING and occurs(self.about, passage.shape[: first.end])

    def _meant(
        self, context: Context, sentences: Iterable[tuple[Passage, Sentence]], statement: Statement
    ) -> Iterator[list[Stated]]:
        """What each sentence states of the whole year and body."""
        for passage, sentence in sentences:
            found = self._found(statement, passage, sentence)
            meant = [one for one in found if self._is_meant(context, one, statement)]
            if meant:
                yield meant

    def _judge(self, found: Iterable[list[Stated]], values: list[Value]) -> Iterator[tuple[Stated, bool]]:
        """What is stated, with whether it is right; beside a right figure another is a part of it."""
        if not values:
            return
        for stated in found:
            right = [one for one in stated if any(one.agrees(value.amount) for value in values)]
            yield from ((one, True) for one in right)
            if not right:
                yield from ((one, False) for one in stated if self._is_wrong(one, values))

    def _finding(self, context: Context, table: Table, group: Sequence[Wrong]) -> Judged:
        stated = max((wrong.stated for wrong in group), key=lambda one: (-one.span.start, one.span.end))
        first = stated.span
        values = {value: None for wrong in group for value in wrong.values}
        shown = {
            "stated": "".join(context.source.slice(first).split()),
            "table": table.template.name,
            "values": "，".join(f"{value.name}为 {written(value.amount)}" for value in values),
        }
        leading = {wrong.values[0]: None for wrong in group}
        cells = dict.fromkeys(cell for value in leading for cell in value.cells)
        places = [(cell.span, f"{table.words_for(cell)}：{cell.figure}") for cell in cells]
        others = {wrong.stated.span for wrong in group if wrong.stated.span.start != first.start}
        places += [(span, "这里也这样写") for span in sorted(others)]
        return Judged(stated.passage, stated.start, stated.end, Finding(first, shown, related_places(places)))

    def _found(self, statement: Statement, passage: Passage, sentence: Sentence) -> Iterator[Stated]:
        places = set[int]()
        text, base = passage.shape[sentence.start : sentence.end], sentence.start  # for ^ and $ to hold
        for pattern in statement.counts:
            for match in pattern.finditer(text):
                at = base + match.start("n")
                if at not in places:
                    places.add(at)
                    begin = base + match.start()
                    yield Stated(passage, sentence, begin, at, at + 1, passage.quantity(at))
        for denial in statement.none:
            for match in denial.finditer(text):
                begin, end = base + match.start(), base + match.end()
                if not any(begin <= at < end for at in places):
                    places.add(begin)
                    yield Stated(passage, sentence, begin, begin, end, None)

    def _is_meant(self, context: Context, stated: Stated, statement: Statement) -> bool:
        """Whether a statement speaks of the whole year, of the issuer, and of what the table counts."""
        passage, sentence = stated.passage, stated.sentence
        before = passage.shape[sentence.start : stated.end]
        if occurs(self.others, before) or occurs(statement.others, before):
            return False
        if self.behind and occurs(self.behind, passage.shape[stated.end : stated.end + 12]):
            return False
        full, year = year_meant(passage, sentence, stated.begin)
        if not full or (year is not None and year != context.report.year):
            return False
        named = {token.year for _, token in passage.tokens_in(stated.begin, stated.end) if token.year}
        if named and named != {(context.report.year or 0) + statement.year}:
            return False
        if self.bodies:
            issuer = normalize(context.report.issuer or "")
            clause = before[max(before.rfind(mark) for mark in ",;:") + 1 :]
            for match in self.bodies.finditer(clause):
                if not subsequence(match[0], issuer):
                    return False
        return True

    def _is_wrong(self, stated: Stated, values: list[Value]) -> bool:
        table_has = any(value.amount for value in values)
        says_some = bool(stated.amount)
        if self.when == "counts" and not (table_has and says_some):
            return False
        if self.when == "none" and table_has == says_some:
            return False
        if any(stated.agrees(value.amount) for value in values):
            return False
        before = stated.passage.shape[stated.sentence.start : stated.end]
        if occurs(self.wider, before):
            return any(alike_slip(stated.amount, value.amount) for value in values)
        return True


def _cause(stated: Stated) -> tuple[Span, Decimal]:
    """What statements of one cause share: the same figure told twice, or one denial of two things."""
    place = stated.span if stated.quantity is None else Span(0, 0)
    return Span(place.start, place.start), stated.amount

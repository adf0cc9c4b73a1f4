"""Counts that prose states, against the figures of a table (X601–X604)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

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
from linter.checks.prose.phrases import PhrasePattern, PhrasePatterns
from linter.checks.prose.prose_patterns import (
    alike_slip,
    subsequence,
    written,
    year_meant,
)
from linter.checks.prose.statements import Stated, Statement, Value, Wrong, is_under, stretches
from linter.frozen import frozen
from linter.report.prose.prose_tokens import Passage, Sentence
from linter.report.tables.table import Table
from linter.report.template import Generation
from linter.strict_yaml.annotations import Doc
from linter.strict_yaml.location import Location
from linter.strict_yaml.patterns import occurs
from linter.text.normalize import normalize
from linter.text.source import Span

_YUAN: Mapping[str, Decimal] = {"元": Decimal(1), "亿元": Decimal(10) ** 8}


@frozen
class StatedCounts(ProseCheck):
    """A figure or a denial in prose that no reading of a table's figures bears out.

    Judged are statements on the whole year and the whole body. A sentence that does not name its
    subject is one stretch with the one before it where it matches `runs_on`, or where the subject is
    `lasting` and the one before names it. `others` are patterns of what makes a
    statement one of something else, looked for from the stretch's beginning to the statement's end, but
    for words of `in_full`; `behind` the same right behind it, `elsewhere` in all of its stretch. A figure
    counts only in one of `units`, when there are any. `bodies` match names of bodies: one that is not the
    issuer makes it another's figure. Where `wider` occurs the figure may be that of a whole region and is
    judged only when it is a slip of the pen away. A statement counts in `sections`, elsewhere only when
    its sentence, or the heading that its paragraph begins with, has a word of `about`; no sentence
    without a word of `words` is looked at. `when` chooses: `counts` (both sides above 0), `none` (just
    one of them is 0) or `all`.
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
    in_full: Annotated[PhrasePatterns, Doc("说的是全部的词（句式），如列全了的途径；others 不看这些词")] = (
        None
    )
    units: Annotated[tuple[str, ...], Doc("件数的量词；别的量词（类、项、种）数的不是件")] = ()
    runs_on: Annotated[PhrasePatterns, Doc("这样的句子没有写明是什么事的，接着上一句说（句式）")] = None
    lasting: Annotated[bool, Doc("写明了是什么事的一句，是否管到段末或者另一件事")] = False
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
            if statement.amounts:
                amount = Decimal(amount) * _yuan(table, places)
            cells = tuple(table.cell[place] for place in places if table.values.get(place))
            values.append(Value(Decimal(amount), name, cells or (table.cell[places[0]],)))
        return values

    def _terms(self, text: str, table: Table) -> Sum:
        try:
            return expand_sum(self.sums[str(text)], table.template.row_keys())
        except IdentityError:
            return ()

    def _sentences(self, context: Context) -> Iterator[tuple[Passage, Sentence]]:
        """The stretches that may hold a statement of this kind."""
        for passage in context.passages:
            if not occurs(self.words, passage.shape):
                continue
            told = passage.section in self.sections or is_under(passage, self.about)
            for sentence, names in stretches(passage, self.about, self.runs_on, lasting=self.lasting):
                text = passage.shape[sentence.start : sentence.end]
                if (told or names) and occurs(self.words, text) and not occurs(self.elsewhere, text):
                    yield passage, sentence

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
        if statement.words and not occurs(statement.words, text):
            return
        for pattern in statement.counts + statement.amounts:
            group = "n" if "n" in pattern.groupindex else "m"
            for match in pattern.finditer(text):
                at = base + match.start(group)
                if at not in places:
                    places.add(at)
                    quantity = passage.quantity(at)
                    if group == "m" or not self.units or quantity.unit.partition("(")[0] in self.units:
                        yield Stated(passage, sentence, base + match.start(), at, at + 1, quantity)
        for denial in statement.none if self.when != "counts" else ():
            for match in denial.finditer(text):
                said = "said" if "said" in denial.groupindex else 0
                begin, end = base + match.start(said), base + match.end(said)
                if not any(begin <= at < end for at in places):
                    places.add(begin)
                    yield Stated(passage, sentence, begin, begin, end, None)

    def _is_meant(self, context: Context, stated: Stated, statement: Statement) -> bool:
        """Whether a statement is about the whole year, the issuer, and what the table counts."""
        passage, sentence = stated.passage, stated.sentence
        if statement.needs and not occurs(statement.needs, passage.shape[sentence.start : stated.begin]):
            return False
        if occurs(statement.unless, passage.shape):
            return False
        before = self._before(stated)
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
            clause = before[max(before.rfind(mark) for mark in ",;:。") + 1 :]
            for match in self.bodies.finditer(clause):
                if not subsequence(match[0], issuer):
                    return False
        return True

    def _before(self, stated: Stated) -> str:
        """The words from the beginning of the stretch to the end of what it states, without those that
        name all of something."""
        before = stated.passage.shape[stated.sentence.start : stated.end]
        return self.in_full.sub(" ", before) if self.in_full else before

    def _is_wrong(self, stated: Stated, values: list[Value]) -> bool:
        table_has = any(value.amount for value in values)
        says_some = bool(stated.amount)
        if self.when == "counts" and not (table_has and says_some):
            return False
        if self.when == "none" and table_has == says_some:
            return False
        if any(stated.agrees(value.amount) for value in values):
            return False
        if occurs(self.wider, self._before(stated)):
            return any(alike_slip(stated.amount, value.amount) for value in values)
        return True


def _yuan(table: Table, places: Sequence[tuple[str, str]]) -> Decimal:
    """How many yuan one is of what an amount of a table is counted in."""
    units = {table.cell[place].figure.unit for place in places if place in table.cell} - {""}
    return _YUAN.get(units.pop() if len(units) == 1 else "", Decimal(10_000))


def _cause(stated: Stated) -> tuple[Span, Decimal]:
    """What statements of one cause share: the same figure stated twice, or one denial of two things."""
    place = stated.span if stated.quantity is None else Span(0, 0)
    return Span(place.start, place.start), stated.amount

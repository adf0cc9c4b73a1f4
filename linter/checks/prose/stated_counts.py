"""Counts that prose states, against the figures of a table (X601–X604)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from msgspec import Struct
from msgspec.structs import force_setattr, replace

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
from linter.checks.identities.expression import IdentityError, Sum, expand_sum
from linter.checks.identities.expression_parser import IdentitySyntaxError, parse_sum
from linter.checks.prose.passage_search import passages_with
from linter.checks.prose.phrases import Phrase, PhrasePattern, PhrasePatterns, likely
from linter.checks.prose.prose_patterns import (
    alike_slip,
    subsequence,
    written,
    year_meant,
)
from linter.checks.prose.statements import (
    Stated,
    Statement,
    Value,
    Verdict,
    Wrong,
    borne_out,
    is_given,
    is_under,
    stretches,
)
from linter.checks.prose.table_sums import plain_names, row_keys, sum_terms, yuan
from linter.report.prose.prose_tokens import MARKS, Passage, Sentence
from linter.report.tables.table import Table
from linter.report.template import Generation
from linter.strict_yaml.annotations import DERIVED, Doc
from linter.strict_yaml.location import Location
from linter.strict_yaml.patterns import occurs
from linter.strict_yaml.regex_literals import literals_of, may_hold
from linter.text.normalize import normalize
from linter.text.source import Span


class _Stretch(Struct, frozen=True):
    """A stretch of a passage, its part of the shape, in which ^ and $ hold, and whether that holds counts or
    amounts; `is_named` that its subject is named."""

    passage: Passage
    sentence: Sentence
    text: str
    has_figures: bool
    is_named: bool


_JOINT = "\n"  # stands in no shape
_COUNT, _MONEY = MARKS["count"], MARKS["money"]


class StatedCounts(ProseCheck, frozen=True):
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
    without a word of `words` is looked at. Matches of `compared` name another year only for themselves:
    较上年的79件增加7件. From the last match of `anew` on, the sentence is on the reporting year again.
    Words of `own_level` (县政府本级) leave open whether the table counts that level alone: statements
    behind them are judged where a `whole` one and two others agree with it. `when` chooses: `counts` (both
    sides above 0), `none` (just one of them is 0) or `all`.
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
    compared: Annotated[PhrasePatterns, Doc("与别的年份比较的话（句式）；其中的年份不管后面的话")] = None
    anew: Annotated[PhrasePatterns, Doc("从这里起又说报告年度的事（句式）；前面的词不再算")] = None
    own_level: Annotated[
        PhrasePatterns, Doc("说的是本级的词（句式）；表格是不是只计本级，要看后面别的数是否与表格一致")
    ] = None
    wider: Annotated[PhrasePatterns, Doc("说的可能是更大范围的词（句式）；只有看得出是笔误的才报")] = None
    sums: Mapping[str, Sum] = DERIVED
    plain: Mapping[str, tuple[str, ...]] = DERIVED
    word_literals: re.Pattern[str] | None = DERIVED
    other_literals: re.Pattern[str] | None = DERIVED
    full_literals: re.Pattern[str] | None = DERIVED
    about_literals: re.Pattern[str] | None = DERIVED
    statement_literals: re.Pattern[str] | None = DERIVED

    def __post_init__(self) -> None:
        """Parse once, when the rule is read: compiled rules are kept with their sums."""
        if self.word_literals is DERIVED:
            force_setattr(self, "word_literals", literals_of([self.words]) if self.words else None)
            force_setattr(self, "about_literals", literals_of([self.about]))
            force_setattr(self, "other_literals", literals_of([self.others]))
            force_setattr(self, "full_literals", literals_of([self.in_full]))
            force_setattr(self, "statement_literals", literals_of(self._phrases()))
        if self.sums is DERIVED:
            sums: dict[str, Sum] = {}
            with suppress(IdentitySyntaxError):  # told by verify, with the place
                texts = [text for each in self.statements for text in (*each.right, each.given) if text]
                sums = {str(text): parse_sum(text) for text in texts}
            force_setattr(self, "sums", sums)
            plain = {text: names for text, terms in sums.items() if (names := plain_names(terms))}
            force_setattr(self, "plain", plain)

    def _phrases(self) -> Iterator[re.Pattern[str]]:
        """The phrases of the statements that are judged."""
        for statement in self.statements:
            yield from statement.counts + statement.amounts
            if self.when != "counts":
                yield from statement.none

    def verify(self, generation: Generation | None) -> Iterator[tuple[Location | None, str]]:
        """Syntax of the sums, and names that the generation's table does not have."""
        template = generation.table(self.table) if generation else None
        if template is None:
            return
        for statement in self.statements:
            if statement.column not in template.column_keys():
                yield None, f"表中没有名为“{statement.column}”的列"
            for text in (*statement.right, *([statement.given] if statement.given else [])):
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
        unsure: dict[Span, list[Verdict]] = {}
        sure: list[Verdict] = []
        for one in self._verdicts(context, table):
            if self._names_own_level(one.stated):
                unsure.setdefault(one.stated.passage.spans[0], []).append(one)
            else:
                sure.append(one)
        for one in (*sure, *borne_out(unsure.values())):
            stated = one.stated
            if one.statement.supports:
                continue
            if one.is_right:
                yield Judged(stated.passage, stated.start, stated.end)
            else:
                wrong.setdefault(_cause(stated), []).append(Wrong(stated, one.values))
        for group in wrong.values():
            yield self._finding(context, table, group)

    def _verdicts(self, context: Context, table: Table) -> Iterator[Verdict]:
        """Every statement of the whole year and body, beside what the table says."""
        sentences = [*self._sentences(context)]
        if not sentences:
            return
        rows = context.fact(row_keys, self.table)
        for statement in self._likely(sentences):
            found = [*self._meant(context, sentences, statement)]
            values = self._values(statement, table, rows) if found else []
            if statement.given and values:
                given = self._values(
                    replace(statement, right={statement.given: ""}, column="total"), table, rows
                )
                found = [[one for one in each if is_given(one, given)] for each in found]
            for stated, is_right in self._judge(found, values):
                yield Verdict(statement, stated, is_right, values)

    def _values(self, statement: Statement, table: Table, rows: tuple[str, ...]) -> list[Value]:
        """What the figure may be by the table; empty when a figure that matters is not known."""
        values = []
        for text, name in statement.right.items():
            plain = self.plain.get(text)
            terms, names = ((), plain) if plain else sum_terms(self.sums[str(text)], rows)
            places = tuple([(row, statement.column) for row in names])
            figures = {row: table.values[row, at] for row, at in places if (row, at) in table.values}
            if plain:
                amount = sum(figures.values()) if len(figures) == len(names) else None
            else:
                amount = exact_value(terms, figures)
            if not places or amount is None:
                return []
            if statement.amounts:
                amount = Decimal(amount) * yuan(table, places)
            values.append(Value(Decimal(amount), name, places))
        return values

    def _sentences(self, context: Context) -> Iterator[_Stretch]:
        """The stretches that may hold a statement of this kind."""
        anywhere = any(statement.given for statement in self.statements)
        for passage in passages_with(context, self.word_literals):
            shape = passage.shape
            if not may_hold(self.statement_literals, shape):
                continue
            told = passage.section in self.sections
            if told or anywhere or may_hold(self.about_literals, shape):
                about = (told, shape, passage.sentences)
                for sentence, text, named in context.of_text(self._stretches, *about):
                    yield _Stretch(passage, sentence, text, _COUNT in text or _MONEY in text, named)

    def _stretches(
        self, told: bool, shape: str, sentences: tuple[Sentence, ...]
    ) -> tuple[tuple[Sentence, str, bool], ...]:
        """Those of a paragraph that may hold a statement, with what they say and whether their subject is
        named; `told` where its section is about the matter."""
        anywhere = any(statement.given for statement in self.statements)
        found = []
        told = told or is_under(shape, sentences[0], self.about)
        each = stretches(
            shape, sentences, self.about, self.about_literals, self.runs_on, lasting=self.lasting
        )
        for sentence, names in each:
            text = shape[sentence.start : sentence.end]
            if (
                (told or names or anywhere)
                and may_hold(self.statement_literals, text)
                and occurs(self.words, text)
                and not occurs(self.elsewhere, text)
            ):
                found.append((sentence, text, told or names))
        return tuple(found)

    def _likely(self, sentences: Iterable[_Stretch]) -> Iterator[Statement]:
        """The statements that one of some stretches may make; few are made in any."""
        denials = self.when != "counts"
        with_figures = _JOINT.join([one.text for one in sentences if one.has_figures])
        every = _JOINT.join([one.text for one in sentences]) if denials else ""
        for statement in self.statements:
            if may_hold(statement.figure_literals, with_figures) or (
                denials and may_hold(statement.denial_literals, every)
            ):
                yield statement

    def _meant(
        self,
        context: Context,
        sentences: Iterable[_Stretch],
        statement: Statement,
    ) -> Iterator[list[Stated]]:
        """What each sentence states of the whole year and body, by the phrases of a statement."""
        denies = self.when != "counts"
        for stretch in sentences:
            text = stretch.text
            if not statement.may_state(text, figures=stretch.has_figures, denials=denies):
                continue
            counted = likely(statement.figures, text) if stretch.has_figures else []
            denied = likely(statement.denials, text) if denies else []
            if not (counted or denied) or (statement.words and not occurs(statement.words, text)):
                continue
            if not (stretch.is_named or statement.given):
                continue
            found = self._found(counted, denied, stretch)
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
        cells = dict.fromkeys(cell for value in leading for cell in value.cells(table))
        places = [(cell.span, f"{table.words_for(cell)}：{cell.figure}") for cell in cells]
        others = {wrong.stated.span for wrong in group if wrong.stated.span.start != first.start}
        places += [(span, "这里也这样写") for span in sorted(others)]
        return Judged(stated.passage, stated.start, stated.end, Finding(first, shown, related_places(places)))

    def _found(
        self, figures: Iterable[Phrase], denials: Iterable[Phrase], stretch: _Stretch
    ) -> Iterator[Stated]:
        passage, sentence, text = stretch.passage, stretch.sentence, stretch.text
        places, base = set[int](), sentence.start
        for phrase in figures:
            pattern = phrase.pattern
            group = "n" if "n" in pattern.groupindex else "m"
            for match in pattern.finditer(text):
                at = base + match.start(group)
                if at not in places:
                    places.add(at)
                    quantity = passage.quantity(at)
                    if group == "m" or not self.units or quantity.unit.partition("(")[0] in self.units:
                        beside = base + match.start("x") if "x" in pattern.groupindex else None
                        given = None if beside is None else passage.quantity(beside)
                        yield Stated(passage, sentence, base + match.start(), at, at + 1, quantity, given)
        for each in denials:
            denial = each.pattern
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
        is_other = may_hold(self.other_literals, before) and occurs(self.others, before)
        if is_other or occurs(statement.others, before):
            return False
        if self.behind and occurs(self.behind, passage.shape[stated.end : stated.end + 12]):
            return False
        full, year = year_meant(passage, self._from_anew(stated), stated.begin, self.compared)
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
        before = stated.passage.shape[self._from_anew(stated).start : stated.end]
        full = self.in_full if may_hold(self.full_literals, before) else None
        for words in (full, self.compared, self.own_level):
            before = words.sub(" ", before) if words else before
        return before

    def _from_anew(self, stated: Stated) -> Sentence:
        """The stretch of a statement, from where it is anew on the reporting year."""
        start, end = stated.sentence.start, stated.sentence.end
        if self.anew:
            for match in self.anew.finditer(stated.passage.shape, start, stated.end):
                start = match.start()
        return Sentence(start, end)

    def _names_own_level(self, stated: Stated) -> bool:
        """Whether its paragraph names the body's own level before what is stated."""
        return self.own_level is not None and occurs(self.own_level, stated.passage.shape[: stated.end])

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


def _cause(stated: Stated) -> tuple[Span, Decimal]:
    """What statements of one cause share: the same figure stated twice, or one denial of two things."""
    place = stated.span if stated.quantity is None else Span(0, 0)
    return Span(place.start, place.start), stated.amount

"""X605: shares and rates against their base figures (258件，占32.0%；办结率98.2%)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, islice, pairwise
from typing import Annotated, ClassVar

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from linter.checks.base import Context, Finding, Judged, Message, ProseCheck, RowKey, TableKey, related_places
from linter.checks.prose.growth import Growth, growths
from linter.checks.prose.phrases import (
    GrowthPhrase,
    Phrase,
    PhrasePattern,
    PhrasePatterns,
    SharePhrase,
    expand,
    likely,
    phrases,
)
from linter.checks.prose.prose_patterns import (
    NOTHING,
    clause_before,
    counts,
    percent,
    percent_of,
    plus,
    total,
    written,
)
from linter.checks.prose.share import Share, exchanged, name_of, pairs, part_of_name
from linter.checks.prose.table_sums import row_totals
from linter.regex_cache import compiled
from linter.report.prose.prose_tokens import MARKS, Passage, Sentence
from linter.report.tables.table import Table
from linter.report.values.quantity import Quantity
from linter.strict_yaml.annotations import DERIVED, Doc
from linter.strict_yaml.patterns import occurs
from linter.strict_yaml.regex_literals import may_match
from linter.text.source import Span

_PERCENT, _COUNT = MARKS["percent"], MARKS["count"]
_HUNDRED = Decimal(100)
_WORDS = compiled(expand("{char}{0,12}"))
_FINE = Decimal("0.01")  # the last digit of a percentage that few pairs of figures give by chance
_NEAR = 12  # figures on either side whose sums may be a base


class Base(Struct, frozen=True):
    """A possible base of a share: a figure; its place in the shape, if it is one of the prose; else its
    place in the source and how to call it, when that is to be shown."""

    quantity: Quantity
    at: int = -1
    span: Span | None = None
    words: str = ""


class Shares(ProseCheck, frozen=True):
    """A percentage that no base in its sentence, its paragraph or the table bears out.

    `shares` are patterns of a part {n} and its share {p}, `rates` the same for rates of what was done
    of what there was to do (办结率). A share is right when any figure before it in its paragraph, a sum
    of neighbouring figures of its sentence, or (where the sentence has a word of `requests`) a total
    of the table gives it. It is wrong when none does and its base is plain: a figure that is followed
    by a word of `wholes`, the only one of the sentence before where this one begins with such a word,
    the base of other shares of the sentence; the table's row `whole_row` where the share
    is of all (`totals`) or its part is named by a word of `results`, and is one of the table's
    figures; for a rate what stands before it in the sentence, when the rate is named for the verb
    before its part or has a word of `rate_words`, and names the same manner (`manners`: 按时办结率).
    A share of several figures `together` has no plain base either.
    A share of something that it names (占解读材料的5%) has no base whose words do not; what is left of
    its name without words of `general` tells.
    `no_base` are patterns in front of a figure that can be no base. `growth` see linter.checks.prose.growth.
    """

    summary: ClassVar[str] = "比例、办结率、增长率与文中数字是否相符"

    placeholders: ClassVar[frozenset[str]] = frozenset({"part", "base", "right", "percent"})
    shares: Annotated[tuple[SharePhrase, ...], Doc("占比的句式，{n} 是部分，{p} 是比例")]
    rates: Annotated[tuple[SharePhrase, ...], Doc("办结率一类的句式，{n} 是完成的数，{p} 是比率")]
    rate_words: Annotated[PhrasePatterns, Doc("比率的名称（句式）")]
    wholes: Annotated[PhrasePatterns, Doc("跟在总数后面的词（句式）")]
    no_base: Annotated[PhrasePatterns, Doc("数字前面有这些词，就不能作基数（句式）")]
    growth: Annotated[
        tuple[GrowthPhrase, ...],
        Doc("增长率的句式，{x} 是今年的数，{y} 是上年的数，{d} 是增减的数，{p} 是增长率"),
    ]
    down: Annotated[PhrasePattern, Doc("表示下降的词（句式）")]
    growth_message: Message
    general: Annotated[PhrasePatterns, Doc("全部的名称中不能说明是什么的全部的词（句式）")] = None
    manners: Annotated[PhrasePatterns, Doc("比率前面说怎样完成的词（句式）；完成的数前面没有说的不比")] = None
    together: Annotated[PhrasePatterns, Doc("几个数合在一起的说法（句式）；不能只看最后一个数")] = None
    requests: Annotated[PhrasePatterns, Doc("句子里有这些词，表中的合计也可以作基数（句式）")] = None
    totals: Annotated[PhrasePatterns, Doc("说明以全部为基数的词（句式）")] = None
    results: Annotated[PhrasePatterns, Doc("办理结果的名称（句式）")] = None
    table: Annotated[TableKey, Doc("哪张表，写 key")] = ""
    whole_row: Annotated[RowKey, Doc("表中作为全部的一行，写 key")] = ""
    received: Annotated[tuple[RowKey, ...], Doc("收到的申请在表中是哪几行（或者它们之和），写 key")] = ()
    share_phrases: tuple[Phrase, ...] = DERIVED
    rate_phrases: tuple[Phrase, ...] = DERIVED
    growth_phrases: tuple[Phrase, ...] = DERIVED

    def __post_init__(self) -> None:
        """Find what the phrases need, when the rule is read."""
        if self.share_phrases is DERIVED:
            force_setattr(self, "share_phrases", phrases(self.shares))
            force_setattr(self, "rate_phrases", phrases(self.rates))
            force_setattr(self, "growth_phrases", phrases(self.growth))

    def judged(self, context: Context) -> Iterator[Judged]:
        """The shares and rates of growth that have a base; a finding stands on the percentage."""
        for passage in context.passages:
            if _PERCENT not in passage.shape or _COUNT not in passage.shape:
                continue
            kinds = {token.kind for token in passage.tokens.values()}
            if "percent" not in kinds or "count" not in kinds:
                continue
            shares = likely(self.share_phrases, passage.shape)
            rates = likely(self.rate_phrases, passage.shape)
            for sentence in passage.sentences if shares or rates else ():
                yield from self._sentence(context, passage, sentence, shares, rates)
            for growth in growths(passage, self.growth_phrases, self.down):
                wrong = None if growth.holds else self._wrong_growth(passage, growth)
                if wrong is None or not self._blames_count(context, passage, growth):
                    yield Judged(passage, growth.at, growth.at + 1, wrong)

    def _blames_count(self, context: Context, passage: Passage, growth: Growth) -> bool:
        """Whether the rate is right by the difference beside it or by the table: then the count is wrong, and
        another rule says so."""
        rate = passage.quantity(growth.at)
        if growth.blames(None, rate):
            return True
        totals = row_totals(context, passage, growth.now_at, self.requests, self.table, self.received)
        return any(growth.blames(value, rate) for value in totals)

    def _wrong_growth(self, passage: Passage, growth: Growth) -> Finding:
        values = {
            "part": passage.words(growth.now_at, growth.now_at + 1),
            "base": written(growth.before),
            "right": growth.right,
            "percent": passage.words(growth.at, growth.at + 1),
        }
        places = ((passage.span(at, at + 1), passage.words(at, at + 1)) for at in growth.operands)
        return Finding(
            passage.span(growth.at, growth.at + 1), values, related_places(places), message="growth_message"
        )

    def _sentence(
        self,
        context: Context,
        passage: Passage,
        sentence: Sentence,
        parts: Sequence[Phrase],
        rates: Sequence[Phrase],
    ) -> Iterator[Judged]:
        found = (part_of_name(passage, sentence, share) for share in _found(passage, sentence, parts, rates))
        shares = sorted(found, key=lambda share: share.at)
        if not shares:
            return
        slack = _slack(passage, shares)
        table = context.report.table(self.table) if self.table else None
        if table is not None and not occurs(self.requests, passage.shape[sentence.start : sentence.end]):
            table = None
        right = {
            share: _explained(share, passage, _figures(passage, share, shares), slack)
            or _explained(share, passage, _sums(passage, sentence, share, table), slack)
            or [_base(passage, at) for at in pairs(passage, sentence, share)]
            for share in shares
        }
        for share in shares:
            percent = passage.quantity(share.at)
            if right[share]:
                yield Judged(passage, share.at, share.at + 1)
            elif percent.exact and not self._has_no_base(share, percent):
                base = self._plain_base(passage, sentence, share, right, table)
                base = base or self._base_of_slip(passage, share, percent)
                if base is not None:
                    yield Judged(passage, share.at, share.at + 1, _finding(passage, share, base))

    def _has_no_base(self, share: Share, percent: Quantity) -> bool:
        return occurs(self.together, share.lead) or (share.rate and percent.value == _HUNDRED)

    def _plain_base(
        self,
        passage: Passage,
        sentence: Sentence,
        share: Share,
        right: Mapping[Share, list[Base]],
        table: Table | None,
    ) -> Base | None:
        """The figure that is surely the base of the share; None when that is unclear."""
        part = passage.quantity(share.part_at)
        usable = [at for at in counts(passage, 0, share.part_at) if self._may_be_base(passage, at, part)]
        here = [at for at in usable if at >= sentence.start]
        if share.rate:
            return self._base_of_rate(passage, sentence, share, here)
        usable = [at for at in usable if self._is_meant(passage, at, share)]
        here = [at for at in here if at in usable]
        siblings = {base.at for other, bases in right.items() if other != share for base in bases}
        for at in (at for at in usable if passage.quantity(at).low >= part.high):
            if at in siblings:
                return _base(passage, at)
        for at in reversed(here):
            between = passage.shape[at + 1 : share.part_at]
            if passage.quantity(at).low >= part.high and occurs(self.wholes, between):
                return _base(passage, at)
        if occurs(self.wholes, passage.shape[sentence.start : sentence.start + 2]) and sentence.start:
            above = passage.sentence(sentence.start - 1)
            only = counts(passage, above.start, sentence.start)
            if len(only) == 1 and only[0] in usable and passage.quantity(only[0]).low >= part.high:
                return _base(passage, only[0])
        if table is None:
            return None
        of_all = occurs(self.totals, share.lead)
        if not of_all and not occurs(self.results, clause_before(passage, share.part_at)):
            return None
        return self._of_the_table(table, part, of_all)

    def _of_the_table(self, table: Table, part: Quantity, of_all: bool) -> Base | None:
        """The table's own whole, where the share says so or its part is one of the table's figures."""
        cell = table.cell.get((self.whole_row, "total"))
        totals = {value for (_, column), value in table.values.items() if column == "total"}
        if cell is None or not cell.figure.value or not (of_all or part.value in totals):
            return None
        value = Decimal(cell.figure.value)
        if value < part.value:
            return None
        base = replace(NOTHING, value=value, low=value, high=value)
        words = f"{table.template.name}“{table.row_label(self.whole_row)}”的 {written(value)}"
        return Base(base, span=cell.span, words=words)

    def _base_of_rate(
        self, passage: Passage, sentence: Sentence, share: Share, here: list[int]
    ) -> Base | None:
        """What was to be done, for a rate of what was done: all that stands before it in the sentence."""
        word = share.lead[: share.lead.rfind("率")][-2:]
        done = clause_before(passage, share.part_at)
        named = not word or any(before[-1:] not in ("不", "未") for before in done.split(word)[:-1])
        named = named or (len(done) > 1 and name_of(share).startswith(done))
        if not here or not (named or occurs(self.rate_words, word)):
            return None
        if occurs(self.manners, share.lead) and not occurs(self.manners, done):
            return None
        nearest = counts(passage, sentence.start, share.part_at)[-1]
        part = passage.quantity(share.part_at)
        if nearest == here[-1] and passage.quantity(nearest).low >= part.high:
            return _base(passage, nearest)
        everything = total(passage.quantity(at) for at in here)
        if len(here) < 2 or everything.low < part.high:
            return None
        span = passage.span(here[0], here[-1] + 1)
        return Base(everything, span=span, words="＋".join(passage.words(at, at + 1) for at in here))

    def _base_of_slip(self, passage: Passage, share: Share, stated: Quantity) -> Base | None:
        """The figure before the share that gives it when two neighbouring digits of it are exchanged."""
        if share.rate or stated.step > _FINE:
            return None
        part = passage.quantity(share.part_at)
        usable = [at for at in counts(passage, 0, share.part_at) if self._may_be_base(passage, at, part)]
        for at in reversed(usable):
            whole = passage.quantity(at)
            if not (whole.exact and whole.low >= part.high and self._is_meant(passage, at, share)):
                continue
            if any(percent_of(part, whole, meant) for meant in exchanged(stated)):
                return _base(passage, at)
        return None

    def _is_meant(self, passage: Passage, at: int, share: Share) -> bool:
        """Whether a figure may be what a share names as its whole: 占解读材料的5% is none of all messages."""
        name = share.lead[share.lead.rfind("占") + 1 :].rpartition("的")[0]
        words = self.general.split(name) if self.general else [name]
        pairs = {word[start : start + 2] for word in words for start in range(len(word) - 1)}
        behind = _WORDS.match(passage.shape, at + 1)
        near = clause_before(passage, at) + (behind[0] if behind else "")
        return not pairs or any(pair in near for pair in pairs)

    def _may_be_base(self, passage: Passage, at: int, part: Quantity) -> bool:
        return passage.quantity(at).unit == part.unit and not occurs(self.no_base, clause_before(passage, at))


def _found(
    passage: Passage, sentence: Sentence, shares: Sequence[Phrase], rates: Sequence[Phrase]
) -> Iterator[Share]:
    """The shares and rates of a sentence, by the phrases for each."""
    text = passage.shape[sentence.start : sentence.end]
    if _PERCENT not in text:
        return
    seen = set[int]()
    for rate, patterns in ((False, shares), (True, rates)):
        for phrase in patterns:
            if not may_match(phrase.needs, text):
                continue
            for match in phrase.pattern.finditer(passage.shape, sentence.start, sentence.end):
                part, at = match.start("n"), match.start("p")
                if at not in seen:
                    seen.add(at)
                    yield Share(part, at, rate, passage.shape[part + 1 : at])


def _figures(passage: Passage, share: Share, shares: Iterable[Share]) -> Iterator[Base]:
    """The figures of a paragraph that may be the base of a share. Parts of this and of later shares are
    bases of none but 100 %."""
    whole = passage.quantity(share.at).value == _HUNDRED
    parts_behind = {other.part_at for other in shares if other.at >= share.at}
    for at in counts(passage, 0, len(passage.shape)):
        if whole or at not in parts_behind:
            yield _base(passage, at)


def _sums(passage: Passage, sentence: Sentence, share: Share, table: Table | None) -> Iterator[Base]:
    """Other possible bases: sums of neighbours in the sentence, totals of the table."""
    inside = counts(passage, sentence.start, sentence.end)
    here = bisect_left(inside, share.part_at)
    near = [passage.quantity(at) for at in inside[max(0, here - _NEAR) : here + _NEAR]]
    for run in (near, near[::-1]):
        yield from map(Base, islice(accumulate(run, plus), 1, None))
    yield from (Base(plus(first, second)) for first, second in pairwise(near))
    if table is not None:
        values = [Decimal(value) for (_, column), value in table.values.items() if column == "total"]
        for value in (*values, *([values[0] + values[1]] if len(values) > 1 else [])):
            yield Base(replace(NOTHING, value=value, low=value, high=value))


def _explained(share: Share, passage: Passage, bases: Iterable[Base], slack: int) -> list[Base]:
    """Those of some bases that give the share."""
    part, percent = passage.quantity(share.part_at), passage.quantity(share.at)
    return [base for base in bases if percent_of(part, base.quantity, percent, slack)]


def _base(passage: Passage, at: int) -> Base:
    return Base(passage.quantity(at), at)


def _finding(passage: Passage, share: Share, base: Base) -> Finding:
    part, stated = passage.quantity(share.part_at), passage.quantity(share.at)
    values = {
        "part": passage.words(share.part_at, share.part_at + 1),
        "base": base.words or passage.words(base.at, base.at + 1),
        "right": percent(part.value * 100 / base.quantity.value, stated),
        "percent": passage.words(share.at, share.at + 1),
    }
    places = [(passage.span(share.part_at, share.part_at + 1), values["part"])]
    span = base.span or (passage.span(base.at, base.at + 1) if base.at >= 0 else None)
    if span is not None:
        places.insert(0, (span, values["base"]))
    return Finding(passage.span(share.at, share.at + 1), values, related_places(places))


def _slack(passage: Passage, shares: Iterable[Share]) -> int:
    """1 where the shares of a sentence make 100 %: one of them may have been made to fit."""
    stated = [passage.quantity(share.at).value for share in shares if not share.rate]
    return int(len(stated) > 1 and sum(stated) == _HUNDRED)

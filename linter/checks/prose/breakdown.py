"""X606: a whole and the parts that prose gives of it (共12条，其中A 8条、B 4条)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar

from msgspec import field
from msgspec.structs import force_setattr, replace

from linter.checks.base import Context, Finding, Judged, ProseCheck, related_places
from linter.checks.prose.enumerations import Listing, Part, Subtotal, Words, read_parts
from linter.checks.prose.phrases import CountPhrase, Phrase, PhrasePatterns, expand, phrases
from linter.checks.prose.prose_patterns import (
    clause_before,
    counts,
    may_be_equal,
    may_make,
    surely_exceed,
    total,
    written,
)
from linter.report.prose.prose_tokens import MARKS, Passage, Sentence
from linter.report.values.quantity import Quantity
from linter.strict_yaml.annotations import DERIVED, Doc
from linter.strict_yaml.patterns import occurs
from linter.strict_yaml.regex_literals import literals_of, longest_match, may_hold, needs_of

_COUNT = MARKS["count"]
_FEWEST = 3  # counts of a sentence that holds two parts and their sum


class Breakdown(ProseCheck, frozen=True):
    """Parts that exceed their whole, and exhaustive parts that do not make it.

    `partial` are patterns between a whole and a list of some of its parts, `complete` of all of them
    (a list in brackets or behind a colon is one too); a list whose last label has a word of `rest`, or
    whose labels have all words of one of `complements`, is complete as well. `stops` are patterns of
    labels that are no parts; where labels match `overlapping` the parts may count a thing twice, and a
    sentence with a word of `overlaps` says so.
    `examples` are words that begin a list of some. `asides` are patterns of what may stand between a
    whole and its list, such as a comparison. A list that begins the paragraph behind its whole's is judged
    only where it is complete.
    `no_whole` are patterns in front of a figure that is a change or another year's; `distinct` of one that
    counts things that come by one channel each, so that labels of channels do not overlap. Labels of
    `subtotals` are sums of the parts before them; such a sum with a word of `sums` is judged where no
    whole stands before its parts as well. Parts whose labels match `channels` may be counted in `units`
    of what their whole counts once (140次：电话60件). `summed` are patterns whose figure {n} is the sum of
    the other counts in the match.
    """

    summary: ClassVar[str] = "总数与所列分项是否相符"

    placeholders: ClassVar[frozenset[str]] = frozenset({"whole", "parts", "sum", "relation"})
    partial: Annotated[PhrasePatterns, Doc("引出一部分分项的词（句式）")]
    complete: Annotated[PhrasePatterns, Doc("引出全部分项的词（句式）")]
    rest: Annotated[PhrasePatterns, Doc("最后一项有这些词，就是列全了（句式）")]
    stops: Annotated[PhrasePatterns, Doc("有这些词的不是分项（句式）")]
    no_whole: Annotated[PhrasePatterns, Doc("数字前面有这些词，就不是总数（句式）")]
    examples: Annotated[PhrasePatterns, Doc("引出举例的词（句式）；举例不算列全")] = None
    asides: Annotated[PhrasePatterns, Doc("总数与分项之间可以夹的话（句式）")] = None
    overlapping: Annotated[PhrasePatterns, Doc("这样的分项可能重复计数（句式）")] = None
    overlaps: Annotated[PhrasePatterns, Doc("句子里有这些词，分项就有重复（句式）")] = None
    distinct: Annotated[PhrasePatterns, Doc("总数前面有这些词，各渠道就不会重复计数（句式）")] = None
    subtotals: Annotated[PhrasePatterns, Doc("前面几项的小计的名称（句式）")] = None
    sums: Annotated[PhrasePatterns, Doc("前面没有总数也核对的小计的名称（句式）")] = None
    channels: Annotated[PhrasePatterns, Doc("渠道的名称（句式）；各渠道可以用别的量词")] = None
    units: Annotated[Mapping[str, tuple[str, ...]], Doc("总数的量词，以及各渠道可以用的别的量词")] = field(
        default_factory=dict
    )
    summed: Annotated[tuple[CountPhrase, ...], Doc("这样的句式里，{n} 应是其余各数之和")] = ()
    complements: Annotated[tuple[tuple[str, ...], ...], Doc("合起来就是全部的几种说法")] = ()

    intro: re.Pattern[str] = DERIVED
    sum_phrases: tuple[Phrase, ...] = DERIVED
    inner: re.Pattern[str] = DERIVED
    introductions: re.Pattern[str] = DERIVED
    sum_literals: re.Pattern[str] | None = DERIVED
    reach: int = DERIVED

    def __post_init__(self) -> None:
        """Compile once, when the rule is read."""
        if self.intro is DERIVED:
            force_setattr(self, "intro", _intro(self.partial, self.complete, self.asides))
            needs = needs_of(self.intro)
            begins = "|".join(map(re.escape, needs[0])) if needs else ""
            force_setattr(self, "introductions", re.compile(begins))
            force_setattr(self, "reach", longest_match(self.intro))
            force_setattr(self, "sum_literals", literals_of([self.sums]))
        if self.sum_phrases is DERIVED:
            force_setattr(self, "sum_phrases", phrases(self.summed))
        if self.inner is DERIVED:
            words = (words.pattern for words in (self.partial, self.complete) if words)
            force_setattr(self, "inner", re.compile(f"^(?:{'|'.join(words)})"))

    def judged(self, context: Context) -> Iterator[Judged]:
        """The wholes whose parts are stated; a finding stands on the whole's figure."""
        above: Passage | None = None
        for passage in context.passages:
            if _COUNT not in passage.shape:
                above = None
                continue
            if above is not None and self.inner.match(passage.shape):
                yield from self._judge_below(context, above, passage)
            above = passage
            yield from self._judge_in(passage)

    def _judge_in(self, passage: Passage) -> Iterator[Judged]:
        """The wholes of a paragraph that has counts."""
        shape = passage.shape
        sums = dict[int, Judged]()
        begins = [match.start() for match in self.introductions.finditer(shape)]
        for at, token in passage.tokens.items() if begins else ():
            if token.kind == "count":
                behind = bisect_right(begins, at)
                if behind < len(begins) and begins[behind] <= at + self.reach:
                    yield from self._judge(passage, at, sums)
        if self.sums is not None and may_hold(self.sum_literals, shape) and occurs(self.sums, shape):
            for sentence in passage.sentences:
                self._judge_sums(passage, sentence, sums)
        for phrase in self.sum_phrases:
            for match in phrase.occurrences(shape):
                self._judge_summed(passage, match, sums)
        yield from sums.values()

    def _judge_below(self, context: Context, above: Passage, below: Passage) -> Iterator[Judged]:
        """The only count of the last sentence of a paragraph, whose list begins the next one; other counts
        before it may be what the list is of where they fit."""
        if not _is_next(above, below):
            return
        both = _joined(above, below)
        last = above.sentences[-1]
        places = counts(above, last.start, last.end)
        intro = self.intro.match(both.shape, places[0] + 1) if len(places) == 1 else None
        if intro is None or occurs(self.overlaps, both.shape[last.start :]):
            return
        whole = above.quantity(places[0])
        listing = read_parts(both, intro.end(), self._words(whole.unit), whole.unit)
        if not self._is_complete(listing, intro):
            return
        made = total(part.quantity for part in listing.parts)
        for one in context.passages:
            if one is below:
                break
            if any(may_be_equal(made, one.quantity(at)) for at in counts(one, 0, len(one.shape))):
                return
        yield from self._judge(both, places[0], {})

    def _judge_summed(self, passage: Passage, match: re.Match[str], sums: dict[int, Judged]) -> None:
        """Judge the sum that a match states of its other counts, which are of one unit."""
        at = match.start("n")
        parts = [Part(place, "", passage.quantity(place)) for place in counts(passage, *match.span())]
        units = {part.quantity.unit for part in parts}
        if at not in sums and len(units) == 1:
            others = tuple(part for part in parts if part.at != at)
            sums[at] = self._judge_sum(passage, Subtotal(next(p for p in parts if p.at == at), others))

    def _words(self, unit: str) -> Words:
        others = self.units.get(unit, ())
        return Words(self.stops, self.rest, self.subtotals, self.inner, self.channels, others)

    def _judge(self, passage: Passage, at: int, sums: dict[int, Judged]) -> Iterator[Judged]:
        """The whole at a place; what is said of the sums in its list goes into `sums`, by their place."""
        intro = self.intro.match(passage.shape, at + 1)
        if intro is None or occurs(self.no_whole, clause_before(passage, at)):
            return
        if "。" in intro[0] and not _is_only_count(passage, at):
            return
        whole = passage.quantity(at)
        listing = read_parts(passage, intro.end(), self._words(whole.unit), whole.unit)
        if not listing.parts:
            return
        sentence = passage.sentence(at)
        if occurs(self.overlaps, passage.shape[sentence.start : sentence.end]):
            return
        for subtotal in listing.subtotals:
            sums[subtotal.part.at] = self._judge_sum(passage, subtotal)
        parts = [part.quantity for part in listing.parts]
        made = total(parts)
        complete = self._is_complete(listing, intro)
        joined = [*self._joined_wholes(passage, at)]
        if any(may_be_equal(made, other) for other in joined):
            yield Judged(passage, at, at + 1)
        elif joined and not complete and made.high <= joined[-1].low:
            return
        elif self._is_off(passage, at, listing, intro, complete):
            yield Judged(passage, at, at + 1, self._finding(passage, at, listing.parts))
        elif may_make(parts, whole) or (not complete and not surely_exceed(parts, whole)):
            yield Judged(passage, at, at + 1)

    def _judge_sums(self, passage: Passage, sentence: Sentence, sums: dict[int, Judged]) -> None:
        """Judge the sums behind parts that no whole stands before."""
        text = passage.shape[sentence.start : sentence.end]
        places = counts(passage, sentence.start, sentence.end)
        if len(places) < _FEWEST or not occurs(self.sums, text) or occurs(self.overlaps, text):
            return
        first = places[0]
        start = max(passage.shape.rfind(mark, sentence.start, first) for mark in ",;:。()") + 1
        start = max(start, sentence.start)
        unit = passage.quantity(first).unit
        for subtotal in read_parts(passage, start, self._words(unit), unit).subtotals:
            at = subtotal.part.at
            named = occurs(self.sums, subtotal.part.label)
            if named and at not in sums and not occurs(self.no_whole, passage.shape[start:first]):
                sums[at] = self._judge_sum(passage, subtotal)

    def _judge_sum(self, passage: Passage, subtotal: Subtotal) -> Judged:
        """What is to be said of the sum of the parts before it; parts that may overlap make at least it."""
        at, sum_ = subtotal.part.at, subtotal.part.quantity
        parts = [part.quantity for part in subtotal.parts]
        short = any(occurs(self.overlapping, part.label) for part in subtotal.parts)
        right = may_make(parts, sum_) or (short and surely_exceed(parts, sum_))
        return Judged(passage, at, at + 1, None if right else self._finding(passage, at, subtotal.parts))

    def _finding(self, passage: Passage, at: int, parts: Sequence[Part]) -> Finding:
        made = total(part.quantity for part in parts)
        difference = made.value - passage.quantity(at).value
        values = {
            "whole": passage.words(at, at + 1),
            "parts": "＋".join(written(part.quantity.value) for part in parts),
            "sum": written(made.value),
            "relation": f"比总数{'多' if difference > 0 else '少'} {written(abs(difference))}",
        }
        related = related_places(
            (passage.span(part.at, part.at + 1), passage.words(part.at, part.at + 1)) for part in parts
        )
        return Finding(passage.span(at, at + 1), values, related)

    def _is_off(
        self, passage: Passage, at: int, listing: Listing, intro: re.Match[str], complete: bool
    ) -> bool:
        """Whether the parts plainly exceed the whole at a place or plainly fall short of it."""
        if intro["bracket"] is not None and len(listing.parts) < 2:
            return False
        whole = passage.quantity(at)
        parts = [part.quantity for part in listing.parts]
        if complete and listing.closed and not listing.leaves_out:
            return not may_make(parts, whole)
        distinct = occurs(self.distinct, clause_before(passage, at))
        return surely_exceed(parts, whole) and self._plainly_too_much(listing, whole, distinct=distinct)

    def _joined_wholes(self, passage: Passage, at: int) -> Iterator[Quantity]:
        """The whole with those named beside it before, of which the list may give the parts as well:
        本年收到8件，上年结转2件，其中…."""
        sentence = passage.sentence(at)
        unit = passage.quantity(at).unit
        joined = [passage.quantity(at)]
        last = at
        for place in reversed(counts(passage, sentence.start, at)):
            beside = passage.quantity(place)
            between = passage.shape[place + 1 : last]
            if beside.unit != unit or occurs(self.partial, between) or occurs(self.complete, between):
                return
            last = place
            joined.append(beside)
            yield total(joined)

    def _is_complete(self, listing: Listing, intro: re.Match[str]) -> bool:
        """Whether a list says, by what begins it or by its labels, that it names every part."""
        if len(listing.parts) < 2 or occurs(self.examples, intro[0] + listing.parts[0].label):
            return False
        if any(intro[name] is not None for name in ("complete", "colon", "bracket")):
            return True
        labels = listing.labels
        return occurs(self.rest, listing.parts[-1].label) or any(
            len(words) == len(listing.parts) and all(word in labels for word in words)
            for words in self.complements
        )

    def _plainly_too_much(self, listing: Listing, whole: Quantity, *, distinct: bool) -> bool:
        """Whether parts that together exceed the whole are surely parts of it, each thing counted once."""
        parts = [part.quantity for part in listing.parts]
        overlapping = [not distinct and occurs(self.overlapping, part.label) for part in listing.parts]
        if any(surely_exceed([part], whole) for part in parts):
            return surely_exceed(parts[:1], whole) or len(set(overlapping)) == 1
        ends = listing.closed or listing.parted
        return ends and listing.even and not any(overlapping) and not _some_make(parts, whole)


def _is_only_count(passage: Passage, at: int) -> bool:
    """Whether a sentence has no other count than the one at a place of it: the list in the next sentence
    can speak of no other."""
    sentence = passage.sentence(at)
    return counts(passage, sentence.start, sentence.end) == [at]


def _is_next(above: Passage, below: Passage) -> bool:
    """Whether nothing stands between two paragraphs, no numeral, heading or table."""
    between = above.source[above.spans[-1].end : below.spans[0].start]
    return above.section == below.section and not below.numbered and not between.strip()


def _joined(above: Passage, below: Passage) -> Passage:
    """Two paragraphs as one."""
    start, length = len(above.shape), len(above.text)
    moved = {
        start + at: replace(token, start=length + token.start, end=length + token.end)
        for at, token in below.tokens.items()
    }
    return replace(
        above,
        text=above.text + below.text,
        shape=above.shape + below.shape,
        tokens={**above.tokens, **moved},
        spans=(*above.spans, *below.spans),
    )


def _some_make(parts: Sequence[Quantity], whole: Quantity) -> bool:
    """Whether neighbouring parts, not all of them, already make the whole: the others cut it anew."""
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            if end - start < len(parts) and may_make(parts[start:end], whole):
                return True
    return False


def _intro(
    partial: re.Pattern[str] | None, complete: re.Pattern[str] | None, asides: re.Pattern[str] | None
) -> re.Pattern[str]:
    """What stands between a whole and the list of its parts."""
    some, each, aside = (words.pattern if words else "" for words in (partial, complete, asides))
    return re.compile(
        expand(r"{char}{0,16}")
        + rf"(?:(?:{aside}){{0,2}}[,。;、]?(?:(?P<partial>{some})|(?P<complete>{each}))[:,、]?"
        + rf"|(?P<colon>:)(?!{some})|(?P<bracket>\((?!{some})))"
    )

"""X607, X611: work and plans described with an older year, because last year's text was left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

from msgspec.structs import force_setattr

from linter.checks.base import Context, Finding, ReportCheck, SectionKey, related_places, replacement
from linter.checks.prose.phrases import Phrase, PhrasePattern, PhrasePatterns, phrases
from linter.checks.prose.prose_patterns import subsequence
from linter.diagnostic import Applicability
from linter.report.prose.prose_tokens import Passage, Sentence, Token
from linter.strict_yaml.annotations import DERIVED, Doc
from linter.strict_yaml.patterns import occurs
from linter.text.normalize import normalize
from linter.text.source import Span


class StaleYear(ReportCheck, frozen=True):
    """An older year where the report means its own year, or a later one.

    `years` tells how much older the years are that count, `later` how much later than the reporting year
    the right one is. `statements` are patterns of words that can only speak of that, in the sections
    `only` (everywhere, when there are none), `preface` the same for the text before the first section,
    `openings` patterns that begin a sentence of `sections`, in a paragraph that does not name the
    reporting year. An opening may stand behind a heading that runs into its text, which `headings` match;
    without a numeral before it that has to end in a colon. An opening must go on with a word of `own`,
    or with the issuer's name, which `bodies` match. A sentence with a word of `history` is about the past
    and is passed over, as is a paragraph that sets its year against another (`contrast`: 今年).
    """

    summary: ClassVar[str] = "是否沿用了以前的年份"

    placeholders: ClassVar[frozenset[str]] = frozenset({"stale", "year", "sentence", "right"})
    fixes: ClassVar[Applicability | None] = Applicability.UNSAFE
    statements: Annotated[tuple[PhrasePattern, ...], Doc("只能说报告年度（或 later 那一年）的句式")]
    only: Annotated[tuple[SectionKey, ...], Doc("statements 只看哪些部分，写 key；不写就看全文")] = ()
    years: Annotated[tuple[int, ...], Doc("哪些年份算没有更新：比报告年度早几年")] = (1, 2)
    later: Annotated[int, Doc("应为的年份比报告年度晚几年")] = 0
    preface: Annotated[tuple[PhrasePattern, ...], Doc("引言里只能说报告年度的句式")] = ()
    openings: Annotated[tuple[PhrasePattern, ...], Doc("段落开头的句式")] = ()
    headings: Annotated[tuple[PhrasePattern, ...], Doc("段落开头的小标题，后面可以直接接年份（句式）")] = ()
    own: Annotated[PhrasePatterns, Doc("接下去说的是本机关工作的词（句式）")] = None
    bodies: Annotated[PhrasePattern | None, Doc("机关名称的样子（句式）")] = None
    history: Annotated[PhrasePatterns, Doc("句子里有这些词，说的是过去（句式）")] = None
    sections: Annotated[tuple[SectionKey, ...], Doc("看哪些部分的段落开头，写 key")] = ()
    contrast: Annotated[PhrasePatterns, Doc("段落里有这些词，就是拿几年作比较（句式）")] = None
    phrases: tuple[Phrase, ...] = DERIVED
    preface_phrases: tuple[Phrase, ...] = DERIVED

    def __post_init__(self) -> None:
        """Find what the phrases need, when the rule is read."""
        if self.phrases is DERIVED:
            force_setattr(self, "phrases", phrases(self.statements))
            force_setattr(self, "preface_phrases", phrases(self.preface))

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding a paragraph, on its first place."""
        year = context.report.year
        if year is None:
            return
        stale = {year - age for age in self.years}
        for passage in context.passages:
            named = [at for at, one in passage.years if one in stale]
            places = sorted(self._stale(context, passage, year, named)) if named else ()
            if places:
                yield self._finding(context, passage, places, year)

    def _finding(self, context: Context, passage: Passage, places: Sequence[int], year: int) -> Finding:
        spans = [_digits(passage, passage.tokens[at], at) for at in places]
        right, at = str(year + self.later), places[0]
        values = {
            "stale": str(passage.tokens[at].year),
            "year": str(year),
            "right": right,
            "sentence": passage.words(at, min(at + 12, passage.sentence(at).end)),
        }
        edits = [(span, right) for span in spans if context.normalized[span.start : span.end].isdigit()]
        fix = replacement(Applicability.UNSAFE, f"年份改为{right}", *edits) if edits else None
        return Finding(spans[0], values, related_places((span, "这里也是") for span in spans[1:]), fix)

    def _stale(self, context: Context, passage: Passage, year: int, named: Sequence[int]) -> set[int]:
        """Those of the places of dates in a passage's shape that were left from older texts."""
        found = set[int]()
        patterns = self.preface_phrases if passage.section is None else ()
        if not self.only or passage.section in self.only:
            patterns += self.phrases
        for pattern in patterns:
            for match in pattern.occurrences(passage.shape):
                found.update(at for at in named if match.start() <= at < match.end())
        told = _names(passage, year) or occurs(self.contrast, passage.shape)
        if passage.section in self.sections and not told:
            found.update(self._openings(context, passage, named))
        return found

    def _openings(self, context: Context, passage: Passage, named: Sequence[int]) -> Iterator[int]:
        issuer = normalize(context.report.issuer or "")
        for sentence in passage.sentences:
            if not any(sentence.start <= at < sentence.end for at in named):
                continue
            text = passage.shape[sentence.start : sentence.end]
            if occurs(self.history, text):
                continue
            for start in self._starts(passage, sentence):
                for pattern in self.openings:
                    match = pattern.match(passage.shape, start, sentence.end)
                    if match is None:
                        continue
                    rest = passage.shape[match.end() : match.end() + 16]
                    body = self.bodies.match(rest) if self.bodies else None
                    if occurs(self.own, rest) or (body and subsequence(body[0], issuer)):
                        yield from (at for at in named if match.start() <= at < match.end())

    def _starts(self, passage: Passage, sentence: Sentence) -> Iterator[int]:
        """Where a sentence may begin: itself, and behind a heading that runs into it."""
        yield sentence.start
        numbered = passage.numbered and not sentence.start
        for heading in self.headings:
            match = heading.match(passage.shape, sentence.start, sentence.end)
            if match is not None and (numbered or match[0].endswith(":")):
                yield match.end()


def _names(passage: Passage, year: int) -> bool:
    return any(named == year for _, named in passage.years)


def _digits(passage: Passage, token: Token, at: int) -> Span:
    """The place of a date's year, without 年."""
    span = passage.span(at, at + 1)
    return Span(span.start, min(span.end, span.start + 4)) if token.kind == "year" else span

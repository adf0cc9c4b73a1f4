"""H704: prose copied from last year's report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

from msgspec import Struct

from linter.checks.base import Context, Finding, PairCheck, SectionKey
from linter.checks.previous.year_pair import last_year
from linter.checks.section_matching import written
from linter.diagnostic import Related
from linter.regex_cache import compiled
from linter.report.model import Section, TableText, walk
from linter.report.template import Generation
from linter.strict_yaml.annotations import Doc
from linter.strict_yaml.location import Location
from linter.strict_yaml.patterns import Pattern
from linter.text.source import Span

_BLANKS = compiled(r"\s+")
_NOT_WORDS = compiled(r"[\W_]+")
_LONGEST = 40_000  # characters compared at most: comparing costs their square
_MOST_PARAGRAPHS = 200
_LONGEST_PARAGRAPH = 2000
_SHORTEST_PARAGRAPH = 30
_SHOWN = 3


class _Passage(Struct, frozen=True):
    """A paragraph, and what it says when years, figures and punctuation do not count."""

    span: Span
    words: str


class CopiedText(PairCheck, frozen=True):
    """Prose of one of `sections` at least `likeness` percent the same as last year's: one finding a
    section, on its heading, with the longest copied paragraphs.

    `masks` are patterns of what changes from year to year by itself (years, dates, figures), over
    normalized text without blanks. Sections of fewer than `shortest` characters say nothing.
    """

    summary: ClassVar[str] = "文字是否照搬上年（与上年报告比较）"

    placeholders: ClassVar[frozenset[str]] = frozenset({"heading", "likeness", "paragraphs"})
    sections: Annotated[tuple[SectionKey, ...], Doc("哪些部分，写 key")]
    likeness: Annotated[int, Doc("相同多少（50 到 100，百分数）以上才算")]
    shortest: Annotated[int, Doc("至少多少字才比较")]
    masks: Annotated[tuple[Pattern, ...], Doc("每年都会变、不参加比较的内容（正则表达式，对去掉空格的文字）")]

    def verify(self, generation: Generation | None) -> Iterator[tuple[Location | None, str]]:
        """A percentage that is none."""
        if not 50 <= self.likeness <= 100:
            yield None, "likeness 应在 50 到 100 之间"

    def run_pair(self, context: Context, previous: Context) -> Iterator[Finding]:
        """At most one finding a section."""
        for key in self.sections:
            now, then = context.report.section(key), previous.report.section(key)
            if now is not None and then is not None:
                yield from self._compare(context, previous, now, then)

    def _compare(self, context: Context, previous: Context, now: Section, then: Section) -> Iterator[Finding]:
        mine, theirs = self._passages(context, now), self._passages(previous, then)
        text, other = _joined(mine), _joined(theirs)
        shorter, longer = sorted((len(text), len(other)))
        if shorter < self.shortest or 2 * shorter * 100 < self.likeness * (shorter + longer):
            return  # too little to tell, or too different in length to be like
        from rapidfuzz.fuzz import ratio  # only reports that have a partner need it

        likeness = ratio(text, other, score_cutoff=self.likeness)
        if likeness < self.likeness:
            return
        copied = list(self._copied(mine, theirs))
        values = {
            "heading": written(now, context.source),
            "likeness": f"{int(likeness)}",
            "paragraphs": f"，较长的有{'、'.join(context.here(one.span) for one, _ in copied)}"
            if copied
            else "",
        }
        related = [last_year(context, previous, then.span, "上年报告的这一部分")]
        for one, same in copied:
            words = "相同（年份、数字不计）" if one.words == same.words else "大同小异"
            related.append(Related(one.span, f"与上年报告{previous.here(same.span)}{words}"))
            related.append(last_year(context, previous, same.span, "上年报告的这一段"))
        yield Finding(now.span, values, tuple(related))

    def _passages(self, context: Context, section: Section) -> list[_Passage]:
        spans = [block.span for block in walk(section.blocks) if not isinstance(block, TableText)]
        return [_Passage(span, self._words(context.normalized[span.start : span.end])) for span in spans]

    def _words(self, text: str) -> str:
        text = _BLANKS.sub("", text)
        for mask in self.masks:
            text = mask.sub("0", text)
        return _NOT_WORDS.sub("", text)

    def _copied(
        self, mine: Sequence[_Passage], theirs: Sequence[_Passage]
    ) -> Iterator[tuple[_Passage, _Passage]]:
        """The longest paragraphs that last year's section has too, each with its likest."""
        from rapidfuzz import fuzz, process

        long = sorted(mine, key=lambda one: len(one.words), reverse=True)[:_MOST_PARAGRAPHS]
        known = [one.words[:_LONGEST_PARAGRAPH] for one in theirs[:_MOST_PARAGRAPHS]]
        shown = 0
        for one in long:
            if len(one.words) < _SHORTEST_PARAGRAPH or shown == _SHOWN:
                return
            words = one.words[:_LONGEST_PARAGRAPH]
            best = process.extractOne(words, known, scorer=fuzz.ratio, score_cutoff=self.likeness)
            if best is not None:
                shown += 1
                yield one, theirs[best[2]]


def _joined(passages: Sequence[_Passage]) -> str:
    return "".join(one.words for one in passages)[:_LONGEST]

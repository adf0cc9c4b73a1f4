"""What a text must say, must not say, should say otherwise, and how long it may be: kinds for packs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Annotated, ClassVar

from msgspec.structs import force_setattr

from linter.checks.base import Context, Finding, Message, ReportCheck, SectionKey, related_places, replacement
from linter.checks.prose_lines import behind_title, joined, section_prose
from linter.checks.section_matching import template_of
from linter.diagnostic import Applicability
from linter.regex_cache import compiled
from linter.report.model import Section, TableText, walk
from linter.strict_yaml.annotations import DERIVED, Doc
from linter.strict_yaml.patterns import Pattern, Patterns, occurs
from linter.strict_yaml.regex_literals import Needs, literals_of, may_hold, may_match, needs_of, needs_of_each
from linter.text.normalize import squeeze
from linter.text.source import Span, covers

_QUOTED = compiled(r"《[^《》\n]{0,100}》|“[^“”\n]{0,60}”")
_LONGEST_ENDING = 40
_NEAR = 60  # characters on either side of a sign
_SHOWN = 20  # characters of a short section in a message
_LONGEST_EMPTY = 120  # a longer section says something


class TextCheck(ReportCheck, frozen=True, kw_only=True):
    """A kind that looks at the text of some sections, reporting years and bodies."""

    sections: Annotated[tuple[SectionKey, ...], Doc("只看哪些部分，写 key；不写则看全文")] = ()
    since: Annotated[int | None, Doc("从哪个报告年度起")] = None
    until: Annotated[int | None, Doc("到哪个报告年度为止")] = None
    bodies: Annotated[Patterns, Doc("只看哪些机关，写机关名称的样子（正则表达式），如 镇$")] = None

    def run(self, context: Context) -> Iterator[Finding]:
        """The findings in a report that the rule is meant for."""
        year, issuer = context.report.year, context.report.issuer or ""
        if (self.since or self.until) and year is None:
            return
        if not (self.since or 0) <= (year or 0) <= (self.until or 9999):
            return
        if self.bodies is None or self.bodies.search(issuer):
            yield from self.find(context)

    def find(self, context: Context) -> Iterator[Finding]:
        """The findings in a report, in any order."""
        raise NotImplementedError

    def chosen(self, context: Context) -> list[Section]:
        """The sections that the rule looks at; none where it looks at the whole text."""
        return [one for one in context.report.sections if one.key in self.sections]

    def stretches(self, context: Context) -> Iterator[Span]:
        """The prose that the rule looks at."""
        if not self.sections:
            yield from behind_title(context.report)
        for section in self.chosen(context):
            yield from section_prose(section)


def matches(
    context: Context, patterns: Iterable[tuple[re.Pattern[str], Needs]], stretches: Sequence[Span]
) -> Iterator[tuple[Span, str]]:
    """Where one of several patterns, each with what it needs, occurs in stretches of prose, and what stands
    there without blanks."""
    whole = joined(context.normalized, stretches)
    likely = [(pattern, needs) for pattern, needs in patterns if may_match(needs, whole)]
    for stretch in stretches if likely else ():
        text = squeeze(context.normalized, stretch.start, stretch.end)
        here = [pattern for pattern, needs in likely if may_match(needs, text.text)]
        for match in _first_matches(here, text.text):
            if match[0]:
                yield Span(text.start(match.start()), text.end(match.end())), match[0]


def _first_matches(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """The matches of several patterns in a text as one alternation of them has them: the first in the text,
    of two at one place that of the earlier pattern, then on from its end. Patterns that are tried one by one
    are far faster, for an alternation tries each at each place."""
    found = [match for pattern in patterns if (match := pattern.search(text)) is not None]
    while found:
        first = min(found, key=re.Match.start)
        yield first
        end = max(first.end(), first.start() + 1)
        again = (one if one.start() >= end else one.re.search(text, end) for one in found)
        found = [match for match in again if match is not None]


class TextRequired(TextCheck, frozen=True, kw_only=True):
    """A text that nowhere says what it must, in `sections` as `patterns` have it, or in any section as
    `elsewhere` has it. A section that is missing or empty is another rule's."""

    summary: ClassVar[str] = "是否写明应当写明的内容"

    patterns: Annotated[Patterns, Doc("写明了的样子，有一种即可（正则表达式，对去掉空格的文字）")]
    elsewhere: Annotated[
        Patterns, Doc("写在 sections 以外的部分也可以的样子（正则表达式，对去掉空格的文字）")
    ] = None

    placeholders: ClassVar[frozenset[str]] = frozenset({"heading"})
    subject: ClassVar[str] = "heading"

    def find(self, context: Context) -> Iterator[Finding]:
        """At most one finding, on the first section's heading or the report's title."""
        own = self.chosen(context)
        words = _words(context, own) if self.sections else joined(context.normalized, self.stretches(context))
        if not any(map(str.isalnum, words)) or occurs(self.patterns, words) or occurs(self.elsewhere, words):
            return
        if self.elsewhere is not None and self.elsewhere.search(_words(context, context.report.sections)):
            return
        place = own[0].span if own else context.report.place
        yield Finding(place, {"heading": own[0].heading.strip() if own else "全文"})


def _words(context: Context, sections: Iterable[Section]) -> str:
    """What sections say, a full stop between them, for no statement reaches over two."""
    wanted = {id(section) for section in sections}  # sections are whole trees: to compare them is dear
    own = zip(context.report.sections, context.section_words, strict=True)
    return "。".join([words for section, words in own if id(section) in wanted])


class TextForbidden(TextCheck, frozen=True, kw_only=True):
    """Wordings that must not occur."""

    summary: ClassVar[str] = "有没有不应出现的说法"

    patterns: Annotated[tuple[Pattern, ...], Doc("不应出现的说法（正则表达式，对去掉空格的文字）")] = ()
    spaced_patterns: Annotated[Patterns, Doc("不应出现的说法（正则表达式，空格和换行都保留）")] = None
    signs: Annotated[
        Patterns, Doc("说法里必有的字（正则表达式）：写了，就只在它前后看，快得多；空格和换行都保留")
    ] = None
    endings: Annotated[
        Patterns, Doc("一个部分不应以此结尾的说法（正则表达式）；应有表格的部分、网页和 Word、PDF 文件不看")
    ] = None
    quoted: Annotated[bool, Doc("书名号和引号里的是否也算")] = True
    title: Annotated[bool, Doc("是否也看报告的标题")] = False
    each: Annotated[bool, Doc("每一行各报一次，而不是全文只报一次")] = False
    needs: tuple[Needs, ...] = DERIVED
    spaced_needs: tuple[Needs, ...] = DERIVED
    ending_literals: re.Pattern[str] | None = DERIVED

    placeholders: ClassVar[frozenset[str]] = frozenset({"found", "count"})

    def __post_init__(self) -> None:
        """Find what the patterns need, when the rule is read."""
        if self.needs is DERIVED:
            force_setattr(self, "needs", tuple(map(needs_of, self.patterns)))
            force_setattr(self, "ending_literals", literals_of([self.endings]))
            force_setattr(self, "spaced_needs", needs_of_each(self.spaced_patterns))

    def find(self, context: Context) -> Iterator[Finding]:
        """One finding for all places, on the first; or one for each row."""
        places = sorted(set(self._places(context)))
        if not self.quoted and places:
            quotes = _quotes(context)
            places = [place for place in places if not covers(quotes, place[0].start)]
        row = context.source.row

        def quoted(place: Span, words: str) -> str:
            """The words as the file has them, with blanks where the pattern saw any."""
            return (
                context.source.slice(place).strip() if len(words.split()) > 1 else context.source.quote(place)
            )

        for _, group in groupby(places, lambda place: row(place[0].start) if self.each else 0):
            (span, found), *others = group
            values = {"found": quoted(span, found), "count": str(1 + len(others))}
            related = related_places((place, f"这里有“{quoted(place, words)}”") for place, words in others)
            yield Finding(span, values, related)

    def _places(self, context: Context) -> Iterator[tuple[Span, str]]:
        stretches = [*self.stretches(context)]
        if self.signs is not None:
            stretches = [*_around(self.signs, context.normalized, stretches)]
        if self.patterns:
            yield from matches(context, zip(self.patterns, self.needs, strict=True), stretches)
        if self.spaced_patterns is not None:
            whole = "\n".join([context.normalized[slice(*stretch)] for stretch in stretches])
            spaced_needs = [needs for needs in self.spaced_needs if may_match(needs, whole)]
            for stretch in stretches:
                text = context.normalized[slice(*stretch)]
                if not any(may_match(needs, text) for needs in spaced_needs):
                    continue
                for match in self.spaced_patterns.finditer(context.normalized, *stretch):
                    yield Span(*match.span()), match[0].strip()
        if self.endings is not None:
            yield from self._endings(context, self.endings)

    def _endings(self, context: Context, endings: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
        """Where sections end that announce something; what a picture shows is lost from other files than
        plain text, and a table that is missing is another rule's."""
        if context.source.original is not None or not context.source.has_lines:
            return
        for section in context.report.sections:
            template = template_of(section, context.generation)
            if (self.sections and section.key not in self.sections) or (template and template.table):
                continue
            if not self._may_end(context.normalized[section.end - _LONGEST_ENDING : section.end]):
                continue  # as nearly always
            last = next((one for one in section_prose(section) if one.end >= section.end), None)
            if last is None:
                continue
            start = max(last.start, last.end - _LONGEST_ENDING)
            text = squeeze(context.normalized, start, last.end)
            for match in endings.finditer(text.text):
                if match.end() == len(text.text):
                    yield Span(text.start(match.start()), text.end(match.end())), match[0]

    def _may_end(self, text: str) -> bool:
        """Whether a text without its blanks holds a literal that an ending cannot do without."""
        return may_hold(self.ending_literals, "".join(text.split()))

    def stretches(self, context: Context) -> Iterator[Span]:
        """The prose that the rule looks at, the title first if it is asked for."""
        if self.title and context.report.title_span is not None:
            yield context.report.title_span
        yield from super().stretches(context)


def _around(signs: re.Pattern[str], normalized: str, stretches: Iterable[Span]) -> Iterator[Span]:
    """The parts of stretches that are near a sign."""
    for stretch in stretches:
        start = end = stretch.start
        for match in signs.finditer(normalized, *stretch):
            if match.start() - _NEAR > end:
                if start < end:
                    yield Span(start, end)
                start = match.start() - _NEAR
            end = min(match.end() + _NEAR, stretch.end)
        if start < end:
            yield Span(start, end)


def _quotes(context: Context) -> list[Span]:
    """What stands in the report between quotation marks or title marks."""
    start, end = context.report.span
    return [Span(*match.span()) for match in _QUOTED.finditer(context.normalized, start, end)]


class TextReplaced(TextCheck, frozen=True, kw_only=True):
    """Wordings that should be worded otherwise, with a fix."""

    summary: ClassVar[str] = "有没有应当改写的说法"

    replacements: Annotated[Mapping[str, str], Doc("应改写的词和改成什么")]
    words: re.Pattern[str] = DERIVED
    word_needs: Needs = DERIVED

    placeholders: ClassVar[frozenset[str]] = frozenset({"found", "right"})
    fixes: ClassVar[Applicability | None] = Applicability.UNSAFE

    def __post_init__(self) -> None:
        """Compile once, when the rule is read; a longer word goes before one that begins it."""
        if self.words is DERIVED:
            longest = sorted(filter(None, self.replacements), key=len, reverse=True)
            force_setattr(self, "words", re.compile("|".join(map(re.escape, longest)) or "(?!)"))
            force_setattr(self, "word_needs", needs_of(self.words))

    def find(self, context: Context) -> Iterator[Finding]:
        """One finding for each place."""
        for span, found in matches(context, [(self.words, self.word_needs)], [*self.stretches(context)]):
            right = self.replacements[found]
            fix = replacement(Applicability.UNSAFE, f"改为“{right}”", (span, right))
            yield Finding(span, {"found": found, "right": right}, fix=fix)


class TextLength(TextCheck, frozen=True, kw_only=True):
    """Sections that are too long or too short, blanks and tables not counted.

    One that holds a table, and one whose text may go on under a heading that no format has, is not too
    short for what it says elsewhere; one without any text, or with strokes alone, is another rule's.
    """

    summary: ClassVar[str] = "一个部分的字数"

    most: Annotated[int | None, Doc("最多多少字；空格不算，标点和数字算")] = None
    least: Annotated[int | None, Doc("最少多少字")] = None
    empty: Annotated[Patterns, Doc("等于没有写的词：只有这些词的部分算作太短（正则表达式）")] = None
    short_message: Annotated[Message, Doc("少于 least 时的说法，可以用 {{占位符}}；不写则用 message")] = ""

    placeholders: ClassVar[frozenset[str]] = frozenset({"heading", "length", "limit", "words"})

    def find(self, context: Context) -> Iterator[Finding]:
        """One finding for each such section, on its heading."""
        for section in self.chosen(context):
            words = _words(context, [section])
            values = {"heading": section.heading.strip(), "length": str(len(words))}
            values |= {"words": words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"}
            if self.most is not None and len(words) > self.most:
                yield Finding(section.span, {**values, "limit": str(self.most)})
            elif (
                any(map(str.isalnum, words))
                and self._is_short(words, context)
                and _is_whole(section, context)
            ):
                message = "short_message" if self.short_message else None
                yield Finding(section.span, {**values, "limit": str(self.least or 0)}, message=message)

    def _is_short(self, words: str, context: Context) -> bool:
        if self.least is not None and len(words) < self.least:
            return True
        if self.empty is None or len(words) > _LONGEST_EMPTY:
            return False
        if issuer := context.report.issuer:
            words = words.replace(issuer, "").replace(context.lexicon.words.bodies.place(issuer), "")
        return not any(map(str.isalpha, self.empty.sub("", words)))


def _is_whole(section: Section, context: Context) -> bool:
    """Whether all that a section says stands in its own text."""
    if section.tables or any(isinstance(block, TableText) for block in walk(section.blocks)):
        return False
    following = next((one for one in context.report.sections if one.span.start >= section.end), None)
    return following is None or following.key is not None

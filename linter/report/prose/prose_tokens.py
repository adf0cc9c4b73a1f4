"""Paragraphs of prose whose figures, years and titles are replaced by single marks.

A `Passage` is one paragraph of running text without blanks. In its `shape` every figure, year, date,
document number and 《title》 is one private character, so that patterns speak of wording alone:
`收到{count}申请` matches 收到12件申请 and 收到三十二件申请 alike, and a year inside a title is no year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from linter.frozen import frozen
from linter.regex_cache import compiled
from linter.report.model import Block, Item, Paragraph, Report, walk
from linter.report.text_match import split_numeral
from linter.report.values.quantity import AMOUNT, ANYTHING, HAN, HAN_COUNT, UNITS, Quantity, read_quantity
from linter.report.values.years import HAN_YEAR, year_value
from linter.text.normalize import Squeezed, squeeze
from linter.text.source import Span

MARKS: Final[Mapping[str, str]] = {
    "count": "\ue000",
    "percent": "\ue001",
    "points": "\ue002",
    "times": "\ue003",
    "money": "\ue004",
    "number": "\ue005",
    "year": "\ue006",
    "date": "\ue007",
    "title": "\ue008",
    "document": "\ue009",
    "years": "\ue00a",
    "other": "\ue00b",
}
"""The mark of each kind of token; patterns of rules name them in braces: {count}, {year} …"""

_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])月"
_TO = "[-–—~至到]"
_TOKEN: Final = compiled(
    rf"(?=[0-9《〔\[(【{{〖﹝令第百A-Za-z{HAN}])(?:"  # what no token begins with is passed over at once
    r"(?P<title>《[^《》]{0,200}(?:《[^《》]{0,200}》[^《》]{0,100}){0,3}》)"
    rf"|(?P<document>[〔\[(【{{〖﹝]?{_YEAR}[〕\])】}}〗﹞]?第?\d{{1,5}}号|令?第\d{{1,4}}号)"
    rf"|(?P<date>(?:(?:{_YEAR}|{HAN_YEAR})年(?:度)?)?{_MONTH}(?:份)?(?:\d{{1,2}}[日号]|[上中下]旬|[底初末中])?"
    rf"(?:{_TO}(?:{_YEAR}年)?{_MONTH}(?:份)?(?:\d{{1,2}}[日号])?)?"
    rf"|\d{{1,2}}{_TO}\d{{1,2}}月份?|{_YEAR}(?P<m>[-./])\d{{1,2}}(?P=m)\d{{1,2}}日?)"
    rf"|(?P<years>{_YEAR}年?(?:度)?{_TO}{_YEAR}年(?:度)?)"
    rf"|(?P<year>(?:{_YEAR}|{HAN_YEAR})年)"
    rf"|(?P<other>[A-Za-z][A-Za-z0-9:/._@#%&=?-]*|\d+(?:[-:/~–—]\d+)+[件宗项条起份个次%]?|{AMOUNT}\+"
    rf"|第(?:\d{{1,4}}|[{HAN}]{{1,4}})(?!季)"
    rf"|(?:{AMOUNT}|(?<![上下])[{HAN}]{{1,4}})个?(?:工作日|自然日|小时|分钟|天|日|年|周年|周|月|岁|分(?!之))"
    r"|\d{11,})"
    rf"|(?P<percent>百分之(?:{AMOUNT}|[{HAN}]+(?:点[{HAN}]+)?)|{AMOUNT}[%‰])"
    rf"|(?P<points>{AMOUNT}个?百分点)|(?P<times>{AMOUNT}倍)|(?P<money>{AMOUNT}元)"
    rf"|(?P<count>{AMOUNT}{UNITS}|{HAN_COUNT})"
    rf"|(?P<number>{AMOUNT}))"
)
_MAY_HOLD = compiled(rf"\d|《|[{HAN}](?:[件宗份条例起年月]|点)|百分之")
_TIMES: Final = {"year": "year", "date": "date", "m": "date"}  # groups that name a year, or may
_DROP = str.maketrans("", "", " \t\n")
_ENDS = "。;!?:"
_WRAPPED = 18  # a shorter line is not wrapped: it ended where its author wanted
_SENTENCE = compiled(r"[^。!?]*[。!?]?")
_LONGEST = 20_000  # a longer "paragraph" is no prose, nor is one of more figures
_MOST_TOKENS = 600


class Token(NamedTuple):
    """Something that is one mark in a shape.

    `start` and `end` are its place in the passage's text; `year` is set for a year and for a date that
    names one.
    """

    kind: str
    start: int
    end: int
    year: int | None = None


class Sentence(NamedTuple):
    """A stretch `start`..`end` of a passage's shape, up to its full stop."""

    start: int
    end: int


@frozen
class Passage:
    """One paragraph of a report's prose.

    `section` is the key of its section, None in the preface; `index` counts the passages of a section
    from 0; `text` is normalized and without blanks; `tokens` are known by their place in `shape`;
    `numbered` tells that a numeral stands before it: （二）依申请公开。….
    """

    section: str | None
    index: int
    text: str
    shape: str
    tokens: Mapping[int, Token]
    source: str
    spans: tuple[Span, ...]
    numbered: bool = False

    def quantity(self, at: int) -> Quantity:
        """The figure at a place of the shape, ANYTHING for one that cannot be read; raises KeyError where
        no token is."""
        known = self._quantities.get(at)
        if known is None:
            token = self.tokens[at]
            known = read_quantity(self.text, token.start, token.end) or ANYTHING
            self._quantities[at] = known
        return known

    @cached_property
    def _quantities(self) -> dict[int, Quantity]:
        return {}  # figures are read when asked for: most never are

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order."""
        return tuple(Sentence(*match.span()) for match in _SENTENCE.finditer(self.shape) if match[0])

    def sentence(self, at: int) -> Sentence:
        """The sentence that holds a place of the shape."""
        return next((one for one in self.sentences if at < one.end), Sentence(at, len(self.shape)))

    def tokens_in(self, start: int, end: int) -> Iterator[tuple[int, Token]]:
        """The tokens of a stretch of the shape, with their places there."""
        return ((at, token) for at, token in self.tokens.items() if start <= at < end)

    def words(self, start: int, end: int) -> str:
        """What a stretch of the shape stands for in the text."""
        return self.text[self._at(start) : self._at(end)]

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of the shape stands in the source, in code points."""
        offsets = self._squeezed
        return Span(offsets.start(self._at(start)), offsets.end(self._at(end)))

    def _at(self, place: int) -> int:
        """The place in the text of a place in the shape."""
        grown = 0
        for at, token in self.tokens.items():
            if at >= place:
                break
            grown += token.end - token.start - 1
        return place + grown

    @cached_property
    def _squeezed(self) -> Squeezed:
        parts = [squeeze(self.source, *span) for span in self.spans]
        return Squeezed(
            "".join(part.text for part in parts), tuple(at for part in parts for at in part.offsets)
        )


def find_passages(report: Report, normalized: str) -> Iterator[Passage]:
    """The paragraphs of a report's prose, in order; tables and headings of sections are left out."""
    for key, blocks in ((None, report.body), *((part.key, part.blocks) for part in report.sections)):
        for index, (numbered, spans) in enumerate(_paragraphs(blocks, normalized)):
            text = "".join(normalized[start:end] for start, end in spans).translate(_DROP)
            if len(text) <= _LONGEST:
                shape, tokens = _shape(text)
                if len(tokens) <= _MOST_TOKENS:
                    yield Passage(key, index, text, shape, tokens, normalized, spans, numbered)


def _paragraphs(blocks: Iterable[Block], normalized: str) -> Iterator[tuple[bool, tuple[Span, ...]]]:
    """The lines of each paragraph, with whether a numeral stands before them: those that a line end only
    wraps stay together."""
    lines: list[Span] = []
    numbered = False
    for begins, span in _lines(blocks, normalized):
        if lines and (begins or not _goes_on(normalized, lines[-1], span)):
            yield numbered, tuple(lines)
            lines = []
        numbered = begins if not lines else numbered
        lines.append(span)
    if lines:
        yield numbered, tuple(lines)


def _lines(blocks: Iterable[Block], normalized: str) -> Iterator[tuple[bool, Span]]:
    """The lines of prose that are not blank, with whether each surely begins a paragraph."""
    for block in walk(tuple(blocks)):
        start, end = block.span
        if isinstance(block, Item):
            marked = normalized[start:end]
            _, numeral, rest = split_numeral(marked)
            yield True, Span(end - len(rest) if numeral else start, end)
        elif isinstance(block, Paragraph):
            while start < end:
                stop = normalized.find("\n", start, end)
                stop = end if stop < 0 else stop
                if normalized[start:stop].strip():
                    yield False, Span(start, stop)
                start = stop + 1


def _goes_on(normalized: str, above: Span, below: Span) -> bool:
    """Whether the line `below` goes on with the sentence of the line `above`."""
    line = normalized[above.start : above.end].translate(_DROP)
    if len(line) < _WRAPPED or line[-1] in _ENDS:
        return False
    return normalized.count("\n", above.end, below.start) < 2


def _shape(text: str) -> tuple[str, Mapping[int, Token]]:
    if not _MAY_HOLD.search(text):
        return text, {}
    parts: list[str] = []
    tokens: dict[int, Token] = {}
    at = last = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        start, end = match.span()
        parts.append(text[last:start])
        at += start - last
        if kind in _TIMES:
            kind = _TIMES[kind]
            tokens[at] = Token(kind, start, end, year_value(text[start : start + 4]))
        else:
            tokens[at] = Token(kind, start, end)
        parts.append(MARKS[kind])
        at += 1
        last = end
    parts.append(text[last:])
    return "".join(parts), tokens

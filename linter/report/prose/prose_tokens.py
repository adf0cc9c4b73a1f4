"""Paragraphs of prose whose figures, years and titles are replaced by single marks.

A `Passage` is one paragraph of running text without blanks. In its `shape` every figure, year, date,
document number and 《title》 is one private character, so that patterns speak of wording alone:
`收到{count}申请` matches 收到12件申请 and 收到三十二件申请 alike, and a year inside a title is no year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct

from linter.memory import Memory
from linter.regex_cache import compiled
from linter.report.model import Block, Item, Paragraph, Report
from linter.report.text_match import split_numeral
from linter.report.values.quantity import AMOUNT, ANYTHING, HAN, HAN_COUNT, UNITS, Quantity, read_quantity
from linter.report.values.years import HAN_YEAR, ZEROS, year_value
from linter.text.normalize import Squeezed, squeeze
from linter.text.source import Span
from linter.text.span import new_tuple

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
_TIME = "(?:工作日|自然日|小时|分钟|天|日|年|周年|周|月|岁|分(?!之))"
# First the commonest years, counts and percentages, of which nothing else can be made.
_TOKEN: Final = compiled(
    rf"(?:(?P<y>(?:19|20)[0-9][0-9]年(?![度\d十一二三四五六七八九~至到–—-]))"
    rf"|(?P<c>[0-9]{{1,10}}(?![\d个万]){UNITS})"
    r"|(?P<r>[0-9]{1,3}(?:\.[0-9]{1,8})?[%‰])"
    r"|(?P<title>《[^《》]{0,200}(?:《[^《》]{0,200}》[^《》]{0,100}){0,3}》)"
    rf"|(?P<document>[〔\[(【{{〖﹝]?{_YEAR}[〕\])】}}〗﹞]?第?\d{{1,5}}号|令?第\d{{1,4}}号)"
    rf"|(?P<date>(?:(?:{_YEAR}|{HAN_YEAR})年(?:度)?)?{_MONTH}(?:份)?(?:\d{{1,2}}[日号]|[上中下]旬|[底初末中])?"
    rf"(?:{_TO}(?:{_YEAR}年)?{_MONTH}(?:份)?(?:\d{{1,2}}[日号])?)?"
    rf"|\d{{1,2}}{_TO}\d{{1,2}}月份?|{_YEAR}(?P<m>[-./])\d{{1,2}}(?P=m)\d{{1,2}}日?)"
    rf"|(?P<years>{_YEAR}年?(?:度)?{_TO}{_YEAR}年(?:度)?)"
    rf"|(?P<year>(?:{_YEAR}|{HAN_YEAR})年)"
    r"|(?P<other>[A-Za-z][A-Za-z0-9:/._@#%&=?-]*|\d+(?:[-:/~–—]\d+)+[件宗项条起份个次%]?"
    rf"|第(?:\d{{1,4}}|[{HAN}]{{1,4}})(?!季)|(?<![上下])[{HAN}]{{1,4}}个?{_TIME}"
    rf"|(?=\d{{11}})(?:{AMOUNT}(?:\+|个?{_TIME})|\d{{11,}}))"
    rf"|(?P<percent>百分之(?:{AMOUNT}|[{HAN}]+(?:点[{HAN}]+)?))"
    rf"|{AMOUNT}(?:(?P<o>\+|个?{_TIME})|(?P<p>[%‰])|(?P<points>个?百分点)|(?P<times>倍)|(?P<money>元)"
    rf"|(?P<count>{UNITS}))"
    rf"|(?P<n>{HAN_COUNT})|(?P<number>{AMOUNT}))"
)
# Where a token may begin, found by its first character as fast as a search can: nearly all of prose is passed
# over so.
_BEGIN: Final = compiled(
    rf"[0-9A-Za-z《〔\[(【{{〖﹝令第{HAN}](?:(?<=[0-9A-Za-z《])|(?<=[〔\[(【{{〖﹝])(?=19|20)|(?<=令)(?=第)"
    rf"|(?<=第)(?=[\d{HAN}])|(?<=[{HAN}])(?=[{HAN}]*+[年月个工自小分天日周岁余多件宗份条例起0-9{ZEROS}]))"
)
# A paragraph in which Han numerals are but parts of words and ordinals has no tokens.
_MAY_HOLD = compiled(rf"[0-9《{HAN}](?:(?<=[0-9《])|[件宗份条例起年月点]|(?<=百)分之)")
_SURE: Final = frozenset("0123456789《")
_SHORT_KINDS: Final = {
    "y": "year",
    "c": "count",
    "r": "percent",
    "m": "date",
    "o": "other",
    "p": "percent",
    "n": "count",
}
_KINDS: Final = {kind: kind for kind in MARKS} | _SHORT_KINDS
_DATED: Final = frozenset({"year", "date"})
_ENDS = "。;!?:"
_WRAPPED = 18  # a shorter line is not wrapped: it ended where its author wanted
_SENTENCE = compiled(r"[^。!?]*[。!?]?")
_LONGEST = 20_000  # a longer "paragraph" is no prose, nor is one of more figures
_MOST_TOKENS = 600


class Token(Struct, frozen=True):
    """Something that is one mark in a shape.

    `start` and `end` are its place in the passage's text; `year` is set for a year and for a date that
    names one.
    """

    kind: str
    start: int
    end: int
    year: int | None = None


class Sentence(Struct, frozen=True):
    """A stretch `start`..`end` of a passage's shape, up to its full stop."""

    start: int
    end: int


class Passage(Struct, frozen=True, dict=True):
    """One paragraph of a report's prose.

    `section` is the key of its section, None in the preface; `index` counts the passages of a section
    from 0; `text` is normalized and without blanks; `tokens` are known by their place in `shape`;
    `numbered` tells that a numeral stands before it: （二）依申请公开。…. `original` is the text whose
    normalized view `source` is.
    """

    section: str | None
    index: int
    text: str
    shape: str
    tokens: Mapping[int, Token]
    source: str
    spans: tuple[Span, ...]
    numbered: bool = False
    original: str = ""

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

    @cached_property
    def years(self) -> tuple[tuple[int, int], ...]:
        """The places of the tokens that name a year, and the year."""
        return tuple([(at, token.year) for at, token in self.tokens.items() if token.year is not None])

    def sentence(self, at: int) -> Sentence:
        """The sentence that holds a place of the shape."""
        return next((one for one in self.sentences if at < one.end), Sentence(at, len(self.shape)))

    def tokens_in(self, start: int, end: int) -> Iterator[tuple[int, Token]]:
        """The tokens of a stretch of the shape, with their places there."""
        return ((at, token) for at, token in self.tokens.items() if start <= at < end)

    def words(self, start: int, end: int) -> str:
        """What a stretch of the shape stands for, as the file has it, but for blanks: for messages."""
        place = self.span(start, end)
        return "".join((self.original or self.source)[place.start : place.end].split())

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


def find_passages(
    report: Report, normalized: str, memory: Memory | None = None, original: str = ""
) -> Iterator[Passage]:
    """The paragraphs of a report's prose, in order; tables and headings of sections are left out. What
    `memory` has kept of their words is not found again; `original` is what was normalized."""
    for key, blocks in ((None, report.body), *((part.key, part.blocks) for part in report.sections)):
        for index, (numbered, spans) in enumerate(_paragraphs(blocks, normalized)):
            text = _without_blanks("".join([normalized[start:end] for start, end in spans]))
            if len(text) <= _LONGEST:
                shape, tokens, known = (*_shape(text), None) if memory is None else _kept_shape(text, memory)
                if len(tokens) <= _MOST_TOKENS:
                    passage = Passage(key, index, text, shape, tokens, normalized, spans, numbered, original)
                    if known is not None:
                        passage.__dict__.update(known)
                    yield passage


def _paragraphs(blocks: Iterable[Block], normalized: str) -> Iterator[tuple[bool, tuple[Span, ...]]]:
    """The lines of each paragraph, with whether a numeral stands before them: those that a line end only
    wraps stay together."""
    every: list[tuple[bool, Span]] = []
    _add_lines(every, blocks, normalized)
    lines: list[Span] = []
    numbered = False
    for begins, span in every:
        if lines and (begins or not _goes_on(normalized, lines[-1], span)):
            yield numbered, tuple(lines)
            lines = []
        numbered = begins if not lines else numbered
        lines.append(span)
    if lines:
        yield numbered, tuple(lines)


def _add_lines(lines: list[tuple[bool, Span]], blocks: Iterable[Block], normalized: str) -> None:
    """Add the lines of prose that are not blank, each with whether it surely begins a paragraph."""
    for block in blocks:
        start, end = block.span
        if isinstance(block, Item):
            _, numeral, rest = split_numeral(normalized[start:end])
            lines.append((True, Span(end - len(rest), end) if numeral else block.span))
            if block.blocks:
                _add_lines(lines, block.blocks, normalized)
        elif isinstance(block, Paragraph):
            for line in normalized[start:end].split("\n"):
                stop = start + len(line)
                if line and not line.isspace():
                    lines.append((False, new_tuple(Span, (start, stop))))
                start = stop + 1


def _goes_on(normalized: str, above: Span, below: Span) -> bool:
    """Whether the line `below` goes on with the sentence of the line `above`."""
    start, end = above
    if normalized[end - 1] in _ENDS or end - start < _WRAPPED:
        return False  # nearly always
    line = _without_blanks(normalized[start:end])
    if len(line) < _WRAPPED or line[-1] in _ENDS:
        return False
    return normalized.count("\n", end, below.start) < 2


def _without_blanks(text: str) -> str:
    return text.replace(" ", "").replace("\t", "").replace("\n", "")


def _kept_shape(text: str, memory: Memory) -> tuple[str, Mapping[int, Token], Mapping[str, object]]:
    """The shape and the tokens of a text, and what a passage knows by these alone."""
    key = ("passage", text)
    kept: tuple[str, Mapping[int, Token], Mapping[str, object]] | None = memory.find(key)
    if kept is None:
        shape, tokens = _shape(text)
        one = Passage(None, 0, text, shape, tokens, "", ())
        known = {"sentences": one.sentences, "years": one.years, "_quantities": one._quantities}
        kept = (shape, tokens, known)
        memory.keep(key, kept)
    return kept


def _shape(text: str) -> tuple[str, Mapping[int, Token]]:
    found = _BEGIN.search(text)
    if found is None or not (found[0] in _SURE or _MAY_HOLD.search(text)):
        return text, {}
    parts: list[str] = []
    tokens: dict[int, Token] = {}
    at = last = 0
    while found is not None:
        match = _TOKEN.match(text, found.start())
        if match is None:
            found = _BEGIN.search(text, found.end())
            continue
        kind = _KINDS[match.lastgroup or "other"]
        start, end = match.span()
        parts.append(text[last:start])
        at += start - last
        if kind in _DATED:
            tokens[at] = Token(kind, start, end, year_value(text[start : start + 4]))
        else:
            tokens[at] = Token(kind, start, end)
        parts.append(MARKS[kind])
        at += 1
        last = end
        found = _BEGIN.search(text, end)
    parts.append(text[last:])
    return "".join(parts), tokens

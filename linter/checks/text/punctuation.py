"""G803: half-width punctuation in Chinese text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Annotated, ClassVar

from msgspec import Struct

from linter.checks.base import Context, Finding, Message, ReportCheck, related_places
from linter.checks.prose_lines import behind_title
from linter.checks.text.page_frame import is_residue, residue_parts
from linter.diagnostic import Applicability, Fix
from linter.regex_cache import compiled
from linter.report.model import Report
from linter.strict_yaml.annotations import Doc
from linter.text.edits import EditColumns
from linter.text.source import Source, Span, covers
from linter.text.span import occurrences

_TO_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff々〇"
_OPEN, _CLOSE = "“‘《〈「【〔", "”’》〉」】〕"
# A clause ends at a mark when Han text or what closes in it stands before; behind digits, letters and
# brackets, where figures, times and addresses have such marks of their own, only when Han text
# follows besides. A question mark inside a line is mostly a character that was lost.
_CLAUSE = compiled(
    rf"[,;:!?](?:(?<=[{_HAN}{_CLOSE}%％].)"
    rf"(?:(?<=[,;!])(?![,;:!?.])|(?<=:)(?![,;:!?./\\A-Za-z])|(?<=[?])(?=[ \t\r]*(?:\n|\Z)|[{_CLOSE}]))"
    rf"|(?<=[0-9０-９A-Za-z)）].)(?:(?<=[,;])(?=[ ]?[{_HAN}{_OPEN}])|(?<=[)）]:)(?=[{_HAN}{_OPEN}])))"
)
_BRACKET = compiled(r"[()（）]")
_HAN_TEXT = compiled(rf"[{_HAN}]")
_NUMERAL = compiled(r"[ \t]*第?[〇零一二三四五六七八九十\d]{1,3}(?:部分|章)?[ \t]*")
# Two brackets with none between them, in the group `han` where Han text stands there that is no numeral; or a
# bracket alone.
_PAIR = compiled(
    rf"[()（）](?:(?<=[(（])(?:{_NUMERAL.pattern}(?=[)）])|(?=[^()（）\r\n{_HAN}]*[)）])[^()（）\r\n]*"
    rf"|(?P<han>[^()（）\r\n]*))[)）])?"
)
_LEADING = compiled(rf"[\s#>*]*{_NUMERAL.pattern}$")
_SENTENCE_ENDS = frozenset("。.;；:：!！?？,，、")
_SHORTEST_SENTENCE = 8
_SHORTEST_PROSE = 40  # of a line without the mark that ends a sentence
_LONGEST_LEAD = 12
_SHOWN = 6  # characters either side of a mark


class _Marks(Struct, frozen=True):
    """Where half-width marks of one kind stand, in order, and how many wide ones there are. A blank goes with
    those in `blank`."""

    places: Sequence[int]
    wide: int
    blank: frozenset[int] = frozenset()


class MixedPunctuation(ReportCheck, frozen=True):
    """Half-width commas, semicolons, colons and brackets in running Chinese text.

    One finding a line; but where more than the share `throughout` of a report's clause marks, or of
    its brackets, are half-width, and at least `least` are, one finding for all of those, on the
    title (`throughout_message`). Figures, times, addresses, names of files, numerals, document numbers,
    headings, labels and tables keep theirs. `{{count}}` counts the marks, `{{example}}` shows the first.
    """

    summary: ClassVar[str] = "中文行文里的半角标点"

    throughout_message: Message
    throughout: Annotated[float, Doc("半角标点占多少以上算全文半角")] = 0.5
    least: Annotated[int, Doc("至少多少处半角标点才算全文半角")] = 5

    placeholders: ClassVar[frozenset[str]] = frozenset({"count", "example"})
    fixes: ClassVar[Applicability | None] = Applicability.SAFE

    def run(self, context: Context) -> Iterator[Finding]:
        """The finding for the report, if any, then those line by line."""
        text = _Running(context)
        clauses, brackets = text.clauses(), text.brackets()
        everywhere: list[int] = []
        single: list[int] = []
        mixed = not self._is_manner(clauses, self.least)
        (single if mixed else everywhere).extend(clauses.places)
        # Where commas are half-width throughout, a few brackets are not another matter.
        mixed = not self._is_manner(brackets, self.least if mixed else 1)
        (single if mixed else everywhere).extend(brackets.places)
        source = context.source
        if everywhere:
            everywhere.sort()
            fix = Fix(Applicability.SAFE, "全文改用全角标点", _edits(source, everywhere, clauses.blank))
            values = _values(source, everywhere)
            yield Finding(context.report.place, values, fix=fix, message="throughout_message")
        for _, row in groupby(sorted(single), source.row):
            places = list(row)
            first, *others = (Span(at, at + 1) for at in places)
            related = related_places((place, "这里也是半角标点") for place in others)
            fix = Fix(Applicability.SAFE, "改用全角标点", _edits(source, places, clauses.blank))
            yield Finding(first, _values(source, places), related, fix)

    def _is_manner(self, marks: _Marks, least: int) -> bool:
        """Whether half-width marks are the rule among all of their kind."""
        half = len(marks.places)
        return half >= least and half > self.throughout * (half + marks.wide)


def _edits(source: Source, places: Sequence[int], blank: frozenset[int]) -> EditColumns:
    """The edits that put wide marks in the place of half-width ones, and of the blank behind some."""
    ends = [at + 1 for at in places]
    if blank:
        ends = [at + 2 if at in blank else at + 1 for at in places]
    return EditColumns(places, ends, "".join([source.text[at] for at in places]).translate(_TO_WIDE))


def _values(source: Source, places: Sequence[int]) -> dict[str, str]:
    at = places[0]
    row = source.line_span(source.row(at))
    around = source.text[max(row.start, at - _SHOWN) : min(row.end, at + _SHOWN + 1)]
    return {"count": str(len(places)), "example": around.strip()}


class _Running:
    """The running text of one report, as it is written: no tables, title and headings of sections."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._text = context.source.text
        self._stretches = list(_stretches(context.report))
        report, names = context.report.span, context.source.addresses
        first = bisect_left(names, report.start, key=lambda name: name.end) if names else 0
        behind = bisect_left(names, report.end, key=lambda name: name.start) if names else 0
        self._names = frozenset([at for name in names[first:behind] for at in range(*name)])

    def clauses(self) -> _Marks:
        """Commas, semicolons, colons, exclamation and question marks."""
        text, names, places = self._text, self._names, list[int]()
        line = _Line(self._context)
        for stretch in self._stretches:
            found = [match.start() for match in _CLAUSE.finditer(text, *stretch)]
            if names:
                found = [at for at in found if at not in names]
            own: list[int] = []
            begin = 0
            while begin < len(found):  # line by line
                line.move(found[begin])
                end = bisect_left(found, line.end, begin)
                if line.is_prose:
                    own += self._behind_numeral(line, found[begin:end])
                begin = end
            if own and (parts := residue_parts(self._context, stretch)):
                own = [at for at in own if not covers(parts, at)]  # the ; of &nbsp; is no mark of the text
            places += own
        return _Marks(places, self._count("，；：！？") if places else 0, self._blank(places))

    def _behind_numeral(self, line: _Line, places: Sequence[int]) -> Sequence[int]:
        """The marks of a line without those that only number it: 一, and 1,."""
        lead, text = line.start + _LONGEST_LEAD, self._text
        if places[0] > lead:
            return places
        return [at for at in places if at > lead or not _LEADING.match(text[line.start : at])]

    def _blank(self, places: Sequence[int]) -> frozenset[int]:
        """The marks with a blank behind them that a wide mark has no use for."""
        text, normalized, span = self._text, self._context.normalized, self._context.report.span
        behind = {at for mark in (", ", "; ") for at in occurrences(text, mark, *span)}
        end = len(text) - 2
        return frozenset(
            [at for at in behind.intersection(places) if at < end and normalized[at + 2] != "\n"]
        )

    def brackets(self) -> _Marks:
        """Pairs of brackets around Han text, but for those of document numbers."""
        text, names, places, wide = self._text, self._names, list[int](), 0
        line = _Line(self._context)
        citations = sorted(citation.span for citation in self._context.report.citations)
        for stretch in self._stretches:
            if text.find("(", *stretch) < 0 and text.find(")", *stretch) < 0:
                continue
            for pair in _pairs(text, stretch):
                half = [at for at in pair if text[at] in "()"]
                wide += 2 - len(half)
                if (
                    half
                    and line.holds(pair[0])
                    and names.isdisjoint(half)
                    and not (citations and any(covers(citations, at) for at in half))
                ):
                    places += half
        return _Marks(places, wide + self._count("（）", without="()") if places else 0)

    def _count(self, chars: str, without: str = "") -> int:
        """How often the characters stand in the stretches that hold none of `without`."""
        text = self._text
        counted = [
            stretch
            for stretch in self._stretches
            if not any(text.find(other, *stretch) >= 0 for other in without)
        ]
        return sum([text.count(char, *stretch) for stretch in counted for char in chars])


class _Line:
    """The line that the last mark asked about stands in."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._normalized = context.normalized
        self.start, self.end = 0, 0
        self.is_prose = False

    def holds(self, at: int) -> bool:
        """Whether the line at an offset is running text; offsets may only rise but for brackets."""
        if not self.start <= at < self.end:
            self.move(at)
        return self.is_prose

    def move(self, at: int) -> None:
        """Go to the line at an offset."""
        self.start = self._normalized.rfind("\n", 0, at) + 1
        end = self._normalized.find("\n", at)
        self.end = len(self._normalized) if end < 0 else end
        words = self._normalized[self.start : self.end].strip(" \t")
        self.is_prose = _is_sentence(words) and not is_residue(self._context, words)


def _stretches(report: Report) -> Iterator[Span]:
    headings = [section.span for section in report.sections]
    at = 0
    for stretch in behind_title(report):
        start = stretch.start
        while at < len(headings) and headings[at].start < stretch.end:
            if headings[at].end > start:
                yield Span(start, max(start, headings[at].start))
                start = headings[at].end
            at += 1
        yield Span(start, stretch.end)


def _is_sentence(words: str) -> bool:
    length = len(words)
    return length >= _SHORTEST_PROSE or (length >= _SHORTEST_SENTENCE and words[-1] in _SENTENCE_ENDS)


def _pairs(text: str, stretch: Span) -> Iterable[tuple[int, int]]:
    """The brackets that belong together, within their lines, with Han text between them but no numeral."""
    places = list[tuple[int, int]]()
    for match in _PAIR.finditer(text, *stretch):
        start, end = match.span()
        if end == start + 1:  # some stand inside others, or alone
            pairs = _nested_pairs(text, stretch)
            return [pair for pair in pairs if not _NUMERAL.fullmatch(text, pair[0] + 1, pair[1])]
        if match.lastgroup is not None:
            places.append((start, end - 1))
    return places


def _nested_pairs(text: str, stretch: Span) -> Iterator[tuple[int, int]]:
    """The brackets that belong together, within their lines, with Han text between them."""
    opened: list[int] = []
    holds_han: list[bool] = []  # whether Han text was met behind each that is open
    seen = stretch.start
    for match in _BRACKET.finditer(text, stretch.start, stretch.end):
        char, at = match[0], match.start()
        if opened and (text.find("\n", seen, at) >= 0 or text.find("\r", seen, at) >= 0):
            opened.clear()
            holds_han.clear()
        if opened and not holds_han[-1]:
            holds_han[-1] = _HAN_TEXT.search(text, seen, at) is not None
        seen = at
        if char in "(（":
            opened.append(at)
            holds_han.append(False)
        elif opened:
            begun = opened.pop()
            if holds_han.pop():
                if opened:
                    holds_han[-1] = True
                yield begun, at

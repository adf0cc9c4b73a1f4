"""G803: half-width punctuation in Chinese text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Annotated, ClassVar, NamedTuple

from linter.checks.base import Context, Finding, Message, ReportCheck, related_places
from linter.checks.prose_lines import behind_title
from linter.checks.text.page_frame import is_residue, residue_parts
from linter.diagnostic import Applicability, Fix
from linter.frozen import frozen
from linter.regex_cache import compiled
from linter.report.model import Report
from linter.strict_yaml.annotations import Doc
from linter.text.edits import Edit
from linter.text.source import Source, Span, covers

_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
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
_BRACKET = compiled(r"[()（）\n\r]")
_HAN_TEXT = compiled(rf"[{_HAN}]")
_NUMERAL = compiled(r"[ \t]*第?[〇零一二三四五六七八九十\d]{1,3}(?:部分|章)?[ \t]*")
_LEADING = compiled(rf"[\s#>*]*{_NUMERAL.pattern}$")
_SENTENCE_ENDS = frozenset("。.;；:：!！?？,，、")
_SHORTEST_SENTENCE = 8
_SHORTEST_PROSE = 40  # of a line without the mark that ends a sentence
_LONGEST_LEAD = 12
_SHOWN = 6  # characters either side of a mark


class _Marks(NamedTuple):
    """The edits that correct the half-width marks of one kind, in order, and how many wide ones there are."""

    edits: Sequence[Edit]
    wide: int


@frozen
class MixedPunctuation(ReportCheck):
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
        everywhere: list[Edit] = []
        single: list[Edit] = []
        mixed = not self._is_manner(clauses, self.least)
        (single if mixed else everywhere).extend(clauses.edits)
        # Where commas are half-width throughout, a few brackets are not another matter.
        mixed = not self._is_manner(brackets, self.least if mixed else 1)
        (single if mixed else everywhere).extend(brackets.edits)
        if everywhere:
            fix = Fix(Applicability.SAFE, "全文改用全角标点", tuple(sorted(everywhere)))
            values = _values(context.source, fix.edits)
            yield Finding(context.report.place, values, fix=fix, message="throughout_message")
        for edits in _by_row(context.source, sorted(single)):
            first, *others = (Span(edit.span.start, edit.span.start + 1) for edit in edits)
            related = related_places((place, "这里也是半角标点") for place in others)
            fix = Fix(Applicability.SAFE, "改用全角标点", tuple(edits))
            yield Finding(first, _values(context.source, edits), related, fix)

    def _is_manner(self, marks: _Marks, least: int) -> bool:
        """Whether half-width marks are the rule among all of their kind."""
        half = len(marks.edits)
        return half >= least and half > self.throughout * (half + marks.wide)


def _by_row(source: Source, edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    for _, group in groupby(edits, lambda edit: source.row(edit.span.start)):
        yield list(group)


def _values(source: Source, edits: Sequence[Edit]) -> dict[str, str]:
    at = edits[0].span.start
    row = source.line_span(source.row(at))
    around = source.text[max(row.start, at - _SHOWN) : min(row.end, at + _SHOWN + 1)]
    return {"count": str(len(edits)), "example": around.strip()}


class _Running:
    """The running text of one report, as it is written: no tables, title and headings of sections."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._text = context.source.text
        self._stretches = list(_stretches(context.report))
        self._names = context.source.addresses

    def clauses(self) -> _Marks:
        """Commas, semicolons, colons, exclamation and question marks."""
        text, edits = self._text, list[Edit]()
        line = _Line(self._context)
        for stretch in self._stretches:
            parts = list(residue_parts(self._context, stretch))  # the ; of &nbsp; is no mark of the text
            for match in _CLAUSE.finditer(text, stretch.start, stretch.end):
                at = match.start()
                if not line.holds(at) or covers(parts, at) or covers(self._names, at):
                    continue
                if at - line.start <= _LONGEST_LEAD and _LEADING.match(text[line.start : at]):
                    continue  # 一, and 1, number a line
                char = text[at]
                blank = char in ",;" and text[at + 1 : at + 2] == " " and at + 2 < line.end
                edits.append(Edit(Span(at, at + 1 + blank), _WIDE[char]))
        return _Marks(edits, self._count("，；：！？") if edits else 0)

    def brackets(self) -> _Marks:
        """Pairs of brackets around Han text, but for those of document numbers."""
        text, edits, wide = self._text, list[Edit](), 0
        line = _Line(self._context)
        citations = sorted(citation.span for citation in self._context.report.citations)
        for stretch in self._stretches:
            if text.find("(", *stretch) < 0 and text.find(")", *stretch) < 0:
                continue
            for pair in _pairs(text, stretch):
                half = [at for at in pair if text[at] in _WIDE]
                inner = text[pair[0] + 1 : pair[1]]
                if not _HAN_TEXT.search(inner) or _NUMERAL.fullmatch(inner):
                    continue
                wide += 2 - len(half)
                if (
                    half
                    and line.holds(pair[0])
                    and not any(covers(spans, at) for at in half for spans in (citations, self._names))
                ):
                    edits += (Edit(Span(at, at + 1), _WIDE[text[at]]) for at in half)
        return _Marks(edits, wide + self._count("（）", without="()") if edits else 0)

    def _count(self, chars: str, without: str = "") -> int:
        """How often the characters stand in the stretches that hold none of `without`."""
        return sum(
            self._text.count(char, *stretch)
            for stretch in self._stretches
            if all(self._text.find(other, *stretch) < 0 for other in without)
            for char in chars
        )


class _Line:
    """The line that the last mark asked about stands in."""

    def __init__(self, context: Context) -> None:
        self._normalized = context.normalized
        self._lexicon = context.lexicon
        self.start, self.end = 0, 0
        self._is_prose = False

    def holds(self, at: int) -> bool:
        """Whether the line at an offset is running text; offsets may only rise but for brackets."""
        if not self.start <= at < self.end:
            self.start = self._normalized.rfind("\n", 0, at) + 1
            end = self._normalized.find("\n", at)
            self.end = len(self._normalized) if end < 0 else end
            words = self._normalized[self.start : self.end].strip(" \t")
            self._is_prose = _is_sentence(words) and not is_residue(words, self._lexicon)
        return self._is_prose


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


def _pairs(text: str, stretch: Span) -> Iterator[tuple[int, int]]:
    """The brackets that belong together, within their lines."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text, stretch.start, stretch.end):
        char = match[0]
        if char in "(（":
            opened.append(match.start())
        elif char in "\r\n":
            opened.clear()
        elif opened:
            yield opened.pop(), match.start()

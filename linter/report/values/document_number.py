"""Document numbers (发文字号) in prose, well or badly formed: 国办公开办函〔2019〕60号, 国务院令第711号.

GB/T 9704—2012, 7.2.5: agency code, year in 六角括号, number without 第, 号.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from linter.regex_cache import compiled
from linter.report.values.agency_code import code_start
from linter.report.values.citation_words import CitationWords
from linter.text.normalize import Squeezed, squeeze
from linter.text.source import Span
from linter.text.span import occurrences

_MARKS = r"[〔〕\[\](){}【】〖〗<>〈〉《》「」『』]"
_NUMBERED = compiled(
    r"(?P<code>[\u3400-\u9fff]{1,30}(?:\((?:明电|密电|电|急|内|传真)\))?)"
    rf"(?P<open>{_MARKS}?)(?P<year>(?:19[4-9]|20[0-4])\d)(?P<nian>年?)(?P<close>{_MARKS}?)"
    r"(?P<ordinal>第?)(?P<number>\d{1,5})号$"
)
_ORDER = compiled(
    r"(?P<code>[\u3400-\u9fff]{1,30}?)(?P<order>令?)"
    rf"(?P<year>{_MARKS}?(?:19[4-9]|20[0-4])\d年?{_MARKS}?)?{_MARKS}?第?(?P<number>\d{{1,4}})号$"
)
_END = compiled(rf"{_MARKS}?(?:19[4-9]|20[0-4])\d年?{_MARKS}?第?\d{{1,5}}号$")
_LONGEST_END = 14  # characters of what that matches
_LONGEST_RUN = 30  # words of a code
_LONGEST_CODE = 34  # with what stands in brackets behind it
_LONGEST_ORDER = 45
_MOST_BLANKS = 8  # between the number and 号
_MAY_BE = compiled(r"[12令](?:(?<=令)|(?:(?<=1)9|(?<=2)0)[ \t\n]*\d[ \t\n]*\d)")
_WINDOW = 96


class Citation(Struct, frozen=True):
    """One document number.

    `text` is the number as written, without blanks and line ends. `code`, `year` and `number` are
    its parts as read (an order, 令, has no year); `opening` and `closing` the characters around the
    year as they stand in the original, empty when missing; `year_span` covers the year with what
    brackets it has; `ordinal` tells of a 第 before the number.
    """

    text: str
    span: Span
    code: str
    year: int | None
    number: int
    opening: str = ""
    closing: str = ""
    year_span: Span | None = None
    ordinal: bool = False

    @property
    def canonical(self) -> str:
        """The number as GB/T 9704 writes it."""
        if self.year is None:
            return f"{self.code}第{self.number}号"
        return f"{self.code}〔{self.year}〕{self.number}号"

    @property
    def is_bracketed_well(self) -> bool:
        """Whether the year stands in 六角括号 (or needs none)."""
        return self.year is None or (self.opening, self.closing) == ("〔", "〕")


def find_citations(normalized: str, text: str, span: Span, words: CitationWords) -> Iterator[Citation]:
    """The document numbers in a stretch of prose, in order; `text` is the original behind `normalized`."""
    behind = span.start
    for at in occurrences(normalized, "号", span.start, span.end):
        if not _is_behind_digit(normalized, at, span.start):
            continue
        end = at + 1
        begin = max(behind, end - _WINDOW)
        stop = min(end + 8, span.end)
        if _MAY_BE.search(normalized, begin, stop) is None:
            continue
        window = squeeze(normalized, begin, end)
        found = None
        if normalized.find("令", begin, stop) >= 0:
            found = _order(normalized, window, text, words, squeeze(normalized, end, stop))
        found = found or _numbered(normalized, window, text, words)
        if found is not None:
            yield found
            behind = found.span.end


def _is_behind_digit(normalized: str, at: int, start: int) -> bool:
    """Whether a digit stands before an offset, with some blanks between the two or none."""
    first = max(start, at - 1 - _MOST_BLANKS)
    before = at - 1
    while before > first and normalized[before] in " \t\n":
        before -= 1
    return before >= start and normalized[before].isdecimal()


def _numbered(normalized: str, window: Squeezed, text: str, words: CitationWords) -> Citation | None:
    ends = _END.search(window.text, max(0, len(window.text) - _LONGEST_END))
    if ends is None:
        return None
    begin = max(0, ends.start() - _LONGEST_CODE)
    first = _run_start(window.text, begin, ends.start())
    # where words stand right before the year, the match begins with them
    match = _NUMBERED.match(window.text, first) or _NUMBERED.search(window.text, begin)
    if match is None:
        return None
    start = match.start("code") + code_start(normalized, window, match.span("code"), words)
    code = window.text[start : match.end("code")]
    if not _is_code(code, match["open"], match["close"], bool(match["nian"]), words):
        return None
    first, last = window.start(match.start("open")), window.end(match.end("close"))
    return Citation(
        _plain(text, window, start, match.end()),
        Span(window.start(start), window.end(match.end())),
        code,
        int(match["year"]),
        int(match["number"]),
        text[first] if match["open"] else "",
        text[last - 1] if match["close"] else "",
        Span(first, last),
        bool(match["ordinal"]),
    )


def _run_start(text: str, begin: int, end: int) -> int:
    """Where the words right before an index begin, as far as they can be a code."""
    start, least = end, max(begin, end - _LONGEST_RUN)
    while start > least and "\u3400" <= text[start - 1] <= "\u9fff":
        start -= 1
    return start


def _is_code(code: str, opening: str, closing: str, nian: bool, words: CitationWords) -> bool:
    """Whether the words before a year are an agency's code: the weaker its brackets, the surer the
    words must be."""
    if len(code) < 2 or words.no_code.search(code):
        return False
    if opening and closing:
        return True
    if nian:
        return False
    if opening or closing:
        return (opening or closing) not in "()<>《》" or code[-1] in words.plain_ends
    return code[-1] in words.plain_ends and (len(code) > 2 or code[0] in words.central)


def _order(
    normalized: str, window: Squeezed, text: str, words: CitationWords, rest: Squeezed
) -> Citation | None:
    """An order: 国务院令第711号, 国务院令711号, 国令第711号, or 国务院第711号令 where `rest` begins with 令.

    Those of the State Council count on from year to year: a year beside the number is no part of it.
    """
    behind = rest.text.startswith("令")
    if not behind and "令" not in window.text:
        return None
    match = _ORDER.search(window.text, max(0, len(window.text) - _LONGEST_ORDER))
    if match is None or bool(match["order"]) == behind or not match["code"]:
        return None
    code, first = match["code"], match.start("code")
    end = first + len(code)
    council = words.council.search(code if behind else f"{code}令")
    if council is None and (match["year"] or not words.issues_orders.search(code)):
        return None
    if council is not None:
        start = first + council.start()
    else:
        start = first + code_start(normalized, window, (first, end), words)
    stop = rest.offsets[0] + 1 if behind else window.end(match.end())
    issuer = window.text[start:end] if council is None else words.council_name
    written = _plain(text, window, start, match.end()) + ("令" if behind else "")
    return Citation(written, Span(window.start(start), stop), f"{issuer}令", None, int(match["number"]))


def _plain(text: str, window: Squeezed, start: int, end: int) -> str:
    return "".join(text[at] for at in window.offsets[start:end])

"""G808: words typed twice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, ClassVar

from linter.checks.base import Context, Finding, ReportCheck, replacement
from linter.checks.prose_lines import Line
from linter.checks.text.page_frame import is_residue
from linter.diagnostic import Applicability
from linter.regex_cache import compiled
from linter.report.text_match import split_numeral
from linter.strict_yaml.annotations import Doc
from linter.strict_yaml.patterns import Patterns, occurs
from linter.text.source import Span

_DOUBLED = compiled(r"([\u4e00-\u9fff]{2,8}?)\1+")
_QUOTED = compiled(r"《[^《》]{0,100}》|“[^“”]{0,60}”|「[^「」]{0,60}」")
_ENDS = frozenset(",。;:!?、)等")
_SENTENCE = compiled(r"[,。;]")
_LONGEST = 8  # characters of a word
_WIDTH = 2  # bytes of a character
_AT_ONCE = 30_000  # characters
_ZEROS = re.compile(rb"\0+")
_FIRST_HAN = "\u4e00"
_SHORTEST = 12  # characters of a line that is a sentence


class DoubledWord(ReportCheck, frozen=True):
    """A word of two to eight characters that stands twice in a row, in a sentence.

    Two words may meet, one ending as the other begins (信息公开公开栏, 规范规范性文件); where that can be,
    the check says nothing. Lines that are no sentences, names and slogans in quotation marks, and words
    that a heading and the text behind it share are left alone.
    """

    summary: ClassVar[str] = "有没有连写两遍的词"

    reduplicated: Annotated[Patterns, Doc("可以重叠、或者不判断的词（正则表达式，对整个词）")] = None
    repeatable: Annotated[
        Patterns, Doc("后面又可以作另一个词组开头的词（正则表达式，对整个词）：后面是标点才判断")
    ] = None
    compounds: Annotated[Patterns, Doc("以第二个词开头的固定词组（正则表达式）：前面有汉字时不判断")] = None
    in_addresses: Annotated[Patterns, Doc("地址里可以连写的地名（正则表达式，对整个词）：城关镇城关镇街")] = (
        None
    )
    addresses: Annotated[Patterns, Doc("写着地址的句子（正则表达式）")] = None
    suffixes: Annotated[Patterns, Doc("第二个词后面的字，与它另成一个词，不判断（正则表达式）")] = None

    placeholders: ClassVar[frozenset[str]] = frozenset({"found", "word"})
    fixes: ClassVar[Applicability | None] = Applicability.SAFE

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding for each place; the fix leaves the word once."""
        for line in doubled_lines(context.lines):
            text = line.text
            apart: Callable[[int], bool] | None = None  # made once, however many words are doubled in a line
            for match in _DOUBLED.finditer(text):
                start, end, length = match.start(), match.end(), len(match[1])
                if not self._is_slip(text, start, end, length):
                    continue
                apart = apart or _places_apart(text, context)
                if apart(start):
                    continue
                if self._is_in_address(match[1], text, start):
                    continue
                span = Span(line.start + start, line.start + end)
                more = Span(span.start + length, span.end)
                fix = replacement(Applicability.SAFE, f"“{match[1]}”只留一个", (more, ""))
                yield Finding(span, {"found": match[0], "word": match[1]}, fix=fix)

    def _is_in_address(self, word: str, text: str, start: int) -> bool:
        """Whether a word is the name of a place, in an address: a street may have its town's name."""
        if self.in_addresses is None or not self.in_addresses.fullmatch(word):
            return False
        begin, end = text.rfind("。", 0, start) + 1, text.find("。", start)
        return occurs(self.addresses, text[begin : end if end >= 0 else len(text)])

    def _is_slip(self, text: str, start: int, end: int, length: int) -> bool:
        """Whether the words of some length that fill `start` to `end` can be nothing but one repeated.

        政务服务服务 repeats 务服 as well: each word that begins at another letter has to be a slip.
        """
        while text[end : end + 1] == text[end - length : end - length + 1]:
            end += 1
        last = end - 2 * length
        return all(self._is_repeated(text, at, length) for at in range(start, last + 1))

    def _is_repeated(self, text: str, start: int, length: int) -> bool:
        """Whether the word at `start` and the same word behind it are no two words that belong there."""
        end = start + 2 * length
        word, behind = text[start : start + length], text[end : end + 1]
        if len(set(word)) == 1 or (self.reduplicated is not None and self.reduplicated.fullmatch(word)):
            return False
        if self.suffixes is not None and self.suffixes.match(behind):
            return False
        ended = not behind or behind in _ENDS
        if not ended and self.repeatable is not None and self.repeatable.fullmatch(word):
            return False
        if self.compounds is None or not text[start - 1 : start].isalnum():
            return True
        compound = self.compounds.match(text, start + length)
        return compound is None or compound.end() <= end


def doubled_lines(lines: Sequence[Line]) -> Iterator[Line]:
    """Those of some lines in which two to eight characters may stand twice in a row."""
    begin = length = 0
    for end, line in enumerate(lines, 1):
        length += len(line.text) + 1
        if length > _AT_ONCE or end == len(lines):
            yield from _doubled(lines[begin:end])
            begin, length = end, 0


def _doubled(lines: Sequence[Line]) -> Iterator[Line]:
    """The same for a few thousand characters.

    As one number, the text is compared with itself some places on: what is alike are zeros. A search with a
    reference back would try each length at each place. One byte of each character is enough: what is alike
    in it by chance is seldom as long as a word.
    """
    text = "\n".join([line.text for line in lines])
    code = text.encode("utf-16-le", "surrogatepass")
    if len(code) != _WIDTH * len(text):  # characters of two units: places are not what they seem
        yield from lines
        return
    low = code[::_WIDTH]
    number = int.from_bytes(low, "little")
    runs: list[tuple[int, int]] = []
    for length in range(2, _LONGEST + 1):
        beside = (number ^ number >> 8 * length).to_bytes(len(low), "little")
        alike = bytes(length)
        at = beside.find(alike)
        while at >= 0:
            run = _ZEROS.match(beside, at)
            assert run is not None
            if _is_doubled(text, at, run.end(), length):
                runs.append((at, run.end()))
            at = beside.find(alike, run.end())
    if runs:
        end = 0
        for line in lines:
            start, end = end, end + len(line.text) + 1
            if any(first < end and start < last for first, last in runs):
                yield line


def _is_doubled(text: str, start: int, end: int, length: int) -> bool:
    """Whether a Han word of some length stands twice where only one byte of each character was compared."""
    return any(
        text[at] >= _FIRST_HAN and text[at : at + length] == text[at + length : at + 2 * length]
        for at in range(start, end - length + 1)
    )


def _places_apart(text: str, context: Context) -> Callable[[int], bool]:
    """Tells whether a place in a line is no running text: the line is no sentence or a page's own, the place
    is quoted, or it is where a heading ends and its text begins."""
    if len(text) < _SHORTEST or not _SENTENCE.search(text) or is_residue(context, text):
        return lambda start: True
    level, _, rest = split_numeral(text)
    begin = len(text) - len(rest) if level and text.endswith(rest) else -1
    quoted = [match.span() for match in _QUOTED.finditer(text)]

    def is_apart(start: int) -> bool:
        at = bisect_right(quoted, (start, len(text)))
        return start == begin or (at > 0 and start < quoted[at - 1][1])

    return is_apart

"""Find where an agency code (发文机关代字) begins among the words before it.

Nothing separates 按照国办发〔2016〕80号 or 国务院办公厅国办发〔2016〕80号; a heading or a broken line may
stand right before a code. Names of places hold the same characters as the words that lead to codes
(依安县, 将乐县, 国办公开办函), so a word is only dropped where a code can begin behind it.
"""

from __future__ import annotations

from linter.regex_cache import compiled
from linter.report.values.citation_words import CitationWords
from linter.text.normalize import Squeezed

_LONGEST = 10
_HEADING = compiled(
    r"[ \t]*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、])?"
    r"[ \t]*(?P<words>[\u3400-\u9fff]{2,20})[ \t]*"
)


def code_start(normalized: str, window: Squeezed, run: tuple[int, int], words: CitationWords) -> int:
    """How many characters of the run of words `run` (indexes into the window) stand before the code."""
    text = window.text[run[0] : run[1]]
    begin = _behind_breaks(normalized, window, run, words)
    ends: list[tuple[int, int, bool]] = []
    if words.leading is not None:
        for match in words.leading.finditer(text, begin):
            sure = words.leads_to_code(match[0])
            ends.append((match.start(), _behind_particles(text, match.end(), words), sure))
    for pattern in (words.organs, words.joins):
        ends += ((match.start(), match.end(), False) for match in pattern.finditer(text, begin))
    for start, end, sure in sorted(ends):
        rest = text[end:]
        if end > begin and ((sure and start == begin and len(rest) >= 2) or _can_be_code(rest, words)):
            begin = end
    if len(text) - begin > _LONGEST:
        for match in words.starts.finditer(text, begin):
            begin = match.start()
    return begin


def _behind_particles(text: str, end: int, words: CitationWords) -> int:
    while end < len(text) and text[end] in words.particles:
        end += 1
    return end


def _can_be_code(rest: str, words: CitationWords) -> bool:
    return len(rest) >= 2 and rest[0] not in words.never_first


def _behind_breaks(normalized: str, window: Squeezed, run: tuple[int, int], words: CitationWords) -> int:
    """The part of a run behind the last blank or line end that parts it from other words; those that
    break a code in two are passed over."""
    for at in range(run[1] - 1, run[0], -1):
        left, right = window.offsets[at - 1], window.offsets[at]
        if right == left + 1:
            continue
        between = normalized[left + 1 : right]
        rest = window.text[at : run[1]]
        lines = between.count("\n")
        if lines > 1 or (lines and _is_heading(normalized, left, words, rest)):
            parted = True
        else:
            parted = not lines and _words_before(window, run[0], at) >= 4 and _can_be_code(rest, words)
        if parted:
            return at - run[0]
    return 0


def _words_before(window: Squeezed, first: int, at: int) -> int:
    """How many characters stand together before index `at`."""
    begin = at - 1
    while begin > first and window.offsets[begin] == window.offsets[begin - 1] + 1:
        begin -= 1
    return at - begin


def _is_heading(normalized: str, last: int, words: CitationWords, rest: str) -> bool:
    """Whether the line that ends with the character at `last` is a heading, not words that lead to a
    code (为落实国办公) whose `rest` is on the next line."""
    line_start = normalized.rfind("\n", 0, last) + 1
    heading = _HEADING.fullmatch(normalized, max(line_start, last - 60), last + 1)
    if heading is None or words.leading is None or words.starts.match(rest):
        return heading is not None
    return not any(map(words.leads_to_code, words.leading.findall(heading["words"])))

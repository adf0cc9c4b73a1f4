"""Find where an agency code (发文机关代字) begins among the words before it.

Nothing separates 按照国办发〔2016〕80号 or 国务院办公厅国办发〔2016〕80号; a heading or a broken line may
stand right before a code. Names of places hold the same characters as the words that lead to codes
(依安县, 将乐县, 国办公开办函), so a word is only dropped where a code can begin behind it.
"""

from __future__ import annotations

import re

from linter.regex_cache import compiled
from linter.text.normalize import Squeezed

_PARTICLES = "了的等为是于"
_ORGANS = compiled(r"办公厅|办公室|委员会|人民政府|领导小组|总局|(?:局|厅|部(?!门)|委|署|院)(?=.{3})")
# No code begins with these: they stand for what is issued or by which office, behind a place's sign.
_NEVER_FIRST = "政府办发函字规令委"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼黔滇蜀"
_START = rf"(?:国[办发函]|中[办发]|[{_PROVINCES}][政府办委发])"
_STARTS = compiled(_START)
_JOINS = compiled(rf"[和原即经](?={_START})")  # places, too, before anything else: 和政县, 原州区
_LONGEST = 10
_HEADING = compiled(
    r"[ \t]*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、])?"
    r"[ \t]*(?P<words>[\u3400-\u9fff]{2,20})[ \t]*"
)


def code_start(
    normalized: str, window: Squeezed, run: tuple[int, int], leading: re.Pattern[str] | None
) -> int:
    """How many characters of the run of words `run` (indexes into the window) stand before the code.

    `leading` matches words that lead to a code and are no part of it.
    """
    words = window.text[run[0] : run[1]]
    begin = _behind_breaks(normalized, window, run, leading)
    ends: list[tuple[int, int, bool]] = []
    if leading is not None:
        for match in leading.finditer(words, begin):
            sure = _leads_to_a_code(match[0])
            ends.append((match.start(), _behind_particles(words, match.end()), sure))
    for pattern in (_ORGANS, _JOINS):
        ends += ((match.start(), match.end(), False) for match in pattern.finditer(words, begin))
    for start, end, sure in sorted(ends):
        rest = words[end:]
        if end > begin and ((sure and start == begin and len(rest) >= 2) or _can_be_code(rest)):
            begin = end
    if len(words) - begin > _LONGEST:
        for match in _STARTS.finditer(words, begin):
            begin = match.start()
    return begin


def _behind_particles(words: str, end: int) -> int:
    while end < len(words) and words[end] in _PARTICLES:
        end += 1
    return end


def _can_be_code(rest: str) -> bool:
    return len(rest) >= 2 and rest[0] not in _NEVER_FIRST


def _behind_breaks(
    normalized: str, window: Squeezed, run: tuple[int, int], leading: re.Pattern[str] | None
) -> int:
    """The part of a run behind the last blank or line end that parts it from other words; those that
    break a code in two are passed over."""
    for at in range(run[1] - 1, run[0], -1):
        left, right = window.offsets[at - 1], window.offsets[at]
        if right == left + 1:
            continue
        between = normalized[left + 1 : right]
        rest = window.text[at : run[1]]
        lines = between.count("\n")
        if lines > 1 or (lines and _is_heading(normalized, left, leading, rest)):
            parted = True
        else:
            parted = not lines and _words_before(window, run[0], at) >= 4 and _can_be_code(rest)
        if parted:
            return at - run[0]
    return 0


def _words_before(window: Squeezed, first: int, at: int) -> int:
    """How many characters stand together before index `at`."""
    begin = at - 1
    while begin > first and window.offsets[begin] == window.offsets[begin - 1] + 1:
        begin -= 1
    return at - begin


def _is_heading(normalized: str, last: int, leading: re.Pattern[str] | None, rest: str) -> bool:
    """Whether the line that ends with the character at `last` is a heading, not words that lead to a
    code (为落实国办公) whose `rest` is on the next line."""
    line_start = normalized.rfind("\n", 0, last) + 1
    heading = _HEADING.fullmatch(normalized, max(line_start, last - 60), last + 1)
    if heading is None or leading is None or _STARTS.match(rest):
        return heading is not None
    return not any(map(_leads_to_a_code, leading.findall(heading["words"])))


def _leads_to_a_code(word: str) -> bool:
    """Whether a leading word is never part of a code."""
    return len(word) > 1 and word != "公开"

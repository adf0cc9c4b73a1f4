"""The numbering of headings: 一、 → (一) → 1. → (1), as GB/T 9704—2012 orders the levels."""

from __future__ import annotations

import re

from linter.regex_cache import compiled

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
           "八": 8, "九": 9}  # fmt: skip
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)} | {chr(0x3220 + n): n + 1 for n in range(10)}
_NAMES = "零一二三四五六七八九"
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_ROMAN |= {chr(0x2160 + n): n + 1 for n in range(12)}
_STRAY = "lI1i丨·•.'’`!_~^|"  # what scanning or a conversion makes of a speck or a blank

# Level, and the pattern of its numeral with the mark that ends it, over normalized text.
_HAN = "[一二三四五六七八九十]{1,3}"
LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        1,
        compiled(
            rf"第?({_HAN})(?:部分|章)?[ ]*[、.,:。·][ ]*|第({_HAN})(?:部分|章)[ ]*|({_HAN})[ ]+(?=\S)"
            rf"|([{_STRAY}][ ]*{_HAN}|[壹贰叁肆伍陆柒捌玖拾]{{1,2}}|[Ⅰ-Ⅻ]|[IVX]{{1,4}})"
            r"[ ]*(?:、|\.(?=[ ]*[^\W\d]))[ ]*"
        ),
    ),
    (2, compiled(rf"\([ ]*({_HAN})[ ]*\)[、.,]?[ ]*|([㈠-㈩])[、.]?[ ]*")),
    (3, compiled(r"(\d{1,2})[ ]*(?:[、．]|\.(?!\d)|\.(?=20\d\d[ ]*年))[ ]*")),
    (4, compiled(r"\([ ]*(\d{1,2})[ ]*\)[、.,]?[ ]*|([①-⑳])[、.]?[ ]*")),
)


def number(numeral: str) -> int | None:
    """The value of `三`, `十二`, `12`, `③`, of a formal `叁` or Roman `Ⅲ`, or of a misread `l三`; None
    for anything else (or beyond 99)."""
    if numeral in _ROMAN:
        return _ROMAN[numeral]
    if numeral.isascii():
        return int(numeral) if numeral.isdigit() else None
    if numeral in _CIRCLED:
        return _CIRCLED[numeral]
    if not is_regular(numeral):
        numeral = numeral.translate(_FORMAL).lstrip(_STRAY + " ")
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS.get(numeral)
    high = _DIGITS.get(tens) if tens else 1
    low = _DIGITS.get(ones) if ones else 0
    return None if high is None or low is None else high * 10 + low


def is_regular(numeral: str) -> bool:
    """Whether a numeral of the first level is one that GB/T 9704 writes: 三, 十二."""
    return all(char in _DIGITS or char == "十" for char in numeral)


def chinese(value: int) -> str:
    """1–99 as a Chinese numeral: 三, 十二, 二十."""
    if not 0 < value < 100:
        raise ValueError(f"no heading number: {value}")
    tens, ones = divmod(value, 10)
    head = "" if not tens else "十" if tens == 1 else _NAMES[tens] + "十"
    return head + (_NAMES[ones] if ones else "")


def like(numeral: str, value: int) -> str:
    """`value` written in the manner of `numeral`: Chinese, Arabic or circled."""
    if numeral.isdigit() and numeral.isascii():
        return str(value)
    if numeral in _CIRCLED:
        first, count = (0x3220, 10) if "㈠" <= numeral <= "㈩" else (0x2460, 20)
        if value <= count:
            return chr(first + value - 1)
    return chinese(value)

"""The numbering of headings: 一、 → (一) → 1. → (1), as GB/T 9704—2012 orders the levels."""

from __future__ import annotations

import re

from linter.regex_cache import compiled

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
           "八": 8, "九": 9}  # fmt: skip
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)} | {chr(0x3220 + n): n + 1 for n in range(10)}
_NAMES = "零一二三四五六七八九"

# Level, and the pattern of its numeral with the mark that ends it, over normalized text.
_HAN = "[一二三四五六七八九十]{1,3}"
LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        1,
        compiled(rf"第?({_HAN})(?:部分|章)?[ ]*[、.,:。·][ ]*|第({_HAN})(?:部分|章)[ ]*|({_HAN})[ ]+(?=\S)"),
    ),
    (2, compiled(rf"\([ ]*({_HAN})[ ]*\)[、.,]?[ ]*|([㈠-㈩])[、.]?[ ]*")),
    (3, compiled(r"(\d{1,2})[ ]*(?:[、．]|\.(?!\d)|\.(?=20\d\d[ ]*年))[ ]*")),
    (4, compiled(r"\([ ]*(\d{1,2})[ ]*\)[、.,]?[ ]*|([①-⑳])[、.]?[ ]*")),
)


def number(numeral: str) -> int | None:
    """The value of `三`, `十二`, `12` or `③`; None for anything else (or beyond 99)."""
    if numeral.isascii():
        return int(numeral) if numeral.isdigit() else None
    if numeral in _CIRCLED:
        return _CIRCLED[numeral]
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS.get(numeral)
    high = _DIGITS.get(tens) if tens else 1
    low = _DIGITS.get(ones) if ones else 0
    return None if high is None or low is None else high * 10 + low


def chinese(value: int) -> str:
    """1–99 as a Chinese numeral: 三, 十二, 二十."""
    if not 0 < value < 100:
        raise ValueError(f"no heading number: {value}")
    tens, ones = divmod(value, 10)
    head = "" if not tens else "十" if tens == 1 else _NAMES[tens] + "十"
    return head + (_NAMES[ones] if ones else "")


def like(numeral: str, value: int) -> str:
    """`value` written in the manner of `numeral`: Chinese, Arabic or circled."""
    if numeral.isascii():
        return str(value)
    if numeral in _CIRCLED:
        first, count = (0x3220, 10) if "㈠" <= numeral <= "㈩" else (0x2460, 20)
        if value <= count:
            return chr(first + value - 1)
    return chinese(value)

"""The numbers that a browser puts before the items of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_DIGITS = "零一二三四五六七八九"
_LARGEST = 99
_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def chinese(number: int) -> str:
    """一, 十, 十一, 二十 … up to 99."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return ten + (_DIGITS[ones] if ones or not tens else "")


def letters(number: int) -> str:
    """a, b … z, aa."""
    written = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        written = chr(ord("a") + letter) + written
    return written


def roman(number: int) -> str:
    """i, ii, iii … up to 89."""
    written = ""
    for value, numeral in _ROMAN:
        times, number = divmod(number, value)
        written += numeral * times
    return written


def _decimal(number: int) -> str:
    return f"{number}. "


_COUNTED: Mapping[str, Callable[[int], str]] = {
    "": _decimal,
    "1": _decimal,
    "decimal": _decimal,
    "a": lambda number: f"{letters(number)}. ",
    "A": lambda number: f"{letters(number).upper()}. ",
    "lower-alpha": lambda number: f"{letters(number)}. ",
    "lower-latin": lambda number: f"{letters(number)}. ",
    "upper-alpha": lambda number: f"{letters(number).upper()}. ",
    "upper-latin": lambda number: f"{letters(number).upper()}. ",
    "i": lambda number: f"{roman(number)}. ",
    "I": lambda number: f"{roman(number).upper()}. ",
    "lower-roman": lambda number: f"{roman(number)}. ",
    "upper-roman": lambda number: f"{roman(number).upper()}. ",
    "cjk-decimal": lambda number: f"{chinese(number)}、",
    "cjk-ideographic": lambda number: f"{chinese(number)}、",
    "simp-chinese-informal": lambda number: f"{chinese(number)}、",
    "trad-chinese-informal": lambda number: f"{chinese(number)}、",
}


def marker(number: int, counted: str) -> str:
    """What stands before an item, by the list's type or style (empty: none stated); empty for a style that
    does not count or is not known, and for numbers that no report counts to."""
    written = _COUNTED.get(counted)
    return written(number) if written is not None and 0 < number <= _LARGEST else ""

"""Figures of prose as values: 12件, 1.39万余件, 三十二件, 近百次, 33.9%, 百分之五, 300元, 1.5倍, 0.3个百分点.

A figure in prose is seldom exact: 余 and 近 leave it open, and 12.47万 has been rounded or cut. So a
quantity is an interval that surely holds the true value.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from linter.regex_cache import compiled


class Measure(StrEnum):
    """What a quantity counts in; the names are those that patterns of rules use."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"
    TIMES = "times"
    MONEY = "money"
    NUMBER = "number"


class Convention(StrEnum):
    """How a writer shortens figures to 1.2万: to the nearest, or by leaving the rest off."""

    ROUNDED = "rounded"
    CUT = "cut"


class Quantity(Struct, frozen=True):
    """A figure of prose.

    The true value lies in `low`..`high`, both included; `value` is the figure as written, `step` what
    its last digit counts, `unit` the measure word. `exact` tells that nothing in the words or the
    writing makes it approximate.
    """

    measure: Measure
    value: Decimal
    low: Decimal
    high: Decimal
    step: Decimal
    unit: str
    exact: bool

    def may_be(self, other: Decimal | int) -> bool:
        """Whether the true value may be `other`."""
        return self.low <= other <= self.high

    def under(self, convention: Convention) -> Quantity:
        """The counts that a shortened figure stands for by one convention; any other figure as it is."""
        half = self.step / 2
        if self.exact or (self.low, self.high) != (self.value - half, self.value + self.step):
            return self
        if convention is Convention.CUT:
            return replace(self, low=self.value, high=self.value + self.step - 1)
        low, behind = (math.ceil(bound) for bound in (self.value - half, self.value + half))
        return replace(self, low=Decimal(low), high=Decimal(behind - 1))


ANYTHING: Final = Quantity(Measure.NUMBER, Decimal(0), Decimal(0), Decimal(10) ** 18, Decimal(1), "?", False)
"""A figure that cannot be read: it may be any."""

HAN: Final = "零〇一二两三四五六七八九十百千"
_ARABIC: Final = r"(?:\d{1,3}(?:,\d{3})++(?!\d)|\d{1,15})(?:\.\d{1,8})?"
_ROUGHLY: Final = "[余多来几]"
_SCALE: Final = "(?:[十百千]?[万亿]|[百千](?!分))"
AMOUNT: Final = rf"{_ARABIC}{_ROUGHLY}?{_SCALE}?{_ROUGHLY}?"
UNITS: Final = (
    r"(?:(?:人|件|批|场|期|户|台|家|班|车|篇|条|例|点击|阅读|访问)次|平方米|公里|万字|"
    r"[件宗项条起份个次人户部笔家例期篇幅场封批册张页卷处所名位台组类种字套本辆通则档款支只栋亩]"
    r"(?:\([宗件卷次册人]\))?)"
)
# Counts in Chinese numerals whose measure words are nothing else: not 一起, 一次性, 三项制度.
HAN_COUNT: Final = (
    rf"(?:[{HAN}]{{1,6}}[余多]?[件宗份条例](?![事龙])|(?:[{HAN}]{{2,6}}|[{HAN[3:]}])[余多]?起"
    r"|(?<=[案讼议共生为:])一起)"
)

_MEASURES: Final[tuple[tuple[Measure, re.Pattern[str]], ...]] = (
    (Measure.PERCENT, compiled(rf"百分之([{HAN}]+(?:点[{HAN}]+)?|{_ARABIC})|({_ARABIC})([%‰])")),
    (Measure.POINTS, compiled(rf"({_ARABIC})个?百分点")),
    (Measure.TIMES, compiled(rf"({AMOUNT})倍")),
    (Measure.MONEY, compiled(rf"({AMOUNT})(元)")),
    (Measure.COUNT, compiled(rf"({AMOUNT}|[{HAN}近]+[余多]?)({UNITS})")),
    (Measure.NUMBER, compiled(rf"({AMOUNT})")),
)
_PARTS = compiled(rf"({_ARABIC}|[{HAN}]+)({_ROUGHLY}?)({_SCALE}?)({_ROUGHLY}?)")
_SCALES: Final = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_DIGITS: Final = {char: index for index, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ABOUT_BEFORE = compiled(r"(?:大约|大概|约|近|将近|接近|差不多)(?:为|有)?$")
_MORE_BEFORE = compiled(r"(?:超过|超|逾|突破|不少于|不低于|至少|达到?以上)(?:了)?$")
_LESS_BEFORE = compiled(r"(?:不足|不到|不超过|少于|低于|至多)$")
_ABOUT_AFTER = compiled(r"(?:左右|上下|许)")
_MORE_AFTER = compiled(r"(?:以上|多)")
_LESS_AFTER = compiled(r"以[下内]")
_NEAR = 4
_MOST = Decimal(10) ** 18


def read_quantity(text: str, start: int, end: int) -> Quantity | None:
    """The quantity that `text[start:end]` writes, with the words around it that make it approximate.

    `text` is normalized and without blanks. None for what is no quantity.
    """
    plain = _plain(text[start:end])
    if plain is None:
        return None
    before, after = text[max(0, start - _NEAR) : start], text[end : end + 2]
    value, tenth = plain.value, plain.value / 10
    if _ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(after):
        return replace(plain, low=value - 2 * tenth, high=value + tenth, exact=False)
    if _LESS_BEFORE.search(before) or _LESS_AFTER.match(after):
        return replace(plain, low=Decimal(0), high=plain.high, exact=False)
    if _MORE_BEFORE.search(before) or _MORE_AFTER.match(after):
        return replace(plain, high=_MOST, exact=False)
    return plain


@lru_cache(maxsize=4096)
def _plain(text: str) -> Quantity | None:
    for measure, pattern in _MEASURES:
        if match := pattern.fullmatch(text):
            written = next((group for group in match.groups() if group), "")
            unit = (match[match.lastindex or 0] or "") if measure in (Measure.COUNT, Measure.MONEY) else ""
            quantity = _value(measure, written, unit)
            if quantity is not None and text.endswith("‰"):
                return replace(
                    quantity,
                    value=quantity.value / 10,
                    low=quantity.low / 10,
                    high=quantity.high / 10,
                    step=quantity.step / 10,
                )
            return quantity
    return None


def _value(measure: Measure, written: str, unit: str) -> Quantity | None:
    """The value of a number as written: mantissa, scale, and what leaves it open."""
    whole, _, decimals = written.partition("点") if measure is Measure.PERCENT else (written, "", "")
    if decimals:
        written = f"{han_value(whole)}.{''.join(str(_DIGITS.get(char, 0)) for char in decimals)}"
    match = _PARTS.fullmatch(written)
    if match is None:
        return None
    mantissa, rough, scale, late = match.groups()
    digits = mantissa.replace(",", "")
    if digits[0] in HAN:
        number = han_value(digits)
        if number is None:
            return None
        base = Decimal(number)
    else:
        base = Decimal(digits)
    factor = 1
    for char in scale:
        factor *= _SCALES[char]
    _, _, fraction = digits.partition(".")
    step = Decimal(1).scaleb(-len(fraction)) * factor
    value = base * factor
    if rough or late:
        return Quantity(measure, value, value, value + _place(digits) * factor, step, unit, False)
    if scale:  # rounded or cut at its last digit
        return Quantity(measure, value, value - step / 2, value + step, step, unit, False)
    return Quantity(measure, value, value, value, step, unit, True)


def _place(digits: str) -> Decimal:
    """What the last digit that counts of `150` or `1.39` stands for: 10, 0.01."""
    _, point, fraction = digits.partition(".")
    if point:
        return Decimal(1).scaleb(-len(fraction))
    zeros = len(digits) - len(digits.rstrip("0")) if digits[0] not in HAN else 1
    return Decimal(10) ** zeros


def han_value(text: str) -> int | None:
    """The value of 三十二, 一百零五, 两千; None for what is no such numeral."""
    total, digit = 0, None
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in "十百千":
            total += (1 if digit is None else digit) * _SCALES[char]
            digit = None
        else:
            return None
    return total + (digit or 0)

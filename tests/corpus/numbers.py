"""How numbers are written in running text: digits of every kind, Chinese numerals, 万, shares."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_WIDE: Final = str.maketrans("0123456789%", "０１２３４５６７８９％")
RATIOS: Final = {"%": 100, "%0": 100, "%1": 100, "%2": 100, "百分之": 100, "‰": 1000}
"""The forms that state a share, and what one whole is in them."""
_PLACES: Final = {"%0": 0, "%1": 1, "%2": 2, "百分之": 1, "‰": 2, "1": 1}
_LEAST_WAN: Final = 10_000


@dataclass(frozen=True, slots=True)
class Hand:
    """How one statement writes its numbers: `counts` is plain, comma, gap or wide; shares have
    `places` decimals, cut off if `cut` (else rounded), without zeros at their end if `short`."""

    counts: str = "plain"
    places: int = 1
    cut: bool = False
    short: bool = False


def random_hand(rng: random.Random) -> Hand:
    """Any hand; plain digits are the commonest."""
    return Hand(
        counts=rng.choice(("plain",) * 9 + ("comma", "gap", "gap", "wide")),
        places=rng.choice((0, 1, 1, 2, 2)),
        cut=rng.random() < 0.25,
        short=rng.random() < 0.3,
    )


def chinese(number: int) -> str:
    """A number from 0 to 99 in Chinese numerals, as they stand before a measure word."""
    if number < 10:
        return "两" if number == 2 else _DIGITS[number]
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


def written(value: Fraction, form: str, hand: Hand) -> str | None:
    """`value` in one of the forms; None where the form cannot say it."""
    if form in RATIOS:
        share = _decimal(value * RATIOS[form], _PLACES.get(form, hand.places), hand)
        return dressed_share(share, form, hand)
    if form == "1":
        return str(_decimal(value, 1, hand))
    if form == "wan":
        return f"{cut(value / _LEAST_WAN, 2):f}万" if value >= _LEAST_WAN else None
    if value.denominator != 1 or value < 0:
        return None
    number = int(value)
    if form == "cn":
        return chinese(number) if number < 100 else None
    if form == "about":
        return str(number // 10 * 10)
    return dressed_count(number, Hand() if form == "n" else hand)


def dressed_count(number: int, hand: Hand) -> str:
    """A count as `hand` writes counts."""
    match hand.counts:
        case "comma":
            return f"{number:,}"
        case "gap":
            return f" {number} "
        case "wide":
            return str(number).translate(_WIDE)
    return str(number)


def dressed_share(share: Decimal, form: str, hand: Hand) -> str:
    """A share with the sign of its form."""
    number = f"{share:f}"
    if hand.short and "." in number:
        number = number.rstrip("0").rstrip(".")
    if form == "百分之":
        return f"百分之{number}"
    text = number + form[0]
    return text.translate(_WIDE) if hand.counts == "wide" else text


def cut(value: Fraction, places: int) -> Decimal:
    """`value` with the decimals behind `places` left off."""
    return _exact(value).quantize(Decimal(1).scaleb(-places), ROUND_DOWN)


def rounded(value: Fraction, places: int) -> Decimal:
    """`value` rounded to `places` decimals, half up."""
    return _exact(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _decimal(value: Fraction, places: int, hand: Hand) -> Decimal:
    return cut(value, places) if hand.cut else rounded(value, places)


def _exact(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator

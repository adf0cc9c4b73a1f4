"""Years as they are written: 2023, 二〇二三, 二○二三, 二零二三."""

from __future__ import annotations

ZEROS = "〇○零OＯo"
"""What stands for a zero in a year of Han digits, letters that look like one among them."""
HAN_DIGITS = f"{ZEROS}一二三四五六七八九"
HAN_YEAR = f"[一二][{HAN_DIGITS}0-9]{{3}}"
"""Pattern of a year in Han digits, some of which may be Arabic."""

_VALUES = dict.fromkeys(ZEROS, "0") | {char: str(at) for at, char in enumerate("一二三四五六七八九", 1)}


def year_value(digits: str) -> int | None:
    """The year that four digits, Han or Arabic, write; None for anything else."""
    plain = "".join(_VALUES.get(char, char) for char in digits)
    return int(plain) if len(plain) == 4 and plain.isascii() and plain.isdigit() else None

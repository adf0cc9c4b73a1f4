"""Numbers as a word processor writes them in a list (ST_NumberFormat, ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_MOST = 9999  # no list goes on so long; greater numbers are written in figures
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def counted(value: int, form: str) -> str:
    """A number in a form of counting (`chineseCounting`, `upperRoman`); in figures where the form is unknown
    or does not go so far."""
    writer = _FORMS.get(form)
    return (writer(value) if writer is not None and 0 <= value <= _MOST else "") or str(value)


def _positional(digits: str) -> Callable[[int], str]:
    return lambda value: "".join(digits[int(digit)] for digit in str(value))


def _named(digits: str, units: str, *, short_ten: bool, bare_units: bool = False) -> Callable[[int], str]:
    """Numbers with units: 一千零二十, 一十 shortened to 十 at the head or not, 一百 to 百 or not."""

    def write(value: int) -> str:
        text, skipped = "", False
        for at, digit in enumerate(map(int, str(value))):
            place = len(str(value)) - at - 1
            if not digit:
                skipped = bool(text)
                continue
            if skipped and not bare_units:
                text += digits[0]
            skipped = False
            bare = digit == 1 and place and (bare_units or (short_ten and place == 1 and not text))
            text += ("" if bare else digits[digit]) + (units[place - 1] if place else "")
        return text or digits[0]

    return write


def _glyphs(*ranges: tuple[str, int]) -> Callable[[int], str]:
    """Numbers that are one character each, from 1 on: stretches of the character set and their lengths."""
    characters = [chr(ord(first) + step) for first, length in ranges for step in range(length)]
    return lambda value: characters[value - 1] if 0 < value <= len(characters) else ""


def _listed(characters: str) -> Callable[[int], str]:
    return lambda value: characters[value - 1] if 0 < value <= len(characters) else ""


def _letters(first: str) -> Callable[[int], str]:
    """The letters from the first on, then each of them twice: a … z, aa … zz."""
    return lambda value: chr(ord(first) + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (value // worth)
        value %= worth
    return text


def _sexagenary(value: int) -> str:
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if 0 < value <= 60 else ""


def _ordinal(value: int) -> str:
    teen = value // 10 % 10 == 1
    return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


_COUNTING = _named("零一二三四五六七八九", "十百千", short_ten=True)
_CIRCLES = _glyphs(("①", 20), ("㉑", 15), ("㊱", 15))
_FORMS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": _positional("０１２３４５６７８９"),
    "decimalFullWidth2": _positional("０１２３４５６７８９"),
    "decimalEnclosedCircle": _CIRCLES,
    "decimalEnclosedCircleChinese": _CIRCLES,
    "decimalEnclosedFullstop": _glyphs(("⒈", 20)),
    "decimalEnclosedParen": _glyphs(("⑴", 20)),
    "numberInDash": lambda value: f"- {value} -",
    "ordinal": _ordinal,
    "hex": lambda value: f"{value:X}",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "chineseCounting": _COUNTING,
    "chineseCountingThousand": _COUNTING,
    "taiwaneseCounting": _COUNTING,
    "taiwaneseCountingThousand": _COUNTING,
    "japaneseCounting": _named("〇一二三四五六七八九", "十百千", short_ten=True, bare_units=True),
    "chineseLegalSimplified": _named("零壹贰叁肆伍陆柒捌玖", "拾佰仟", short_ten=False),
    "ideographLegalTraditional": _named("零壹貳參肆伍陸柒捌玖", "拾佰仟", short_ten=False),
    "japaneseLegal": _named("零壱弐参四伍六七八九", "拾百阡", short_ten=False),
    "ideographDigital": _positional("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _positional("〇一二三四五六七八九"),
    "taiwaneseDigital": _positional("○一二三四五六七八九"),
    "ideographEnclosedCircle": _glyphs(("㊀", 10)),
    "ideographTraditional": _listed(_STEMS),
    "ideographZodiac": _listed(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
}

"""Numbers in the forms that lists have."""

from __future__ import annotations

import pytest

from linter.documents.docx.number_formats import counted


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimal", "1 2 10 21 110"),
        ("decimalHalfWidth", "1 2 10 21 110"),
        ("unheardOf", "1 2 10 21 110"),
        ("decimalZero", "01 02 10 21 110"),
        ("decimalFullWidth", "１ ２ １０ ２１ １１０"),
        ("decimalEnclosedCircle", "① ② ⑩ ㉑ 110"),
        ("decimalEnclosedCircleChinese", "① ② ⑩ ㉑ 110"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑽ 21 110"),
        ("decimalEnclosedFullstop", "⒈ ⒉ ⒑ 21 110"),
        ("ideographEnclosedCircle", "㊀ ㊁ ㊉ 21 110"),
        ("chineseCounting", "一 二 十 二十一 一百一十"),
        ("chineseCountingThousand", "一 二 十 二十一 一百一十"),
        ("taiwaneseCounting", "一 二 十 二十一 一百一十"),
        ("taiwaneseCountingThousand", "一 二 十 二十一 一百一十"),
        ("japaneseCounting", "一 二 十 二十一 百十"),
        ("chineseLegalSimplified", "壹 贰 壹拾 贰拾壹 壹佰壹拾"),
        ("ideographLegalTraditional", "壹 貳 壹拾 貳拾壹 壹佰壹拾"),
        ("ideographDigital", "一 二 一〇 二一 一一〇"),
        ("japaneseDigitalTenThousand", "一 二 一〇 二一 一一〇"),
        ("taiwaneseDigital", "一 二 一○ 二一 一一○"),
        ("ideographTraditional", "甲 乙 癸 21 110"),
        ("ideographZodiac", "子 丑 酉 21 110"),
        ("ideographZodiacTraditional", "甲子 乙丑 癸酉 甲申 110"),
        ("upperRoman", "I II X XXI CX"),
        ("lowerRoman", "i ii x xxi cx"),
        ("upperLetter", "A B J U FFFFF"),
        ("lowerLetter", "a b j u fffff"),
        ("ordinal", "1st 2nd 10th 21st 110th"),
        ("hex", "1 2 A 15 6E"),
    ],
)
def test_counted(form: str, numbers: str) -> None:
    assert [counted(value, form) for value in (1, 2, 10, 21, 110)] == numbers.split(" ")


def test_chinese_numbers_skip_one_zero_for_many() -> None:
    numbers = (100, 105, 1005, 1050, 2010)
    assert [counted(value, "chineseCounting") for value in numbers] == [
        "一百",
        "一百零五",
        "一千零五",
        "一千零五十",
        "二千零一十",
    ]


@pytest.mark.parametrize("form", ["chineseCounting", "upperRoman", "lowerLetter", "decimalEnclosedCircle"])
@pytest.mark.parametrize("value", [-3, 10_000, 999_999_999])
def test_no_form_goes_on_for_ever(form: str, value: int) -> None:
    assert counted(value, form) == str(value)

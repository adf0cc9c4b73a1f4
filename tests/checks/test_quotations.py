"""What a message quotes is what the file says, whatever forms of characters it uses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import linter
from tests.samples.layouts import report

NARROW = str.maketrans("０１２３４５６７８９（）％，", "0123456789()%,")
FIGURES = Path(__file__).parents[2] / "fixtures" / "20-prose-against-tables-2023.txt"
WIDE = str.maketrans("0123456789()%,", "０１２３４５６７８９（）％，")
PROSE = "(请写明情况,)数据截至2023年2月30日。"


@pytest.mark.parametrize(
    ("code", "quoted"),
    [
        ("G807", "（请写明情况，）"),
        ("P303", "２０２２年１月１日起至２０２２年１２月３１日"),
        ("P304", "２０２３年２月３０日"),
    ],
)
def test_a_message_quotes_the_file_as_it_stands(code: str, quoted: str) -> None:
    text = report().replace("2023年1月1日起至2023年12月31日", "2022年1月1日起至2022年12月31日")
    assert text != report()
    data = text.replace("六、", f"{PROSE}\n六、", 1).translate(WIDE).encode()
    said = [each.message for each in linter.check(data, select=[code]).findings]
    assert any(f"“{quoted}”" in each for each in said), said


@pytest.mark.parametrize("code", ["X605", "X606"])
def test_so_it_does_in_the_rules_of_prose(code: str) -> None:
    text = FIGURES.read_text(encoding="utf-8").translate(WIDE)
    said = [each.message for each in linter.check(text.encode(), select=[code]).findings]
    quoted = [re.findall("“(.+?)”", each)[0] for each in said]
    assert quoted
    for each in quoted:
        assert each in "".join(text.split())
        assert each != each.translate(NARROW)

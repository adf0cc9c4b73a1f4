"""A report's title: 某市某局2023年政府信息公开工作年度报告, well formed or not."""

from __future__ import annotations

import re
from typing import NamedTuple

from linter.regex_cache import compiled
from linter.report.values.years import HAN_DIGITS, year_value

RUBBISH = "?□■◇◆★☆※●○�"
"""What a conversion leaves behind a title of blanks and pictures."""

# 年 is lost in some conversions: 云岭市2022政府信息公开工作年度报告
_YEAR = (
    rf"(?:(?P<year>[12]\d{{3}})|(?P<han>[{HAN_DIGITS}]{{4}}))(?:年度?|(?=(?:政府|政务)?(?:信息|政务)?公开))"
)
_BELOW = rf"(?:[12]\d{{3}}|[{HAN_DIGITS}]{{4}})年度"  # as it stands below a title without brackets
_WORDS = (
    r"(?P<words>(?:政府)?(?:信息|政务)公开\w{0,12}?(?:报告|年报))[。.]?"
    rf"(?:\((?P<note>[\w○]{{1,20}})\)|(?P<below>{_BELOW}))?"
)
_DATED = compiled(rf"(?P<before>[\w·()]{{0,40}}?){_YEAR}(?P<after>[\w·()]{{0,40}}?){_WORDS}")
_UNDATED = compiled(rf"(?P<before>[\w·()]{{0,40}}?)(?P<after>){_WORDS}")
_ALONE = compiled(_YEAR)
_SUBTITLE = compiled(rf"\({_YEAR}\)|{_BELOW}")
_MARKS = compiled(rf"[\s*#]+|[{RUBBISH}]+$")
_LONGEST_SUBTITLE = 40  # blanks included
# 特向社会公布…报告 is a sentence, whoever 特克斯县 may be
_TELLS = compiled(
    r"^(?:现|特|兹)(?:将|向|予|面|就|面向|公布|公开|发布|编制)|^(?:按照|根据|依据|为)|(?:公布|公开|发布|编制)了$"
)
_AROUND = compiled(r"^(?:大中小)+|^(?:关于|公布|发布)+|(?:关于|的|年度|本级)+$")


class Title(NamedTuple):
    """What a title names; `words` is everything behind the issuer and the year."""

    issuer: str | None
    year: int | None
    words: str

    @property
    def is_whole(self) -> bool:
        """Whether both issuer and year are named."""
        return bool(self.issuer and self.year)


def read_title(text: str) -> Title | None:
    """The title that normalized `text` (one line, or two joined) is; None when it is none."""
    line = _MARKS.sub("", text)
    if len(line) > 80:
        return None
    dated = _DATED.fullmatch(line)
    match = dated or _UNDATED.fullmatch(line)
    if match is None or _TELLS.search(match["before"]):
        return None
    issuer = _AROUND.sub("", match["before"]) or _AROUND.sub("", match["after"])
    dated = dated or _ALONE.fullmatch(match["note"] or match["below"] or "")  # …报告(2024年度)
    return Title(issuer or None, year_value(dated["year"] or dated["han"]) if dated else None, match["words"])


def is_subtitle(text: str) -> bool:
    """Whether normalized `text` is but the year of a report, as it may stand on a line below a title."""
    return len(text) < _LONGEST_SUBTITLE and _SUBTITLE.fullmatch(re.sub(r"\s+", "", text)) is not None

"""A report's title: 某市某局2023年政府信息公开工作年度报告, well formed or not."""

from __future__ import annotations

import re

from msgspec import Struct

from linter.regex_cache import compiled
from linter.report.values.years import HAN_DIGITS, year_value
from linter.report.word_lists import WordLists

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
_INSIDE = compiled(r"(20\d\d)年度?(?=报告|年报)")
_SUBTITLE = compiled(rf"\({_YEAR}\)|{_BELOW}")
_MARKS = compiled(rf"[\s*#]+|[{RUBBISH}]+$")
_LONGEST_SUBTITLE = 40  # blanks included


class TitleWords(Struct, frozen=True):
    """Words around titles.

    `sentence` matches what stands before the title's own words where the line is a sentence, no title
    (特向社会公布…报告, whoever 特克斯县 may be); `around` what is no part of the issuer's name; `label` the
    name of the field, at the end of a stretch, in which a page shows a title.
    """

    sentence: re.Pattern[str]
    around: re.Pattern[str]
    label: re.Pattern[str]


def title_words(lists: WordLists) -> TitleWords:
    """The words of the lists, compiled; where a list is missing, its words occur nowhere."""
    any_of = lists.alternation_or_never
    labels = "|".join("[ ]*".join(map(re.escape, word)) for word in lists.get("title_label"))
    return TitleWords(
        sentence=re.compile(
            rf"^{any_of('sentence_first')}{any_of('sentence_second')}|^{any_of('sentence_ground')}"
            rf"|{any_of('sentence_end')}$"
        ),
        around=re.compile(
            rf"^{any_of('title_font_sizes')}+|^{any_of('title_before')}+|{any_of('title_after')}+$"
        ),
        label=re.compile(rf"(?:^|[ \t\]】])(?:{labels})[ ]*$" if labels else "(?!)"),
    )


class Title(Struct, frozen=True):
    """What a title names; `words` is everything behind the issuer and the year."""

    issuer: str | None
    year: int | None
    words: str

    @property
    def is_whole(self) -> bool:
        """Whether both issuer and year are named."""
        return bool(self.issuer and self.year)


def read_title(text: str, words: TitleWords) -> Title | None:
    """The title that normalized `text` (one line, or two joined) is; None when it is none."""
    line = _MARKS.sub("", text)
    if len(line) > 80:
        return None
    dated = _DATED.fullmatch(line)
    match = dated or _UNDATED.fullmatch(line)
    if match is None or words.sentence.search(match["before"]):
        return None
    issuer = words.around.sub("", match["before"]) or words.around.sub("", match["after"])
    dated = dated or _ALONE.fullmatch(match["note"] or match["below"] or "")  # …报告(2024年度)
    if dated is None and (inside := _INSIDE.search(match["words"])):  # 政府信息公开工作2022年度报告
        return Title(issuer or None, int(inside[1]), match["words"])
    return Title(issuer or None, year_value(dated["year"] or dated["han"]) if dated else None, match["words"])


def is_subtitle(text: str) -> bool:
    """Whether normalized `text` is but the year of a report, as it may stand on a line below a title."""
    return len(text) < _LONGEST_SUBTITLE and _SUBTITLE.fullmatch(re.sub(r"\s+", "", text)) is not None

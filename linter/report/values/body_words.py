"""The words in names of public bodies, compiled from the packs' lists."""

from __future__ import annotations

import re

from msgspec import Struct

from linter.report.word_lists import WordLists


class BodyWords(Struct, frozen=True):
    """Words in the names of public bodies.

    `not_by_name` matches, from its start, a body that only the reader at hand knows (我局, 各单位,
    局办公室); `signed` the name of a body over the year of a date; `general_office` the general office
    at the end of a government's name, with that word itself: without it the name of the place is left,
    whose last character is the group `place`, if it is part of the match. `in_own_words` matches what a
    body calls itself: 我镇, 我局; `in_preface` match words of a preface that name the body (group 1),
    `published` those that publish the report of a `body`; both are for text without blanks.
    `no_name` matches words that stand in no name. `department` is the end of a department's name; an
    `unsure_department` may act for another body; `common_in_departments` are words that the names of many
    share.
    """

    ends: tuple[str, ...]
    not_by_name: re.Pattern[str]
    signed: re.Pattern[str]
    general_office: re.Pattern[str]
    in_own_words: re.Pattern[str]
    no_name: re.Pattern[str]
    department: re.Pattern[str]
    unsure_department: re.Pattern[str]
    common_in_departments: re.Pattern[str]
    in_preface: tuple[re.Pattern[str], ...]
    published: re.Pattern[str]

    def is_body(self, name: str) -> bool:
        """Whether a name ends like a public body's."""
        return name.endswith(self.ends)

    def place(self, issuer: str) -> str:
        """The name without the government or its general office at its end."""
        return self.general_office.sub(r"\g<place>", issuer)


def body_words(lists: WordLists) -> BodyWords:
    """The words of the lists, compiled; where a list is missing, its words occur nowhere."""
    any_of = lists.alternation_or_never
    offices = any_of("general_office")
    name = r"([\u4e00-\u9fff]{3,25}?)"
    # as a word and more of them, not as words: what begins with one of several words is found far faster
    presents = rf"{any_of('presents_report')}{any_of('presents_report')}*+{any_of('this_level')}?+"
    return BodyWords(
        ends=lists.get("body_end"),
        not_by_name=re.compile(rf"{any_of('not_by_name')}|.{{0,2}}{any_of('office_without_name')}$"),
        in_own_words=re.compile(any_of("in_own_words")),
        in_preface=(
            re.compile(
                rf"由{any_of('this_level')}?{name}{any_of('takes_charge')}*"
                rf"(?:{any_of('writes_report')}|{any_of('rests_on')})"
            ),
            re.compile(rf"{presents}{name}20\d\d年"),
            re.compile(rf"{presents}20\d\d年度?+{name}{any_of('public_information')}公开"),
        ),
        published=re.compile(
            rf"{any_of('publishes_report')}(?:{any_of('this_level')}|《)?(?:20\d\d年度?+)?+"
            r"(?P<body>(?![了的并])[\u4e00-\u9fff]{3,25}?)(?:关于)?(?:20\d\d年度?+的?)?"
            rf"{any_of('this_level')}?{any_of('public_information')}公开"
            rf"(?:工作)?[^。;!?]{{0,12}}?{any_of('published_report')}"
        ),
        signed=re.compile(
            rf"([\u4e00-\u9fff]{{3,25}}{any_of('signature_end')})[ ]*\n+[ ]*(?:20\d\d|二[〇○零]\w\w)[ ]*年"
        ),
        general_office=re.compile(
            rf"{any_of('government')}(?:{offices}|{any_of('general_office_short')})?$"
            rf"|(?P<place>{any_of('place_sign')}){offices}$"
        ),
        no_name=re.compile(any_of("not_in_name")),
        department=re.compile(rf"{any_of('department_end')}$"),
        unsure_department=re.compile(
            rf"{any_of('unsure_department_end')}$|{any_of('publishing_department')}"
        ),
        common_in_departments=re.compile(any_of("common_in_departments")),
    )

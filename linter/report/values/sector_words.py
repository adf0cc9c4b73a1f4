"""The words in reports of schools, hospitals and companies, compiled from the packs' lists."""

from __future__ import annotations

import re

from msgspec import Struct

from linter.report.word_lists import WordLists


class SectorWords(Struct, frozen=True):
    """Words of bodies that report by their sector's rules: how their names, or those of their offices, end,
    what they call themselves, and what their rules are called."""

    name: re.Pattern[str]
    own: re.Pattern[str]
    rules: re.Pattern[str]


def sector_words(lists: WordLists) -> SectorWords:
    """The words of the lists, compiled; where a list is missing, its words occur nowhere."""
    any_of = lists.alternation_or_never
    return SectorWords(
        name=re.compile(rf"{any_of('sector_body_end')}{any_of('sector_office')}?$"),
        own=re.compile(any_of("sector_own_words")),
        rules=re.compile(any_of("sector_rules")),
    )

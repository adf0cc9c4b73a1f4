"""Reports of schools, hospitals and companies: their sector's own rules ask for another form."""

from __future__ import annotations

from collections.abc import Sequence

from linter.regex_cache import compiled
from linter.report.lexicon import Lexicon
from linter.report.model import Section, table_spans

_SCHOOL_YEAR = compiled(r"20\d\d年?[-–—~至到/]{1,2}(?:20)?\d\d(?:学年|年)")
_SUBJECT = "政府信息"


def follows_sector_rules(
    issuer: str | None, preface: str, sections: Sequence[Section], lexicon: Lexicon
) -> bool:
    """Whether a report is one by a sector's rules: its body, or else its preface, is of a sector, and it has
    no table and no heading about government information as the formats have them."""
    words = lexicon.words.sector
    if issuer is not None:
        is_of_sector = words.name.search(issuer) is not None
    else:
        says_so = words.rules.search(preface) or words.own.search(preface)
        is_of_sector = bool(says_so) and not lexicon.words.bodies.in_own_words.search(preface)
    return is_of_sector and not any(
        table_spans(section.blocks) or (_SUBJECT in section.words and lexicon.is_prescribed(section.words))
        for section in sections
    )


def is_of_school_year(preface: str) -> bool:
    """Whether text above the first section names a school year, which lies in two years."""
    return _SCHOOL_YEAR.search(preface) is not None

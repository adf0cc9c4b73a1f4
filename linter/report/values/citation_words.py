"""The words that distinguish document numbers from other numbers, compiled from the packs' lists."""

from __future__ import annotations

import re

from msgspec import Struct

from linter.report.word_lists import WordLists


class CitationWords(Struct, frozen=True):
    """Words in and around document numbers.

    `leading` matches words that stand before an agency code and are no part of it (根据, 印发 …);
    `particles` may follow these. `never_first` are characters that no code begins with: they stand for
    what is issued or by which office, behind a place's sign. `starts` matches how codes of central and
    provincial bodies begin, `joins` a word that joins such a code to what precedes it, `organs` the end
    of a body's name. `plain_ends` are what a code ends in where the brackets do not show that it is
    one; `no_code` matches words before a number in brackets that name something else than an agency;
    `issues_orders` the end of the name of a body that issues orders (令); `council` the name of the State
    Council at the end of words, or its sign before 令 (国令), for which `council_name` stands.

    `after_title` matches what joins a title in 《》 to a number after it, `before_title` a number to a title
    after it, `plain_title` the end of a title without 《》; `of_the_format` the documents that prescribe the
    format. `replaced` says that a document is no longer in force, `revised` that it was changed.
    """

    leading: re.Pattern[str] | None
    in_codes: frozenset[str]
    particles: frozenset[str]
    never_first: frozenset[str]
    central: frozenset[str]
    plain_ends: frozenset[str]
    starts: re.Pattern[str]
    joins: re.Pattern[str]
    organs: re.Pattern[str]
    no_code: re.Pattern[str]
    issues_orders: re.Pattern[str]
    council: re.Pattern[str]
    council_name: str
    after_title: re.Pattern[str]
    before_title: re.Pattern[str]
    plain_title: re.Pattern[str]
    of_the_format: re.Pattern[str]
    replaced: re.Pattern[str]
    revised: re.Pattern[str]

    def leads_to_code(self, word: str) -> bool:
        """Whether a leading word is never part of a code."""
        return len(word) > 1 and word not in self.in_codes


def citation_words(lists: WordLists, leading: re.Pattern[str] | None) -> CitationWords:
    """The words of the lists, compiled; where a list is missing, its words occur nowhere."""
    any_of = lists.alternation_or_never
    kinds = any_of("document_kind_short")
    start = rf"(?:{any_of('central_code')}|{any_of('province_sign')}{any_of('code_office')})"
    return CitationWords(
        leading,
        in_codes=frozenset(lists.get("leading_in_code")),
        particles=frozenset(lists.get("leading_particle")),
        never_first=frozenset(lists.get("code_never_first")),
        central=frozenset(code[0] for code in lists.get("central_code")),
        plain_ends=frozenset(lists.get("code_end")),
        starts=re.compile(start),
        joins=re.compile(rf"{any_of('code_joiner')}(?={start})"),  # places, too, before anything else: 和政县
        organs=re.compile(rf"{any_of('organ_end')}|{any_of('organ_sign')}(?!(?<=部)门)(?=.{{3}})"),
        no_code=re.compile(rf"{any_of('not_code')}$"),
        issues_orders=re.compile(rf"{any_of('order_issuer')}$"),
        council=re.compile(
            rf"{any_of('council')}(?=令?$)|(?<!{any_of('council_sign_not_behind')}){any_of('council_sign')}(?=令$)"
        ),
        council_name=next(iter(lists.get("council")), ""),
        after_title=re.compile(
            rf"》(?:的?{kinds})?[(\[{{【]?(?:{any_of('number_label')}[:为]?)?{any_of('state_name')}?$"
        ),
        before_title=re.compile(rf"[)\]}}】]?{any_of('document_word')}?[,、:]?《"),
        plain_title=re.compile(rf"{any_of('document_kind')}\($"),
        of_the_format=re.compile(any_of("report_word")),
        replaced=re.compile(
            rf"{any_of('document_replaced')}|{any_of('document_no_longer')}{any_of('document_applied')}|{any_of('document_revised')}之?前"
            rf"|原(?:《|{any_of('replaced_document')})"
        ),
        revised=re.compile(rf"{any_of('document_revised')}|{any_of('document_updated')}"),
    )

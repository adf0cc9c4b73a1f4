"""All kinds of check, by the words that a rule names them with.

A kind of several subkinds is one thing that a rule may want (that something is there, that it is worded
right); `what` says of which the rule wants it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from linter.checks.base import AnyCheck
from linter.checks.citations.citations import CitationBrackets, CitationRequired
from linter.checks.citations.document_titles import TitleNumber
from linter.checks.citations.documents import DocumentNumber, Superseded
from linter.checks.citations.nested_titles import NestedTitleMarks
from linter.checks.identities.identities import IdentityCheck
from linter.checks.period.periods import (
    ImpossibleDate,
    PeriodComplete,
    PeriodRequired,
    PeriodWithoutYear,
    PeriodYear,
)
from linter.checks.previous.carry_over import CarryOver, StockChain
from linter.checks.previous.copied_text import CopiedText
from linter.checks.previous.sudden_change import SuddenChange
from linter.checks.prose.breakdown import Breakdown
from linter.checks.prose.differences import Differences
from linter.checks.prose.fees import FeeConflict
from linter.checks.prose.percentages import Shares
from linter.checks.prose.stale_year import StaleYear
from linter.checks.prose.stated_counts import StatedCounts
from linter.checks.structure.headings import DeprecatedHeading, HeadingWording
from linter.checks.structure.inner_numbering import InnerNumbering
from linter.checks.structure.numbering import Numbering
from linter.checks.structure.other_body import OtherBody
from linter.checks.structure.report_title import TitleCheck
from linter.checks.structure.required_topics import Aspects, RequiredContents
from linter.checks.structure.section_order import DuplicateSection, SectionOrder
from linter.checks.structure.sections import EmptySection, ExtraSection, RequiredSections
from linter.checks.sums.roll_up import RollUp
from linter.checks.tables.figures import (
    AmountUnit,
    BlankCell,
    PossibleCount,
    ReadableFigure,
    RulemakingPower,
)
from linter.checks.tables.tables import LabelWording, RowLength, RowRequired, TableGeneration, TableRequired
from linter.checks.tables.unread_parts import UnreadPart
from linter.checks.text.doubled_words import DoubledWord
from linter.checks.text.file_checks import NoReport, TraditionalCharacters, UnsureEncoding
from linter.checks.text.file_name import FileNameYear
from linter.checks.text.page_residue import PageResidue
from linter.checks.text.publication import EarlySignature, PublicationDate
from linter.checks.text.punctuation import MixedPunctuation
from linter.checks.text.wording import TextForbidden, TextLength, TextReplaced, TextRequired
from linter.strict_yaml.structure import Subkinds

WHAT = "what"
"""The key that chooses among the subkinds of a kind."""


class CheckType(NamedTuple):
    """A class of checks: the word of its kind, and that of its subkind where the kind has several."""

    kind: str
    what: str | None
    check: type[AnyCheck]


def _subkinds(summary: str, doc: str, table: Mapping[str, type[AnyCheck]]) -> Subkinds:
    return Subkinds(summary, WHAT, doc, table, {word: check.summary for word, check in table.items()})


KINDS: Mapping[str, type[AnyCheck] | Subkinds] = {
    "title": TitleCheck,
    "other-body": OtherBody,
    "required": _subkinds(
        "应有的内容是否齐全",
        "什么应当有",
        {
            "sections": RequiredSections,
            "contents": RequiredContents,
            "aspects": Aspects,
            "tables": TableRequired,
            "rows": RowRequired,
            "period": PeriodRequired,
            "citation": CitationRequired,
        },
    ),
    "sections": _subkinds(
        "各部分的次序、重复、空缺和序号",
        "查哪一项",
        {
            "order": SectionOrder,
            "repeated": DuplicateSection,
            "extra": ExtraSection,
            "empty": EmptySection,
            "numerals": Numbering,
            "inner-numerals": InnerNumbering,
        },
    ),
    "wording": _subkinds(
        "标题、行名、列名的用语", "查什么的用语", {"headings": HeadingWording, "labels": LabelWording}
    ),
    "other-format": _subkinds(
        "是否用了另一版格式的标题或表格",
        "查标题还是表格",
        {"headings": DeprecatedHeading, "tables": TableGeneration},
    ),
    "cells": _subkinds(
        "表格里的格子：空格、文字、不可能的件数、金额的单位、格数",
        "查哪一项",
        {
            "blank": BlankCell,
            "not-a-number": ReadableFigure,
            "impossible": PossibleCount,
            "unit": AmountUnit,
            "row-length": RowLength,
        },
    ),
    "rulemaking-power": RulemakingPower,
    "identity": IdentityCheck,
    "dates": _subkinds(
        "统计期限和日期",
        "查哪一项",
        {
            "whole-year": PeriodComplete,
            "period-year": PeriodYear,
            "period-without-year": PeriodWithoutYear,
            "calendar": ImpossibleDate,
            "signature": EarlySignature,
        },
    ),
    "citation": _subkinds(
        "引用的文件：文号、标题、是否有效",
        "查哪一项",
        {"number": DocumentNumber, "title": TitleNumber, "superseded": Superseded},
    ),
    "punctuation": _subkinds(
        "标点和括号",
        "查哪种标点",
        {"half-width": MixedPunctuation, "year-brackets": CitationBrackets, "title-marks": NestedTitleMarks},
    ),
    "stated-counts": StatedCounts,
    "shares": Shares,
    "breakdown": Breakdown,
    "differences": Differences,
    "stale-year": StaleYear,
    "fee-conflict": FeeConflict,
    "previous-report": _subkinds(
        "与上年报告比较",
        "比较什么",
        {
            "carry-over": CarryOver,
            "stock": StockChain,
            "sudden-change": SuddenChange,
            "copied-text": CopiedText,
        },
    ),
    "roll-up": RollUp,
    "page-residue": PageResidue,
    "file-name-year": FileNameYear,
    "publication-date": PublicationDate,
    "traditional": TraditionalCharacters,
    "doubled-word": DoubledWord,
    "file": _subkinds(
        "文件的编码和内容",
        "查哪一项",
        {"encoding": UnsureEncoding, "report": NoReport, "unread": UnreadPart},
    ),
    "text-required": TextRequired,
    "text-forbidden": TextForbidden,
    "text-replaced": TextReplaced,
    "text-length": TextLength,
}


def check_types() -> Iterator[CheckType]:
    """Every class of checks, in the order of the table."""
    for word, kind in KINDS.items():
        if isinstance(kind, Subkinds):
            yield from (CheckType(word, what, check) for what, check in kind.table.items())
        else:
            yield CheckType(word, None, kind)

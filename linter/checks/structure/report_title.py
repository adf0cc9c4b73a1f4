"""S100: the title, which says whose report it is, of which year, in fixed words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar

from linter.checks.base import Context, Finding, Message, ReportCheck
from linter.checks.section_matching import has_beginning
from linter.regex_cache import compiled
from linter.report.template import Generation
from linter.report.text_match import letters_only
from linter.report.values.title import Title
from linter.report.values.years import HAN_DIGITS
from linter.strict_yaml.annotations import Doc
from linter.strict_yaml.patterns import Patterns, occurs
from linter.text.source import Span

_ANY_TITLE = "信息公开"  # what every report's title says, whatever its format
_FIXED = "固定用语"
_YEAR = compiled(rf"[12]\d{{3}}年|[{HAN_DIGITS}]{{4}}年")


class TitleCheck(ReportCheck, frozen=True):
    """A report without title (`absent_message`), or a title that lacks a part of it.

    `{{missing}}` names the parts, `{{title}}` gives the title, `{{words}}` the fixed words, and
    `{{note}}` tells that the reporting year is unknown, or is empty.
    """

    summary: ClassVar[str] = "标题是否完整"

    absent_message: Message
    unknown_year: Annotated[str, Doc("年度无从判断时附在后面的话，填入 {{note}}")]
    institutions: Annotated[
        Patterns, Doc("参照编制的学校、医院等（正则表达式）；标题用 institution_words 也对")
    ] = None
    institution_words: Annotated[str, Doc("学校、医院等的标题用语")] = ""

    placeholders: ClassVar[frozenset[str]] = frozenset({"missing", "title", "words", "note"})

    def run(self, context: Context) -> Iterator[Finding]:
        """At most one finding, on the title or where it should stand."""
        report, generation = context.report, context.generation
        if report.by_sector_rules:
            return  # other rules say what its title is
        values = {
            "title": _on_one_line(report.title or ""),
            "words": context.lexicon.generations[-1].title,
            "note": "" if report.year is not None else self.unknown_year,
        }
        if report.title_span is None:
            if not has_beginning(context):
                return  # a part of a report, whose title stands elsewhere
            line = context.source.line_span(context.source.row(report.span.start))
            place = Span(report.span.start, max(line.end, report.span.start))
            yield Finding(place, {**values, "missing": "标题"}, message="absent_message")
            return
        normalized = context.normalized[report.title_span.start : report.title_span.end]
        missing = tuple(_missing(letters_only(normalized), report.caption, generation))
        if missing == (_FIXED,) and self._is_institutional(report.caption):
            return
        if missing:
            yield Finding(report.title_span, {**values, "missing": "、".join(missing)})

    def _is_institutional(self, caption: Title | None) -> bool:
        """Whether it is the title that rules for schools and hospitals set."""
        if caption is None or caption.issuer is None or not self.institution_words:
            return False
        own = letters_only(caption.words).endswith(self.institution_words)
        return own and occurs(self.institutions, letters_only(caption.issuer))


def _missing(words: str, caption: Title | None, generation: Generation | None) -> Iterator[str]:
    """The parts that a title lacks, as readers call them; `words` is its core."""
    if caption is not None and caption.issuer is None:
        yield "机关名称"
    if (caption is None or caption.year is None) and not _YEAR.search(words):
        yield "年份"
    if generation is None or generation.free_headings:
        fixed = (generation.title if generation else _ANY_TITLE) in words
    else:
        fixed = letters_only(caption.words if caption else words).endswith(generation.title)
    if not fixed:
        yield _FIXED


def _on_one_line(title: str) -> str:
    return re.sub(r"\s*[\r\n]+\s*", "", title).strip()

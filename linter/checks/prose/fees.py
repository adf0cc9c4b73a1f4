"""X609: what a report says in several places of the fees for processing information (信息处理费)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Annotated, ClassVar

from msgspec import Struct
from msgspec.structs import force_setattr

from linter.checks.base import Context, Finding, ReportCheck, SectionKey, related_places
from linter.checks.prose_lines import joined, prose_lines, section_prose
from linter.regex_cache import compiled
from linter.report.model import Section
from linter.report.template import Generation
from linter.strict_yaml import Location
from linter.strict_yaml.annotations import DERIVED, Doc
from linter.strict_yaml.patterns import Pattern, Patterns, occurs
from linter.strict_yaml.regex_literals import Needs, literals_of, may_hold, may_match, needs_of
from linter.text.normalize import Squeezed, squeeze
from linter.text.source import Span

_SENTENCE = compiled(r"[^。;!?]+")
_YEAR = compiled(r"(?<!\d)(20\d\d)年")


class _Said(Struct, frozen=True):
    """A statement on fees."""

    span: Span


class _Fees(Struct, frozen=True):
    """Statements of fees, with the amount, and statements that there were none."""

    taken: Sequence[tuple[_Said, str]]
    none: Sequence[_Said]


class FeeConflict(ReportCheck, frozen=True):
    """One place states a fee, another that there was none.

    `taken` are patterns of a fee with a group `amount` (0 says that there was none) and perhaps a
    group `unit`; `not_taken` of there being none; each looked for inside a sentence. Sentences that
    match `unless` are about a standard or another time and say nothing here; those that match `partly`
    deny a fee for some of the applications only. `nothing` is all that a section `section` says when
    it reports nothing at all. `{{said}}` is the denial, `{{fee}}` the amount that contradicts it,
    `{{line}}` the row where that stands.
    """

    summary: ClassVar[str] = "各处所写的信息处理费是否一致"

    section: Annotated[SectionKey, Doc("专门写明的部分，写 key")]
    taken: Annotated[
        tuple[Pattern, ...],
        Doc("写明收取了的样子（正则表达式）；(?P<amount>…) 是金额，0 等于没有，(?P<unit>…) 是单位"),
    ]
    not_taken: Annotated[Patterns, Doc("写明没有收取的样子（正则表达式）")]
    nothing: Annotated[Patterns, Doc("这一部分只写了“没有”的样子（正则表达式）")]
    unless: Annotated[Patterns, Doc("不能拿来比较的句子（正则表达式）")] = None
    partly: Annotated[Patterns, Doc("只说一部分申请没有收取的样子（正则表达式）")] = None
    fees: tuple[tuple[re.Pattern[str], Needs], ...] = DERIVED
    literals: re.Pattern[str] | None = DERIVED

    def __post_init__(self) -> None:
        """Find what the patterns need, when the rule is read."""
        if self.fees is DERIVED:
            force_setattr(self, "fees", tuple([(one, needs_of(one)) for one in self.taken]))
            force_setattr(self, "literals", literals_of([*self.taken, self.not_taken]))

    placeholders: ClassVar[frozenset[str]] = frozenset({"said", "fee", "line"})

    def run(self, context: Context) -> Iterator[Finding]:
        """At most one finding, on the denial."""
        if not self._names_a_fee("。".join(context.section_words)):
            return  # most reports name no amount
        fees = self._fees(context)
        if not fees.taken:
            return
        denials = fees.none or tuple(self._silent_sections(context, fees.taken))
        if denials:
            said, (fee, amount) = denials[0], fees.taken[0]
            values = {"said": context.source.quote(said.span), "fee": amount, "line": context.here(fee.span)}
            places = [(one.span, f"这里写明收取{shown}") for one, shown in fees.taken]
            yield Finding(said.span, values, related_places(places))

    def _names_a_fee(self, words: str) -> bool:
        return any(may_match(needs, words) and pattern.search(words) for pattern, needs in self.fees)

    def _fees(self, context: Context) -> _Fees:
        """What is said of fees, the statements of the section for it first."""
        taken: list[tuple[_Said, str]] = []
        none: list[_Said] = []
        partly, not_taken = self.partly, self.not_taken
        for text, start, end in self._sentences(context):
            for pattern in self.taken:
                for match in pattern.finditer(text.text, start, end):
                    value, shown = _amount(match)
                    if value is None:
                        continue
                    if value:
                        taken.append((_said(text, match), shown))
                    elif not (partly and partly.search(text.text, start, end)):
                        none.append(_said(text, match))
            if not_taken and not (partly and partly.search(text.text, start, end)):
                none += (_said(text, match) for match in not_taken.finditer(text.text, start, end))
        return _Fees(taken, none)

    def _sentences(self, context: Context) -> Iterator[tuple[Squeezed, int, int]]:
        """The sentences of all sections that may speak of this year's fees as a whole."""
        for section in _first(context.report.sections, self.section):
            for stretch in section_prose(section):
                words = joined(context.normalized, [stretch])
                if not may_hold(self.literals, words):
                    continue  # most say nothing of fees, and need no offsets
                text = squeeze(context.normalized, stretch.start, stretch.end)
                for match in _SENTENCE.finditer(text.text):
                    if not may_hold(self.literals, match[0]):
                        continue
                    years = {int(year) for year in _YEAR.findall(match[0])}
                    if years <= {context.report.year} and not occurs(self.unless, match[0]):
                        yield text, match.start(), match.end()

    def _silent_sections(self, context: Context, taken: Sequence[tuple[_Said, str]]) -> Iterator[_Said]:
        """Sections that should speak of the fee and say that there is nothing to report."""
        for section in context.report.sections:
            if section.key != self.section:
                continue
            if any(section.span.start <= fee.span.start < section.end for fee, _ in taken):
                continue
            lines = [
                line for line in prose_lines(context.normalized, section_prose(section)) if line.text != "。"
            ]
            # below it a signature may stand, but no other sentence
            if lines and not any("。" in line.text for line in lines[1:]):
                match = self.nothing.fullmatch(lines[0].text.strip("。")) if self.nothing else None
                if match:
                    at = lines[0].start + lines[0].text.index(match[0])
                    yield _Said(Span(at, at + len(match[0])))

    def verify(self, generation: Generation | None) -> Iterator[tuple[Location | None, str]]:
        """A pattern of a fee that does not say which part is the amount."""
        for pattern in self.taken:
            if "amount" not in pattern.groupindex:
                yield None, f"taken 的“{pattern.pattern}”没有写明哪里是金额，应含 (?P<amount>…)"


def _first(sections: Sequence[Section], key: str) -> list[Section]:
    return sorted(sections, key=lambda section: section.key != key)


def _said(text: Squeezed, match: re.Match[str]) -> _Said:
    return _Said(Span(text.start(match.start()), text.end(match.end())))


def _amount(match: re.Match[str]) -> tuple[Decimal | None, str]:
    """The amount (None: no figure), and how it is written, with its unit."""
    written = match["amount"]
    try:
        value = Decimal(written.replace(",", ""))
    except InvalidOperation:
        value = None
    return value, written + (match.groupdict().get("unit") or "元")

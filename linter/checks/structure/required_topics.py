"""S101 of the free format, S109: what a report must treat, in whatever words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Annotated, ClassVar

from msgspec import field

from linter.checks.base import ContentKey, Context, Finding, ReportCheck, SectionKey
from linter.checks.section_matching import breaks_off
from linter.checks.structure.sections import last_line
from linter.report.model import Block, Item, Section, TableText, walk
from linter.report.structure.line_blocks import LONGEST_HEADING, heading_text
from linter.report.template import ContentTemplate
from linter.report.text_match import letters_only
from linter.strict_yaml.annotations import Doc
from linter.text.normalize import normalize
from linter.text.source import Span

_ENDS = ("。", ";", ":", "!", "?")
_SHORT = 80  # a section of fewer words, without headings of its own, only refers to another place


class RequiredContents(ReportCheck, frozen=True):
    """A content that a free format requires, and that no heading and no paragraph treats.

    The preface does not count, for it may list what is to come. `except` are keys of contents that
    are not required. A finding stands on the heading of the next content that has one, else on the
    report's last line. `{{content}}` names the content.
    """

    summary: ClassVar[str] = "规定的内容是否写到（不规定标题的格式）"

    excluded: Annotated[tuple[ContentKey, ...], Doc("不查的内容，写 key")] = field(default=(), name="except")

    placeholders: ClassVar[frozenset[str]] = frozenset({"content"})
    subject: ClassVar[str] = "content"

    def run(self, context: Context) -> Iterator[Finding]:
        """The missing contents, in the order in which the law names them."""
        contents = context.generation.contents if context.generation else ()
        sections = context.report.sections
        headings = [heading for section in sections for heading in _headings(section, context.normalized)]
        texts = [_prose(section.blocks, context.normalized) for section in sections]
        if not sections:  # a free report may have no headings
            texts = [_prose(context.report.body, context.normalized)]
        missing = []
        for rank, content in enumerate(contents):
            if content.key in self.excluded or _treated(content, headings, texts):
                continue
            place = _next_heading(contents[rank + 1 :], sections)
            missing.append((place or last_line(context.source, context.report), content.name))
        if missing and (not sections or breaks_off(context)):
            missing = [(missing[0][0], "”“".join(name for _, name in missing))]
        if context.report.title_span is not None:
            yield from (Finding(place, {"content": name}) for place, name in missing)


@lru_cache(maxsize=256)
def _core(name: str) -> str:
    return letters_only(normalize(name))


def _treated(content: ContentTemplate, headings: Sequence[str], texts: Sequence[str]) -> bool:
    return any(map(content.is_heading, headings)) or any(map(content.is_treated, texts))


def _headings(section: Section, normalized: str) -> Iterator[str]:
    """The cores of a section's heading and of those under it."""
    yield letters_only(section.words)
    for block in walk(section.blocks):
        if isinstance(block, Item):
            words = heading_text(normalized[block.span.start : block.span.end])
            if len(words) <= LONGEST_HEADING:
                yield letters_only(words)


def _prose(blocks: tuple[Block, ...], normalized: str) -> str:
    """What a section's blocks say outside its tables, blanks dropped; only ends of sentences end a line."""
    parts: list[str] = []
    for block in walk(blocks):
        if not isinstance(block, TableText):
            text = "".join(normalized[block.span.start : block.span.end].split())
            parts += (text, "\n" if text.endswith(_ENDS) else "")
    return "".join(parts)


def _next_heading(contents: Sequence[ContentTemplate], sections: Sequence[Section]) -> Span | None:
    for content in contents:
        for section in sections:
            if content.is_heading(letters_only(section.words)):
                return section.span
    return None


def _may_go_on(section: Section, context: Context) -> bool:
    """Whether a section may be longer than what is at hand of it: it is the last one of a part of a report,
    or of a text that breaks off."""
    if section is not context.report.sections[-1]:
        return False
    return context.report.title_span is None or breaks_off(context)


class Aspects(ReportCheck, frozen=True):
    """A section that leaves out aspects which the format names: one finding for all of them.

    `section` is the section's key. `{{aspects}}` names the aspects, `{{heading}}` the section.
    """

    summary: ClassVar[str] = "某一部分是否写到应写的各方面"

    section: Annotated[SectionKey, Doc("哪一部分，写 key")]

    placeholders: ClassVar[frozenset[str]] = frozenset({"aspects", "heading"})
    subject: ClassVar[str] = "aspects"

    def run(self, context: Context) -> Iterator[Finding]:
        """At most one finding; none where the section is missing, says next to nothing, or may go on."""
        sections = [one for one in context.report.sections if one.key == self.section]
        if context.generation is None or not sections or _may_go_on(sections[-1], context):
            return
        text = "\n".join(_prose(one.blocks, context.normalized) for one in sections)
        has_headings = any(isinstance(block, Item) for one in sections for block in one.blocks)
        if len(text) < _SHORT and not has_headings:
            return
        headings = [heading for one in sections for heading in _headings(one, context.normalized)]
        aspects = context.generation.aspects
        above = "\n".join(headings)
        named = [one for one in aspects if _core(one.name) in above]
        # Where most aspects have headings of their own, words in passing under another are not one.
        where = above if 2 * len(named) > len(aspects) else "\n".join([*headings, text])
        missing = [aspect.name for aspect in aspects if not aspect.is_treated(where)]
        if missing:
            template = context.generation.section(self.section)
            heading = template.heading if template else sections[0].words
            yield Finding(sections[0].span, {"aspects": "、".join(missing), "heading": heading})

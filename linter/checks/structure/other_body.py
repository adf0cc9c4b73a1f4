"""C207: a preface that publishes the report of another body than the title's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from linter.checks.base import Context, Finding, ReportCheck
from linter.checks.prose_lines import behind_title
from linter.checks.structure.body_names import are_different
from linter.text.normalize import squeeze
from linter.text.source import Span

_LONGEST = 4000  # characters of a preface


class OtherBody(ReportCheck, frozen=True):
    """A body behind 现公布 or 现将 in the preface that is surely not the title's.

    Short names, the body's place and its superiors, and what the reader at hand calls himself (我局) are
    the title's; so are names of which one may be the other's.
    """

    summary: ClassVar[str] = "引言公布的是不是标题所称机关的报告"

    placeholders: ClassVar[frozenset[str]] = frozenset({"body", "issuer"})

    def run(self, context: Context) -> Iterator[Finding]:
        """At most one finding, on the other body's first name."""
        caption, words = context.report.caption, context.lexicon.words.bodies
        issuer = caption.issuer if caption is not None else None
        if not issuer or not words.is_body(issuer) or words.not_by_name.match(issuer):
            return
        named = [*_published(context)]
        if named and all(are_different(issuer, name, words) for _, name in named):
            span, name = named[0]
            yield Finding(span, {"body": name, "issuer": issuer})


def _published(context: Context) -> Iterator[tuple[Span, str]]:
    """The bodies whose report the preface publishes, as they are named there."""
    words, sections = context.lexicon.words.bodies, context.report.sections
    stop = sections[0].span.start if sections else context.report.span.end
    for stretch in behind_title(context.report):
        if stretch.start >= stop:
            return
        text = squeeze(context.normalized, stretch.start, min(stretch.end, stop, stretch.start + _LONGEST))
        for match in words.published.finditer(text.text):
            name = match["body"]
            if words.is_body(name) and not words.not_by_name.match(name) and not words.no_name.search(name):
                start, end = match.span("body")
                yield Span(text.start(start), text.end(end)), name

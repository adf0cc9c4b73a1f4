"""G801: what a web page left inside the text of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

from linter.checks.base import Context, Finding, ReportCheck, related_places
from linter.checks.prose_lines import Line
from linter.checks.text.page_frame import page, residue_parts
from linter.diagnostic import Applicability, Fix
from linter.regex_cache import compiled
from linter.strict_yaml.annotations import Doc
from linter.strict_yaml.patterns import Patterns, occurs
from linter.strict_yaml.regex_literals import may_hold
from linter.text.edits import Edit
from linter.text.source import Source, Span, covers

_LONGEST_MARK = 24  # at the end of a sentence
_LONGEST_SHOWN = 16
_TAG = compiled(r"</?([A-Za-z][A-Za-z0-9]*)")
_INK = compiled(r"\S")
_LINE_END = compiled(r"\r\n|\n|\r")
# Behind these another line begins; what stands between those of a table or a form must not run
# together, so that a person has to look.
_BREAKS = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_BY_HAND = frozenset(
    {"table", "tbody", "thead", "tr", "td", "th", "script", "style", "iframe", "input", "form"}
)


class PageResidue(ReportCheck, frozen=True):
    """Lines of navigation between a report's own lines, and tags, entities and counters inside them.

    What stands above its first own line and behind its last is the page's and no fault of the text.
    Lines that match `kept` (the name of a picture, which stood there) are left alone, and so are those
    that match `doubtful` and have no other such line beside them: a page's come in rows.
    `{{count}}` counts the places, `{{example}}` shows the first.
    """

    summary: ClassVar[str] = "正文里残留的网页内容"

    kept: Annotated[Patterns, Doc("留着不删的行（正则表达式）")] = None
    doubtful: Annotated[Patterns, Doc("单独一行时可能是正文的行（正则表达式）")] = None

    placeholders: ClassVar[frozenset[str]] = frozenset({"count", "example"})
    fixes: ClassVar[Applicability | None] = Applicability.SAFE

    def run(self, context: Context) -> Iterator[Finding]:
        """At most one finding a report, on the first place."""
        parted = context.fact(page)
        if parted is None:
            return
        places: list[Span] = []
        edits: list[Edit] = []
        for line in self._furniture(context.source, parted.inside):
            if not occurs(self.kept, line.text):
                places.append(line.span)
                edits.append(Edit(_whole(context.source, line.span), ""))
        for line in parted.open:
            if mark := _mark(context, line):
                places.append(mark)
                edits.append(Edit(mark, ""))
        lines = sorted((*places, *(line.span for line in (*parted.head, *parted.foot))))
        for part in residue_parts(context, parted.text):
            if not covers(lines, part.start):
                places.append(part)
                content = _without(context.source, part)
                if content is not None:
                    edits.append(Edit(part, content))
        if not places:
            return
        first, *others = sorted(places)
        values = {"count": str(len(places)), "example": _shown(context.source, first)}
        related = related_places((place, f"残留“{_shown(context.source, place)}”") for place in others)
        fix = Fix(Applicability.SAFE, "删去网页残留", tuple(sorted(edits))) if edits else None
        yield Finding(first, values, related, fix)

    def _furniture(self, source: Source, lines: Sequence[Line]) -> Iterator[Line]:
        """Those of a report's inner lines that are surely the page's."""
        edges = (0, *(edge for line in lines for edge in line.span), len(source.text))
        for index, line in enumerate(lines):
            gaps = ((edges[2 * index], line.start), (line.span.end, edges[2 * index + 3]))
            alone = all(_INK.search(source.text, *gap) for gap in gaps)
            if not (alone and occurs(self.doubtful, line.text)):
                yield line


def _mark(context: Context, line: Line) -> Span | None:
    """A page's mark behind the last sentence of a line."""
    ends = context.lexicon.ending_residue
    if ends is None:
        return None
    if not may_hold(context.lexicon.words.ending_literals, line.text[-_LONGEST_MARK:]):
        return None  # as nearly always
    match = ends.search(line.text, max(1, len(line.text) - _LONGEST_MARK))
    return Span(line.start + match.start(), line.start + match.end()) if match else None


def _whole(source: Source, span: Span) -> Span:
    """The row of a line with its line end."""
    row = source.row(span.start)
    end = source.line_starts[row] if row < source.rows else len(source.text)
    return Span(source.line_starts[row - 1], end)


def _without(source: Source, part: Span) -> str | None:
    """What takes the place of a tag or an entity; None where only a person can decide."""
    written = source.slice(part)
    if written.startswith("&"):
        from html import unescape  # few reports need its table of names

        meant = unescape(written)
        if meant.isspace():
            return " "
        return meant if len(meant) == 1 and meant.isprintable() and meant != "\ufffd" else None
    tag = _TAG.match(written)
    name = tag[1].lower() if tag else ""
    if name in _BY_HAND:
        return None
    line = source.line_span(source.row(part.start))
    if name not in _BREAKS or not _INK.search(source.text, part.end, line.end):
        return ""
    return _line_end(source) if _INK.search(source.text, line.start, part.start) else ""


def _line_end(source: Source) -> str:
    found = _LINE_END.search(source.text)
    return found[0] if found else "\n"


def _shown(source: Source, span: Span) -> str:
    text = " ".join(source.slice(span).split())
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"

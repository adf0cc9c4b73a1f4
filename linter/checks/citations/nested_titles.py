"""Title marks inside title marks (C206): GB/T 15834 wants 《…〈…〉…》."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from linter.checks.base import Context, Finding, ReportCheck, related_places, replacement
from linter.diagnostic import Applicability
from linter.regex_cache import compiled
from linter.text.source import Span

_MARKS = compiled(r"[《》〈〉。;!?]|\n[ \t]*\n")
_DIRECTLY_INSIDE = compiled("《[^《》]*+《")
_CLOSES = {"》": "《", "〉": "〈"}
_PAIRS = ("《》", "〈〉")
_LONGEST = 300
_SHOWN = 40


class NestedTitleMarks(ReportCheck, frozen=True):
    """《》 directly inside 《》; marks that do not pair say nothing."""

    summary: ClassVar[str] = "书名号里的书名号"

    placeholders: ClassVar[frozenset[str]] = frozenset({"title"})
    fixes: ClassVar[Applicability | None] = Applicability.SAFE

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding for each outermost title, on its first place."""
        groups: dict[str, list[tuple[Span, list[tuple[Span, str]]]]] = {}
        for stretch in context.report.prose:
            if not _DIRECTLY_INSIDE.search(context.normalized, *stretch):
                continue
            for span, edits in _nested(context.normalized, stretch):
                words = "".join(context.source.slice(span).split())
                groups.setdefault(words, []).append((span, edits))
        for words, places in groups.items():
            edits = [edit for _, own in places for edit in own]
            shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
            yield Finding(
                places[0][0],
                {"title": shown},
                related_places((span, "这里的写法相同") for span, _ in places[1:]),
                replacement(Applicability.SAFE, "里层改用单书名号“〈〉”", *edits),
            )


def _nested(normalized: str, stretch: Span) -> Iterator[tuple[Span, list[tuple[Span, str]]]]:
    """Outermost titles with 《》 directly inside 《》, and what makes their marks alternate."""
    opened: list[tuple[str, int]] = []
    doubled = False
    edits: list[tuple[Span, str]] = []
    for match in _MARKS.finditer(normalized, stretch.start, stretch.end):
        mark, at = match[0], match.start()
        if opened and at - opened[0][1] > _LONGEST:
            opened.clear()
        if mark in "《〈":
            if not opened:
                doubled, edits = False, []
            doubled |= bool(opened) and mark == opened[-1][0] == "《"
            opened.append((mark, at))
        elif mark not in _CLOSES or not opened or opened[-1][0] != _CLOSES[mark]:
            opened.clear()
        else:
            wanted = _PAIRS[(len(opened) - 1) % 2]
            _, start = opened.pop()
            if mark != wanted[1]:
                edits += ((Span(start, start + 1), wanted[0]), (Span(at, at + 1), wanted[1]))
            if not opened and doubled:
                yield Span(start, at + 1), edits

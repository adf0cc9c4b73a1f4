"""The findings of one file as a list, each with references, fix and related places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.diagnostic import Diagnostic, Fix, Related
from linter.output.page.element import Html, el
from linter.output.page.highlights import TONES
from linter.output.page.places import place, quoted
from linter.output.rule_families import family
from linter.output.text import FIXES, WORDS
from linter.text.source import Source

_MOST_EDITS = 4  # of one fix that are shown letter by letter
_LONGEST_EDIT = 80


def finding_list(source: Source, findings: Sequence[Diagnostic], key: str) -> Html:
    """The list; `key` is the prefix of element IDs, as in the highlights."""
    items = (_entry(source, each, number, key) for number, each in enumerate(findings, 1))
    return el("ol", *items, class_="found")


def _entry(source: Source, finding: Diagnostic, number: int, key: str) -> Html:
    head = el(
        "a",
        el("span", str(number), class_="n"),
        el("span", WORDS[finding.severity], class_="s"),
        el("span", finding.code, class_="c"),
        el("span", place(source, finding.span), class_="p"),
        class_="go",
        href=f"#{key}-m{number}",
        aria_label=(
            f"第{number}个问题，{WORDS[finding.severity]}{finding.code}，{place(source, finding.span)}"
        ),
    )
    return el(
        "li",
        head,
        el("p", finding.message, class_="m"),
        _details(source, finding),
        _related(source, finding.related, number, key),
        id=f"{key}-f{number}",
        class_=TONES[finding.severity],
        data_n=number,
        data_family=finding.code[:1],
        title=f"{family(finding.code)}：{finding.label}",
    )


def _details(source: Source, finding: Diagnostic) -> Html | None:
    rows = [*_definition("依据", "；".join(finding.references)), *_definition("建议", finding.help)]
    if finding.fix is not None:
        rows += _definition(
            FIXES[finding.fix.applicability], finding.fix.message, *_edits(source, finding.fix)
        )
    rows += _definition("说明", finding.url or "")
    return el("dl", *rows) if rows else None


def _definition(name: str, words: str, *more: Html) -> list[Html]:
    return [el("div", el("dt", name), el("dd", words, *more))] if words else []


def _edits(source: Source, fix: Fix) -> Iterator[Html]:
    """The replacements of a fix, if they are short and its message does not contain them."""
    if len(fix.edits) > _MOST_EDITS or any(each.content in fix.message for each in fix.edits):
        return
    for old, new in dict.fromkeys((source.slice(each.span), each.content) for each in fix.edits):
        if len(old) + len(new) <= _LONGEST_EDIT:
            yield el("span", el("del", old) if old else None, el("ins", new) if new else None, class_="edit")


def _related(source: Source, related: Sequence[Related], number: int, key: str) -> Html | None:
    """The related places: links within this text, quotations from other files."""
    if not related:
        return None
    items = (
        el("li", el("a", place(source, each.span), href=f"#{key}-m{number}-{at}"), " ", each.message)
        if each.source is None
        else _quotation(each.source, each)
        for at, each in enumerate(related, 1)
    )
    return el("details", el("summary", f"相关的 {len(related)} 处"), el("ul", *items), open=len(related) <= 8)


def _quotation(source: Source, related: Related) -> Html:
    before, words, after = quoted(source, related.span)
    quotation = el("blockquote", before, el("b", words), after)
    return el("li", f"{source.name} {place(source, related.span)} {related.message}", quotation)

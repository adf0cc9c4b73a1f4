"""The findings of one file as a list, each with what it stands on and what it speaks of."""

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


def entries(source: Source, found: Sequence[Diagnostic], key: str) -> Html:
    """The list; `key` begins the ids, as in the marks."""
    items = (_entry(source, each, number, key) for number, each in enumerate(found, 1))
    return el("ol", *items, class_="found")


def _entry(source: Source, found: Diagnostic, number: int, key: str) -> Html:
    head = el(
        "a",
        el("span", str(number), class_="n"),
        el("span", WORDS[found.severity], class_="s"),
        el("span", found.code, class_="c"),
        el("span", place(source, found.span), class_="p"),
        class_="go",
        href=f"#{key}-m{number}",
        aria_label=f"第{number}个问题，{WORDS[found.severity]}{found.code}，{place(source, found.span)}",
    )
    return el(
        "li",
        head,
        el("p", found.message, class_="m"),
        _grounds(source, found),
        _related(source, found.related, number, key),
        id=f"{key}-f{number}",
        class_=TONES[found.severity],
        data_n=number,
        data_family=found.code[:1],
        title=f"{family(found.code)}：{found.label}",
    )


def _grounds(source: Source, found: Diagnostic) -> Html | None:
    rows = [*_told("依据", "；".join(found.references)), *_told("建议", found.help)]
    if found.fix is not None:
        rows += _told(FIXES[found.fix.applicability], found.fix.message, *_edits(source, found.fix))
    rows += _told("说明", found.url or "")
    return el("dl", *rows) if rows else None


def _told(name: str, words: str, *more: Html) -> list[Html]:
    return [el("div", el("dt", name), el("dd", words, *more))] if words else []


def _edits(source: Source, fix: Fix) -> Iterator[Html]:
    """What a fix puts in the place of what, where its message does not tell and it is short."""
    if len(fix.edits) > _MOST_EDITS or any(each.content in fix.message for each in fix.edits):
        return
    for old, new in dict.fromkeys((source.slice(each.span), each.content) for each in fix.edits):
        if len(old) + len(new) <= _LONGEST_EDIT:
            yield el("span", el("del", old) if old else None, el("ins", new) if new else None, class_="edit")


def _related(source: Source, related: Sequence[Related], number: int, key: str) -> Html | None:
    """The other places: a link to each in this text, a quotation of each in another file."""
    if not related:
        return None
    items = (
        el("li", el("a", place(source, each.span), href=f"#{key}-m{number}-{at}"), " ", each.message)
        if each.source is None
        else _elsewhere(each.source, each)
        for at, each in enumerate(related, 1)
    )
    return el("details", el("summary", f"相关的 {len(related)} 处"), el("ul", *items), open=len(related) <= 8)


def _elsewhere(source: Source, related: Related) -> Html:
    before, words, after = quoted(source, related.span)
    quotation = el("blockquote", before, el("b", words), after)
    return el("li", f"{source.name} {place(source, related.span)} {related.message}", quotation)

"""The entries of a hover, a title and facts each, as Markdown or as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from linter.regex_cache import compiled
from linter.text.source import Span

_SPECIAL = compiled(r"([\\`*_\[\]<>&~])")


class Cursor(NamedTuple):
    """An offset in the text that was checked; with `include_end` it is also in spans that end there."""

    offset: int
    include_end: bool = False

    def is_in(self, span: Span) -> bool:
        """Whether a span contains the cursor; an empty one does at its offset."""
        end = max(span.end, span.start + 1) if not self.include_end else span.end + 1
        return span.start <= self.offset < end


class Fact(NamedTuple):
    """A sentence, or a text after a label, both in Chinese; `url` marks an address."""

    text: str
    label: str = ""
    url: bool = False


class HoverEntry(NamedTuple):
    """The facts about `span`."""

    span: Span
    title: str
    facts: tuple[Fact, ...]


def markdown(entries: Iterable[HoverEntry]) -> str:
    """The entries as Markdown, with a rule between them."""
    return "\n\n---\n\n".join("\n".join(_markdown_lines(entry)) for entry in entries)


def plain(entries: Iterable[HoverEntry]) -> str:
    """The entries as plain text, with a blank line between them."""
    return "\n\n".join("\n".join(_plain_lines(entry)) for entry in entries)


def _markdown_lines(entry: HoverEntry) -> Iterator[str]:
    yield f"**{_escape(entry.title)}**"
    after_text = True
    for fact in entry.facts:
        if fact.label and after_text:
            yield ""  # a list begins
        after_text = not fact.label
        text = f"<{fact.text}>" if fact.url else _escape(fact.text)
        yield from (f"- {fact.label}：{text}",) if fact.label else ("", text)


def _plain_lines(entry: HoverEntry) -> Iterator[str]:
    yield entry.title
    for fact in entry.facts:
        yield f"{fact.label}：{fact.text}" if fact.label else fact.text


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)

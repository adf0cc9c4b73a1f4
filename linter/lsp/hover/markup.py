"""What is told of one place: a title and facts, written as Markdown or as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from linter.regex_cache import compiled
from linter.text.source import Span

_MARKDOWN = compiled(r"([\\`*_\[\]<>&~])")


class At(NamedTuple):
    """A place that is asked about, in the text that was checked; `behind` takes what ends there, too."""

    offset: int
    behind: bool = False

    def touches(self, span: Span) -> bool:
        """Whether a span holds the place; an empty one does where it stands."""
        end = max(span.end, span.start + 1) if not self.behind else span.end + 1
        return span.start <= self.offset < end


class Fact(NamedTuple):
    """A sentence, or words behind a label; both Chinese. `url` is an address and stands for itself."""

    text: str
    label: str = ""
    url: bool = False


class Card(NamedTuple):
    """What is told of `span`."""

    span: Span
    title: str
    facts: tuple[Fact, ...]


def markdown(cards: Iterable[Card]) -> str:
    """The cards as Markdown, a rule between two."""
    return "\n\n---\n\n".join("\n".join(_marked(card)) for card in cards)


def plain(cards: Iterable[Card]) -> str:
    """The cards as plain text, a blank line between two."""
    return "\n\n".join("\n".join(_lines(card)) for card in cards)


def _marked(card: Card) -> Iterator[str]:
    yield f"**{_escaped(card.title)}**"
    listed = True
    for fact in card.facts:
        if fact.label and listed:
            yield ""  # a list begins
        listed = not fact.label
        text = f"<{fact.text}>" if fact.url else _escaped(fact.text)
        yield from (f"- {fact.label}：{text}",) if fact.label else ("", text)


def _lines(card: Card) -> Iterator[str]:
    yield card.title
    for fact in card.facts:
        yield f"{fact.label}：{fact.text}" if fact.label else fact.text


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)

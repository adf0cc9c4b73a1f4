"""The tags and texts of a page, with their offsets, as a browser's tokenizer cuts them (HTML Standard,
13.2.5), but that what is never closed hides nothing: no text is lost for want of a quote or an end tag.

Every step is linear in the length of the page, whatever is in it.
"""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

from linter.documents.html.names import LEAVES, RAW
from linter.regex_cache import compiled

_ATTRIBUTE = r"""([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|((?!["'])[^\s>]++)))?+"""
_WHOLE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])[^\s>]++))?+"""
_LEAF = r"(?:([^<]*+)</\2>)?+"
_TAG = compiled(rf"<(/?)([A-Za-z][^\s/>]*+)((?:[\s/]++|{_WHOLE})*+)>{_LEAF}")
_PLAIN_TAG = compiled(rf"<(/?)([A-Za-z][^\s/>]*+)([^>]*+)>{_LEAF}")
_ATTRIBUTES = compiled(_ATTRIBUTE)


class Tag(NamedTuple):
    """A start tag: its name in small letters, where it begins and ends, and where its attributes begin. For
    an element that holds only characters `raw` is their end: they begin where the tag ends."""

    name: str
    start: int
    end: int
    inner: int
    raw: int = 0


class Sink(Protocol):
    """Receives the tokens of a page, in order."""

    def text(self, start: int, end: int) -> None:
        """Characters between two offsets."""

    def start_tag(self, tag: Tag) -> None:
        """A start tag."""

    def end_tag(self, name: str, start: int, end: int) -> None:
        """An end tag, its name in small letters."""

    def leaf(self, tag: Tag, stop: int, end: int) -> None:
        """A start tag, the characters behind it up to `stop`, and its end tag, up to `end`: most elements
        inside of lines are such."""


def cut(text: str, sink: Sink) -> None:
    """Gives `sink` the tokens of a page, without comments, declarations and the content of raw elements."""
    cutter = _Cutter(text)
    at = shown = 0
    while (at := text.find("<", at)) >= 0:
        match = cutter.tag.match(text, at) or cutter.late(at)
        if match is None:
            end = cutter.comment(at)
            if end < 0:
                at += 1
                continue
            if shown < at:
                sink.text(shown, at)
            at = shown = end
            continue
        if shown < at:
            sink.text(shown, at)
        slash, name, _, words = match.groups()
        name = name.lower()
        inner, end = match.span(3)
        shown = end + 1
        if slash:
            sink.end_tag(name, at, shown)
        elif words is not None and name in LEAVES:
            tag = Tag(name, at, shown, inner)
            shown = match.end()
            sink.leaf(tag, match.end(4), shown)
        elif name in RAW:
            raw = cutter.raw(name, shown)
            sink.start_tag(Tag(name, at, shown, inner, raw))
            shown = max(shown, raw)
        else:
            sink.start_tag(Tag(name, at, shown, inner))
        at = shown
    if shown < len(text):
        sink.text(shown, len(text))


def attributes(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """The attributes between two offsets inside a start tag: by name, where their value stands; of two
    alike, the first."""
    found: dict[str, tuple[int, int]] = {}
    for match in _ATTRIBUTES.finditer(text, start, end):
        group = match.lastindex or 1
        found.setdefault(match[1].lower(), match.span(group) if group > 1 else (match.end(), match.end()))
    return found


class _Cutter:
    """A page and what was not found in it, so that no search is repeated in vain."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.tag = _TAG
        self._absent: set[str] = set()
        self._ends: dict[str, re.Pattern[str]] = {}

    def late(self, at: int) -> re.Match[str] | None:
        """The tag that begins at a `<` and has a value that runs to the end of the page: from here on, quotes
        mean nothing."""
        text = self._text
        letter = text[at + 2 : at + 3] if text.startswith("</", at) else text[at + 1 : at + 2]
        if not (letter.isascii() and letter.isalpha()):
            return None
        self.tag = _PLAIN_TAG
        return self.tag.match(text, at)

    def comment(self, at: int) -> int:
        """Where the comment or the rest of a tag ends that begins at a `<`; -1 where that is a character of
        the text."""
        text = self._text
        if not text.startswith(("<!", "<?", "</"), at):
            return len(text) if text[at + 1 : at + 2].isalpha() and text[at + 1].isascii() else -1
        if text[at + 1] == "/" and text[at + 2 : at + 3].isalpha() and text[at + 2].isascii():
            return len(text)  # cut off inside a tag
        if text.startswith("<!--", at):
            if text.startswith((">", "->"), at + 4):
                return text.index(">", at) + 1
            end = self._find("-->", at + 4)
            if end >= 0:
                return end + 3
        return self._find(">", at) + 1 or -1

    def _find(self, words: str, at: int) -> int:
        if words in self._absent:
            return -1
        end = self._text.find(words, at)
        if end < 0:
            self._absent.add(words)
        return end

    def raw(self, name: str, at: int) -> int:
        """Where the characters of a raw element end, which begin at `at`: there at once where it is never
        closed."""
        if name in self._absent:
            return 0
        end = self._ends.get(name) or self._ends.setdefault(name, compiled(rf"(?i)</{name}(?=[\s/>])"))
        match = end.search(self._text, at)
        if match is None:
            self._absent.add(name)
        return match.start() if match else 0

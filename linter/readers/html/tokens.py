"""The tags and texts of a page, with their offsets, as a browser's tokenizer cuts them (HTML Standard,
13.2.5), but that what is never closed hides nothing: no text is lost for want of a quote or an end tag.

Every step is linear in the length of the page, whatever is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from linter.compiled import compiled
from linter.readers.html.names import RAW

_ATTRIBUTE = r"""([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|((?!["'])[^\s>]++)))?+"""
_TAG = compiled(rf"<(/?)([A-Za-z][^\s/>]*+)((?:[\s/]++|{_ATTRIBUTE})*+)>")
_PLAIN_TAG = compiled(r"<(/?)([A-Za-z][^\s/>]*+)([^>]*+)>")
_ATTRIBUTES = compiled(_ATTRIBUTE)


class Token(NamedTuple):
    """A tag or a text: `name` is that of a tag, in small letters, `/` before that of an end tag, and empty
    for a text; `inner` is where the attributes of a start tag begin, and those of a text its start. For an
    element that holds only characters `raw` is their end: they begin where the tag ends."""

    name: str
    start: int
    end: int
    inner: int = 0
    raw: int = 0


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a page in order, without comments, declarations and the content of raw elements."""
    cutter = _Cutter(text)
    at = shown = 0
    while (at := text.find("<", at)) >= 0:
        found = cutter.construct(at)
        if found is None:
            at += 1
            continue
        if shown < at:
            yield Token("", shown, at)
        if found.name:
            yield found
        at = shown = max(found.end, found.raw)
    if shown < len(text):
        yield Token("", shown, len(text))


def attributes(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """The attributes between two offsets inside a start tag: by name, where their value stands; of two
    alike, the first."""
    found: dict[str, tuple[int, int]] = {}
    for match in _ATTRIBUTES.finditer(text, start, end):
        group = match.lastindex or 1
        found.setdefault(match[1].lower(), match.span(group) if group > 1 else (match.end(), match.end()))
    return found


class _Cutter:
    """What is known of a page as a whole, so that nothing is looked for twice in vain."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tag = _TAG
        self._absent: set[str] = set()
        self._ends: dict[str, re.Pattern[str]] = {}

    def construct(self, at: int) -> Token | None:
        """The tag or comment that begins at a `<`; None where that is a character of the text."""
        text = self._text
        match = self._tag.match(text, at)
        if match is None:
            letter = text[at + 2 : at + 3] if text.startswith("</", at) else text[at + 1 : at + 2]
            if not (letter.isascii() and letter.isalpha()):
                return self._comment(at) if text.startswith(("<!", "<?", "</"), at) else None
            self._tag = _PLAIN_TAG  # a value runs to the end of the page: from here on, quotes tell nothing
            match = self._tag.match(text, at)
            if match is None:  # cut off inside a tag
                return Token("", at, len(text))
        slash, name, inner = match[1], match[2].lower(), match.start(3)
        raw = self._raw(name, match.end()) if name in RAW and not slash else 0
        return Token(slash + name, at, match.end(), inner, raw)

    def _comment(self, at: int) -> Token | None:
        text = self._text
        if text.startswith("<!--", at):
            if text.startswith((">", "->"), at + 4):
                return Token("", at, text.index(">", at) + 1)
            end = self._find("-->", at + 4)
            if end >= 0:
                return Token("", at, end + 3)
        end = self._find(">", at)
        return Token("", at, end + 1) if end >= 0 else None

    def _find(self, words: str, at: int) -> int:
        if words in self._absent:
            return -1
        end = self._text.find(words, at)
        if end < 0:
            self._absent.add(words)
        return end

    def _raw(self, name: str, at: int) -> int:
        """Where the characters of a raw element end, which begin at `at`: there at once where it is never
        closed."""
        if name in self._absent:
            return 0
        end = self._ends.get(name) or self._ends.setdefault(name, compiled(rf"(?i)</{name}(?=[\s/>])"))
        match = end.search(self._text, at)
        if match is None:
            self._absent.add(name)
        return match.start() if match else 0

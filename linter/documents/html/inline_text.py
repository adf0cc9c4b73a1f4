"""Characters of a page as words of a line: references to characters read, blanks run together as in a
browser, each word with the place that it stands in."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

from linter.documents.document_model import Run
from linter.documents.source_map import TEXT, VALUE
from linter.regex_cache import compiled

_BLANKS = " \t\n\r\f"
_REFERENCE = r"&(?:#(?:[0-9]++|[xX][0-9a-fA-F]++);?|[A-Za-z][A-Za-z0-9]{1,31};?)"
_UNSEEN = "\u200b-\u200f\u2060\ufeff\xad"  # where words may be parted, and which way they run
_PARTS = compiled(rf"([ \t\n\r\f]+)|([{_UNSEEN}]+)|{_REFERENCE}")
_REFERENCES = compiled(_REFERENCE)
_MOST_DIGITS = 7  # of the number of a character, decimal or hexadecimal, without zeros before it
_IS_UNSEEN = compiled(rf"[{_UNSEEN}]")
_NUMBER_PARTS = compiled(r"(?:&nbsp;|&#160;|[\s\xa0])+")
_WIDE = "\u2e80"
_WIDE_MARKS = frozenset("“”‘’…—·")


class Words:
    """The runs of one line as they come in."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._runs: list[Run] = []
        self._literal: tuple[int, int] | None = None  # characters that stand in the page as in the line
        self._blank: tuple[int, int] | None = None  # blanks that count if words follow
        self._last = ""

    def take(self) -> tuple[Run, ...]:
        """The line, and begin another; without anything to see it has no runs."""
        self._flush()
        runs, self._runs = self._runs, []
        self._blank, self._last = None, ""
        return tuple(runs) if any(not run.words.isspace() for run in runs) else ()

    def made(self, words: str) -> None:
        """Words that stand nowhere in the page."""
        self._flush()
        self._runs.append(Run(words))

    def value(self, start: int, end: int) -> None:
        """The value of an attribute, as it is written."""
        self._settle(self._page[start])
        self._flush()
        words = self._page[start:end]
        self._runs.append(Run(words, VALUE, start))
        self._last = words[-1]

    def text(self, start: int, end: int) -> None:
        """Characters between tags."""
        page, at = self._page, start
        for match in _PARTS.finditer(page, start, end):
            if at < match.start():
                self._put(at, match.start())
            at = match.end()
            if match[1] is not None:
                self._rest(match.start(), at)
            elif match[2] is None:
                at = self._reference(match.start(), at)
        if at < end:
            self._put(at, end)

    def number(self, start: int, end: int) -> None:
        """Characters of a number that a word processor made; blanks only align what follows."""
        at = start
        for match in _NUMBER_PARTS.finditer(self._page, start, end):
            self.text(at, match.start())
            at = match.end()
        self.text(at, end)

    def line(self, start: int, end: int) -> None:
        """Characters of one line of a text whose blanks count."""
        page, at = self._page, start
        for match in _PARTS.finditer(page, start, end):
            if match[1] is None:
                if at < match.start():
                    self._put(at, match.start())
                at = match.end() if match[2] else self._reference(match.start(), match.end())
        if at < end:
            self._put(at, end)

    def _put(self, start: int, end: int) -> None:
        """Characters that stand for themselves."""
        self._settle(self._page[start])
        if self._literal is not None and self._literal[1] == start:
            self._literal = (self._literal[0], end)
        else:
            self._flush()
            self._literal = (start, end)
        self._last = self._page[end - 1]

    def _rest(self, start: int, end: int) -> None:
        """Blanks: one of them counts, and none at the beginning of a line."""
        if self._last and self._blank is None:
            self._blank = (start, end)

    def _settle(self, following: str) -> None:
        """The blanks before a character: none where a line end only breaks a line of Chinese."""
        if self._blank is None:
            return
        (start, end), self._blank = self._blank, None
        broken = self._page.find("\n", start, end) >= 0 or self._page.find("\r", start, end) >= 0
        if broken and _is_wide(self._last) and _is_wide(following):
            return
        if self._page[start:end] == " " and self._literal is not None and self._literal[1] == start:
            self._literal = (self._literal[0], end)
        else:
            self._flush()
            self._runs.append(Run(" ", TEXT, start, end - start))

    def _reference(self, start: int, end: int) -> int:
        """A reference to a character; where it ends. What is none, or means
        several characters (in mathematics), stands for itself."""
        end, meant = _meaning(self._page, start, end)
        if len(meant) != 1:
            self._put(start, end)
            return end
        if meant in _BLANKS:
            self._rest(start, end)
        elif not _IS_UNSEEN.match(meant):
            self._settle(meant)
            self._flush()
            self._runs.append(Run(meant, TEXT, start, end - start))
            self._last = meant
        return end

    def _flush(self) -> None:
        if self._literal is not None:
            start, end = self._literal
            self._runs.append(Run(self._page[start:end], TEXT, start))
            self._literal = None


def plain(text: str) -> str:
    """A text of a page with its references to characters read, as far as they mean one each."""

    def meant(match: re.Match[str]) -> str:
        end, char = _meaning(text, *match.span())
        return char + text[end : match.end()] if char else match[0]

    return _REFERENCES.sub(meant, text)


def _is_wide(char: str) -> bool:
    return char >= _WIDE or char in _WIDE_MARKS


def _meaning(page: str, start: int, end: int) -> tuple[int, str]:
    """Where a reference ends, and the character it stands for; none (and all of it) where it is none."""
    written = page[start:end]
    if written[1] == "#":
        base = written[2] if written[2] in "xX" else ""
        digits = written[2 + len(base) :].rstrip(";").lstrip("0") or "0"
        return end, unescape(f"&#{base}{digits};") if len(digits) <= _MOST_DIGITS else "\ufffd"
    name = written[1:]
    if name in html5:
        return end, html5[name]
    for length in range(min(len(name), 6), 1, -1):  # old names need no semicolon, and no old name is longer
        if name[:length] in html5:
            return start + 1 + length, html5[name[:length]]
    return end, ""

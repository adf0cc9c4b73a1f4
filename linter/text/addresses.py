"""Addresses in a text: web and e-mail addresses, where links lead, code, paths and names of files.

They say where something is, letter by letter: nothing that mends the prose may change them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from linter.regex_cache import compiled
from linter.text.span import Span

_LINE = r"[^\r\n]"
_FENCED = compiled(
    rf"(?m)^[ ]{{0,3}}(?P<fence>```|~~~){_LINE}*"
    rf"(?:[\r\n]+(?![ ]{{0,3}}(?P=fence)){_LINE}*)*+(?:[\r\n]+[ ]{{0,3}}(?P=fence){_LINE}*)?"
)
_CODE = compiled(rf"(?<!`)(?P<ticks>`{{1,3}})(?!`){_LINE}{{1,200}}?(?<!`)(?P=ticks)(?!`)")
_REFERENCE = compiled(rf"(?m)^[ ]{{0,3}}\[[^\]\r\n]{{1,80}}\]:{_LINE}*$")
_IMAGE = compiled(r"!\[")
_DESTINATION = compiled(
    r"\]\([ ]*(?:<[^<>\r\n]{0,300}>|(?:[^()\s]|\([^()\r\n]{0,100}\)){0,300})"
    r"(?:[ ]+(?:\"[^\"\r\n]{0,200}\"|'[^'\r\n]{0,200}'|\([^()\r\n]{0,200}\)))?[ ]*\)"
)
# An address ends with the last of these marks in a row of characters without blanks and Chinese marks,
# and the letters behind it: what else stands there goes on with the sentence, as what is behind a comma
# does that is no part of an address by itself.
_SUFFIX = (
    r"\.(?i:pdf|ofd|docx?|wps|xlsx?|et|pptx?|zip|rar|7z|jpe?g|png|gif|html?|shtml|aspx?|jsp|csv|txt|mp4|json|xml)"
    r"(?![A-Za-z])"
)
_IN_ADDRESS = r"[^\s，。；、！？：（）“”‘’《》〈〉【】「」<>\"|`,;]"
_SCHEME = r"(?<![A-Za-z])[A-Za-z][A-Za-z0-9+.-]{1,10}://"
_URL = compiled(
    rf"(?:{_SCHEME}|(?<![A-Za-z0-9.])www\.){_IN_ADDRESS}{{0,300}}"
    rf"(?:[,;](?={_IN_ADDRESS}{{0,80}}(?:[/=?&#]|{_SUFFIX})){_IN_ADDRESS}{{0,100}}){{0,3}}"
    r"(?<=[/.=&?#@:])[A-Za-z0-9_%~+-]*"
    rf"|<{_SCHEME}[^<>\s]{{1,300}}>"
)
_MAIL = compiled(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,100}")
_FILE = compiled(rf"[\w()（）\[\]〔〕&+~#%.-]{{1,80}}{_SUFFIX}")
_PATH = compiled(
    r"(?<![\w/.])(?:[A-Za-z]:|\\|~|\.{1,2})?[/\\][A-Za-z][\w.()（）-]{0,80}(?:[/\\][\w.()（）-]{1,80}){1,20}|(?<![A-Za-z])[A-Za-z]:\\[^\s，。；、）》”]{1,200}"
)
# What each cannot do without. Most texts hold none of it, and those that do in a few lines.
_ANYWHERE = ((_FENCED, ("```", "~~~")), (_REFERENCE, ("]:",)), (_IMAGE, ("![",)), (_DESTINATION, ("](",)))
# Each mark begins with one certain character: such are found fastest.
_IN_LINES = tuple(
    (pattern, tuple([compiled(mark) for mark in marks]))
    for pattern, marks in (
        (_CODE, ("`",)),
        (_URL, ("://", r"www\.")),
        (_MAIL, ("@",)),
        (_FILE, (_SUFFIX,)),
        (_PATH, ("/[A-Za-z]", r"\\[A-Za-z]", r":\\")),
    )
)


def find_addresses(text: str) -> tuple[Span, ...]:
    """Where addresses stand in a text, in order and disjoint."""
    found = [
        match.span()
        for pattern, marks in _ANYWHERE
        if any(mark in text for mark in marks)
        for match in pattern.finditer(text)
    ]
    for pattern, marks in _IN_LINES:
        for line in {line for mark in marks for line in _lines_with(mark, text)}:
            found += [match.span() for match in pattern.finditer(text, *line)]
    return tuple(_merged(Span(*span) for span in found)) if found else ()


def _lines_with(mark: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of a text begin and end that hold a mark."""
    end = 0
    while (found := mark.search(text, end)) is not None:
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        yield text.rfind("\n", 0, found.start()) + 1, end


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last

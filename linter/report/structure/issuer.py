"""The body that a report is about, where its title does not name it."""

from __future__ import annotations

from collections.abc import Iterable

from linter.regex_cache import compiled
from linter.report.values.body_words import BodyWords
from linter.text.source import Span

_DATED = compiled(r"\n[ ]*(?:20\d\d|二[〇○零]\w\w)[ ]*年")  # a line that begins with a year


def name_in_own_words(normalized: str, prose: Iterable[Span], words: BodyWords) -> str | None:
    """What a body calls itself (我镇), if it is the same throughout its report's prose."""
    names = {name for span in prose for name in words.in_own_words.findall(normalized, span.start, span.end)}
    return names.pop() if len(names) == 1 else None


def find_issuer(normalized: str, start: int, stop: int, end: int, words: BodyWords) -> str | None:
    """The issuer by the preface (`start`..`stop`), else by the signature over a date before `end`."""
    preface = normalized[start:stop].replace(" ", "")
    for pattern in words.in_preface:
        for match in pattern.finditer(preface):
            if words.is_body(match[1]) and not words.not_by_name.match(match[1]):
                return match[1]
    begin = max(start, end - 400)
    if _DATED.search(normalized, begin, end) is None:
        return None
    signatures = [match[1] for match in words.signed.finditer(normalized, begin, end)]
    return signatures[-1] if signatures else None

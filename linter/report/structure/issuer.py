"""The body that a report is about, where its title does not name it."""

from __future__ import annotations

from collections.abc import Iterable

from linter.regex_cache import compiled
from linter.report.values.body_words import BodyWords
from linter.text.source import Span

PUBLISHED = compiled(
    r"(?:公布|发布|(?:编制|编写|形成|撰写)了?|[现兹特]将|社会公开|予以公开|现公开|现就)(?:本级|《)?(?:20\d\d年度?+)?+"
    r"(?P<body>[\u4e00-\u9fff]{3,25}?)(?:关于)?(?:20\d\d年度?+的?)?(?:本级)?(?:政府信息|政务信息|政务|信息)公开"
    r"(?:工作)?[^。;!?]{0,12}?(?:报告|年报|情况)"
)
"""Words by which a preface publishes the report of a `body`, in text without blanks."""


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
    signatures = [match[1] for match in words.signed.finditer(normalized, max(start, end - 400), end)]
    return signatures[-1] if signatures else None

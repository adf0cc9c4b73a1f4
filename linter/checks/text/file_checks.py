"""The text as a whole: traditional characters (G804), encoding (G805), no report in it (G806)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from linter.checks.base import Context, FileCheck, Finding, Message, ReportCheck
from linter.diagnostic import Severity
from linter.strict_yaml.annotations import Doc
from linter.text.normalize import has_traditional
from linter.text.source import Source, Span

_ENCODINGS = {
    "gb18030": "GB 18030",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
}


def _first(source: Source) -> Span:
    return Span(0, min(1, len(source.text)))


class TraditionalCharacters(ReportCheck, frozen=True):
    """A report with at least `least` traditional characters, and more than `share` of its Han
    characters. A few are names, quotations or slips."""

    summary: ClassVar[str] = "是否使用繁体字"

    placeholders: ClassVar[frozenset[str]] = frozenset({"count", "examples"})
    least: Annotated[int, Doc("至少多少个繁体字才算")] = 20
    share: Annotated[float, Doc("繁体字至少占多少才算")] = 0.02

    def run(self, context: Context) -> Iterator[Finding]:
        """At most one finding, on the title."""
        if not context.source.may_be_traditional:
            return  # most reports are simplified throughout, and need no count
        span = context.report.span
        written = context.source.text[span.start : span.end]
        if not has_traditional(written):
            return
        read = context.normalized[span.start : span.end]
        pairs = zip(written, read, strict=True)
        changed = [one for one, other in pairs if one != other and _is_han(one) and _is_han(other)]
        if len(changed) >= self.least and len(changed) > self.share * sum(map(_is_han, written)):
            examples = "".join(list(dict.fromkeys(changed))[:5])
            yield Finding(context.report.place, {"count": str(len(changed)), "examples": examples})


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


class UnsureEncoding(FileCheck, frozen=True):
    """A file that is not UTF-8; `lossy_message` when some of its characters could not be read."""

    summary: ClassVar[str] = "文件的编码"

    placeholders: ClassVar[frozenset[str]] = frozenset({"encoding"})
    lossy_message: Message = ""

    def run_file(self, source: Source, count: int) -> Iterator[Finding]:
        """At most one finding, on the first character."""
        if source.encoding == "utf-8" and not source.lossy:
            return
        yield Finding(
            _first(source),
            {"encoding": _ENCODINGS.get(source.encoding, source.encoding.upper())},
            message="lossy_message" if source.lossy and self.lossy_message else None,
            severity=Severity.WARNING if source.lossy else None,
        )


class NoReport(FileCheck, frozen=True):
    """A file that holds no report."""

    summary: ClassVar[str] = "文件里有没有年报"

    def run_file(self, source: Source, count: int) -> Iterator[Finding]:
        """At most one finding, on the first character."""
        if not count:
            yield Finding(_first(source))

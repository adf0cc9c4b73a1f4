"""One line for each finding, for editors and grep."""

from __future__ import annotations

from collections.abc import Sequence

from linter.diagnostic import Diagnostic
from linter.output.style import TONES, Paint
from linter.output.text import WORDS
from linter.output.totals import Totals
from linter.output.width import log_line, visible
from linter.text.source import Source


def part(source: Source, diagnostics: Sequence[Diagnostic], paint: Paint) -> str:
    """The findings of one file: `文件:行:列: 错误 N501 …`, or `文件:第2个表格第5行第3列: …` without lines."""
    return "".join(_line(source, each, paint) for each in diagnostics)


def closing(totals: Totals, paint: Paint) -> str:
    """Empty: every line of this format is a finding."""
    return ""


def _line(source: Source, found: Diagnostic, paint: Paint) -> str:
    place = paint("strong", f"{log_line(source.name)}:{visible(_place(source, found))}:")
    severity = paint(TONES[found.severity], WORDS[found.severity])
    return f"{place} {severity} {found.code} {visible(found.message)}\n"


def _place(source: Source, found: Diagnostic) -> str:
    """Row and column in the file, or the place in words if it has no lines."""
    if not source.has_lines:
        return source.where(found.span.start)
    at = source.place(found.span.start)
    return f"{at.row}:{at.column}"

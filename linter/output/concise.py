"""One line a finding, for editors and grep."""

from __future__ import annotations

from collections.abc import Sequence

from linter.diagnostic import Diagnostic
from linter.output.paint import TONES, Paint
from linter.output.text import WORDS
from linter.output.totals import Totals
from linter.output.width import visible
from linter.source import Source


def part(source: Source, diagnostics: Sequence[Diagnostic], paint: Paint) -> str:
    """The findings of one file: `文件:行:列: 错误 N501 message`."""
    return "".join(_line(source, each, paint) for each in diagnostics)


def closing(totals: Totals, paint: Paint) -> str:
    """Nothing: every line of this format is a finding."""
    return ""


def _line(source: Source, found: Diagnostic, paint: Paint) -> str:
    own, span = source.standing(found.span)
    at = own.position(span.start)
    place = paint("strong", f"{visible(source.name)}:{at.row}:{at.column}:")
    severity = paint(TONES[found.severity], WORDS[found.severity])
    return f"{place} {severity} {found.code} {visible(found.message)}\n"

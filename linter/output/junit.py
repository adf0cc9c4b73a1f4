"""Findings as JUnit XML, shown as tests by CI systems: one suite per file, one failed case per finding.

A file without findings is a suite with one case that passes, so that what was checked can be seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from linter.diagnostic import Diagnostic
from linter.output.failure import Failure
from linter.output.location import path
from linter.output.style import Paint
from linter.output.text import WORDS
from linter.output.totals import Totals
from linter.regex_cache import compiled
from linter.text.source import Source

_ILLEGAL = compiled("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def part(source: Source, diagnostics: Sequence[Diagnostic], paint: Paint) -> str:
    """The suite of one file."""
    name = path(source.name)
    cases = [_case(source, each, name) for each in diagnostics]
    if not cases:
        cases = [f"    <testcase classname={_quoted(name)} name={_quoted('没有发现问题')}/>\n"]
    counts = f'tests="{len(cases)}" failures="{len(diagnostics)}" errors="0" skipped="0"'
    return f"  <testsuite name={_quoted(name)} {counts}>\n{''.join(cases)}  </testsuite>\n"


def missed(failure: Failure) -> str:
    """The suite of a file that could not be checked: one case with an error."""
    name = _quoted(path(failure.file) if failure.file is not None else "nianbao")
    error = f'<error type="unreadable" message={_quoted(failure.why)}>{escape(_clean(failure.why))}</error>'
    case = f"    <testcase classname={name} name={_quoted('未能检查')}>\n      {error}\n    </testcase>\n"
    counts = 'tests="1" failures="0" errors="1" skipped="0"'
    return f"  <testsuite name={name} {counts}>\n{case}  </testsuite>\n"


def closing(totals: Totals, paint: Paint) -> str:
    """The end of the document."""
    return "</testsuites>\n"


def _case(source: Source, found: Diagnostic, name: str) -> str:
    where = source.where(found.span.start)
    title = _quoted(f"{found.code} {found.name}（{where}）")
    lines = [f"{name} {where}", found.message]
    lines += [f"依据：{'；'.join(found.references)}"] if found.references else []
    lines += [f"建议：{found.help}"] if found.help else []
    words = escape(_clean("\n".join(lines)))
    failure = f'<failure type="{found.severity.value}" message={_quoted(_summary(found))}>{words}</failure>'
    return f"    <testcase classname={_quoted(name)} name={title}>\n      {failure}\n    </testcase>\n"


def _summary(found: Diagnostic) -> str:
    return f"{WORDS[found.severity]}：{found.message}"


def _quoted(text: str) -> str:
    return quoteattr(_clean(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _clean(text: str) -> str:
    """`text` without characters that XML does not allow."""
    return _ILLEGAL.sub("\ufffd", text)

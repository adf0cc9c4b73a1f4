"""Runs the tests written inside rules, through the same door as every other text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.documents import ReadError, open_document
from linter.lint import Partner, lint, read
from linter.report.model import Report
from linter.rulebook import Rulebook
from linter.rulebook.pack import Example, RuleEntry
from linter.rulebook.rule_tests import Seen, Trial
from linter.text.source import Source

_NOT_COMPARED = "没有与 previous 比较：它应当是早一个年度的报告，两份报告的标题都要写明年度"


def trials(rules: Sequence[RuleEntry], book: Rulebook) -> Iterator[Trial]:
    """What came of each test of these rules, in their order, checked with all rules of `book`."""
    for rule in rules:
        for example in rule.tests:
            yield _trial(str(rule.code), example, book)


def _trial(code: str, example: Example, book: Rulebook) -> Trial:
    try:
        data = example.input.encode(example.encoding)
        previous = (
            _previous(example.previous.encode(example.encoding), example, book) if example.previous else None
        )
        result = lint(open_document(data, example.file), book, previous=previous)
    except UnicodeEncodeError:
        return Trial(code, example, unreadable=f"内容不能用 {example.encoding} 编码写出")
    except ReadError as error:
        return Trial(code, example, unreadable=str(error))
    if previous is not None and not result.compared:
        return Trial(code, example, unreadable=_NOT_COMPARED)
    found = (Seen(result.source.row(one.span.start), one) for one in result.diagnostics)
    return Trial(code, example, tuple(found))


def _previous(data: bytes, example: Example, book: Rulebook) -> Partner:
    """Finds last year's report in the text of `previous`. Raises ReadError."""
    source, reports = read(open_document(data, example.file), book)

    def partner(report: Report) -> tuple[Source, Report] | None:
        wanted = None if report.year is None else report.year - 1
        return next(((source, one) for one in reports if one.year is not None and one.year == wanted), None)

    return partner

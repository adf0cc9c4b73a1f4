"""The paragraphs in which something stands, by one search through all of them."""

from __future__ import annotations

import re

from linter.checks.base import Context
from linter.checks.prose.passage_search import passages_with
from linter.documents import open_document
from linter.lint import context_of, read_reports
from linter.settings import Settings
from tests.linting import book
from tests.samples.examples import report


def _context(text: str) -> Context:
    document = open_document(text.encode(), "a.txt")
    [read] = read_reports(document, book())
    return context_of(document.source, read, book(), Settings())


def test_each_paragraph_with_a_literal_comes_once_and_in_order() -> None:
    context = _context(report())
    many = "|".join("本年公开信息申请")
    for words in ("公开", "申请", "公开|申请", "没有这样的话", "\\(|\\)|公开", many, "(?!)"):
        pattern = re.compile(words)
        wanted = [one for one in context.passages if pattern.search(one.shape)]
        assert list(passages_with(context, pattern)) == wanted, words


def test_all_paragraphs_come_where_no_literal_is_known() -> None:
    context = _context(report())
    assert passages_with(context, None) == context.passages
    assert len(context.passages) > 3


def test_a_report_without_prose_has_none() -> None:
    context = _context("临江区民政局2023年政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n")
    assert passages_with(context, re.compile("公开")) == ()

"""What a browser would make of a sheet, read with lxml."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import html

from linter.diagnostic import Diagnostic
from linter.output.page.file_view import sheet
from linter.output.width import visible
from linter.report.model import Report
from linter.text.source import Source

_RULE = re.compile(r"(?m)^[ \t|:]*-{2,}[ \t|:-]*$")


def parsed(source: Source, reports: Sequence[Report], found: Sequence[Diagnostic]) -> html.HtmlElement:
    """The sheet of a file."""
    [element] = html.fragments_fromstring(sheet(source, reports, found).body)
    assert isinstance(element, html.HtmlElement)
    return element


def one(element: html.HtmlElement, path: str) -> html.HtmlElement:
    """The only element on a path."""
    [found] = element.xpath(path)
    return found


def words(text: str) -> str:
    """A text without layout: no blanks, no bars, no rules under a head."""
    return visible(re.sub(r"[\s|]+", "", _RULE.sub("", text.replace("\r", "\n"))))


def pane_words(sheet: html.HtmlElement) -> str:
    """What the pane shows of the file."""
    pane = one(sheet, "//section[@class='pane']")
    for made in pane.xpath(".//*[@class='made']"):
        made.drop_tree()
    blocks = pane.xpath("./p|./h3|./h4|./div")
    return "".join(words(block.text_content()) for block in blocks)


def marked(sheet: html.HtmlElement, number: int, attribute: str = "data-f") -> str:
    """What is marked for a finding."""
    marks = sheet.xpath(f"//mark[contains(concat(' ', @{attribute}, ' '), ' {number} ')]")
    return "".join(words(mark.text_content()) for mark in marks)

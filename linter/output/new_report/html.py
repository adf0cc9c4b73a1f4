"""A new report as a page, with the merged cells of the official form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from linter.output.new_report.model import Kind, NewReport, NewTable, Words
from linter.report.form import FormCell

_TAGS = {Kind.TITLE: "h1", Kind.HEADING: "h2", Kind.POINT: "p", Kind.TEXT: "p"}
_STYLE = """\
body { max-width: 50em; margin: 2em auto; padding: 0 1em; font: 16px/1.8 FangSong, STFangsong, serif; }
h1 { text-align: center; font-size: 1.5em; }
h2 { font-size: 1.1em; text-indent: 2em; }
p { text-indent: 2em; margin: 0.3em 0; }
table { border-collapse: collapse; width: 100%; margin: 1em 0; font-size: 0.85em; line-height: 1.4; }
td { border: 1px solid; padding: 0.3em 0.5em; text-align: center; }
td.name { text-align: left; }
"""


def write(report: NewReport) -> bytes:
    """The page in UTF-8."""
    return "\n".join(_lines(report)).encode() + b"\n"


def _lines(report: NewReport) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">'
    yield f"<title>{escape(report.title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>"
    for block in report.blocks:
        if isinstance(block, Words):
            tag = _TAGS[block.kind]
            yield f"<{tag}>{escape(block.text)}</{tag}>"
        else:
            yield from _table(block)
    yield "</body>\n</html>"


def _table(table: NewTable) -> Iterator[str]:
    yield "<table>"
    for row in table.rows():
        yield "<tr>" + "".join(_cells(table, row)) + "</tr>"
    yield "</table>"


def _cells(table: NewTable, row: Sequence[FormCell]) -> Iterator[str]:
    for cell in row:
        spans = "".join(
            f' {name}="{span}"'
            for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
            if span > 1
        )
        is_name = cell.row > table.form.head and cell.words and cell.column <= table.form.label_columns
        name = ' class="name"' if is_name else ""
        yield f"<td{spans}{name}>{escape(table.text(cell))}</td>"

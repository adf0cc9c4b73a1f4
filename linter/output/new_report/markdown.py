"""A new report in Markdown: a merged cell has its words in its first place, the others are empty."""

from __future__ import annotations

from collections.abc import Iterator

from linter.output.new_report.model import Kind, NewReport, NewTable, Words


def write(report: NewReport) -> bytes:
    """The text in UTF-8."""
    blocks = [_words(block) if isinstance(block, Words) else _table(block) for block in report.blocks]
    return ("\n\n".join(blocks) + "\n").encode()


def _words(block: Words) -> str:
    return {Kind.TITLE: "# ", Kind.HEADING: "## "}.get(block.kind, "") + block.text


def _table(table: NewTable) -> str:
    return "\n".join(_rows(table))


def _rows(table: NewTable) -> Iterator[str]:
    for number, row in enumerate(table.rows(), 1):
        words = {cell.column: table.text(cell) for cell in row}
        cells = [words.get(column, "") for column in range(1, table.form.columns + 1)]
        yield f"| {' | '.join(cells)} |"
        if number == 1:
            yield f"|{' --- |' * table.form.columns}"

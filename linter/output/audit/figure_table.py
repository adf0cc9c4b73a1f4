"""Tables of the page with a row for each figure, those of an official table under its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from linter.output.audit.model import Place
from linter.output.page.element import Html, el
from linter.output.pivot import Column

Columns = Mapping[Place, Column]
"""The official places."""


def figure_table(heads: Sequence[str], rows: Iterable[tuple[Place, Html]], columns: Columns) -> Html:
    """A table; each row is its place and its cells, in the order of the official tables."""
    head = el("tr", *(el("th", name, scope="col") for name in heads))
    body = el("tbody", *_rows(rows, columns, len(heads)))
    return el("div", el("table", el("thead", head), body, class_="figures"), class_="t", tabindex=0)


def place_head(place: Place, columns: Columns) -> Html:
    """The first cell of a row."""
    column = columns.get(place)
    words = ".".join(place) if column is None else f"{column.row_label} {column.column_label}"
    return el("th", words, scope="row")


def _rows(rows: Iterable[tuple[Place, Html]], columns: Columns, width: int) -> Iterator[Html]:
    above = ""
    for place, cells in rows:
        column = columns.get(place)
        name = column.table_label if column is not None else place[0]
        if name != above:
            above = name
            yield el("tr", el("th", name, colspan=width, scope="rowgroup"), class_="group")
        yield el("tr", cells)

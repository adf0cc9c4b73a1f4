"""Tables as the format has them (family T): present, whole, of the right generation, worded right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from linter.checks.base import Context, Finding, Message, ReportCheck, related_places
from linter.checks.section_matching import has_beginning, has_end
from linter.checks.unread import (
    begins_table,
    is_damaged,
    is_label_left,
    label_text,
    section_end,
    unread_between,
)
from linter.diagnostic import Applicability, Fix, Related
from linter.regex_cache import compiled
from linter.report.model import Section
from linter.report.tables.labels import Role
from linter.report.tables.table import LabelUse, Table
from linter.report.template import RowTemplate, TableTemplate
from linter.report.text_match import letters_only, split_numeral
from linter.text.edits import Edit
from linter.text.normalize import normalize
from linter.text.source import Span

_DIGITS = compiled(r"\d+")
_NAMED = 6  # rows that a message names one by one
_MIXED = 2  # columns of another generation that are no slip of the pen
_TELLING = 6  # letters of a column's name that no sentence in a cell has by chance


class TableRequired(ReportCheck, frozen=True):
    """T401: a section that should hold a table, and does not."""

    summary: ClassVar[str] = "规定的表格是否齐全"

    placeholders: ClassVar[frozenset[str]] = frozenset({"table", "heading"})
    subject: ClassVar[str] = "table"

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding a table, on its section's heading; a missing section is another rule's."""
        if context.generation is None:
            return
        for template in context.generation.sections:
            if template.table is None or context.report.table(template.table) is not None:
                continue
            section = context.report.section(template.key)
            if section is not None and section is context.report.sections[-1] and not has_end(context):
                continue  # the table may stand in what is not at hand
            table = context.generation.table(template.table)
            if section is None or table is None or _may_be_unread(context, section, table):
                continue
            yield Finding(section.span, {"table": table.name, "heading": template.heading})


def _may_be_unread(context: Context, section: Section, table: TableTemplate) -> bool:
    """Whether what could not be read of a section may be its table."""
    if label_text(context, section, table) is not None or begins_table(context, section, table):
        return True
    return unread_between(context, section.span.start, section_end(context, section))


class RowRequired(ReportCheck, frozen=True):
    """T402: rows of the template that a table lacks."""

    summary: ClassVar[str] = "规定的行是否齐全"

    placeholders: ClassVar[frozenset[str]] = frozenset({"table", "rows", "count"})
    subject: ClassVar[str] = "rows"

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding a table, where the first missing row should stand: on the row after it."""
        for table in context.report.tables:
            if table.row.keys() >= table.index.shape.rows.keys():
                continue  # as nearly always
            rows = [row for _, row in table.template.rows()]
            missing = list(_missing_rows(table, context))
            if not missing or table.row.keys() <= {""} or is_damaged(table):
                continue
            missing = [row for row in missing if not is_label_left(context, table, row)]
            if not missing or unread_between(context, table.span.start, table.span.end):
                continue
            after = rows[rows.index(missing[0]) + 1 :]
            below = (table.row[row.key].span for row in after if row.key is not None and row.key in table.row)
            names = "、".join(f"“{row.label}”" for row in missing[:_NAMED])
            values = {
                "table": table.template.name,
                "count": str(len(missing)),
                "rows": names + ("等" if len(missing) > _NAMED else ""),
            }
            yield Finding(next(below, table.rows[-1].span), values)


_LONGEST_LABEL = 60  # of the labels of a row that the text ends in
_CUT = 3  # so many rows, or whole blocks, that lack at an end of a part of a report are not at hand


def _missing_rows(table: Table, context: Context) -> Iterator[RowTemplate]:
    """The rows that a table lacks; not those that stand outside of the part of a report at hand."""
    placed = [(block, row) for block, row in table.template.rows() if row.key is not None]
    rows = [row for _, row in placed]
    begins = [at for at, (block, _) in enumerate(placed) if at == 0 or placed[at - 1][0] is not block]
    present = [at for at, row in enumerate(rows) if row.key in table.row]
    first, stop = 0, len(rows)
    sections, tables = context.report.sections, context.report.tables
    if present and table is tables[0] and not has_beginning(context):
        above = sections and sections[0].span.start < table.span.start
        cut = present[0] >= _CUT or present[0] in begins
        first = present[0] if cut and not above else 0
    if present and table is tables[-1] and (not has_end(context) or _is_end(table, context)):
        below = sections and sections[-1].span.start > table.span.start
        cut = stop - present[-1] > _CUT or present[-1] + 1 in begins
        stop = present[-1] + 1 if cut and not below else stop
    return (row for row in rows[first:stop] if row.key not in table.row)


def _is_end(table: Table, context: Context) -> bool:
    """Whether the text ends in a table: the sections that should follow are said to be missing."""
    behind = context.normalized[table.span.end : context.report.span.end].strip(" \t\n|")
    return not context.report.is_followed and len(behind) < _LONGEST_LABEL and "。" not in behind


class LabelWording(ReportCheck, frozen=True):
    """T403: labels that are recognised but worded otherwise."""

    summary: ClassVar[str] = "行名、列名的用语"

    placeholders: ClassVar[frozenset[str]] = frozenset({"label", "official", "others"})
    fixes: ClassVar[Applicability | None] = Applicability.SAFE

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding a table, on the first such label, with the others as related places."""
        for table in context.report.tables:
            uses = [use for use in table.labels if not use.official and use.label.role is not Role.HEAD]
            if not uses:
                continue
            first = uses[0]
            values = {
                "label": _flat(context.source.slice(first.span)),
                "official": first.label.official,
                "others": f"（另有{len(uses) - 1}处）" if len(uses) > 1 else "",
            }
            related = tuple(Related(use.span, f"应为“{use.label.official}”") for use in uses[1:])
            yield Finding(first.span, values, related, self._fix(context, uses))

    def _fix(self, context: Context, uses: list[LabelUse]) -> Fix | None:
        edits = [
            Edit(use.span, _in_manner(use.label.official, text))
            for use in uses
            if not set(text := context.source.slice(use.span)) & set("|\t\r\n")
            and _figures(context.normalized[use.span.start : use.span.end])
            <= _figures(normalize(use.label.official))
        ]
        return Fix(Applicability.SAFE, "改为格式规定的名称", tuple(edits)) if edits else None


def _figures(normalized: str) -> set[str]:
    """The figures in a label, its numeral aside: a fix must not drop one."""
    return set(_DIGITS.findall(split_numeral(normalized)[2]))


def _in_manner(official: str, written: str) -> str:
    """The official label with the brackets and digits of the text it replaces: half- or full-width."""
    return normalize(official) if "(" in written or ("（" not in written and "（" in official) else official


def _flat(text: str) -> str:
    return "".join(text.split())


class TableGeneration(ReportCheck, frozen=True):
    """T407: the table of another generation of the format, or columns of one.

    A table has columns of another generation when two or more of its columns have names that its own has
    for none.
    """

    summary: ClassVar[str] = "表格是否为另一版格式的"

    placeholders: ClassVar[frozenset[str]] = frozenset({"table", "source", "required", "year", "columns"})
    partial_message: Message

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding a table, on the first label that the right template does not have."""
        if context.generation is None:
            return
        for table in context.report.tables:
            required = context.generation.table(table.key)
            if required is None:
                continue
            values = {
                "table": table.template.name,
                "required": context.generation.source,
                "year": str(context.report.year or "×"),
            }
            if required is table.template or required == table.template:
                yield from self._mixed(context, table, values)
                continue
            found = next(
                (g for g in context.lexicon.generations if g.table(table.key) == table.template), None
            )
            values |= {"source": found.source if found else "其他格式", "columns": ""}
            yield Finding(_first_foreign(table, required), values)

    def _mixed(self, context: Context, table: Table, values: dict[str, str]) -> Iterator[Finding]:
        """A finding on the first column that has the name of another generation's."""
        text = context.normalized[table.span.start : table.span.end]
        words = letters_only(text)
        for generation in context.lexicon.generations:
            other = generation.table(table.key)
            if other is None or other is table.template or other == table.template:
                continue
            columns = context.lexicon.foreign_columns(table.key, table.index.generation, generation.key)
            found = sorted(_foreign_columns(text, words, columns))
            if len({name for _, _, name in found}) >= _MIXED:
                start, end, _ = found[0]
                names = "、".join(dict.fromkeys(f"“{name}”" for _, _, name in found))
                values |= {"source": generation.source, "columns": names}
                place = Span(table.span.start + start, table.span.start + end)
                yield Finding(place, values, message="partial_message")
                return


def _foreign_columns(
    text: str, words: str, columns: Iterable[tuple[str, str]]
) -> Iterator[tuple[int, int, str]]:
    """Where normalized text, whose letters are `words`, has columns of another form: start, end, name."""
    for name, core in columns:
        if len(core) >= _TELLING and core in words:
            place = re.search(r"[\s|]*".join(core), text)
            if place:
                yield *place.span(), name


def _first_foreign(table: Table, required: TableTemplate) -> Span:
    rows = set(required.row_keys())
    columns = set(required.column_keys())
    for use in table.labels:
        known = rows if use.label.role is Role.ROW else columns if use.label.role is Role.COLUMN else None
        if known is not None and use.label.key not in known:
            return use.span
    return table.labels[0].span if table.labels else table.span


class RowLength(ReportCheck, frozen=True):
    """T408: rows with more or fewer cells than the table has columns."""

    summary: ClassVar[str] = "一行的格数"

    placeholders: ClassVar[frozenset[str]] = frozenset({"table", "row", "found", "expected"})

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding a table, on the first such row's label."""
        for table in context.report.tables:
            ragged = [row for row in table.rows if row.ragged]
            if not ragged:
                continue
            first = ragged[0]
            values = {
                "table": table.template.name,
                "row": table.row_label(first.key),
                "found": str(first.found),
                "expected": str(first.expected),
            }
            yield Finding(
                first.span,
                values,
                related_places((row.span, f"{row.found}格，应为{row.expected}格") for row in ragged[1:]),
            )

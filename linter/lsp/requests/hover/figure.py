"""Hovers of table cells and labels: position, value, and the identities that they are part of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from linter.checks.base import Context
from linter.checks.identities.arithmetic import Verdict
from linter.checks.identities.expression import Comparison, Term
from linter.checks.identities.identities import IdentityCheck, Share, shares
from linter.lsp.requests.hover.markup import Cursor, Fact, HoverEntry
from linter.report.tables.labels import Role
from linter.report.tables.table import Cell, LabelUse, Row, State, Table
from linter.report.text_match import split_numeral, without_note
from linter.rulebook import CompiledRule
from linter.text.normalize import normalize

_SIGNS: Mapping[Comparison, str] = {"==": "＝", "<=": "≤", "<": "＜", ">=": "≥", ">": "＞"}


def figures(context: Context, rules: Sequence[CompiledRule], cursor: Cursor) -> Iterator[HoverEntry]:
    """The cell at the cursor, or the row or column whose label is there."""
    for table in context.report.tables:
        cell = next(_cells(table, cursor), None)
        use = next((use for use in table.labels if cursor.is_in(use.span)), None)
        if cell is not None:
            yield _cell_entry(table, cell, rules)
        elif use is not None and use.label.key is not None:
            if use.label.role is Role.ROW and use.label.key in table.row:
                yield _row_entry(table, use, table.row[use.label.key], rules)
            elif use.label.role is Role.COLUMN:
                facts = (*_wording(use), *_identities(table, rules, None, use.label.key))
                if facts:
                    title = f"{table.template.name}：“{table.column_label(use.label.key)}”列"
                    yield HoverEntry(use.span, title, facts)


def _cells(table: Table, cursor: Cursor) -> Iterator[Cell]:
    """The cells at the cursor; without blank ones that stand nowhere and have their row's span."""
    for row in table.rows:
        yield from (cell for cell in row.cells if cursor.is_in(cell.span) and cell.span != row.span)


def _cell_entry(table: Table, cell: Cell, rules: Sequence[CompiledRule]) -> HoverEntry:
    located = table.cell.get((cell.row_key, cell.column_key)) if cell.column_key else None
    identities = (
        () if located is not cell else tuple(_identities(table, rules, cell.row_key, cell.column_key))
    )
    name = table.words_for(cell)
    title = name if name == table.template.name else f"{table.template.name}：{name}"
    return HoverEntry(cell.span, title, (Fact(_value(cell), "数值"), *identities))


def _row_entry(table: Table, use: LabelUse, row: Row, rules: Sequence[CompiledRule]) -> HoverEntry:
    title = f"{table.template.name}：“{table.row_label(row.key)}”行"
    values = "，".join(
        f"{table.column_label(cell.column_key) if cell.column_key else '？'} {cell.figure.raw or '空'}"
        for cell in row.cells
    )
    stated = (Fact(values, "各列"),) if values else ()
    return HoverEntry(use.span, title, (*_wording(use), *stated, *_identities(table, rules, row.key, None)))


def _wording(use: LabelUse) -> tuple[Fact, ...]:
    return () if use.official else (Fact(use.label.official, "规定的写法"),)


def _value(cell: Cell) -> str:
    raw, value = cell.figure.raw, cell.figure.value
    match cell.state:
        case State.BLANK:
            return f"“{raw}”，作没有填写看" if raw else "没有填写"
        case State.UNREADABLE:
            return f"“{raw}”不是数字"
        case State.UNLOCATED:
            return f"{raw}，在哪一列无法确定"
        case State.LOCATED:
            return raw if raw == str(value) else f"{raw}，读作 {value}{cell.figure.unit}"


def _identities(
    table: Table, rules: Sequence[CompiledRule], row: str | None, column: str | None
) -> Iterator[Fact]:
    for rule in rules:
        if isinstance(rule.check, IdentityCheck):
            for share in shares(table, rule.check, row, column):
                yield Fact(_statement(table, share), f"勾稽 {rule.code}")


def _statement(table: Table, share: Share) -> str:
    """第一项 + 第二项 ＝ 第三项 + 第四项：222 + 5 = 227，227 ✓."""
    sign = _SIGNS[share.stated.op]
    stated = f"{_side(table, share, share.stated.left)} {sign} {_side(table, share, share.stated.right)}"
    if share.judgement.verdict is Verdict.UNDECIDABLE:
        return f"{stated}：有空格或读不准的数，无法判断"
    return f"{stated}：{share.left}，{share.right} {_verdict(share)}"


def _verdict(share: Share) -> str:
    judgement = share.judgement
    differs = judgement.identity.op == "==" and judgement.difference is not None
    off = f"相差 {abs(judgement.difference or 0)}" if differs else "不成立"
    if judgement.verdict is Verdict.HOLDS:
        return "✓"
    return f"✗ {off}" if judgement.verdict is Verdict.BROKEN else f"✗ 空格作 0 计，{off}"


def _side(table: Table, share: Share, terms: Sequence[Term]) -> str:
    parts = "".join(f" {'+' if term.sign > 0 else '-'} {_term(table, share, term)}" for term in terms)
    return parts.removeprefix(" + ").lstrip()


def _term(table: Table, share: Share, term: Term) -> str:
    """The short name of a term: its label without numeral and note, or for a prefix its rows' heading."""
    if term.name is None:
        return str(term.number)
    if share.axis == "row":
        return _short(table.column_label(term.name))
    prefix = term.name.removesuffix("*")
    if prefix == term.name:
        return _short(table.row_label(term.name))
    heading = ""
    for block in table.template.blocks:
        for row in block.rows:
            if row.key is None:
                heading = row.label
            elif row.key.startswith(prefix):
                return _short(heading or row.label)
    return term.name


def _short(label: str) -> str:
    return without_note(split_numeral(normalize(label))[2].strip())

"""Hovers of table cells and labels: position, value, and the identities that they are part of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from linter.checks.base import Context
from linter.checks.identities.arithmetic import Verdict
from linter.checks.identities.expression import Comparison, Sum, Term
from linter.checks.identities.identities import IdentityCheck, Share, shares
from linter.checks.interval import Operator
from linter.lsp.requests.hover.markup import Cursor, Fact, HoverEntry
from linter.report.tables.labels import Role
from linter.report.tables.table import Cell, LabelUse, Row, State, Table
from linter.report.text_match import split_numeral, without_note
from linter.rulebook import CompiledRule
from linter.text.normalize import normalize

_SIGNS: Mapping[Operator, str] = {"==": "＝", "!=": "≠", "<=": "≤", "<": "＜", ">=": "≥", ">": "＞"}


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
    stated = _comparison(table, share, share.stated.comparison)
    if share.stated.condition is not None:
        stated = f"若 {_comparison(table, share, share.stated.condition)}，则 {stated}"
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


def _comparison(table: Table, share: Share, stated: Comparison) -> str:
    within = f"（允许相差 {stated.within}）" if stated.within else ""
    left, right = _side(table, share, stated.left), _side(table, share, stated.right)
    return f"{left} {_SIGNS[stated.op]} {right}{within}"


def _side(table: Table, share: Share, terms: Sum) -> str:
    parts = "".join(f" {'+' if term.sign > 0 else '-'} {_addend(table, share, term)}" for term in terms)
    return parts.removeprefix(" + ").lstrip()


def _addend(table: Table, share: Share, term: Term) -> str:
    if term.extreme is not None:
        arguments = "，".join(_side(table, share, each) for each in term.extreme.arguments)
        words = f"{term.extreme.function}（{arguments}）"
    else:
        words = str(term.number) if term.name is None else _word(table, share, term.name)
    return words if term.factor == 1 else f"{term.factor} × {words}"


def _word(table: Table, share: Share, name: str) -> str:
    """What a figure is called in the table, in few words: its label without numeral and note, or for a
    prefix the heading of its rows."""
    if share.axis == "row":
        return _short(table.column_label(name))
    prefix = name.removesuffix("*")
    if prefix == name:
        return _short(table.row_label(name))
    heading = ""
    for block in table.template.blocks:
        for row in block.rows:
            if row.key is None:
                heading = row.label
            elif row.key.startswith(prefix):
                return _short(heading or row.label)
    return name


def _short(label: str) -> str:
    return without_note(split_numeral(normalize(label))[2].strip())

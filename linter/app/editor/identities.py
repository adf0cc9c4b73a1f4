"""The identities that a cell, row or column of a table takes part in, each judged, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from linter.app.editor.analysis import Analysis
from linter.checks.identities.arithmetic import Verdict
from linter.checks.identities.expression import Comparison, Sum, Term
from linter.checks.identities.identities import IdentityCheck, Share, shares
from linter.checks.interval import Amount, Operator
from linter.report.model import Report
from linter.report.tables.table import Table
from linter.report.text_match import split_numeral, without_note
from linter.text.normalize import normalize

__all__ = ["JudgedIdentity", "Verdict", "judged_identities"]

_SIGNS: Mapping[Operator, str] = {"==": "＝", "!=": "≠", "<=": "≤", "<": "＜", ">=": "≥", ">": "＞"}


class JudgedIdentity(NamedTuple):
    """An identity of the rule `code`, judged in one row or column.

    `condition` (empty without one) and `comparison` are in the words of the table: 第一项 + 第二项 ＝ 合计.
    `left` and `right` are the sides with their figures: `222 + 5 = 227`. `difference` is that of the two
    sides of an equation, None of other comparisons and where it is not known.
    """

    code: str
    condition: str
    comparison: str
    left: str
    right: str
    verdict: Verdict
    difference: Amount | None


def judged_identities(
    analysis: Analysis, report: Report, table: Table, row: str | None, column: str | None
) -> Iterator[JudgedIdentity]:
    """The identities of a cell; where the key of the other is None, those of a row or of a column."""
    for rule in analysis.book.rules_for(report.generation):
        if isinstance(rule.check, IdentityCheck):
            for share in shares(table, rule.check, row, column):
                yield _judged(rule.code, table, share)


def _judged(code: str, table: Table, share: Share) -> JudgedIdentity:
    judgement, condition = share.judgement, share.stated.condition
    return JudgedIdentity(
        code,
        _comparison(table, share, condition) if condition is not None else "",
        _comparison(table, share, share.stated.comparison),
        share.left,
        share.right,
        judgement.verdict,
        judgement.difference if judgement.identity.op == "==" else None,
    )


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
    """A figure's label in the table without numeral and note, or for a prefix the heading of its rows."""
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

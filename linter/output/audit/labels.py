"""The words and links that several of an audit's files share."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from linter.output.audit.model import STATUS_NAMES, Audit, Number, Place, Status, Unit, UnitResult
from linter.output.pivot import Column

UNITS = "units"
"""The folder with a folder for each unit."""

PAGE, FEEDBACK = "问题.html", "反馈.txt"
"""The names of a unit's page and of the text to send to it."""

FEEDBACKS = "反馈汇总.txt"
"""The name of the file with the texts of all units."""

SEVERITIES: Mapping[str, str] = {"error": "错误", "warning": "警告", "info": "提示"}
"""The Chinese name of each severity, worst first."""

TONES: Mapping[Status, str] = {
    Status.SUBMITTED: "ok",
    Status.DUPLICATE: "w",
    Status.WRONG_YEAR: "e",
    Status.NOT_A_REPORT: "e",
    Status.UNREADABLE: "e",
    Status.MISSING: "e",
    Status.OUTSIDE: "w",
    Status.OTHER: "i",
}
"""The CSS class of each status."""


def title_of(audit: Audit) -> str:
    """What the audit is called."""
    return f"{year_words(audit)}政府信息公开工作年度报告审核"


def year_words(audit: Audit) -> str:
    """`2025年度`, empty where the year is not known."""
    return f"{audit.year}年度" if audit.year is not None else ""


def status_words(result: UnitResult) -> str:
    """The status of a unit in a sentence."""
    name = STATUS_NAMES[result.status]
    return f"{name}：{result.note}" if result.note else name


def place_labels(audit: Audit, *, short: bool = False) -> Mapping[Place, str]:
    """Each place in words: its table, row and column; `short`: of the table no more than 表二."""
    return {
        each.place: f"{_table(each.table_label, short=short)} {each.row_label} {each.column_label}"
        for each in audit.columns
    }


def _table(label: str, *, short: bool) -> str:
    return label.partition("（")[0] if short else label


def label_of(place: Place, labels: Mapping[Place, str]) -> str:
    """A place in words; its keys where it is no official one."""
    return labels.get(place, ".".join(place))


def unit_link(unit: Unit, name: str = PAGE) -> str:
    """The address of a file of a unit, from the audit's folder."""
    return "/".join(map(quote, (UNITS, unit.folder, name)))


def number_words(value: Number | None) -> str | None:
    """A number with its thousands apart."""
    return None if value is None else f"{value:,}"


def headline_columns(audit: Audit) -> tuple[Column, ...]:
    """The last column of every row, which is the sum of the others where there are several."""
    last: dict[tuple[str, str], Column] = {}
    for each in audit.columns:
        last[each.table, each.row] = each
    return tuple(last.values())

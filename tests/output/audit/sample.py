"""An audit made by hand: every status, a doubtful match, differences, three years, and hostile words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from linter.diagnostic import Severity
from linter.output.audit.model import (
    Audit,
    Basis,
    Counts,
    Difference,
    FigurePlace,
    FileReport,
    FileResult,
    FindingRow,
    Layout,
    Place,
    RollUp,
    Status,
    Submission,
    Unit,
    UnitResult,
    YearChange,
    YearTotal,
)
from linter.output.pivot import Column
from linter.report.template import ColumnKind
from linter.rulebook import RuleDoc

HOSTILE = '<img src=x onerror="alert(1)">&局'
FORMULA = '=HYPERLINK("http://x","点")'
RECEIVED: Place = ("requests", "received", "total")
ISSUED: Place = ("proactive", "rules", "issued")
_ROWS = {
    b"a": (
        FindingRow("N502", "error", f"合计不符 {HOSTILE}", "第44行", quote=FORMULA, help="重算这一行。"),
        FindingRow("N502", "error", "合计又不符", "第47行", help="重算这一行。"),
        FindingRow("C203", "warning", "括号不对", "第2行", fix="safe", references=("GB/T 9704",)),
        FindingRow("G803", "info", "标点混用", "第9行", report=2),
    ),
    b"b": (FindingRow("C203", "warning", "括号不对", "第2个表格第5行第3列"),),
}
COMMENTED = b"the commented copy"


def rule(code: str, label: str, severity: Severity) -> RuleDoc:
    """A rule as an audit knows it."""
    return RuleDoc(code, code.lower(), label, severity, None, "", "", "", (), "", "", None, ())


RULES = {
    each.code: each
    for each in (
        rule("C203", "文号括号不对", Severity.WARNING),
        rule("G803", "中英标点混用", Severity.INFO),
        rule("N502", "每行总计不符", Severity.ERROR),
    )
}
COLUMNS = (
    Column("proactive", "表二", "rules", "规章", "issued", "本年制发", ColumnKind.COUNT),
    Column("requests", "表三", "received", "本年新收", "person", "自然人", ColumnKind.COUNT),
    Column("requests", "表三", "received", "本年新收", "total", "总计", ColumnKind.COUNT),
)


class Sample:
    """What was found in each file, by its key."""

    def findings(self, file: FileResult) -> tuple[FindingRow, ...]:
        return _ROWS.get(file.key or b"", ())

    def reports(self, file: FileResult) -> tuple[FileReport, ...]:
        places = (
            FigurePlace(*RECEIVED),
            FigurePlace("requests", "received", "person"),
            FigurePlace(*ISSUED),
        )
        one = FileReport(1, "甲局", 2023, Layout(places), (1234, None, None), "LBU")
        return (one,) * max(file.reports, 1)

    def unit(self, name: str) -> UnitResult | None:
        return next((each for each in UNITS if each.unit.name == name), None)

    def owner(self, file: FileResult, report: int) -> tuple[UnitResult, bool] | None:
        for each in UNITS:
            for at, one in enumerate(each.submissions):
                if (one.file.name, one.report) == (file.name, report):
                    return each, at == 0
        return None

    def copy(self, file: FileResult) -> bytes | None:
        return COMMENTED if file.has_copy else None

    def changes(self) -> Iterator[YearChange]:
        yield YearChange("甲局", RECEIVED, ((2021, 10), (2022, 20), (2023, 30)))
        yield YearChange("甲局", ISSUED, ((2021, 3), (2022, None), (2023, 1)))
        yield YearChange("丙区政府", RECEIVED, ((2021, 100), (2022, 100), (2023, 100)))
        yield YearChange(HOSTILE, RECEIVED, ((2021, 1), (2023, 2)))


def file(name: str, status: Status, key: bytes | None = None, **more: object) -> FileResult:
    """A file of the folder."""
    return FileResult(name, status, key, **more)  # type: ignore[arg-type]


ONE = file(
    "甲局 #1.docx",
    Status.SUBMITTED,
    b"a",
    units=("甲局",),
    basis=Basis.ISSUER,
    reports=2,
    issuers=("甲局",),
    counts=Counts(2, 1, 1, (("C203", 1), ("G803", 1), ("N502", 2)), 2),
    has_copy=True,
)
TWO = file(
    f"收/{HOSTILE}.txt",
    Status.DUPLICATE,
    b"b",
    units=(HOSTILE,),
    basis=Basis.LIKENESS,
    doubtful=True,
    reports=1,
    counts=Counts(0, 1, 0, (("C203", 1),), 0),
)
AGAIN = file("收.zip!里/又一份.txt", Status.DUPLICATE, b"b", units=(HOSTILE,), reports=1)
PICTURE = file("丁局.jpg", Status.UNREADABLE, reason="是图片", units=("丁局",), basis=Basis.FILE_NAME)
STRANGER = file("外.txt", Status.OUTSIDE, b"c", reason="名单里没有这个单位：外局", reports=1)

UNITS = (
    UnitResult(
        Unit("甲局", ("小甲",), "丙区政府", "部门", 2, "甲局 #1%"),
        Status.SUBMITTED,
        (Submission(ONE, 1, "甲局", 2023, Basis.ISSUER),),
    ),
    UnitResult(
        Unit(HOSTILE, (), "丙区政府", "部门", 3, "img"),
        Status.DUPLICATE,
        (
            Submission(TWO, 1, "乙周", 2023, Basis.LIKENESS, doubtful=True, note="机关名称只是相近，请核对"),
            Submission(AGAIN, 1, "乙局", 2023, Basis.ISSUER),
        ),
        note="内容完全相同",
    ),
    UnitResult(Unit("丁局", (), "丙区政府", "部门", 4, "丁局"), Status.UNREADABLE, (), (PICTURE,), "是图片"),
    UnitResult(Unit(FORMULA, (), "丙区政府", "", 5, "formula"), Status.MISSING),
    UnitResult(Unit("丙区政府", (), None, "区", 6, "丙区政府"), Status.MISSING),
)
FILES = (ONE, TWO, AGAIN, PICTURE, STRANGER)
AUDIT = Audit(
    year=2023,
    folder=HOSTILE,
    roster="名单.csv",
    units=UNITS,
    files=FILES,
    rollups=(
        RollUp(
            unit=None,
            units=4,
            counted=2,
            missing=("丁局", FORMULA),
            sums={RECEIVED: 1234},
            file="汇总.txt",
            report=1,
            agreed=7,
            unjudged=2,
            differences=(
                Difference(RECEIVED, 1200, 1234, "相差的正是甲局的数", ("甲局",)),
                Difference(("other", "row", "column"), 2, 1),
            ),
        ),
        RollUp("丙区政府", 4, 2, (), {RECEIVED: 1234}),
    ),
    years=tuple(
        YearTotal(year, 1, {RECEIVED: value}) for year, value in ((2021, 10), (2022, 20), (2023, 30))
    ),
    columns=COLUMNS,
    rules=RULES,
    counts=Counts(2, 2, 1),
    unit_states=Counter(each.status for each in UNITS),
    file_states=Counter(each.status for each in FILES),
    doubtful=1,
    notes=(f"说明 {HOSTILE}",),
)
DETAILS = Sample()


def read(path: Path) -> html.HtmlElement:
    """A page as a browser reads it."""
    return html.document_fromstring(path.read_bytes())

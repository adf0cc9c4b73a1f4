"""The JSON that programs rely on: exactly these keys, in any order, and nothing else."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import cast

from msgspec.structs import replace

from linter.diagnostic import Diagnostic, Related, Severity
from linter.output.extract_formats import EXTRACTS, Streamed
from linter.output.extract_model import record
from linter.output.formats import FORMATS
from linter.output.style import plain
from linter.output.totals import Totals, tally
from linter.report.model import Report
from linter.report.tables.table import Cell, State
from linter.report.template import TableTemplate
from linter.report.values.figure import Figure
from linter.report.values.period import Period
from linter.text.source import Origin, Source, Span
from tests.fakes import finding

SOURCE = Source("a.txt", "云岭市年报\n总计 4\n", origins=(None, Origin("表2 第5行第3列")))


def test_a_finding_is_exactly_the_documented_object() -> None:
    found = finding(SOURCE, "4", related=1, fix=True)
    document = "[" + FORMATS["json"].part(SOURCE, [found], plain) + "]"
    assert json.loads(document) == [
        {
            "code": "N501",
            "name": "request-balance",
            "severity": "error",
            "message": "“总计”一列收支不平：3 + 0 ≠ 4 + 0，差 -1",
            "help": "核对四行。",
            "url": None,
            "filename": "a.txt",
            "report": 1,
            "location": {"row": 2, "column": 4},
            "end_location": {"row": 2, "column": 5},
            "related": [
                {
                    "location": {"row": 1, "column": 1},
                    "end_location": {"row": 1, "column": 2},
                    "message": "第0项",
                }
            ],
            "origin": "表2 第5行第3列",
            "fix": {
                "applicability": "safe",
                "message": "改为规范表述",
                "edits": [
                    {
                        "location": {"row": 2, "column": 4},
                        "end_location": {"row": 2, "column": 5},
                        "content": "改",
                    }
                ],
            },
        }
    ]


def test_what_a_finding_has_not_is_null_or_empty() -> None:
    source = Source("a.txt", "年报")
    found = Diagnostic("T404", "blank-cell", Severity.WARNING, "空", Span(0, 0))
    [given] = json.loads("[" + FORMATS["json"].part(source, [found], plain) + "]")
    assert (given["origin"], given["fix"], given["related"], given["help"]) == (None, None, [], "")


def test_a_place_in_another_file_names_it() -> None:
    other = Source("b.txt", "年报\n3")
    found = finding(SOURCE, "4", related=1)
    found = replace(found, related=(*found.related, Related(Span(3, 4), "上年：3", other)))
    [given] = json.loads("[" + FORMATS["json"].part(SOURCE, [found], plain) + "]")
    here, there = given["related"]
    assert "filename" not in here
    assert there == {
        "filename": "b.txt",
        "location": {"row": 2, "column": 1},
        "end_location": {"row": 2, "column": 2},
        "message": "上年：3",
    }


def test_parts_join_to_one_array() -> None:
    form = FORMATS["json"]
    part = form.part(SOURCE, [finding(SOURCE, "4")] * 2, plain)
    for parts, count in ((), 0), ((part,), 2), ((part, part), 4):
        document = form.opening + form.separator.join(parts) + form.closing(Totals(), plain)
        assert len(json.loads(document)) == count


def test_statistics_are_a_list_of_objects() -> None:
    totals = Totals(files=1, tallies=tally([finding(SOURCE, "4")] * 2))
    statistics = FORMATS["json"].statistics
    assert statistics is not None
    assert json.loads(statistics(totals, plain)) == [
        {"code": "N501", "name": "request-balance", "severity": "error", "count": 2}
    ]
    assert json.loads(statistics(Totals(), plain)) == []


def _cell(column: str | None, value: int | Decimal | None, raw: str, at: int, state: State) -> Cell:
    figure = Figure(raw=raw, value=value)
    return Cell(
        row_key="received", column_key=column, figure=figure, span=Span(at, at + len(raw)), state=state
    )


def _table(key: str, *cells: Cell) -> SimpleNamespace:
    template = TableTemplate(key, "表", ())
    row = SimpleNamespace(key="received", cells=cells, block=SimpleNamespace(columns=()))
    return SimpleNamespace(key=key, template=template, index=SimpleNamespace(generation="2021"), rows=(row,))


def test_an_extracted_report_is_exactly_the_documented_object() -> None:
    source = Source(
        "b.txt", "云岭市2023年年报\n一、总体情况\n国办公开办函〔2021〕30号 1月1日至12月31日\n3 | 2.5 | x"
    )
    report = cast(
        Report,
        SimpleNamespace(
            title="云岭市2023年年报",
            title_span=Span(0, 10),
            issuer="云岭市",
            year=2023,
            generation="2021",
            number=1,
            sections=(
                SimpleNamespace(key="overview", number=1, heading="一、总体情况", span=Span(11, 17)),
                SimpleNamespace(key=None, number=None, heading="附件", span=Span(11, 17)),
            ),
            citations=(SimpleNamespace(text="国办公开办函〔2021〕30号", span=Span(18, 33)),),
            periods=(
                Period("1月1日至12月31日", date(2023, 1, 1), date(2023, 12, 31), Span(34, 45)),
                Period("1月1日至2月31日", date(2023, 1, 1), None, Span(34, 45)),
            ),
            tables=(
                _table("requests", _cell("total", 3, "3", 46, State.LOCATED)),
                _table("requests", _cell(None, Decimal("2.5"), "2.5", 50, State.UNLOCATED)),
                _table("review", _cell("total", Decimal("2.00"), "2.00", 50, State.LOCATED)),
                _table("proactive", _cell("amount", None, "x", 56, State.UNREADABLE)),
            ),
        ),
    )
    form = EXTRACTS["json"]
    assert isinstance(form, Streamed)
    parts = [form.part([record(source, report)])] * 2
    given = json.loads(form.opening() + form.separator.join(parts) + form.closing)
    assert given[0] == given[1]
    assert given[0] == {
        "filename": "b.txt",
        "report": 1,
        "title": "云岭市2023年年报",
        "title_row": 1,
        "issuer": "云岭市",
        "year": 2023,
        "generation": "2021",
        "sections": [
            {"key": "overview", "number": 1, "heading": "一、总体情况", "row": 2},
            {"key": None, "number": None, "heading": "附件", "row": 2},
        ],
        "citations": [{"text": "国办公开办函〔2021〕30号", "row": 3, "column": 1}],
        "periods": [
            {"text": "1月1日至12月31日", "start": "2023-01-01", "end": "2023-12-31", "row": 3},
            {"text": "1月1日至2月31日", "start": "2023-01-01", "end": None, "row": 3},
        ],
        "tables": {
            "requests": [
                _object("total", 3, "3", 1, "located"),
                _object(None, 2.5, "2.5", 5, "unlocated"),
            ],
            "review": [_object("total", 2, "2.00", 5, "located")],
            "proactive": [_object("amount", None, "x", 11, "unreadable")],
        },
    }
    whole = given[0]["tables"]["review"][0]["value"]
    assert isinstance(whole, int)


def _object(column_key: str | None, value: float | None, raw: str, column: int, state: str) -> object:
    return {
        "row_key": "received",
        "column_key": column_key,
        "value": value,
        "raw": raw,
        "row": 4,
        "column": column,
        "state": state,
    }

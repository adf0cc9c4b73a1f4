"""Comma-separated values: what Excel and what a program make of them."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.output.csv import _text
from linter.output.extract_model import Record
from linter.report.tables.table import State
from tests.output.reported import NEWER, OLDER, gathered, generated, parsed, records, streamed

SEEDS = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=3, unique=True)
few = settings(max_examples=20)


def wide(given: tuple[Record, ...]) -> list[dict[str, str]]:
    """The rows of the wide form by key: the last word of each column's name."""
    rows = parsed(gathered("csv-wide", given).decode())
    return [{name.rpartition(" ")[2]: value for name, value in row.items()} for row in rows]


def test_the_long_form_word_for_word() -> None:
    text = streamed("csv", [records(OLDER)])
    title = "云岭市临江区民政局2020年政府信息公开工作年度报告"
    head = f"a.txt,1,{title},云岭市临江区民政局,2020,2019,proactive,表二（主动公开政府信息情况）,"
    lines = [
        "licensing,行政许可,previous_items,上一年项目数量,298,,298,located,5,8,",
        "licensing,行政许可,change,本年增/减,-92,,-92,located,5,14,",
        'licensing,行政许可,decisions,处理决定数量,1583,,"1,583",located,5,20,',
        "other_services,其他对外管理服务事项,previous_items,上一年项目数量,22,,22,located,6,14,",
        "other_services,其他对外管理服务事项,change,本年增/减,0,,0,located,6,19,",
        "other_services,其他对外管理服务事项,decisions,处理决定数量,878,,878,located,6,23,",
        "procurement,政府集中采购,items,采购项目数量,148,,148,located,9,10,",
        "procurement,政府集中采购,amount,采购总金额,4351.99,,4351.99,located,9,16,",
    ]
    names = (
        "filename,report,title,issuer,year,generation,table,table_label,row_key,row_label,"
        "column_key,column_label,value,unit,raw,state,row,column,origin"
    )
    assert text == "\ufeff" + "".join(f"{line}\r\n" for line in (names, *(head + one for one in lines)))


def test_every_state_is_visible_in_the_wide_form() -> None:
    [row] = wide(records(NEWER))
    assert (row["issuer"], row["year"], row["generation"]) == ("云岭市临江区民政局", "2023", "2021")
    assert (row["proactive.fees.amount"], row["proactive.fees.amount.unit"]) == ("251000", "元")
    assert row["proactive.licensing.decisions"] == "（缺）"
    received = [row[f"requests.received.{key}"] for key in ("natural_person", "business", "research")]
    assert received == ["3", "若干", "0"]
    assert row["requests.carried_in.business"] == "（空）"
    assert row["requests.granted.natural_person"] == "（列不明：4、2）"
    assert row["requests.refused.process.total"] == "（缺）"
    assert row["review.reconsideration.upheld"] == "（缺）"


def test_reports_of_two_generations_share_the_columns_that_they_share() -> None:
    newer, older = wide(records(NEWER) + records(OLDER))
    assert list(newer) == list(older)
    keys = [key for key in newer if key.startswith(("proactive.licensing", "proactive.other_services"))]
    assert [(key.partition(".")[2], newer[key], older[key]) for key in keys] == [
        ("licensing.previous_items", "", "298"),
        ("licensing.change", "", "-92"),
        ("licensing.decisions", "（缺）", "1583"),
        ("other_services.previous_items", "", "22"),
        ("other_services.change", "", "0"),
        ("other_services.decisions", "", "878"),
    ]
    assert newer["proactive.procurement.amount"] == newer["proactive.procurement.amount.unit"] == ""
    assert older["proactive.procurement.amount.unit"] == "（未注明）"
    assert (newer["requests.otherwise.total"], older["requests.otherwise.other.total"]) == ("", "")
    order = [key.split(".")[1] for key in newer if key.startswith("requests.")]
    assert order.index("processed_total") > order.index("otherwise") > order.index("not_processed")


def test_only_the_columns_of_the_reports_formats_are_there() -> None:
    assert not any(key.startswith("proactive.procurement") for key in wide(records(NEWER))[0])
    assert list(parsed(gathered("csv-wide", ()).decode())) == []


def test_a_row_that_stands_twice_counts_once_and_is_seen_in_the_long_form() -> None:
    again = OLDER.replace("其他对外", "行政许可 | 7 | 0 | 1583 |\n其他对外")
    [row] = wide(records(again))
    assert row["proactive.licensing.previous_items"] == "298"
    long = parsed(streamed("csv", [records(again)]))
    assert [one["value"] for one in long if one["column_key"] == "previous_items"] == ["298", "7", "22"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86 10", "'+86 10"),
        ("-cmd|x", "'-cmd|x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝1+1", "'＝1+1"),
        ("-92", "-92"),
        ("+1,019.5", "+1,019.5"),
        ("-", "-"),
        ("—", "—"),
        ("a=1", "a=1"),
        ("361(减)", "361(减)"),
        (-92, "-92"),
        (Decimal("0.0000001"), "0.0000001"),
        (None, ""),
        ('他说"好",\r\n走', '他说"好",\r\n走'),
    ],
)
def test_no_text_is_a_formula(value: str | int | Decimal | None, cell: str) -> None:
    [row] = csv.reader(io.StringIO(_text([(value, "b")]), newline=""))
    assert row == [cell, "b"]


@few
@given(SEEDS)
def test_the_long_form_says_what_the_json_says(seeds: list[int]) -> None:
    parts = [generated([seed]) for seed in seeds]
    documents = json.loads(streamed("json", parts), parse_float=Decimal)
    said = [
        (one["filename"], one["report"], one["year"], one["generation"], table, *figure.values())
        for one in documents
        for table, figures in one["tables"].items()
        for figure in figures
    ]
    rows = parsed(streamed("csv", parts))
    assert [
        (
            row["filename"],
            int(row["report"]),
            int(row["year"]),
            row["generation"],
            row["table"],
            row["row_key"],
            row["column_key"] or None,
            Decimal(row["value"]) if row["value"] else None,
            row["raw"],
            int(row["row"]),
            int(row["column"]),
            row["state"],
        )
        for row in rows
    ] == said


@few
@given(SEEDS)
def test_the_wide_form_is_the_long_form_turned(seeds: list[int]) -> None:
    given = generated(seeds)
    turned: list[dict[str, str]] = []
    for one in given:
        cells: dict[str, str] = {}
        for row in parsed(streamed("csv", [[one]])):
            key = f"{row['table']}.{row['row_key']}.{row['column_key']}"
            if row["state"] == State.LOCATED.value:
                cells.setdefault(key, row["value"])
                if row["unit"]:
                    cells.setdefault(f"{key}.unit", row["unit"])
        turned.append(cells)
    for row, cells in zip(wide(given), turned, strict=True):
        assert {key: row[key] for key in cells} == cells
        rest = {key: value for key, value in row.items() if "." in key and key not in cells}
        assert not any(value[:1].isdigit() or value[:1] == "-" for value in rest.values())

"""What cannot be read is said to be unread: not missing, not blank, not wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from linter.documents import open_document
from linter.rulebook import Rulebook
from tests.linting import read
from tests.samples.tables import PROACTIVE, REQUESTS, REVIEW, ZEROS, found, report

Tables = Mapping[str, str]
REPEATED = f"2.重复申请 | {ZEROS} |"
ROW = re.compile(r"(.*?)((?: \| \d){7}) \|")
LABELS = ROW.sub(r"\1", REQUESTS)
FIGURES = "".join(f"{match[2].strip(' |')} |\n" for match in ROW.finditer(REQUESTS))
BEFORE = ROW.sub(lambda match: f"{match[2].strip(' |')} |\n{match[1]}", REQUESTS)


def glued(table: str) -> str:
    return table.replace(" | ", "").replace(" |", "")


def by_cell(table: str) -> str:
    return "".join(f"{cell.strip()}\n" for cell in re.split(r"[|\n]", table) if cell.strip())


def written(tables: Tables) -> str:
    whole = {"proactive": PROACTIVE, "requests": REQUESTS, "review": REVIEW, **tables}
    return report(proactive=whole["proactive"], requests=whole["requests"], review=whole["review"])


def told(book: Rulebook, tables: Tables) -> list[str]:
    """The codes of findings about tables and figures."""
    return [
        one.code for one in found(book, written(tables), "")[1] if one.code[0] in "TN" or one.code == "G809"
    ]


def located(book: Rulebook, key: str, tables: Tables) -> dict[tuple[str, str], object]:
    """The figures of a table whose places are known."""
    _, [one] = read(open_document(written(tables).encode(), "a.txt"), book)
    table = one.table(key)
    return dict(table.values) if table is not None else {}


READ: dict[str, dict[str, str]] = {
    "every table": {"proactive": glued(PROACTIVE), "requests": glued(REQUESTS), "review": glued(REVIEW)},
    "one row": {"requests": REQUESTS.replace(REPEATED, glued(REPEATED))},
    "figures alone": {"requests": REQUESTS.replace(ZEROS, "0000000")},
    "figures behind a blank": {"requests": re.sub(r"(?<=\d) \| (?=\d)", "", REQUESTS).replace(" |", "")},
    "groups of table four": {
        "review": re.sub(r"^1 \|.*$", "10012 | 00000 | 10001 |", REVIEW, flags=re.MULTILINE)
    },
    "two rows in a line": {"proactive": PROACTIVE.replace(" | 0 | 0 | 0 |\n行政规范", "000行政规范")},
}


@pytest.mark.parametrize("name", READ)
def test_figures_that_ran_together_are_read_where_they_fit_in_one_way(book: Rulebook, name: str) -> None:
    tables = READ[name]
    assert told(book, tables) == []
    for key in tables:
        assert located(book, key, tables) == located(book, key, {})


UNREAD: dict[str, dict[str, str]] = {
    "several ways to part digits": {
        "requests": glued(
            REQUESTS.replace("| 3 | 1 | 0 | 0 | 0 | 0 | 4 |", "| 13 | 1 | 0 | 0 | 0 | 0 | 14 |")
        )
    },
    "digits that do not add up": {"requests": glued(REQUESTS.replace(ZEROS, "0 | 0 | 3 | 0 | 0 | 0 | 0", 1))},
    "several ways in table two": {"proactive": glued(PROACTIVE.replace("| 9 |", "| 19 |"))},
    "table two in one line": {"proactive": glued(PROACTIVE).replace("\n", "") + "\n"},
    "table three in one line": {"requests": glued(REQUESTS).replace("\n", "") + "\n"},
    "table four in one line": {"review": glued(REVIEW).replace("\n", "") + "\n"},
    "a label behind its figures": {"requests": REQUESTS.replace(REPEATED, f"{ZEROS} |\n2.重复申请")},
    "a torn label behind its figures": {
        "requests": REQUESTS.replace(REPEATED, f"{ZEROS} |\n（五）不\n2.重复申\n予处理\n请")
    },
    "a label that is lost": {"requests": REQUESTS.replace(REPEATED, f"{ZEROS} |")},
    "a label behind its figures, cell by cell": {
        "requests": by_cell(REQUESTS.replace(REPEATED, f"{ZEROS} |\n2.重复申请"))
    },
    "a torn label, cell by cell": {
        "requests": by_cell(REQUESTS.replace(REPEATED, f"{ZEROS} |\n2.重复\n申\n请"))
    },
    "all labels, then all figures": {"requests": LABELS + FIGURES},
    "all labels, then all figures, cell by cell": {"requests": by_cell(LABELS + FIGURES)},
    "all figures, then all labels": {"requests": FIGURES + LABELS},
    "each label behind its figures": {"requests": BEFORE},
    "each label behind its figures, cell by cell": {"requests": by_cell(BEFORE)},
    "two labels of table two, then their figures": {
        "proactive": PROACTIVE.replace(
            "规章 | 0 | 0 | 0 |\n行政规范性文件 | 2 | 1 | 9 |",
            "规章\n行政规范性文件\n0 | 0 | 0 |\n2 | 1 | 9 |",
        )
    },
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_fits_in_no_way_or_in_several_is_said_once_and_not_judged(book: Rulebook, name: str) -> None:
    tables = UNREAD[name]
    assert told(book, tables) == ["G809"]
    for key in tables:
        true = located(book, key, {})
        assert all(true[place] == value for place, value in located(book, key, tables).items())


def test_the_finding_says_which_rows_are_not_judged(book: Rulebook) -> None:
    result, [finding] = found(book, written(UNREAD["a label behind its figures"]), "G809")
    assert "“2.重复申请”没有核对" in finding.message
    assert result.source.slice(finding.span) == ZEROS


Change = Callable[[str], str]
OTHERS: list[tuple[Change, list[str]]] = [
    (lambda table: table.replace(REPEATED + "\n", ""), ["T402"]),
    (lambda table: by_cell(table.replace(REPEATED + "\n", "")), ["T402"]),
    (lambda table: table.replace(REPEATED, "2.重复申请 |  |  |  |  |  |  |  |"), ["T404"]),
    (lambda table: table.replace("2.重复申请 | 0", "2.重复申请 | 若干"), ["T405"]),
    (lambda table: table.replace("2.重复申请 | 0", "2.重复申请 | 0 | 0"), ["T408"]),
    (lambda table: table.replace("2.重复申请 | 0 |", "2.重复申请 |"), ["T408"]),
    (lambda table: by_cell(table.replace(REPEATED, f"{REPEATED}\n0 |")), ["T408"]),
    (by_cell, []),
    (
        lambda table: table.replace(
            "1.本机关不掌握相关政府信息 | 1", "1.本机关不掌握相关政府信息 | 无法 | 1"
        ),
        [],
    ),
]


@pytest.mark.parametrize(("change", "codes"), OTHERS)
def test_faults_of_tables_that_can_be_read_stay_what_they_are(
    book: Rulebook, change: Change, codes: list[str]
) -> None:
    assert told(book, {"requests": change(REQUESTS)}) == codes


@pytest.mark.parametrize(
    "tables",
    [
        {"proactive": "制发规章0件、行政规范性文件3件，行政许可12件，行政处罚5件，行政强制0件，收费0元。\n"},
        {"requests": "全年收到申请4件，予以公开3件，无法提供1件，没有结转下年度继续办理的申请。\n"},
        {"review": "复议结果维持1件，结果纠正0件，其他结果0件，尚未审结0件；未发生行政诉讼。\n"},
        {"review": ""},
    ],
)
def test_prose_in_the_place_of_a_table_is_no_table(book: Rulebook, tables: dict[str, str]) -> None:
    assert told(book, tables) == ["T401"]


@pytest.mark.parametrize("figure", ["100", "1000", "2023"])
def test_a_lone_figure_of_several_digits_is_one_figure(book: Rulebook, figure: str) -> None:
    proactive = PROACTIVE.replace("行政许可 | 12 |", f"行政许可 | {figure} |")
    assert located(book, "proactive", {"proactive": proactive})["licensing", "decisions"] == int(figure)


def test_a_table_that_no_format_prescribes_is_not_judged(book: Rulebook) -> None:
    text = report(
        proactive=by_cell("规章 | 行政处罚 | 行政许可 | 3 | 5 | 7 | 12 |"), requests="", review="", year=2016
    )
    assert [one.code for one in found(book, text, "G809")[1]] == []

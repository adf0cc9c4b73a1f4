"""A new report: as it is only what is to be filled in is found, filled in nothing is."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from linter.app.new import NewReportError, last_report, new_report, write_new
from linter.documents import open_document
from linter.output.new_report import WRITERS, Kind, NewReport, NewTable, Words
from linter.rulebook import load
from tests.corpus import Draft, build
from tests.linting import book, lint

BODY = "云岭市临江区民政局"
SENTENCES = {
    "（一）主动公开。": "主动公开政策文件、办事指南和财政信息，重要政策都配有解读。",
    "（二）依申请公开。": "设专人登记、办理和答复，均在法定期限内办结。",
    "（三）政府信息管理。": "公开前逐件审查，定期清理规范性文件。",
    "（四）政府信息公开平台建设。": "门户网站和新媒体按要求维护，更新及时。",
    "（五）监督保障。": "组织业务培训，接受社会评议，没有发生责任追究。",
}
PROBLEMS = "存在的主要问题是政策解读的形式比较单一，栏目更新不够及时。"
IMPROVEMENTS = "针对上述问题，将丰富解读形式，落实专人维护栏目。"
FEES = "依据《政府信息公开信息处理费管理办法》收取信息处理费0元。"


def drafts(generation: str, count: int) -> list[Draft]:
    """Generated reports of a generation, for their figures."""
    made = (build(random.Random(seed)) for seed in range(1000))
    return [draft for draft in made if draft.generation == generation][:count]


def filled(report: NewReport, draft: Draft) -> NewReport:
    """A new report with the figures of a generated one, and sentences for what is to be written."""
    blocks: list[Words | NewTable] = []
    for block in report.blocks:
        if isinstance(block, NewTable):
            figures = draft.grid(block.form.key).figures()
            unit = "万元" if draft.generation == "2019" else ""  # which the 2019 form leaves to the writer
            texts = {
                place: f"{value}{unit if place[1] == 'amount' else ''}" for place, value in figures.items()
            }
            blocks.append(block._replace(figures=texts))
        else:
            blocks.append(block._replace(text=_written(block.text)))
    return report._replace(blocks=tuple(blocks))


def _written(text: str) -> str:
    head = text.partition("（请")[0]
    if head == text:
        return text
    if head.startswith("（"):
        return head + SENTENCES[head]
    if "信息处理费" in head:
        return text.replace("（请填写金额，没有收取的填0）", "0")
    return {"主要": PROBLEMS, "改进": IMPROVEMENTS, "其他": "无其他需要报告的事项。"}[
        next(word for word in ("其他", "改进", "主要") if word in text)
    ]


def codes(data: bytes, suffix: str) -> list[str]:
    """The codes of what is found in a file, hints left out."""
    result = lint(open_document(data, f"a{suffix}"), book())
    return [found.code for found in result.diagnostics]


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("year", [2020, 2021, 2025])
def test_as_it_is_only_what_is_to_be_filled_in_is_found(year: int, suffix: str) -> None:
    report = new_report(book(), BODY, year)
    found = codes(WRITERS[suffix](report), suffix)
    hints = sum("（请" in block.text for block in report.blocks if isinstance(block, Words))
    assert sorted(found) == ["G807"] * hints + ["T404"] * 3


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("generation", ["2019", "2021"])
def test_filled_in_it_is_clean(generation: str, suffix: str) -> None:
    for draft in drafts(generation, 4):
        report = filled(new_report(book(), draft.issuer.name, draft.year), draft)
        assert codes(WRITERS[suffix](report), suffix) == []


def test_every_figure_is_read_where_the_form_has_its_cell() -> None:
    from linter.lint import read_reports

    (draft,) = drafts("2021", 1)
    report = filled(new_report(book(), BODY, draft.year), draft)
    for suffix, write in WRITERS.items():
        (read,) = read_reports(open_document(write(report), f"a{suffix}"), book())
        for block in report.blocks:
            if isinstance(block, NewTable):
                table = read.table(block.form.key)
                assert table is not None
                for place, text in block.figures.items():
                    assert float(table.cell[place].figure.value or 0) == float(text), (suffix, place)


def test_last_years_figures_go_on(tmp_path: Path) -> None:
    (draft,) = drafts("2021", 1)
    old = filled(new_report(book(), BODY, 2023), draft)
    write_new(str(tmp_path / "2023.docx"), old)
    before = last_report(str(tmp_path / "2023.docx"), book(), 2024)
    report = new_report(book(), BODY, 2024, before)
    tables = {block.form.key: block.figures for block in report.blocks if isinstance(block, NewTable)}
    grid = draft.grid("requests")
    assert tables["requests"] == {
        ("carried_in", column): str(value)
        for (row, column), value in grid.figures().items()
        if row == "carried_out"
    }
    stock = draft.grid("proactive")
    assert tables["proactive"] == {
        (row, "in_force"): str(stock.value(row, "in_force")) for row in ("regulations", "normative_documents")
    }
    assert tables["review"] == {}


def test_a_report_of_another_year_is_not_last_years(tmp_path: Path) -> None:
    path = str(tmp_path / "a.txt")
    write_new(path, new_report(book(), BODY, 2022))
    with pytest.raises(NewReportError, match="应是2023年度的一份年报，里面是2022年度的"):
        last_report(path, book(), 2024)
    with pytest.raises(NewReportError, match=r"b\.txt"):
        last_report(str(tmp_path / "b.txt"), book(), 2024)


def test_years_without_an_official_form_are_told() -> None:
    with pytest.raises(NewReportError, match="2019年度起才有"):
        new_report(book(), BODY, 2018)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("稿", encoding="utf-8")
    with pytest.raises(NewReportError, match="不覆盖"):
        write_new(str(path), new_report(book(), BODY, 2024))
    assert path.read_text(encoding="utf-8") == "稿"


def test_a_generation_of_ones_own_has_its_form_without_code(tmp_path: Path) -> None:
    pack = tmp_path / "2030.yaml"
    pack.write_text(
        """\
pack: "2030"
extends: "2021"
generation: {key: "2030", since: 2030, source: 某函〔2030〕1号}
draft:
  preface: ["{{body}}按照某函〔2030〕1号编制{{year}}年度报告。"]
  sections: [{key: overview, text: [（请写明工作情况）]}]
sections:
  - {key: opinion, number: 7, heading: 社会评议情况, table: opinion}
tables:
  - key: opinion
    name: 表五
    corner: 类别
    blocks:
      - columns: [{key: satisfied, label: 满意}, {key: other, label: 不满意}]
        rows: [{key: online, label: 网上评议}, {key: onsite, label: 现场评议}]
""",
        encoding="utf-8",
    )
    report = new_report(load([pack]), BODY, 2031)
    assert report.blocks[1] == Words(Kind.TEXT, f"{BODY}按照某函〔2030〕1号编制2031年度报告。")
    assert [block.text for block in report.blocks if isinstance(block, Words)][-1] == "七、社会评议情况"
    table = report.blocks[-1]
    assert isinstance(table, NewTable)
    assert [cell.words for cell in table.form.cells if cell.words] == [
        "类别", "满意", "不满意", "网上评议", "现场评议",
    ]  # fmt: skip

"""A new generation of the format is one YAML file and no Python."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from linter.cli import main
from linter.diagnostic import Diagnostic
from linter.documents import open_document
from linter.rulebook import Rulebook, load
from tests.corpus import Style, Wish, build, render
from tests.linting import lint, read

PACK = """\
# 虚构的新格式：第五部分改名，表二增加一行，表四的总计不再含尚未审结的案件。
pack: "2030"
extends: "2021"
generation: {key: "2030", since: 2030, source: 国办公开办函〔2030〕7号}

sections:
  - key: problems
    number: 5
    heading: 工作短板与改进计划
    deprecated: [存在的主要问题及改进情况]

tables:
  - key: proactive
    name: 表二（主动公开政府信息情况）
    headers: [信息内容]
    blocks:
      - label: 第二十条第（一）项
        columns:
          - {key: issued, label: "本年制发件数"}
          - {key: repealed, label: "本年废止件数"}
          - {key: in_force, label: "现行有效件数"}
        rows:
          - {key: regulations, label: "规章"}
          - {key: normative_documents, label: "行政规范性文件"}
      - label: 第二十条第（五）项
        columns:
          - {key: decisions, label: "本年处理决定数量"}
        rows:
          - {key: licensing, label: "行政许可"}
      - label: 第二十条第（六）项
        columns:
          - {key: decisions, label: "本年处理决定数量"}
        rows:
          - {key: penalties, label: "行政处罚"}
          - {key: coercive_measures, label: "行政强制"}
          - {key: inspections, label: "行政检查"}
      - label: 第二十条第（八）项
        columns:
          - {key: amount, label: "本年收费金额（单位：万元）", kind: amount, unit: 万元}
        rows:
          - {key: fees, label: "行政事业性收费"}

rules:
  - code: N504
    name: reconsideration-total
    severity: error
    check: identity
    table: review
    each: row
    units: [reconsideration]
    holds: upheld + overturned + other == total
    message: "{{where}}三项结果合计 {{left}}，与总计 {{right}} 不符，相差 {{difference}}"
    tests:
      - name: 把尚未审结的也算进了总计
        input: |
          云岭市临江区民政局2030年政府信息公开工作年度报告
          四、政府信息公开行政复议、行政诉讼情况
          行政复议 | 行政诉讼 |
          未经复议直接起诉 | 复议后起诉 |
          结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
          1 | 1 | 1 | 1 | 4 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
        want: N504
        row: 6
      - name: 三项之和
        input: |
          云岭市临江区民政局2030年政府信息公开工作年度报告
          四、政府信息公开行政复议、行政诉讼情况
          行政复议 | 行政诉讼 |
          未经复议直接起诉 | 复议后起诉 |
          结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
          1 | 1 | 1 | 1 | 3 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
        absent: N504
"""  # noqa: E501
HEADING = "五、工作短板与改进计划"
COERCIVE = "行政强制 | 0 |\n"
INSPECTIONS = "行政检查 | 0 |\n"
FIGURES = " | ".join("0" * 15)
FOUR_MAKE_FOUR = FIGURES.replace("0 | 0 | 0 | 0 | 0", "1 | 1 | 1 | 1 | 4", 1)
THREE_MAKE_THREE = FIGURES.replace("0 | 0 | 0 | 0 | 0", "1 | 1 | 1 | 1 | 3", 1)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rules") / "2030.yaml"
    path.write_text(PACK, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def book(pack: Path) -> Rulebook:
    """The built-in rules and the new generation's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NIANBAO_NO_CACHE", "1")
        return load([pack])


def old_form(year: int) -> str:
    """A valid report of the present format for a year, written plainly, all figures 0."""
    wish = Wish(year=year, quiet=True, size="zero", kinds=(), cite="number", period="preface", closing=False)
    text = render(build(random.Random(7), wish), Style()).text
    assert COERCIVE in text
    assert FIGURES in text
    return text


def new_form(year: int = 2030) -> str:
    """The same in the new format."""
    text = old_form(year).replace("五、存在的主要问题及改进情况", HEADING)
    return text.replace(COERCIVE, COERCIVE + INSPECTIONS)


def loud(text: str, book: Rulebook) -> list[tuple[str, str]]:
    """Code and the line of the text for each error and warning."""
    result = lint(open_document(text.encode(), "a.txt"), book)
    return [
        (one.code, result.source.line(result.source.row(one.span.start)))
        for one in result.diagnostics
        if one.severity.value != "info"
    ]


def one(text: str, book: Rulebook, code: str) -> Diagnostic:
    [found] = [
        found for found in lint(open_document(text.encode(), "a.txt"), book).diagnostics if found.code == code
    ]
    return found


def test_a_report_in_the_new_format_is_clean_and_wholly_read(book: Rulebook) -> None:
    assert loud(new_form(), book) == []
    _, [report] = read(
        open_document(new_form().replace(INSPECTIONS, "行政检查 | 41 |\n").encode(), "a.txt"), book
    )
    assert (report.year, report.generation) == (2030, "2030")
    section = report.section("problems")
    assert section is not None
    assert section.heading == HEADING
    table = report.table("proactive")
    assert table is not None
    [cell] = table.row["inspections"].cells
    assert (cell.column_key, cell.figure.value) == ("decisions", 41)


def test_the_old_format_is_out_of_date_from_2030_on(book: Rulebook) -> None:
    codes = [code for code, _ in loud(old_form(2030), book)]
    assert codes == ["T402", "S104"]
    assert "行政检查" in one(old_form(2030), book, "T402").message
    renamed = one(old_form(2030), book, "S104")
    assert "工作短板与改进计划" in renamed.message
    assert [code for code, _ in loud(old_form(2035), book)] == codes


def test_the_new_identity_judges_the_new_reports(book: Rulebook) -> None:
    four = new_form().replace(FIGURES, FOUR_MAKE_FOUR)
    assert [code for code, _ in loud(four, book)] == ["N504"]
    found = one(four, book, "N504")
    assert "三项结果合计" in found.message
    assert "相差 1" in found.message
    assert found.help
    assert found.references
    assert loud(new_form().replace(FIGURES, THREE_MAKE_THREE), book) == []


def test_a_report_of_2029_still_follows_2021(book: Rulebook) -> None:
    assert loud(old_form(2029), book) == []
    _, [report] = read(open_document(old_form(2029).encode(), "a.txt"), book)
    assert report.generation == "2021"
    assert loud(old_form(2029).replace(FIGURES, FOUR_MAKE_FOUR), book) == []
    wrong = loud(old_form(2029).replace(FIGURES, THREE_MAKE_THREE), book)
    assert [code for code, _ in wrong] == ["N504"]


def test_a_report_of_2029_in_the_new_wording_is_told_so(book: Rulebook) -> None:
    text = old_form(2029).replace("五、存在的主要问题及改进情况", HEADING)
    assert loud(text, book) == [("S103", HEADING)]


def test_without_the_file_2030_follows_2021() -> None:
    assert loud(old_form(2030), load()) == []


def test_the_rules_name_the_new_generation(
    book: Rulebook, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_code = {rule.code: rule for rule in book.rules}
    assert by_code["N504"].generations == ("2019", "2021", "2030")
    assert by_code["N504"].why
    assert main(["explain", "N504", "--rules", str(pack)]) == 0
    assert "2030" in capsys.readouterr().out


def test_the_packs_own_tests_pass(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "test", str(pack)]) == 0
    assert capsys.readouterr().out == "2个测试，全部通过；每条规则都有测试\n"


def test_only_the_changed_row_and_heading_are_missed(book: Rulebook) -> None:
    """Each of the three changes is told by one finding, in a report that has the other two."""
    assert [code for code, _ in loud(new_form().replace(INSPECTIONS, ""), book)] == ["T402"]
    old_heading = new_form().replace(HEADING, "五、存在的主要问题及改进情况")
    assert loud(old_heading, book) == [("S104", "五、存在的主要问题及改进情况")]


def test_a_report_of_2029_reads_as_without_the_file(book: Rulebook) -> None:
    text = old_form(2029).replace(FIGURES, THREE_MAKE_THREE).replace("二、主动", "三、主动")
    assert (
        lint(open_document(text.encode(), "a.txt"), book).diagnostics
        == lint(open_document(text.encode(), "a.txt"), load()).diagnostics
    )

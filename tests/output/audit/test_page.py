"""The audit's page: every unit and file is on it, nothing comes from elsewhere, words stay words."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from msgspec.structs import replace

from linter.output.audit import page, units
from linter.output.audit.folder import write_folder
from linter.output.audit.model import Audit
from tests.output.audit.sample import AUDIT, DETAILS, FORMULA, HOSTILE, read


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("audit") / "审核"
    write_folder(AUDIT, DETAILS, str(target))
    return target


@pytest.fixture(scope="module")
def shown(folder: Path) -> html.HtmlElement:
    return read(folder / "index.html")


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_nothing_is_loaded_and_words_stay_words(folder: Path) -> None:
    pages = [*folder.rglob("*.html")]
    assert len(pages) == 1 + len(AUDIT.units)
    for path in pages:
        document = read(path)
        assert not document.xpath(
            "//@src|//link|//iframe|//img|//object|//@style|//@*[starts-with(name(),'on')]"
        )
        assert "url(" not in path.read_text(encoding="utf-8")
        [policy] = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        names = document.xpath("//@id")
        assert len(names) == len(set(names))


def test_every_link_leads_to_something(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        document = read(path)
        names = set(document.xpath("//@id"))
        for link in document.xpath("//a/@href"):
            address, _, name = link.partition("#")
            assert not re.match(r"[a-z]+:|/", address), link
            assert not address or (path.parent / unquote(address)).is_file(), link
            assert not name or name in names, link


def test_every_unit_has_its_state_with_files_reasons_and_doubt(shown: html.HtmlElement) -> None:
    rows = {text(row[0]): row for row in shown.xpath("//table[contains(@class,'states')]/tbody/tr")}
    assert list(rows) == ["甲局", " ".join(HOSTILE.split()), "丁局", FORMULA, "丙区政府"]
    assert [text(cell) for cell in rows["甲局"]][1:7] == ["丙区政府", "部门", "已报送", "2", "1", "0"]
    doubtful = text(rows[" ".join(HOSTILE.split())])
    assert "重复报送 待核对" in doubtful
    assert "收.zip!里/又一份.txt" in doubtful
    assert "丁局.jpg 无法读取" in text(rows["丁局"])
    assert [text(cell) for cell in rows[FORMULA]][3:7] == ["未报送", "", "", ""]
    assert rows["甲局"].get("data-k") == "小甲"


def test_the_matrix_has_the_units_with_a_report_and_counts_only_that_report(shown: html.HtmlElement) -> None:
    [matrix] = shown.xpath("//table[@class='matrix']")
    assert [cell.get("data-name") for cell in matrix.xpath("./thead/tr[2]/th")][5:] == ["C203", "N502"]
    rows = [[text(cell) for cell in row] for row in matrix.xpath("./tbody/tr")]
    assert [row[1:] for row in rows] == [
        ["已报送", "2", "1", "", "1", "2"],
        ["重复报送", "", "1", "", "1", ""],
    ]
    assert [text(cell) for cell in matrix.xpath("./tfoot/tr/*")][2:] == ["2", "2", "0", "2", "2"]
    assert "没有可用报告的 3 个单位不在其中" in text(matrix)


def test_a_difference_names_the_units_that_explain_it_and_missing_ones_once(shown: html.HtmlElement) -> None:
    first, second = shown.xpath("//div[@class='rollup']")
    assert "2 处不符" in text(first)
    summary = text(first.xpath("./p")[0])
    assert summary.count("丁局（无法读取）") == 1
    assert "7 个数字与合计相符，2 个不符，2 个因为" in summary
    rows = [text(row) for row in first.xpath(".//table[1]/tbody/tr")]
    assert rows[:3] == ["表三", "本年新收 总计1,2001,234-34相差的正是甲局的数甲局", "other"]
    assert rows[3] == "other.row.column21+1—"
    assert "汇总报告" not in text(second.xpath("./p")[0])


def test_charts_have_their_numbers_in_words(shown: html.HtmlElement) -> None:
    [chart] = shown.xpath("//section[@id='trends']//*[local-name()='svg']")
    assert chart.get("aria-label") == "2021年 10，2022年 20，2023年 30"
    assert "+50.0%" in text(chart.getparent())
    assert "各年都有报告的 1 个单位" in text(shown.get_element_by_id("trends"))


def test_no_file_goes_unmentioned(shown: html.HtmlElement) -> None:
    words = text(shown.get_element_by_id("files"))
    for each in AUDIT.files:
        assert " ".join(each.name.split()) in words
    assert "是图片" in words
    assert "名单里没有这个单位：外局" in words


def test_many_units_go_on_pages_of_their_own_and_are_found_from_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MOST_UNITS", 2)
    units.write(AUDIT, DETAILS, str(tmp_path))
    page.write(AUDIT, DETAILS, str(tmp_path))
    test_every_link_leads_to_something(tmp_path)
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "\\u003cimg" in index
    counts = [
        len(read(tmp_path / f"单位{number}.html").xpath("//table[contains(@class,'states')]/tbody/tr"))
        for number in (1, 2, 3)
    ]
    assert counts == [2, 2, 1]


def test_an_audit_of_nothing_has_a_page(tmp_path: Path) -> None:
    from linter.output.audit.model import Counts

    nothing = Audit(None, "报送", None, (), (), (), (), (), {}, Counts(), {}, {})
    page.write(nothing, DETAILS, str(tmp_path))
    assert "没有给出以前年度的报告" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_of_many_units_above_others_those_that_differ_come_first(tmp_path: Path) -> None:
    off, agreeing = AUDIT.rollups
    rollups = (off, *(replace(agreeing, unit=f"第{at}区") for at in range(600)), replace(off, unit="末区"))
    page.write(replace(AUDIT, rollups=rollups), DETAILS, str(tmp_path))
    [section] = read(tmp_path / "index.html").xpath("//section[@id='totals']")
    heads = [each.text_content().split(" ")[0] for each in section.xpath("./div[@class='rollup']/h3")]
    assert heads == ["全部单位", "末区"]
    [closed] = section.xpath("./details")
    assert closed.xpath("string(summary)") == "没有不符的 600 个"
    assert len(closed.xpath("./div[@class='rollup']")) == 500
    assert "还有 100 个有下级的单位" in section.text_content()


def test_what_is_looked_at_first_names_units_and_rules(shown: html.HtmlElement) -> None:
    section = shown.get_element_by_id("first")
    rows = {text(row[0]): text(row[1]) for row in section.xpath("./dl/div")}
    assert rows["未报送 2"].startswith(f"{FORMULA}、丙区政府 ")
    assert rows["无法读取 1"].startswith("丁局 ")
    assert rows["有错误 1"].startswith("甲局（错误 2，警告 1）")
    assert rows["常见问题 1"].startswith("C203 文号括号不对（2 个单位，2 处）")
    assert rows["汇总不符 1"].startswith("全部单位（2 处）")
    assert "units/" in section.xpath(".//a[text()='丁局']/@href")[0]


def test_which_of_several_submissions_counts_is_said(shown: html.HtmlElement, folder: Path) -> None:
    files = [text(each) for each in shown.xpath("//td[@class='files']/div")]
    several = [each for each in files if "以这一份为准" in each or "没有计入" in each]
    assert len(several) == 2
    assert several[0].endswith("以这一份为准 待核对") or several[0].endswith("以这一份为准")
    [name] = [each.unit.folder for each in AUDIT.units if each.status.value == "duplicate"]
    page_of_unit = text(read(folder / "units" / name / "问题.html"))
    assert "以这一份为准" in page_of_unit
    assert "没有计入汇总" in page_of_unit
    [other] = [each.unit.folder for each in AUDIT.units if each.unit.name == "甲局"]
    assert "以这一份为准" not in text(read(folder / "units" / other / "问题.html"))


def test_rules_have_their_names_in_the_matrix_and_on_paper_no_more_than_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: html.HtmlElement
) -> None:
    heads = shown.xpath("//table[@class='matrix']/thead/tr[2]/th")
    assert [text(each.find("small")) for each in heads[5:]] == ["文号括号不对", "每行总计不符"]
    assert not shown.xpath("//table[@class='parted']")
    monkeypatch.setattr("linter.output.audit.unit_section._MOST_PRINTED", 1)
    page.write(AUDIT, DETAILS, str(tmp_path))
    parts = read(tmp_path / "index.html").xpath("//table[@class='parted']")
    assert [text(each.find("caption")).partition("：")[2] for each in parts] == [
        "C203 至 C203；只列有这些问题的单位",
        "N502 至 N502；只列有这些问题的单位",
    ]
    rows = [[[text(cell) for cell in row] for row in each.xpath("./tbody/tr")] for each in parts]
    assert rows == [[["甲局", "1"], [" ".join(HOSTILE.split()), "1"]], [["甲局", "2"]]]

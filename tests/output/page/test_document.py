"""The page around the files: nothing from elsewhere, all files at a glance, counts that add up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from linter.cli import main

FIXTURES = Path(__file__).parents[3] / "fixtures"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "page.html"


def make(page: Path, *arguments: str | Path) -> html.HtmlElement:
    """The page of a run over some paths."""
    main(["check", *map(str, arguments), "--output-format", "html", "--output-file", str(page)])
    return html.document_fromstring(page.read_text(encoding="utf-8"))


def test_nothing_is_loaded_from_elsewhere(page: Path) -> None:
    shown = make(page, FIXTURES)
    assert not shown.xpath("//@src|//link|//iframe|//img|//object|//@style|//@onclick|//@onload")
    assert "@import" not in page.read_text(encoding="utf-8")
    assert "url(" not in page.read_text(encoding="utf-8")
    assert all(link.startswith("#") for link in shown.xpath("//a/@href"))
    [policy] = shown.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    assert shown.get("lang") == "zh-CN"
    ids = shown.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in shown.xpath("//a/@href")} <= set(ids)


def test_many_files_have_a_row_each_clean_and_failed_ones_too(page: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏.txt"
    broken.write_bytes(b"\x00\x01\x02\x00" * 100)
    shown = make(page, FIXTURES, broken, tmp_path / "没有.txt")
    names = [row.xpath("string(./th/small)") for row in shown.xpath("//table[@class='matrix']/tbody/tr")]
    two = [name for name in names if "10-two-reports" in name]
    assert [name.rpartition(" ")[2] for name in two] == ["第1份", "第2份"]
    assert any("01-clean" in name for name in names)
    failed = " ".join(shown.xpath("//section[@class='failed']//li/text()"))
    assert "没有.txt" in failed
    assert "坏.txt" in failed
    clean = shown.xpath("//tr[th/span[@class='ok']]")
    assert {"01", "02", "03"} <= {row.xpath("string(./th/small)").rpartition("/")[2][:2] for row in clean}
    assert all(not row.xpath("string(./td[position()>1])") for row in clean)


def test_counts_add_up(page: Path) -> None:
    shown = make(page, FIXTURES)
    found = len(shown.xpath("//ol[@class='found']/li"))
    assert found > 30
    [matrix] = shown.xpath("//table[@class='matrix']")
    sums = [int(cell.text) for cell in matrix.xpath("./tfoot/tr/td[position()>1]")]
    assert sum(sums[:3]) == sum(sums[3:]) == found
    for at, total in enumerate(sums, 3):
        assert sum(int(cell.text or 0) for cell in matrix.xpath(f"./tbody/tr/td[{at - 1}]")) == total
    counts = shown.xpath("//table[@class='counts']/tbody/tr/td[position()<4]")
    assert sum(int(cell.text or 0) for cell in counts) == found


def test_one_file_needs_no_index_and_is_open(page: Path) -> None:
    shown = make(page, FIXTURES / "07-sums-2020.md")
    assert not shown.xpath("//table[@class='matrix']")
    assert len(shown.xpath("//details[@class='file'][@open]")) == 1
    assert shown.xpath("string(//title)").endswith("07-sums-2020.md 年报检查结果")


def test_the_page_speaks_of_no_options(page: Path) -> None:
    shown = make(page, FIXTURES / "07-sums-2020.md")
    words = shown.xpath("string(//header)")
    assert "处可自动修复" in words
    assert "--" not in words


def test_a_clean_run_says_so(page: Path) -> None:
    shown = make(page, FIXTURES / "02-clean-bureau-2024.txt")
    assert "没有发现问题" in shown.xpath("string(//header)")
    assert not shown.xpath("//details")


def test_statistics_is_a_page_of_counts(page: Path) -> None:
    shown = make(page, FIXTURES, "--statistics")
    rows = shown.xpath("//table[@class='counts']/tbody/tr")
    assert next(row.xpath("string(./th)") for row in rows) == "S 结构"
    assert not shown.xpath("//details|//table[@class='matrix']")


def test_what_is_hidden_is_counted(page: Path, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_bytes((FIXTURES / "20-prose-against-tables-2023.txt").read_bytes())
    baseline = tmp_path / "known.json"
    main(["check", str(text), "--write-baseline", str(baseline)])
    shown = make(page, text, "--baseline", str(baseline))
    assert re.search(r"另有 \d+ 个问题已列入基线", shown.xpath("string(//header)"))
    assert not shown.xpath("//ol")


def test_the_same_run_gives_the_same_page_in_any_number_of_processes(page: Path) -> None:
    make(page, FIXTURES, "--jobs", "1")
    alone = page.read_bytes()
    make(page, FIXTURES, "--jobs", "2")
    assert page.read_bytes() == alone


def test_what_is_left_after_fixing_is_shown(page: Path, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_bytes((FIXTURES / "06-headings-2021.txt").read_bytes())
    before = len(make(page, text).xpath("//ol[@class='found']/li"))
    shown = make(page, text, "--fix")
    assert 0 < len(shown.xpath("//ol[@class='found']/li")) < before
    assert "修复" in shown.xpath("string(//header)")

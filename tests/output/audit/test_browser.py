"""The audit's page in a browser: searching, filtering, sorting, narrow, dark and on paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter.output.audit import page, units
from linter.output.audit.folder import write_folder
from tests.output.audit.sample import AUDIT, DETAILS, FORMULA, HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("audit") / "审核"
    write_folder(AUDIT, DETAILS, str(target))
    return target


@pytest.fixture
def opened(browser: Browser) -> Iterator[Page]:
    """A page that must neither complain, nor run what stands in a name, nor fetch anything."""
    page = browser.new_page(viewport={"width": 1400, "height": 900}, color_scheme="light")
    page.set_default_timeout(20_000)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script("window.alert = words => console.log(words)")
    page.on(
        "request", lambda request: said.append(request.url) if not request.is_navigation_request() else None
    )
    yield page
    page.close()
    assert said == []


def shown(page: Page, table: str) -> list[str]:
    """The units of the rows that are shown."""
    return page.locator(f"table.{table} tbody tr:visible th").all_inner_texts()


def test_units_are_found_by_words_and_by_status_in_both_tables(opened: Page, folder: Path) -> None:
    opened.goto((folder / "index.html").as_uri())
    assert len(shown(opened, "states")) == 5
    opened.fill("#search", "小甲")
    assert shown(opened, "states") == ["甲局"]
    assert [each.split("\n")[0] for each in shown(opened, "matrix")] == ["甲局"]
    opened.fill("#search", "又一份")
    assert shown(opened, "states") == [HOSTILE]
    opened.fill("#search", "")
    opened.check("input[name=state][value=missing]")
    assert shown(opened, "states") == [FORMULA, "丙区政府"]
    assert opened.inner_text("#shown") == "显示 5 个单位中的 2 个"
    opened.check("input[name=state][value=doubtful]")
    assert shown(opened, "states") == [HOSTILE]
    opened.check("input[name=state][value='']")
    opened.uncheck("input[name=sev][value=w]")
    assert not opened.locator(".matrix thead button", has_text="警告").is_visible()


def test_a_table_is_sorted_by_words_and_by_numbers(opened: Page, folder: Path) -> None:
    opened.goto((folder / "index.html").as_uri())
    opened.click(".states thead button:has-text('错误')")
    assert shown(opened, "states")[0] == "甲局"
    opened.click(".states thead button:has-text('状态')")
    states = opened.locator(".states tbody td:nth-child(4) .s:first-child").all_inner_texts()
    assert sorted(states) != states == ["未报送", "未报送", "无法读取", "已报送", "重复报送"]
    opened.click(".matrix thead button:has-text('状态')")
    assert [each.split("\n")[0] for each in shown(opened, "matrix")] == ["甲局", HOSTILE]


def test_a_unit_leads_to_its_findings_and_back(opened: Page, folder: Path) -> None:
    opened.goto((folder / "index.html").as_uri())
    opened.click(".matrix a:text-is('甲局')")
    assert opened.inner_text("h1") == "甲局"
    assert "合计不符" in opened.inner_text("main")
    opened.click("a:text-is('审核结果')")
    assert opened.inner_text("h1") == "2023年度政府信息公开工作年度报告审核"


def test_nothing_sticks_out_of_a_narrow_page_and_dark_is_dark(browser: Browser, folder: Path) -> None:
    narrow = browser.new_page(viewport={"width": 380, "height": 800}, color_scheme="dark")
    for path in (folder / "index.html", folder / "units" / "img" / "问题.html"):
        narrow.goto(path.as_uri())
        assert narrow.evaluate("document.documentElement.scrollWidth") <= 380
        color = narrow.evaluate("getComputedStyle(document.body).backgroundColor")
        assert max(map(int, re.findall(r"\d+", color)[:3])) < 60
    narrow.close()


def test_paper_has_the_title_and_the_number_on_each_page(opened: Page, folder: Path, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine to read the printed pages with")
    opened.goto((folder / "index.html").as_uri())
    opened.pdf(path=tmp_path / "页.pdf", prefer_css_page_size=True)
    read = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "页.pdf"), "-"], capture_output=True, text=True, check=True
    )
    pages = read.stdout.removesuffix("\f").split("\f")
    assert len(pages) > 2
    for number, words in enumerate(pages, 1):
        assert "2023年度政府信息公开工作年度报告审核" in words
        assert re.search(rf"\b{number} ?/ ?{len(pages)}\b", words)
    assert "N502" in "".join(pages)


def test_a_unit_on_another_page_is_found(
    opened: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MOST_UNITS", 2)
    units.write(AUDIT, DETAILS, str(tmp_path))
    page.write(AUDIT, DETAILS, str(tmp_path))
    opened.goto((tmp_path / "index.html").as_uri())
    opened.fill("#search", "没有这个")
    assert opened.inner_text("#found") == "没有找到"
    opened.fill("#search", "小甲")
    assert opened.inner_text("#found") == "甲局 已报送"
    opened.click("#found a")
    assert opened.inner_text("h1") == "甲局"

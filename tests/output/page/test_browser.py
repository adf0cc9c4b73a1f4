"""The page in a browser: jumping, lighting, filtering, sorting, dark and on paper; nothing is fetched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter.cli import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FIXTURES = Path(__file__).parents[3] / "fixtures"
pytestmark = pytest.mark.slow


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page that must neither complain nor fetch anything; the test says what it shows."""
    page = browser.new_page(viewport={"width": 1400, "height": 900}, color_scheme="light")
    page.set_default_timeout(10_000)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if request.url != page.url else None)
    yield page
    page.close()
    assert [one for one in said if not one.startswith("file://")] == []
    assert len(said) <= 1


def show(page: Page, folder: Path, *names: str) -> None:
    """Open the page of some fixtures."""
    file = folder / "page.html"
    paths = [os.fspath(FIXTURES / name) for name in names] or [os.fspath(FIXTURES)]
    main(["check", *paths, "--output-format", "html", "--output-file", os.fspath(file)])
    page.goto(file.as_uri())


def test_a_finding_is_jumped_to_and_its_operands_are_lit(opened: Page, tmp_path: Path) -> None:
    show(opened, tmp_path, "07-sums-2020.md")
    entry = opened.locator(".found > li", has_text="N504")
    entry.locator(".go").click()
    lit = opened.locator("mark.lit")
    assert lit.all_text_contents() == ["3", "1", "1", "4"]
    number = entry.get_attribute("data-n")
    assert opened.evaluate("location.hash").endswith(f"-m{number}")
    assert lit.last.evaluate(
        "e => { const r = e.getBoundingClientRect(); return r.top > 0 && r.top < innerHeight }"
    )
    opened.keyboard.press("Escape")
    opened.mouse.move(0, 0)
    assert lit.count() == 0
    opened.locator(f"a.n[data-n='{number}']").click()
    assert opened.evaluate("document.activeElement.closest('li').dataset.n") == number


def test_focus_and_hover_light_too_and_keys_walk_the_list(opened: Page, tmp_path: Path) -> None:
    show(opened, tmp_path, "07-sums-2020.md")
    opened.locator(".found .go").first.focus()
    opened.keyboard.press("ArrowDown")
    assert opened.evaluate("document.activeElement.closest('li').dataset.n") == "2"
    assert opened.locator("mark.lit").all_text_contents() == ["3", "4"]
    opened.evaluate("document.activeElement.blur()")
    opened.locator("mark[data-f='5']").hover()
    assert opened.locator("mark.lit").count() == 4
    assert "lit" in (opened.locator(".found > li[data-n='5']").get_attribute("class") or "")


def test_severities_and_families_are_filtered_without_reload(opened: Page, tmp_path: Path) -> None:
    show(opened, tmp_path, "07-sums-2020.md")
    finding_list = opened.locator(".found > li:visible")
    assert finding_list.count() == 5
    opened.uncheck("input[value=e]")
    assert finding_list.count() == 2
    assert opened.locator("mark.e").count() == 0
    assert opened.locator("mark.w").count() == 1
    assert opened.locator("a.n:visible").count() == 2
    opened.uncheck("input[value=G]")
    assert finding_list.count() == 1
    assert "1 个问题" in (opened.locator("#live").text_content() or "")
    opened.check("input[value=e]")
    opened.check("input[value=G]")
    assert finding_list.count() == 5
    assert opened.locator("mark.e").count() == 3


def test_the_matrix_is_filtered_too(opened: Page, tmp_path: Path) -> None:
    show(opened, tmp_path)
    heads = opened.locator(".matrix thead tr").nth(1).locator("th:visible")
    names = heads.all_inner_texts()
    assert any(name.startswith("S1") for name in names)
    opened.uncheck("input[value=S]")
    opened.uncheck("input[value=w]")
    left = [name for name in names if not name.startswith("S1") and name != "警告"]
    assert heads.all_inner_texts() == left
    row = opened.locator(".matrix tbody tr").first.locator("th:visible, td:visible")
    assert row.count() == len(left)
    groups = opened.locator(".matrix thead tr").first.locator("th:visible")
    assert "结构" not in groups.all_inner_texts()
    assert sum(int(each.get_attribute("colspan") or 1) for each in groups.all()) == len(left)
    clear = "getComputedStyle(document.querySelector('.matrix tbody td.w')).color"
    assert opened.evaluate(clear) == "rgba(0, 0, 0, 0)"
    opened.check("input[value=S]")
    opened.check("input[value=w]")
    assert heads.all_inner_texts() == names


def test_a_printed_matrix_has_its_heads_on_each_page_and_the_sums_once(opened: Page, tmp_path: Path) -> None:
    show(opened, tmp_path)
    opened.emulate_media(media="print")
    display = "e => getComputedStyle(e).display"
    assert opened.locator(".matrix thead").evaluate(display) == "table-header-group"
    assert opened.locator(".matrix tfoot").evaluate(display) == "table-row-group"
    assert opened.locator(".matrix thead button").first.evaluate(display) == "none"
    shown = "e => getComputedStyle(e, '::before').content"
    assert opened.locator(".matrix thead tr + tr th").first.evaluate(shown) == '"单位"'


def test_dark_and_light(opened: Page, tmp_path: Path) -> None:
    show(opened, tmp_path, "07-sums-2020.md")
    colour = "getComputedStyle(document.body).backgroundColor"
    light = opened.evaluate(colour)
    opened.click("#theme")
    dark = opened.evaluate(colour)
    assert dark != light
    opened.reload()
    assert opened.evaluate(colour) == dark
    opened.click("#theme")
    assert opened.evaluate(colour) == light
    opened.evaluate("localStorage.clear()")
    opened.emulate_media(color_scheme="dark")
    opened.reload()
    assert opened.evaluate(colour) == dark


def test_matrix_sorts_and_leads_to_a_report(opened: Page, tmp_path: Path) -> None:
    show(opened, tmp_path)
    opened.locator(".matrix thead button", has_text="错误").click()
    column = opened.locator(".matrix tbody tr td:nth-child(3)").all_text_contents()
    counts = [int(text or 0) for text in column]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
    assert opened.locator(".sheet:visible").count() == 0
    opened.locator(".matrix tbody a").first.click()
    assert opened.locator(".sheet:visible").count() == 1
    opened.click("#all")
    assert opened.locator(".sheet:visible").count() == opened.locator(".sheet").count() > 10


@pytest.mark.parametrize("width", [390, 800, 1400])
def test_no_screen_is_too_narrow(opened: Page, tmp_path: Path, width: int) -> None:
    show(opened, tmp_path, "07-sums-2020.md", "08-blanks-2019.txt")
    opened.set_viewport_size({"width": width, "height": 800})
    opened.click("#all")
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_contrast_is_enough(opened: Page, tmp_path: Path) -> None:
    """Text in the colours of severities, and soft text, reach 4.5:1 on their grounds (WCAG AA)."""
    show(opened, tmp_path, "07-sums-2020.md")
    pairs = [(one, f"{one}-bg") for one in "ewir"] + [("ink", "paper"), ("lit-ink", "lit")]
    pairs += [(one, ground) for one in ("soft", "link", "ok", "e", "w", "i") for ground in ("paper", "bg")]
    for theme in ("light", "dark"):
        opened.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        for one, ground in pairs:
            ratio = _contrast(_variable(opened, one), _variable(opened, ground))
            assert ratio >= 4.5, (theme, one, ground, ratio)


def _variable(page: Page, name: str) -> tuple[float, ...]:
    value = page.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('--{name}').trim()")
    digits = value[1:] if len(value) == 7 else "".join(char * 2 for char in value[1:])
    return tuple(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))


def _contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    def light(colour: tuple[float, ...]) -> float:
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_paper_holds_the_text_and_then_the_list(opened: Page, tmp_path: Path) -> None:
    show(opened, tmp_path, "07-sums-2020.md")
    assert opened.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    opened.emulate_media(media="print")
    pane = opened.locator(".pane").bounding_box()
    side = opened.locator(".side").bounding_box()
    assert pane is not None
    assert side is not None
    assert side["y"] >= pane["y"] + pane["height"]
    assert not opened.locator(".tools").is_visible()

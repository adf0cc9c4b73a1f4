"""The whole way in a browser: files are dropped, checked, read and downloaded; nothing is fetched."""

from __future__ import annotations

import re
import socket
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import uvicorn

from linter.app.uploads import CheckUpload, UploadJob, UploadResult, UploadWorkers, upload_workers
from linter.executor.limited import NotWanted
from linter.web.access import Access
from linter.web.application import application
from linter.web.limits import Limits
from tests.samples.layouts import report
from tests.web.site import BYTES, TEXT, book, of_year, word

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FAULTY = report().replace("，", ",", 1)
WAIT = 60_000  # milliseconds
GONE = 10  # seconds after which a closed page's visit has ended; asking meanwhile would keep it
HELD = "~"  # in the name of a file: it is not checked before the test says so
pytestmark = pytest.mark.slow


class Holding(UploadWorkers):
    """Real processes; files with HELD in their names wait for `release`, or until they are not wanted."""

    def __init__(self) -> None:
        super().__init__(lambda: lambda _: (), 1)
        self.release = threading.Event()
        self._workers = upload_workers((), 2)
        self._waiting = ThreadPoolExecutor(4)

    def submit(self, item: UploadJob, seconds: float, cancelled: Callable[[], bool]) -> Future[UploadResult]:
        if isinstance(item, CheckUpload) and HELD in item.upload.name:
            return self._waiting.submit(self._later, item, seconds, cancelled)
        return self._workers.submit(item, seconds, cancelled)

    def end_idle(self) -> None:
        self._workers.end_idle()

    def close(self) -> None:
        self.release.set()
        self._waiting.shutdown()
        self._workers.close()

    def _later(self, item: UploadJob, seconds: float, cancelled: Callable[[], bool]) -> UploadResult:
        while not self.release.wait(0.1):
            if cancelled():
                raise NotWanted
        return self._workers.submit(item, seconds, cancelled).result()


@pytest.fixture(scope="module")
def workers() -> Holding:
    """The server's processes, which it closes."""
    return Holding()


@pytest.fixture
def held(workers: Holding) -> Holding:
    """The server's processes, with nothing released yet."""
    workers.release.clear()
    return workers


@pytest.fixture(scope="module")
def address(workers: Holding) -> Iterator[str]:
    """A server with real processes; a visit ends soon after its page."""
    limits = Limits(leaving_seconds=5, unattended_seconds=60)
    app = application(Access(), limits, workers, book().rules)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, ws="none"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(30)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that must not complain, nor ask any other host."""
    page = browser.new_page(viewport={"width": 1300, "height": 900}, color_scheme="light")
    page.set_default_timeout(WAIT)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request", lambda one: said.append(one.url) if not one.url.startswith((address, "blob:")) else None
    )
    page.goto(address)
    yield page
    page.close()
    assert said == []


def faults(page: Page) -> list[tuple[str, str]]:
    """What axe-core finds wrong with a page."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found]


DROP = """([zone, files]) => {
  const given = new DataTransfer();
  for (const [name, bytes] of files) given.items.add(new File([new Uint8Array(bytes)], name));
  document.getElementById(zone).dispatchEvent(
    new DragEvent("drop", { dataTransfer: given, bubbles: true, cancelable: true }));
}"""


def drop(page: Page, zone: str, *files: tuple[str, bytes]) -> None:
    page.evaluate(DROP, [zone, [(name, list(data)) for name, data in files]])


def check(page: Page) -> None:
    page.click("#start")
    page.wait_for_url(re.compile("/visits/"))
    page.wait_for_selector("footer")


def test_a_word_file_is_dropped_read_and_downloaded_with_comments(page: Page, tmp_path: Path) -> None:
    assert page.is_disabled("#start")
    drop(page, "now", ("年报.docx", word(FAULTY)))
    drop(page, "before", ("上年.txt", of_year(2022)))
    page.wait_for_selector("#before .chosen li")
    assert faults(page) == []
    check(page)
    assert "与上年比较 1 份" in page.inner_text("header")
    assert faults(page) == []
    with page.expect_download() as download:
        page.click("text=Word 批注稿 >> visible=true >> nth=-1")
    assert download.value.suggested_filename == "年报（批注）.docx"
    download.value.save_as(tmp_path / "copy.docx")
    assert "word/comments.xml" in zipfile.ZipFile(tmp_path / "copy.docx").namelist()
    page.locator("button.rule").first.click()
    page.wait_for_selector("#rule-text h2")
    assert faults(page) == []
    page.keyboard.press("Escape")
    assert not page.is_visible("#rule")


def test_the_keyboard_is_enough_on_a_phone_in_the_dark(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    (tmp_path / "年报.txt").write_text(FAULTY, encoding="utf-8")
    page.set_input_files("#now-file", tmp_path / "年报.txt")
    page.keyboard.press("Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.id") == "start":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/visits/"))
    page.wait_for_selector("footer")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(page.url.partition("/visits")[0] + "/rules")
    assert faults(page) == []


def test_a_file_may_be_removed_and_a_wrong_one_is_told(page: Page) -> None:
    drop(page, "now", ("<b>一</b>.txt", TEXT), ("图.docx", b"\x89PNG\r\n\x1a\n"), ("三.txt", TEXT))
    page.click("#now li:nth-child(3) button")
    assert "已选 2 个文件" in page.inner_text("#now")
    assert "<b>一</b>.txt" in page.inner_text("#now .chosen")
    check(page)
    assert "图.docx：是图片" in page.inner_text(".failed")


def test_files_that_are_checked_are_listed_and_read_while_others_are_being_checked(
    page: Page, held: Holding
) -> None:
    drop(page, "now", *((f"{at}{HELD * (at > 3)}.txt", of_year(2020, f"第{at}局")) for at in range(8)))
    page.click("#start")
    page.wait_for_selector("#checked a")
    assert faults(page) == []
    with page.expect_popup() as popup:
        page.locator("#checked a").first.click()
    popup.value.wait_for_selector("footer")
    assert faults(popup.value) == []
    assert popup.value.locator("details.file").count() == 1
    popup.value.close()
    held.release.set()
    page.wait_for_url(re.compile("/visits/"))
    page.wait_for_selector("footer")
    assert page.locator("details.file").count() == 8


def test_a_folder_is_searched_for_reports(page: Page, tmp_path: Path) -> None:
    for name in ("甲/年报.txt", "甲/表.xlsx", ".git/x.txt", "~$年报.docx"):
        (tmp_path / "报送" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "报送" / name).write_bytes(TEXT)
    page.set_input_files("#now-folder", tmp_path / "报送")
    page.wait_for_selector("#now .chosen li")
    assert page.locator("#now .chosen li").count() == 1
    assert "另有 3 个不是能读的格式" in page.inner_text("#now .count")


def status(url: str) -> int:
    return httpx.get(url, trust_env=False).status_code


def test_a_closed_page_takes_its_files_along(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.set_default_timeout(WAIT)
    page.goto(address)
    drop(page, "now", ("年报.txt", FAULTY.encode()))
    check(page)
    result = page.url
    page.reload()
    time.sleep(8)
    assert status(result) == 200
    page.close()
    time.sleep(GONE)
    assert status(result) == 404


def test_a_page_closed_midway_gives_up_what_is_being_checked(
    browser: Browser, address: str, held: Holding
) -> None:
    page = browser.new_page()
    page.set_default_timeout(WAIT)
    page.goto(address)
    keys: list[str] = []
    page.on("request", lambda one: keys.append(one.url) if "/progress" in one.url else None)
    drop(page, "now", ("一.txt", TEXT), (f"二{HELD}.txt", TEXT))
    page.click("#start")
    page.wait_for_selector("#said:has-text('已查完 1 个，共 2 个')")
    page.goto("about:blank")
    time.sleep(GONE)
    assert not held.release.is_set()
    assert status(keys[0]) == 404
    page.close()


def test_twenty_visitors_at_once_each_see_their_own(address: str) -> None:
    def visit(number: int) -> str:
        headers = {"origin": address, "sec-fetch-site": "same-origin"}
        with httpx.Client(base_url=address, headers=headers, timeout=120, trust_env=False) as site:
            key = f"/visits/{site.post('/visits').json()['visit']}"
            data = of_year(2023, f"第{number:02}局").replace("，".encode(), b",", 1)
            site.post(f"{key}/files", params={"name": f"{number:02}号.txt"}, content=data, headers=BYTES)
            site.post(f"{key}/start")
            while site.get(f"{key}/progress").json()["state"] != "done":
                time.sleep(0.2)
            page = site.get(key).text
            site.post(f"{key}/leave")
            return page

    with ThreadPoolExecutor(20) as pool:
        pages = list(pool.map(visit, range(20)))
    for number, page in enumerate(pages):
        assert set(re.findall(r"(\d\d)号\.txt", page)) == {f"{number:02}"}
        assert f"第{number:02}局" in page

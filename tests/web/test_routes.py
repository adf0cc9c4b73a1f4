"""A visit from the first file to the last copy, what is refused on the way, and what is left of it."""

from __future__ import annotations

import builtins
import io
import re
import tempfile
import zipfile
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from linter.app.uploads import CheckUpload, UploadJob, UploadResult, treat_upload
from linter.web.limits import Limits
from tests.documents.docx.revised import changes
from tests.samples.layouts import report
from tests.web.site import BYTES, TEXT, AtOnce, begin, book, check, client, of_year, send, word

CLEAN = (Path(__file__).parents[2] / "fixtures/02-clean-bureau-2024.txt").read_bytes()
FAULTY = report().replace("，", ",", 1).replace("。", "。。", 1)


def test_a_word_file_comes_back_with_comments_with_changes_and_fixed() -> None:
    with client() as site:
        visit = begin(site)
        assert send(site, visit, "报送/年报.docx", word(FAULTY)) == 200
        page = check(site, visit)
        commented = site.get(f"{visit}/files/0/commented")
        tracked = site.get(f"{visit}/files/0/tracked")
        fixed = site.get(f"{visit}/files/0/fixed")
    assert "G803" in page
    assert "--fix" not in page
    assert (
        "filename*=UTF-8''%E5%B9%B4%E6%8A%A5%EF%BC%88%E6%89%B9%E6%B3%A8%EF%BC%89.docx"
        in (commented.headers["content-disposition"])
    )
    assert "word/comments.xml" in zipfile.ZipFile(io.BytesIO(commented.content)).namelist()
    assert changes(tracked.content)
    assert not changes(fixed.content)
    assert fixed.content[:2] == b"PK"


def test_what_a_person_has_to_confirm_is_written_as_changes_only_where_that_is_asked_for() -> None:
    doubtful = word(
        FAULTY.replace("2023年12月31日", "2022年12月31日").replace("2023年1月1日", "2022年1月1日")
    )
    with client() as site:
        visit = begin(site)
        send(site, visit, "年报.docx", doubtful)
        page = check(site, visit)
        some, every = (
            changes(site.get(f"{visit}/files/0/{kind}").content) for kind in ("tracked", "tracked-all")
        )
    assert "可修复（需人工确认）" in page
    assert "Word 修订稿（含需确认的）" in page
    assert "都已改好；要人工确认的没有改" in page
    assert "2022" not in str(some)
    assert len(every) > len(some)


def test_where_nothing_is_doubtful_there_is_one_copy_with_changes() -> None:
    with client() as site:
        visit = begin(site)
        send(site, visit, "年报.docx", word(FAULTY))
        assert "含需确认的" not in check(site, visit)
        assert site.get(f"{visit}/files/0/tracked-all").status_code == 404


def test_a_text_comes_back_fixed_and_only_so() -> None:
    with client() as site:
        visit = begin(site)
        send(site, visit, "年报.txt", FAULTY.encode())
        page = check(site, visit)
        assert site.get(f"{visit}/files/0/fixed").text != FAULTY
        assert site.get(f"{visit}/files/0/commented").status_code == 404
        assert site.get(f"{visit}/files/1/fixed").status_code == 404
    assert "批注稿" not in page


def test_the_figures_of_all_reports_come_as_a_workbook() -> None:
    with client() as site:
        visit = begin(site)
        send(site, visit, "一.txt", TEXT)
        send(site, visit, "二.txt", TEXT)
        check(site, visit)
        answer = site.get(f"{visit}/workbook")
    assert len(load_workbook(io.BytesIO(answer.content)).sheetnames) > 2


def test_nothing_is_written_on_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[object] = []
    opened: Any = builtins.open

    def watched(file: object, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if set(mode) & set("wax+"):
            written.append(file)
        return opened(file, mode, *args, **kwargs)

    def made(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    monkeypatch.setattr(builtins, "open", watched)
    for name in ("mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, made)
    with client() as site:
        visit = begin(site)
        send(site, visit, "年报.docx", word(FAULTY) + bytes(3_000_000))
        send(site, visit, "二.docx", word(FAULTY))
        check(site, visit)
        for copy in ("files/1/commented", "files/1/tracked", "files/1/fixed", "workbook"):
            assert site.get(f"{visit}/{copy}").status_code == 200
    assert written == []


def test_last_years_report_is_compared() -> None:
    with client() as site:
        visit = begin(site)
        send(site, visit, "上年.txt", of_year(2022), before="1")
        send(site, visit, "杂.txt", b"nothing", before="1")
        send(site, visit, "今年.txt", of_year(2023))
        page = check(site, visit)
    assert "与上年比较 1 份" in page
    assert "上年的 杂.txt 里没有年报，没有用上" in page


def test_no_file_of_the_machine_is_read_whatever_a_file_is_called() -> None:
    with client() as site:
        visit = begin(site)
        send(site, visit, "/etc/hostname", of_year(2022), before="1")
        send(site, visit, "../../etc/hostname", of_year(2023))
        page = check(site, visit)
    assert "与上年比较 1 份" in page
    assert "etc/hostname（2）" in page
    assert "/etc/hostname" not in page.replace(" etc/hostname", "").replace(">etc/hostname", "")


def test_slow_and_broken_files_are_named_and_the_others_go_on() -> None:
    with client() as site:
        visit = begin(site)
        for name in ("慢.docx", "坏.docx", "好.txt"):
            send(site, visit, name, TEXT)
        page = check(site, visit)
    assert "慢.docx：120 秒还没有查完，已经停止" in page
    assert "坏.docx：检查这个文件的进程意外终止" in page
    assert "2 个文件未能检查" in page
    assert "检查了 1 个文件（1 份报告" in page


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", b" " * 300_000_000)
    return out.getvalue()


def test_hostile_files_are_refused_in_words() -> None:
    with client() as site:
        visit = begin(site)
        send(site, visit, "炸弹.docx", bomb())
        send(site, visit, "其实是图片.docx", b"\x89PNG\r\n\x1a\n" + bytes(100))
        send(site, visit, "空.docx", b"")
        send(site, visit, "压缩.zip", b"PK\x05\x06" + bytes(18))
        page = check(site, visit)
    assert "4 个文件未能检查" in page
    for name in ("炸弹.docx：", "其实是图片.docx：是图片", "空.docx：文件是空的", "压缩.zip：是压缩包"):
        assert name in page
    assert "Traceback" not in page


def test_markup_in_a_name_stays_text() -> None:
    name = "<img src=x onerror=alert(1)>\u202e\x1b[31m\"'&.txt"
    with client() as site:
        visit = begin(site)
        send(site, visit, name, FAULTY.encode())
        page = check(site, visit)
        fixed = site.get(f"{visit}/files/0/fixed")
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "<img" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "<" not in fixed.headers["content-disposition"]


def test_what_is_too_large_or_too_much_is_refused_and_told() -> None:
    limits = Limits(visit_files=2, visit_bytes=30_000)
    with client(limits=limits) as site:
        visit = begin(site)
        assert send(site, visit, "大.txt", bytes(40_000)) == 413
        assert send(site, visit, "一.txt", TEXT) == 200
        assert send(site, visit, "二.txt", TEXT) == 200
        assert send(site, visit, "三.txt", TEXT) == 413
        page = check(site, visit)
    assert "大.txt：文件加起来太大了" in page


def test_a_file_larger_than_any_report_is_refused_before_it_is_read() -> None:
    with client() as site:
        visit = begin(site)
        headers = {**BYTES, "content-length": str(10**9)}
        answer = site.post(f"{visit}/files", params={"name": "大.docx"}, content=b"PK", headers=headers)
    assert (answer.status_code, "100 MB" in answer.text) == (413, True)


def test_all_visits_together_have_a_limit() -> None:
    with client(limits=Limits(visits=2, all_bytes=len(TEXT) + 10)) as site:
        one, two = begin(site), begin(site)
        answer = site.post("/visits")
        assert (answer.status_code, "请过几分钟再试" in answer.text) == (503, True)
        assert send(site, one, "年报.txt", TEXT) == 200
        assert send(site, two, "年报.txt", TEXT) == 413


def test_only_bytes_are_taken_and_only_before_the_check() -> None:
    with client() as site:
        visit = begin(site)
        form = site.post(f"{visit}/files", params={"name": "a.txt"}, files={"file": ("a.txt", b"x")})
        assert form.status_code == 415
        assert site.get(visit).status_code == 409
        check(site, visit)
        assert send(site, visit, "迟.txt", TEXT) == 409


@pytest.mark.parametrize("seconds", [0, 3600])
def test_a_closed_page_ends_its_visit_unless_it_is_loaded_again(seconds: float) -> None:
    with client(limits=Limits(leaving_seconds=seconds)) as site:
        visit = begin(site)
        send(site, visit, "年报.txt", TEXT)
        check(site, visit)
        site.post(f"{visit}/leave")
        begin(site)  # looks for visits that are over
        answer = site.get(visit, headers={"accept": "text/html"})
    assert answer.status_code == (404 if seconds == 0 else 200)
    assert ("已经清除" in answer.text) is (seconds == 0)


def test_a_visit_that_nobody_looks_at_ends() -> None:
    with client(limits=Limits(idle_seconds=0)) as site:
        visit = begin(site)
        check(site, visit) if send(site, visit, "年报.txt", TEXT) == 200 else None
        begin(site)
        assert site.get(f"{visit}/workbook").status_code == 404


def test_visits_cannot_be_guessed_or_mistaken() -> None:
    with client() as site:
        one, two = begin(site), begin(site)
        send(site, one, "甲.txt", FAULTY.encode())
        send(site, two, "乙.txt", FAULTY.encode())
        assert len(one) > 30
        assert "乙.txt" not in check(site, one)
        assert "甲.txt" not in check(site, two)


def test_the_page_goes_without_rules_that_are_not_there() -> None:
    with client() as site:
        assert "收支不平" in site.get("/rules/N501").text
        assert site.get("/rules/N999").status_code == 404
        assert 'href="/rules/N501"' in site.get("/rules").text


def test_files_with_last_year_in_a_folder_are_asked_for_one_by_one() -> None:
    workers = AtOnce()
    with client(workers=workers) as site:
        visit = begin(site)
        for body in ("甲局", "乙局"):
            send(site, visit, f"上年/{body}.txt", of_year(2022, body), before="1", folder="1")
            send(site, visit, f"今年/{body}.txt", of_year(2023, body), folder="1")
        page = check(site, visit)
    assert "与上年比较 2 份" in page


class HoldsLarge(AtOnce):
    """Treats jobs at once, but those of files called 大 when `finish` is called."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[tuple[UploadJob, Future[UploadResult]]] = []

    def submit(self, item: UploadJob, seconds: float, cancelled: Callable[[], bool]) -> Future[UploadResult]:
        if not isinstance(item, CheckUpload) or "大" not in item.upload.name:
            return super().submit(item, seconds, cancelled)
        self.held.append((item, Future()))
        return self.held[-1][1]

    def finish(self) -> None:
        for item, future in self.held:
            future.set_result(treat_upload(item, book()))


def test_small_files_are_checked_first() -> None:
    workers = AtOnce()
    with client(workers=workers) as site:
        visit = begin(site)
        sizes = {"中.txt": 2, "大.txt": 3, "小.txt": 1}
        for name, size in sizes.items():
            send(site, visit, name, TEXT + b"\n" * size)
        page = check(site, visit)
    assert [each.upload.name for each in workers.asked if isinstance(each, CheckUpload)] == [
        "小.txt",
        "中.txt",
        "大.txt",
    ]
    assert page.index("中.txt") < page.index("大.txt") < page.index("小.txt")


def test_what_is_checked_can_be_read_while_others_are_being_checked() -> None:
    workers = HoldsLarge()
    with client(workers=workers) as site:
        visit = begin(site)
        send(site, visit, "大.txt", TEXT)
        send(site, visit, "好.txt", CLEAN)
        send(site, visit, "错<b>.txt", FAULTY.encode())
        send(site, visit, "坏.txt", TEXT)
        site.post(f"{visit}/start")
        while (progress := site.get(f"{visit}/progress").json())["done"] < 3:
            pass
        one, failed, waiting = (site.get(f"{visit}/files/{at}") for at in (2, 3, 0))
        assert progress["state"] == "checking"
        assert {each["at"]: each["name"] for each in progress["checked"]} == {
            1: "好.txt",
            2: "错<b>.txt",
            3: "坏.txt",
        }
        found = {each["at"]: each["found"] for each in progress["checked"]}
        assert (found[1], found[3]) == ("没有发现问题", "未能检查")
        assert re.fullmatch(r"(错误|警告|提示) \d+(，(警告|提示) \d+)*", found[2])
        assert (one.status_code, "G803" in one.text, "错&lt;b&gt;.txt" in one.text) == (200, True, True)
        assert "好.txt" not in one.text
        assert "坏.txt：检查这个文件的进程意外终止" in failed.text
        assert "frame-ancestors 'none'" in one.headers["content-security-policy"]
        assert "results.js" not in one.text  # a page that is closed would end the visit
        assert (waiting.status_code, site.get(visit).status_code) == (409, 409)
        assert site.get(f"{visit}/files/4").status_code == 404
        workers.finish()
        page = check(site, visit)
    assert "检查了 3 个文件" in page


def test_progress_names_only_the_files_that_were_not_yet_seen() -> None:
    with client() as site:
        visit = begin(site)
        for at in range(3):
            send(site, visit, f"{at}.txt", TEXT + b"\n" * at)
        check(site, visit)

        def names(seen: str) -> list[str]:
            progress = site.get(f"{visit}/progress", params={"seen": seen}).json()
            return [each["name"] for each in progress["checked"]]

        assert names("0") == ["0.txt", "1.txt", "2.txt"]
        assert names("2") == ["2.txt"]
        assert names("3") == names("99999999") == []
        assert names("-1") == names("x") == names("9" * 5000) == names("0")

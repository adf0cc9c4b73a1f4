"""Many documents in one call, and none lost by another's fault."""

from __future__ import annotations

import io
import os
import stat
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from linter.app.check import Check
from linter.app.item import Item
from linter.app.run_files import run_files
from linter.documents import ReadError, open_document, prepare
from linter.documents.office.convert import Failed, Made, convert
from linter.documents.office.locate import program
from linter.documents.office.profile import Home
from linter.rulebook import Rulebook
from linter.settings import Settings
from tests.documents.office.conftest import Fake


def _rtf(words: str) -> bytes:
    return f"{{\\rtf1 {words}}}".encode()


def _words(made: Made) -> str:
    """What the small LibreOffice put into a document; the first words of why there is none."""
    if isinstance(made, Failed):
        return made.reason[:16]
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return archive.read("word/document.xml").decode().removeprefix("{\\rtf1 ").removesuffix("}")


def _converted(*words: str) -> list[str]:
    return [_words(each) for each in convert([_rtf(each) for each in words])]


REFUSED, LATE = "LibreOffice 打不开这", "LibreOffice 转换这个"


def test_many_documents_take_one_call(fake: Fake) -> None:
    assert _converted("a", "b", "c") == ["a", "b", "c"]
    assert fake.calls == ["0.rtf 1.rtf 2.rtf"]


def test_one_that_is_passed_over_is_asked_for_again_alone(fake: Fake) -> None:
    assert _converted("a", "bad", "c") == ["a", _converted("bad")[0], "c"]
    assert _converted("bad")[0].startswith(REFUSED)
    assert fake.calls[:2] == ["0.rtf 1.rtf 2.rtf", "1.rtf"]


def test_one_that_ends_the_program_costs_the_others_nothing(fake: Fake) -> None:
    first, crash, second, again, last = _converted("a", "crash", "b", "crash too", "c")
    assert (first, second, last) == ("a", "b", "c")
    assert crash.startswith(REFUSED)
    assert again.startswith(REFUSED)
    assert fake.calls == [
        "0.rtf 1.rtf 2.rtf 3.rtf 4.rtf",
        "1.rtf",
        "2.rtf 3.rtf 4.rtf",
        "3.rtf",
        "4.rtf",
    ]


def test_half_a_document_is_none(fake: Fake) -> None:
    [made] = _converted("half")
    assert made.startswith(REFUSED)
    assert len(fake.calls) == 1


def test_one_that_takes_too_long_is_stopped_with_all_that_it_started(fake: Fake) -> None:
    began = time.monotonic()
    first, late, last = _converted("a", "sleep 1", "c")
    assert (first, last) == ("a", "c")
    assert late.startswith(LATE)
    assert time.monotonic() - began < 30
    assert len(fake.calls) == 3
    assert not _running("sleep 61.5")


def _running(words: str) -> bool:
    """Whether a command of these words runs, on a system that tells."""
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if each.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace").strip() == words:
                return True
    return False


def test_what_cannot_be_is_not_tried(fake: Fake) -> None:
    good, empty, junk = convert([_rtf("a"), b"", b"\0\1\2"])
    assert _words(good) == "a"
    assert [type(empty), type(junk)] == [Failed, Failed]
    assert fake.calls == ["0.rtf"]


def test_a_program_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NIANBAO_SOFFICE", raising=False)
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("linter.documents.office.locate._installed", lambda: None)
    for system, command in (("linux", "apt"), ("darwin", "brew"), ("win32", "winget")):
        monkeypatch.setattr("sys.platform", system)
        with pytest.raises(ReadError, match=command) as told:
            open_document(_rtf(system), "报告.doc")
        assert "另存为 .docx" in str(told.value)
        assert str(told.value).startswith("报告.doc：")


def test_the_variable_is_taken_at_its_word(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NIANBAO_SOFFICE", str(tmp_path / "none"))
    assert program() is None
    [made] = convert([_rtf("a")])
    assert isinstance(made, Failed)
    assert made.reason.endswith(f"不存在或不能运行：{tmp_path / 'none'}")


def test_what_was_converted_is_remembered(fake: Fake) -> None:
    files = [(_rtf(words), f"{words}.doc") for words in ("bad 1", "bad 2", "bad 3")]
    prepare([*files, ("一、总体情况".encode(), "a.txt"), (b"", "b.doc")])
    calls = len(fake.calls)
    assert fake.calls[0] == "0.rtf 1.rtf 2.rtf"
    for data, name in files * 2:
        with pytest.raises(ReadError, match="LibreOffice 打不开"):
            open_document(data, name)
    assert len(fake.calls) == calls


def test_a_batch_starts_the_program_once_for_sixteen(fake: Fake, tmp_path: Path, book: Rulebook) -> None:
    items = []
    for number in range(20):
        path = tmp_path / f"{number:02}.rtf"
        path.write_bytes(_rtf(f"bad {number}" if number == 3 else f"{number}"))
        items += [Item(str(path)), Item(f"{number}.txt", data="年报".encode())]
    outcomes = list(run_files(items, Check(Settings(), "concise"), book, jobs=1))
    assert len(outcomes) == len(items)
    failures = [outcome.failure or "" for outcome in outcomes]
    assert "03.rtf：LibreOffice 打不开" in failures[6]
    assert all(not why for why in failures[1::2])
    assert [len(call.split()) for call in fake.calls] == [16, 1, 4]


def test_the_folder_is_for_this_user_and_goes_with_the_process(own_home: Path) -> None:
    home = Home()
    with home.workshop() as folder:
        assert os.path.isdir(folder)
        (top,) = own_home.iterdir()
        if os.name == "posix":
            assert stat.S_IMODE(top.stat().st_mode) == 0o700
    assert not os.path.exists(folder)
    assert home.profile.startswith("file:///")

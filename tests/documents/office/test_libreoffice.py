"""The real LibreOffice, where it is installed: what comes back is what was there, and nothing leaves."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from linter.documents import open_document, prepare
from linter.documents.office.convert import Failed, convert
from linter.documents.office.locate import program
from linter.report.model import Report
from linter.rulebook import Rulebook
from tests.corpus.forms import document, make
from tests.corpus.forms.programs import converted
from tests.linting import read

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        program() is None, reason="没有安装 LibreOffice，不能测试 .doc、.wps、.rtf、.odt 的读取"
    ),
]
_ROOT = Path(__file__).parents[3]


def _figures(report: Report) -> dict[tuple[str, str, str | None], tuple[str, str]]:
    return {
        (table.key, cell.row_key, cell.column_key): (cell.figure.raw, cell.state.value)
        for table in report.tables
        for cell in table.cells
    }


@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_figures_and_sections_come_through(suffix: str, book: Rulebook) -> None:
    words = [file.data for file in make("docx-plain", [document(seed) for seed in range(6)])]
    files = [(data, f"年报.{suffix}") for data in converted(words, "docx", suffix)]
    prepare(files)
    for before, file in zip(words, files, strict=True):
        [old], [new] = (read(open_document(*each), book)[1] for each in ((before, "年报.docx"), file))
        assert _figures(new) == _figures(old)
        assert [each.key for each in new.sections] == [each.key for each in old.sections]
        assert (new.issuer, new.year) == (old.issuer, old.year)


class _Server(BaseHTTPRequestHandler):
    """Notes who asks."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this computer, and what it was asked for."""
    asked: list[str] = []
    handler = type("Noting", (_Server,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", asked
        running.shutdown()
        thread.join()


_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>
<text:p>一、总体情况<draw:frame svg:width="3cm" svg:height="3cm" text:anchor-type="as-char">
<draw:image xlink:href="{address}/a.png" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>
<text:section text:name="S"><text:section-source xlink:href="{secret}" xlink:type="simple"/>
<text:p>二</text:p></text:section></office:text></office:body></office:document-content>"""


def _open_document(content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.text"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
    return out.getvalue()


def test_a_document_reaches_neither_the_network_nor_other_files(
    server: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, asked = server
    secret = tmp_path / "secret.txt"
    secret.write_text("别的文件的内容", encoding="utf-8")
    odt = _open_document(_CONTENT.format(address=address, secret=secret.as_uri()))
    rtf = (
        rb"{\rtf1 report {\field{\*\fldinst INCLUDEPICTURE \"%s/b.png\" \\d}{\fldrslt x}}"
        rb"{\field{\*\fldinst INCLUDETEXT \"%s/c.txt\"}{\fldrslt x}}}"
    ) % (address.encode(), address.encode())
    one, two = convert([odt, rtf])
    assert not isinstance(one, Failed)
    assert not isinstance(two, Failed)
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        words = archive.read("word/document.xml").decode()
    assert "总体情况" in words
    assert "别的文件" not in words
    assert asked == []


def test_nothing_is_left_on_the_disk(tmp_path: Path) -> None:
    text = rb"{\rtf1 report %d}"
    for number in range(30):
        (tmp_path / f"{number}.rtf").write_bytes(text % number)
    temporary = tmp_path / "elsewhere"
    temporary.mkdir()
    for jobs in "1", "2":
        done = subprocess.run(
            [sys.executable, "-m", "linter", "check", str(tmp_path), "--jobs", jobs],
            cwd=_ROOT,
            env={**os.environ, "TMPDIR": str(temporary)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert done.returncode == 2, done.stderr  # no report is among them
        assert list(temporary.iterdir()) == []

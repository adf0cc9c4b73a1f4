"""What LibreOffice is given, and what is refused before."""

from __future__ import annotations

import io
import zipfile

import pytest

from linter.documents.office.formats import DAMAGED, Refused, kind
from tests.documents.hostile import LAUGHS, odt, swollen
from tests.documents.ole import word

_XML = '<?xml version="1.0"?>{}<?mso-application progid="Word.Document"?><w:wordDocument/>'
_ENCRYPTED = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
    "</manifest:file-entry></manifest:manifest>"
)


def _with_manifest(manifest: str) -> bytes:
    out = io.BytesIO(odt(b"<x/>"))
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in (members | {"META-INF/manifest.xml": manifest.encode()}).items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (word(), ".doc"),
        (b"{\\rtf1 \\{ " + b"{" * 400 + b"}" * 401, ".rtf"),
        (b"{\\rtf1 " + b"\\{" * 4000, ".rtf"),
        (odt(b"<x/>"), ".odt"),
        (_XML.format("").encode(), ".xml"),
        (b"\xef\xbb\xbf" + _XML.format("").encode(), ".xml"),
    ],
)
def test_what_is_given(data: bytes, suffix: str) -> None:
    assert kind(data) == suffix


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\0\1\2", DAMAGED),
        (odt(b"<x/>" * 500)[:-30], DAMAGED),
        (_XML.format(LAUGHS).encode(), DAMAGED),
        (b"{\\rtf1 " + b"{" * 600, "嵌套太深"),
        (swollen("content.xml", 400), "解压后过大"),
        (swollen("content.xml", 400, said=1000), DAMAGED),
        (_with_manifest(_ENCRYPTED), "设有打开密码"),
    ],
)
def test_what_is_refused(data: bytes, reason: str) -> None:
    refused = kind(data)
    assert isinstance(refused, Refused)
    assert reason in refused.reason

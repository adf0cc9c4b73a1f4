"""OFD files as small as they can be."""

from __future__ import annotations

import io
import zipfile

import pytest

from linter.documents import ReadError, open_document

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def _ofd(*pages: str, **others: str) -> bytes:
    parts = {
        "OFD.xml": f"<ofd:OFD {_NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NS}><ofd:Pages>"
        + "".join(f'<ofd:Page BaseLoc="P{number}.xml"/>' for number in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
        **{f"Doc_0/P{number}.xml": f"<ofd:Page {_NS}>{page}</ofd:Page>" for number, page in enumerate(pages)},
        **others,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _text(x: float, y: float, words: str, delta: str = "") -> str:
    code = f'<ofd:TextCode X="0" Y="3" DeltaX="{delta}">{words}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="{x} {y} 90 5" Size="4">{code}</ofd:TextObject>'


def test_lines_by_height_and_columns_by_gaps() -> None:
    first = (
        _text(60, 40, "3")
        + _text(20, 20, "一、总体", "g 3 4")
        + _text(36, 20, "情况")
        + _text(20, 40, "规章")
    )
    source = open_document(_ofd(first, _text(20, 20, "二、其他")), "年报.ofd").source
    assert source.text == "一、总体情况\n规章\t3\n二、其他\n"
    assert [origin.label for origin in source.origins if origin] == ["第1页", "第1页", "第2页"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_ofd("<ofd:Content/>"), "没有文字"),
        (_ofd(_text(0, 0, "字", "g 99999999999 1") + "<broken"), "已损坏"),
        (_ofd(_text(0, 0, "字"))[:300], "已损坏"),
        (_ofd(_text(0, 0, "字"), **{"OFD.xml": "<a/>"}), "没有文字"),
    ],
)
def test_bad_files(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        open_document(data, "年报.ofd")

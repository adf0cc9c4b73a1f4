"""What the comments of a .docx file stand on, told from its parts alone: nothing here knows the reader."""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = ["commentRangeStart", "commentRangeEnd", "commentReference"]
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Comment(NamedTuple):
    """A comment, and the words between its marks; `paragraphs` counts those that end between them."""

    number: str
    author: str
    lines: tuple[str, ...]
    anchor: str
    paragraphs: int


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a file by their names, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def comments(data: bytes, *, strict: bool = True) -> list[Comment]:
    """The comments of a file, in the order of their part. Each must have its three marks once, in order;
    where others wrote them, one that stands on nothing may do with the last."""
    held = parts(data)
    body = etree.fromstring(held["word/document.xml"])
    found = []
    for comment in etree.fromstring(held["word/comments.xml"]):
        number = comment.get(W + "id") or ""
        lines = tuple("".join(each.text or "" for each in line.iter(W + "t")) for line in comment)
        marks, anchor, paragraphs = _between(body, number)
        assert marks == _MARKS or (not strict and marks == _MARKS[-1:]), (number, marks)
        found.append(Comment(number, comment.get(W + "author") or "", lines, anchor, paragraphs))
    return found


def _between(body: etree._Element, number: str) -> tuple[list[str], str, int]:
    marks: list[str] = []
    words, paragraphs = "", 0
    for event, each in etree.iterwalk(body, events=("start", "end")):
        if event == "end":
            paragraphs += each.tag == W + "p" and marks == _MARKS[:1]
        elif each.get(W + "id") == number and "comment" in str(each.tag):
            marks.append(etree.QName(each).localname)
        elif each.tag == W + "t" and marks == _MARKS[:1]:
            text = each.text or ""
            words += text if each.get(_SPACE) == "preserve" else text.strip(" \t\r\n")
    return marks, words, paragraphs

"""OFD documents (GB/T 33190), experimental: the text of the pages, with tabs between columns.

Text objects give the place of each stretch of text; tables are not marked as such, and rules are not read.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from lxml import etree

from linter.documents.base import Document, ReadError
from linter.documents.document_model import Line, Run
from linter.documents.flatten import flatten
from linter.text.source import Origin, Source

_MOST_BYTES = 64 * 1024 * 1024  # of all parts, unpacked
_MOST_PAGES = 1000
_COLUMN, _SAME_LINE = 1.2, 0.5  # of the size of the text: a wider gap parts columns; baselines nearer are one
_DAMAGED = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, OSError, LookupError, ValueError,
            ArithmeticError, RuntimeError, StopIteration)  # fmt: skip


class _Text(NamedTuple):
    """A stretch of text: its left and right ends, its baseline and its size, in millimetres."""

    words: str
    x0: float
    x1: float
    base: float
    size: float


class _TooLarge(Exception):
    pass


def open_ofd(data: bytes, name: str) -> Document:
    """An open OFD document, whose rows have their page as origin (第4页). Raises ReadError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            lines = list(_lines(archive))
    except _TooLarge:
        raise ReadError(name, "这份OFD太大，超过了读取的上限，请用原文档") from None
    except _DAMAGED:
        raise ReadError(name, "这份OFD已损坏或加了密，无法读取，请重新导出") from None
    if not lines:
        raise ReadError(name, "这份OFD里没有文字（可能是扫描图片），无法检查，请用原文档")
    flat = flatten(lines)
    return Document(data, Source(name, flat.text, origins=flat.origins, grids=flat.grids))


def _lines(archive: zipfile.ZipFile) -> Iterator[Line]:
    left, pages = _MOST_BYTES, 0

    def part(path: str) -> etree._Element:
        nonlocal left
        with archive.open(path) as file:
            data = file.read(left + 1)
        left -= len(data)
        if left < 0:
            raise _TooLarge
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))

    for body in part("OFD.xml").iterfind(".//{*}DocRoot"):
        root = _beside("", (body.text or "").strip())
        for page in part(root).iterfind(".//{*}Pages/{*}Page"):
            pages += 1
            if pages > _MOST_PAGES:
                raise _TooLarge
            content = part(_beside(posixpath.dirname(root), page.get("BaseLoc", "")))
            for words in _rows(text for each in content.iter("{*}TextObject") for text in _texts(each)):
                yield Line((Run(words),), Origin(f"第{pages}页"))


def _beside(folder: str, path: str) -> str:
    """A path as a part in `folder` gives it; one that begins with a slash counts from the archive's root."""
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")


def _texts(element: etree._Element) -> Iterator[_Text]:
    left, top = map(float, element.get("Boundary", "0 0 0 0").split()[:2])
    a, b, c, d, e, f = map(float, element.get("CTM", "1 0 0 1 0 0").split())
    size = float(element.get("Size", "4"))
    x = y = 0.0
    for code in element.iterfind("{*}TextCode"):
        words = (code.text or "").strip("\r\n")
        x, y = float(code.get("X", x)), float(code.get("Y", y))  # left out: as those of the one before
        if words.strip():
            steps = list(_steps(code.get("DeltaX", ""), len(words) - 1))
            last = size * (0.5 if words[-1].isascii() else 1.0)
            wide = sum(steps) + last if steps else sum(size * (1.0, 0.5)[each.isascii()] for each in words)
            at = left + a * x + c * y + e
            yield _Text(words, at, at + a * wide, top + b * x + d * y + f, abs(size * d))


def _steps(text: str, most: int) -> Iterator[float]:
    """The distances between characters, `most` of them; `g 3 4.2` stands for three times 4.2."""
    words = iter(text.split())
    for word in words:
        count, step = (int(next(words)), float(next(words))) if word == "g" else (1, float(word))
        yield from [step] * min(count, most)


def _rows(texts: Iterable[_Text]) -> Iterator[str]:
    """The lines of a page: stretches on one height, from left to right, tabs between columns."""
    height = -1e9
    rows: list[tuple[float, _Text]] = []
    for text in sorted(texts, key=lambda text: text.base):
        height = text.base if text.base - height > _SAME_LINE * text.size else height
        rows.append((height, text))
    for _, row in groupby(rows, key=lambda each: each[0]):
        ordered = sorted((text for _, text in row), key=lambda text: text.x0)
        pairs = pairwise(ordered)
        gaps = ["\t" if text.x0 - last.x1 > _COLUMN * text.size else "" for last, text in pairs]
        yield "".join(gap + text.words for gap, text in zip(["", *gaps], ordered, strict=True))

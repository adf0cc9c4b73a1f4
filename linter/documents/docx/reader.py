"""A .docx file read: its text, and the elements that hold it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml.etree import _Element

from linter.documents.base import ReadError
from linter.documents.docx.body import Reader, is_paragraph
from linter.documents.docx.inline import Inline
from linter.documents.docx.namespaces import attribute, child, kind
from linter.documents.docx.numbering import Numbering
from linter.documents.docx.package import Package
from linter.documents.docx.styles import Styles
from linter.documents.flatten import Flat, flatten
from linter.text.source import Origin

_PICTURES = frozenset({"drawing", "pict", "object"})


class DocxContent(NamedTuple):
    """What a document holds: `roots` are the parts whose text is read (the body, footnotes, endnotes) by
    their names, `texts` the `w:t` elements in them, which the holders in `flat.segments` count. An empty cell
    was given an empty run with one, which the file has not."""

    package: Package
    roots: Mapping[str, _Element]
    flat: Flat
    texts: Sequence[_Element]

    def copy(self) -> DocxContent:
        """The same content with elements of its own, which may be changed."""
        roots: dict[str, _Element] = {}
        copies: dict[_Element, _Element] = {}
        for name, root in self.roots.items():
            roots[name] = deepcopy(root.getroottree()).getroot()
            copies.update(zip(root.iter(), roots[name].iter(), strict=True))
        return self._replace(roots=roots, texts=[copies[text] for text in self.texts])


def read_content(data: bytes, name: str) -> DocxContent:
    """What a .docx file holds. Raises ReadError."""
    package = Package(data, name)
    root = package.root(package.main)
    body = child(root, "body") if root is not None else None
    if root is None or kind(root) != "document" or body is None:
        raise ReadError(name, "不是 Word 文档（也许是 Excel 或 PowerPoint 文件改了扩展名）")
    roots = {package.main: root}
    notes: dict[tuple[str, str | None], _Element] = {}
    for what in ("footnote", "endnote"):
        part = package.related(what + "s")
        notes_root = package.root(part) if part is not None else None
        if part is not None and notes_root is not None:
            roots[part] = notes_root
            notes |= {(what, attribute(note, "id")): note for note in notes_root if kind(note) == what}
    styles = Styles(_root(package, "styles"))
    inline = Inline(styles)
    reader = Reader(inline, styles, Numbering(_root(package, "numbering"), styles), notes)
    flat = flatten(reader.read(body))
    if not flat.text.strip("| \n") and (without := _wordless(body)):
        raise ReadError(name, without)
    return DocxContent(package, roots, flat._replace(origins=_named(flat)), inline.texts)


def _root(package: Package, kind: str) -> _Element | None:
    part = package.related(kind)
    return package.root(part) if part is not None else None


def _named(flat: Flat) -> tuple[Origin | None, ...]:
    """The origins of rows, the paragraphs that are not empty and stand in no table counted from 1."""
    named: list[Origin | None] = []
    count, last = 0, None
    for origin, row in zip(flat.origins, flat.text.split("\n"), strict=False):
        if origin is None or not is_paragraph(origin):
            named.append(origin)
            continue
        if origin != last and row.strip():
            count, last = count + 1, origin
        named.append(Origin(f"第{max(1, count)}段"))
    return tuple(named)


def _wordless(body: _Element) -> str:
    """Why a document has no words, where it has something else."""
    kinds = {kind(element) for element in body.iter()}
    if "altChunk" in kinds:
        return "正文是嵌在文件里的网页或另一份文档，请用 Word 打开后另存，再检查"
    return "文件里只有图片，没有文字（也许是扫描件），无法检查" if kinds & _PICTURES else ""

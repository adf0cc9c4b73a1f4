"""The comments of a .docx file: their part, extended or new.

The main part refers to it by a relationship, and the package lists its type.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count

from lxml import etree
from lxml.etree import _Element

from linter.documents.docx.namespaces import STRICT, W, attribute, kind, number
from linter.documents.docx.package import Package
from linter.regex_cache import compiled

AUTHOR = "年报检查"
_INITIALS = "年报"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = {
    W: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
_NO_XML = compiled("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def serialised(root: _Element) -> bytes:
    """A part as it is written: in UTF-8, every namespace that it declared still declared."""
    return _DECLARATION + etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False)


def wall_time(when: datetime) -> str:
    """A time as Word dates comments and revisions: the time on the wall, with a Z."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


class Comments:
    """The comments of one file, to which more are added; `main` is the root of the part that they are on.
    New ones are dated `when`, or not at all."""

    def __init__(self, package: Package, main: _Element, when: datetime | None) -> None:
        """Raises ReadError for a part that cannot be read."""
        self._package = package
        self._w = STRICT if main.tag.startswith(STRICT) else W
        self._date = {"date": wall_time(when)} if when is not None else {}
        self._name = package.related("comments") or self._free_name()
        known = package.root(self._name)
        self._root = (
            known if known is not None else etree.Element(f"{self._w}comments", nsmap={"w": self._w[1:-1]})
        )
        marks = (each for each in main.iter() if kind(each) in ("commentRangeStart", "commentReference"))
        used = {number(attribute(each, "id")) for each in (*self._root, *marks)}
        self._ids = (each for each in count() if each not in used)

    def _free_name(self) -> str:
        folder = posixpath.dirname(self._package.main)
        names = (posixpath.join(folder, f"comments{each or ''}.xml") for each in count())
        return next(name for name in names if self._package.part(name) is None)

    def add(self, lines: Sequence[str]) -> str:
        """Add a comment with a paragraph for each line, the first one bold; its id."""
        comment_id = str(next(self._ids))
        about = {"id": comment_id, "author": AUTHOR, **self._date, "initials": _INITIALS}
        comment = self._child(self._root, "comment", **about)
        for index, line in enumerate(lines or ("",)):
            paragraph = self._child(comment, "p")
            self._plain(paragraph)
            if index == 0:
                self._child(self._child(paragraph, "r"), "annotationRef")
            run = self._child(paragraph, "r")
            look = self._child(run, "rPr")
            if index == 0:
                self._child(look, "b")
            self._child(look, "sz", val="20")
            self._child(look, "szCs", val="20")
            text = self._child(run, "t")
            text.text = _NO_XML.sub("\ufffd", line)
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return comment_id

    def _plain(self, paragraph: _Element) -> None:
        """Undo what official documents set for all paragraphs: indents and wide lines suit no margin."""
        look = self._child(paragraph, "pPr")
        self._child(look, "spacing", before="0", after="0", line="240", lineRule="auto")
        self._child(look, "ind", left="0", right="0", firstLineChars="0", firstLine="0")
        self._child(look, "jc", val="left")

    def _child(self, parent: _Element, name: str, **attributes: str) -> _Element:
        values = {f"{self._w}{key}": value for key, value in attributes.items()}
        return etree.SubElement(parent, f"{self._w}{name}", values)

    def parts(self) -> dict[str, bytes]:
        """The parts with the comments and with the references to them, by name. Raises ReadError."""
        parts = {self._name: serialised(self._root)}
        if self._package.related("comments") is None:
            folder, base = posixpath.split(self._package.main)
            name = posixpath.join(folder, "_rels", base + ".rels")
            parts[name] = serialised(self._with_relation(self._package.root(name)))
        types = self._package.root(_TYPES_PART)
        if types is not None and not any(_is_of(each, self._name) for each in types):
            values = {"PartName": f"/{self._name}", "ContentType": _COMMENTS_TYPE}
            etree.SubElement(types, f"{{{_TYPES}}}Override", values)
            parts[_TYPES_PART] = serialised(types)
        return parts

    def _with_relation(self, relations: _Element | None) -> _Element:
        if relations is None:
            relations = etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
        values = {
            "Id": _free_id(relations),
            "Type": _RELATION[self._w],
            "Target": posixpath.basename(self._name),
        }
        etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", values)
        return relations


def _free_id(relations: Iterable[_Element]) -> str:
    used = {each.get("Id") for each in relations}
    return next(free for each in count(1) if (free := f"rId{each}") not in used)


def _is_of(entry: _Element, name: str) -> bool:
    """Whether an entry among the types is that of the part `name`."""
    return (entry.get("PartName") or "").lstrip("/").lower() == name.lower()

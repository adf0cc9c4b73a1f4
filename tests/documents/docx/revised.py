"""Tracked changes accepted and rejected, from a file's parts alone: nothing here knows the program's code.

As ECMA-376 part 1, 17.13.5 has it: what is accepted of a deletion goes, of an insertion stays.
"""

from __future__ import annotations

from lxml import etree

from tests.documents.docx.anchored import W, parts
from tests.documents.docx.builder import zipped

AUTHOR = "年报检查"


def accepted(data: bytes, author: str | None = AUTHOR) -> bytes:
    """The file with the changes of an author (None: of everybody) accepted."""
    return _settled(data, author, keeps="ins", drops="del")


def rejected(data: bytes, author: str | None = AUTHOR) -> bytes:
    """The file with the changes of an author (None: of everybody) rejected."""
    return _settled(data, author, keeps="del", drops="ins")


def changes(data: bytes) -> list[tuple[str, str]]:
    """The program's changes in the order of the body: `ins` or `del`, and the words."""
    body = etree.fromstring(parts(data)["word/document.xml"])
    return [
        (etree.QName(each).localname, "".join(t.text or "" for t in each.iter(W + "t", W + "delText")))
        for each in body.iter(W + "ins", W + "del")
        if each.get(W + "author") == AUTHOR
    ]


def looks(data: bytes) -> list[tuple[str, str]]:
    """Each character of the body's runs with the look of its run."""
    body = etree.fromstring(parts(data)["word/document.xml"])
    found = []
    for run in body.iter(W + "r"):
        look = "".join(etree.tostring(each, encoding="unicode") for each in run.iterchildren(W + "rPr"))
        for text in run.iterchildren(W + "t"):
            preserved = text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
            words = text.text or ""
            found += [(letter, look) for letter in (words if preserved else words.strip(" \t\r\n"))]
    return found


def _settled(data: bytes, author: str | None, keeps: str, drops: str) -> bytes:
    held = parts(data)
    for name in [each for each in held if each.endswith(("document.xml", "notes.xml"))]:
        root = etree.fromstring(held[name])
        for each in list(root.iter(W + drops, W + keeps)):
            if author is not None and each.get(W + "author") != author:
                continue
            above = each.getparent()
            if above is None or above.tag in (W + "rPr", W + "trPr"):
                continue
            if each.tag == W + keeps:
                for inner in list(each):
                    each.addprevious(inner)
                for words in above.iter(W + "delText") if keeps == "del" else ():
                    if not any(up.tag == W + "del" and up is not each for up in words.iterancestors()):
                        words.tag = W + "t"
            above.remove(each)
        held[name] = etree.tostring(root)
    return zipped(held)

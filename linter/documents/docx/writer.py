"""Edits of the text of a .docx file, carried out within the elements that hold it, or as revisions.

A run keeps its look and a tracked change stays one; a part that holds none of the edited words keeps
its bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from lxml.etree import _Element

from linter.documents.base import EditError, ReadError
from linter.documents.docx.archive import rewrite_archive
from linter.documents.docx.comments import serialised
from linter.documents.docx.namespaces import child, kind
from linter.documents.docx.package import Package
from linter.documents.docx.reader import DocxContent
from linter.documents.docx.revisions import RevisionWriter
from linter.documents.docx.runs import drop_empty, replace_words
from linter.documents.edit_mapping import Change, map_edits
from linter.text.edits import Edit


def edit_docx(data: bytes, content: DocxContent, edits: Sequence[Edit], *, tracked: bool = False) -> bytes:
    """The file `data`, which holds `content`, with disjoint `edits` in the order of its text.

    With `tracked` the edits are revisions of today. Raises EditError for an edit of words that the file does
    not hold (an automatic number), holds twice or takes from elsewhere, and for a file that is signed.
    """
    if not edits:
        return data
    _must_be_unsigned(content.package)
    changes = map_edits(content.flat.text, content.flat.segments, edits)
    copy = content.copy()
    carry_out = RevisionWriter(copy).carry_out if tracked else replace_words
    changed: set[_Element] = set()
    for holder, group in groupby(sorted(changes, key=_place), key=lambda change: change.holder):
        text = copy.texts[holder]
        _must_be_own(text)
        changed.add(text.getroottree().getroot())
        try:
            carry_out(text, list(group))
        except ValueError:
            raise EditError("修复要写入的字符不能写进 Word 文档") from None
    drop_empty(copy.texts, copy.flat.segments)
    return rewrite_archive(
        data, {name: serialised(root) for name, root in copy.roots.items() if root in changed}
    )


def _place(change: Change) -> tuple[int, int]:
    """Changes at one place keep their order: words put in, then what is replaced behind them."""
    return change.holder, change.at


def _must_be_own(text: _Element) -> None:
    """Refuse words that stand in the file for another copy of themselves."""
    for above in text.iterancestors():
        if kind(above) == "mc:AlternateContent":
            raise EditError("要改的文字在文本框或图形里，文件中另有一份，请在 Word 中修改")
        properties = child(above, "sdtPr") if kind(above) == "sdt" else None
        if properties is not None and any(kind(each) == "dataBinding" for each in properties):
            raise EditError("要改的文字在与文档属性相连的内容控件里，请在 Word 中修改")


def _must_be_unsigned(package: Package) -> None:
    try:
        is_signed = package.part("_xmlsignatures/origin.sigs") is not None
    except ReadError as error:
        raise EditError(error.reason) from None
    if is_signed:
        raise EditError("文件带有数字签名，修改会使签名失效")

"""What every reader of documents gives and raises: the open document, notes for its margin, two errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from linter.text.edits import Edit
from linter.text.source import Source, Span

ENCRYPTED = "文件设有打开密码；请用 Word 或 WPS 打开，取消密码后另存，再检查"
"""Why a document under a password is not read."""


class ReadError(Exception):
    """A file that cannot be read as a report; the message is one Chinese sentence that names it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}：{reason}")
        self.name = name
        self.reason = reason

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        return (ReadError, (self.name, self.reason))


class EditError(Exception):
    """A file that can be read but not changed without loss; `reason` is a Chinese clause without its name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Note(Struct, frozen=True):
    """A comment on a stretch of a document's text, in paragraphs."""

    span: Span
    lines: tuple[str, ...]


class Document(Struct, frozen=True, eq=False):
    """An open document: the bytes of its file, and the text read from them.

    A format whose files can be changed or commented extends this class; it keeps what reading has found
    out, so that nothing is read twice. This class alone stands for a format that can only be read.
    Handles are compared by identity.
    """

    data: bytes
    source: Source

    can_edit: ClassVar[bool] = False
    can_comment: ClassVar[bool] = False
    can_track: ClassVar[bool] = False

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.source.name!r})"

    def edited(self, edits: Sequence[Edit]) -> bytes:
        """The file's bytes with `edits`, disjoint and in the order of the text, carried out.

        Everything else stays as it is, and so does this document. Raises EditError when that cannot be
        done without loss.
        """
        raise EditError("这种格式的文件不能自动修复，请按提示手工修改")

    def tracked(self, edits: Sequence[Edit]) -> bytes:
        """As `edited`, the edits written as changes that a reader of the file accepts or rejects."""
        raise EditError("这种格式的文件不能写成修订，只有 Word 文档（.docx）可以")

    def commented(self, notes: Sequence[Note], *, dated: bool = True) -> bytes:
        """A copy of the document, a .docx file, with `notes` (in the order of the text) in its margin.

        Notes bear the time of now, unless they are not to be `dated`: then the same document and notes
        always give the same bytes. Raises EditError when that cannot be done.
        """
        raise EditError("只有 Word、WPS 文档可以加批注")

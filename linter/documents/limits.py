"""Checks before a file is opened: its size, and whether its name is that of a lock."""

from __future__ import annotations

from linter.documents.base import ReadError
from linter.documents.formats import FORMATS

_MEGABYTE = 1024 * 1024


def largest(name: str) -> int:
    """The most bytes that a file called `name` may have."""
    return FORMATS.of_name(name).largest


def check_size(name: str, size: int) -> None:
    """Raise ReadError for a file larger than any report of its format."""
    most = largest(name)
    if size > most:
        raise ReadError(name, f"文件超过 {most // _MEGABYTE} MB 的上限，不像是一份年报")


def is_lock(name: str) -> bool:
    """Whether a file of this name (without its folder) only marks that a document is open."""
    return name.startswith(("~$", ".~"))

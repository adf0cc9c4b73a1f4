"""Letting a finding stand: a suppression in the config file, whose reason a person fills in."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

from lsprotocol import types
from pygls import uris

from linter.app.config.add_suppression import InsertError, insert
from linter.app.config.discovery import NAME, Search
from linter.app.config.glob import relative_to
from linter.diagnostic import Diagnostic
from linter.fix_selection import apply
from linter.lsp.analysis import Checked
from linter.lsp.edits import FileEdit, text_edits
from linter.lsp.position import PositionCodec
from linter.report.locator import Locator, Place
from linter.text.source import Source, Span


class Open(NamedTuple):
    """A config file that the client has open: its text there goes before that on disk."""

    text: str
    version: int | None


class Ignored(NamedTuple):
    """The edit of the config, and where in the edited file the reason is to be written."""

    file: FileEdit
    reason: types.Range


def config_for(path: str, folders: Iterable[str]) -> str:
    """The config that holds for a file, or is to be made for it: in the workspace folder that it is in,
    else beside it."""
    found = Search().path(path)
    if found is not None:
        return found
    around = [folder for folder in folders if _holds(folder, path)]
    return os.path.join(max(around, key=len, default=os.path.dirname(path)), NAME)


def place_of(checked: Checked, found: Diagnostic) -> Place:
    """Where a finding stands, by keys."""
    report = next((each for each in checked.reports if each.number == found.report), None)
    return Locator(report).place(found.span) if report is not None else Place()


def ignore(
    found: Diagnostic, place: Place, path: str, config: str, buffer: Open | None, ruler: PositionCodec
) -> Ignored:
    """A suppression of a finding in the file `path` at that place. Raises InsertError when the config
    cannot take one."""
    text = buffer.text if buffer is not None else _read(config)
    named = [("section", place.section), ("table", place.table), ("row", place.row), ("column", place.column)]
    keys = [("code", found.code), ("file", relative_to(os.path.dirname(config), path))]
    inserted = insert(text or "", [*keys, *((key, value) for key, value in named if value)])
    own, after = Source(config, text or ""), Source(config, apply(text or "", inserted.edits))
    uri = uris.from_fs_path(config) or config
    version = buffer.version if buffer is not None else None
    file = FileEdit(uri, text_edits(own, inserted.edits, ruler), version, new=text is None)
    return Ignored(file, ruler.exactly(after, Span(inserted.reason, inserted.reason)))


def _read(config: str) -> str | None:
    try:
        with open(config, "rb") as file:
            return file.read().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise InsertError("读不了配置文件") from None


def _holds(folder: str, path: str) -> bool:
    return os.path.normcase(path).startswith(os.path.join(os.path.normcase(folder), ""))

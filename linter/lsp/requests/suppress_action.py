"""Suppression of a finding in the config file, with a reason for the user to fill in."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

from lsprotocol import types
from pygls import uris

from linter.app.config.add_suppression import InsertError, insert
from linter.app.config.discovery import NAME, Search
from linter.app.config.glob import relative_to
from linter.diagnostic import Diagnostic, apply_edits
from linter.lsp.conversion.position import PositionCodec
from linter.lsp.conversion.workspace_edits import FileEdit, text_edits
from linter.lsp.session.analysis import Analysis
from linter.report.locator import Locator, Place
from linter.text.source import Source, Span


class OpenConfig(NamedTuple):
    """A config file that the client has open; this text counts, not the one on disk."""

    text: str
    version: int | None


class SuppressionEdit(NamedTuple):
    """The edit of the config, and the range of the reason in the edited file."""

    file: FileEdit
    reason: types.Range


def config_for(path: str, folders: Iterable[str]) -> str:
    """The path of a file's config, or of the one to create: in its workspace folder, else beside it."""
    found = Search().path(path)
    if found is not None:
        return found
    containing = [folder for folder in folders if _contains(folder, path)]
    return os.path.join(max(containing, key=len, default=os.path.dirname(path)), NAME)


def place_of(analysis: Analysis, finding: Diagnostic) -> Place:
    """The keys of the section, table, row and column of a finding."""
    report = next((each for each in analysis.reports if each.number == finding.report), None)
    return Locator(report).place(finding.span) if report is not None else Place()


def suppress(
    finding: Diagnostic, place: Place, path: str, config: str, opened: OpenConfig | None, codec: PositionCodec
) -> SuppressionEdit:
    """A suppression of a finding at a place of the file `path`. Raises InsertError if none can be added."""
    text = opened.text if opened is not None else _read(config)
    place_keys = [
        ("section", place.section),
        ("table", place.table),
        ("row", place.row),
        ("column", place.column),
    ]
    keys = [("code", finding.code), ("file", relative_to(os.path.dirname(config), path))]
    inserted = insert(text or "", [*keys, *((key, value) for key, value in place_keys if value)])
    before, after = Source(config, text or ""), Source(config, apply_edits(text or "", inserted.edits))
    uri = uris.from_fs_path(config) or config
    version = opened.version if opened is not None else None
    file = FileEdit(uri, text_edits(before, inserted.edits, codec), version, new=text is None)
    return SuppressionEdit(file, codec.file_range(after, Span(inserted.reason, inserted.reason)))


def _read(config: str) -> str | None:
    try:
        with open(config, "rb") as file:
            return file.read().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise InsertError("读不了配置文件") from None


def _contains(folder: str, path: str) -> bool:
    return os.path.normcase(path).startswith(os.path.join(os.path.normcase(folder), ""))

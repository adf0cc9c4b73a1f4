"""Suppression of a finding in the config file of its document, with the reason left open."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

from linter.app.config.add_suppression import InsertError, insert
from linter.app.config.discovery import LARGEST, NAME, OTHER_NAME, Search
from linter.app.config.glob import relative_to
from linter.app.editor.analysis import Analysis
from linter.diagnostic import Diagnostic
from linter.regular_file import read_regular
from linter.report.locator import Locator, Place
from linter.text.edits import Edit

__all__ = ["InsertError", "Suppression", "config_for", "place_of", "suppress"]


class Suppression(NamedTuple):
    """The edits that add a suppression to the text of a config, and the offset of its reason afterwards.

    `text` is the config's text before the edits, None if the file is to be created.
    """

    text: str | None
    edits: tuple[Edit, ...]
    reason: int


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


def suppress(finding: Diagnostic, place: Place, path: str, config: str, text: str | None) -> Suppression:
    """A suppression of a finding at a place of the file `path`, to be added to `config`.

    `text` is that of the config where it is open in the editor; None: it is read from disk. Raises
    InsertError if none can be added.
    """
    if os.path.basename(config) == OTHER_NAME:
        raise InsertError(f"配置文件的名称应是 {NAME}，请把 {OTHER_NAME} 改名")
    text = _read(config) if text is None else text
    place_keys = [
        ("section", place.section),
        ("table", place.table),
        ("row", place.row),
        ("column", place.column),
    ]
    keys = [("code", finding.code), ("file", relative_to(os.path.dirname(config), path))]
    inserted = insert(text or "", [*keys, *((key, value) for key, value in place_keys if value)])
    return Suppression(text, inserted.edits, inserted.reason)


def _read(config: str) -> str | None:
    try:
        return read_regular(config, LARGEST).decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise InsertError("读不了配置文件") from None


def _contains(folder: str, path: str) -> bool:
    return os.path.normcase(path).startswith(os.path.join(os.path.normcase(folder), ""))

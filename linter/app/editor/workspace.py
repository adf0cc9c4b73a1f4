"""The files of a workspace: which there are, and the analysis of one on disk."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable
from typing import NamedTuple

from linter.app.discovery import Problem, walk
from linter.app.editor.analysis import Analysis, analyze_bytes
from linter.app.editor.settings_cache import EditorSettings, SettingsCache
from linter.app.error_words import reason
from linter.app.file_bytes import read_bytes
from linter.app.item import Item
from linter.documents import ReadError
from linter.rulebook import RuleError


class WorkspaceFile(NamedTuple):
    """The analysis of a file on disk, or why it could not be read; neither if its result is known.

    `result_id` identifies the file's bytes and the rules that were applied.
    """

    settings: EditorSettings
    result_id: str
    analysis: Analysis | None = None
    failure: str | None = None


def workspace_paths(folders: Iterable[str], suffixes: Container[str]) -> list[str]:
    """The paths of all files in the folders that have one of the suffixes, each once."""
    found: dict[str, None] = {}
    for folder in folders:
        found.update((path, None) for path in walk(folder, suffixes) if not isinstance(path, Problem))
    return list(found)


def analyze_file(path: str, settings_cache: SettingsCache, known: str | None) -> WorkspaceFile:
    """Analyze a file on disk, unless `known` is the ID of its result."""
    settings = settings_cache.settings_for(path)
    try:
        stat = os.stat(path)
        result_id = f"{stat.st_mtime_ns}.{stat.st_size}.{settings.stamp}"
        if result_id == known:
            return WorkspaceFile(settings, result_id)
        data = read_bytes(Item(path))
    except ReadError as error:
        return WorkspaceFile(settings, result_id, failure=error.reason)
    except OSError as error:
        return WorkspaceFile(settings, f"0.{settings.stamp}", failure=f"无法读取：{reason(error)}")
    try:
        return WorkspaceFile(settings, result_id, analyze_bytes(data, settings))
    except RuleError:  # the rules of the workspace are too slow, and out of use from now on
        settings = settings_cache.settings_for(path)
        return WorkspaceFile(settings, result_id, analyze_bytes(data, settings))

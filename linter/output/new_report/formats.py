"""The formats that a new report is written in, by suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from linter.output.new_report.model import NewReport


def _lazy(module: str) -> Callable[[NewReport], bytes]:
    def write(report: NewReport) -> bytes:
        made: bytes = import_module(f"linter.output.new_report.{module}").write(report)
        return made

    return write


WRITERS: Mapping[str, Callable[[NewReport], bytes]] = {
    ".docx": _lazy("docx"),
    ".md": _lazy("markdown"),
    ".html": _lazy("html"),
    ".txt": _lazy("text"),
}
"""The bytes of a file with a report, by the file's suffix."""

"""Answers that carry files: those of the pages, and copies to download."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import quote

from starlette.responses import Response

from linter.output.page.document import style

_FOLDER = os.path.join(os.path.dirname(__file__), "static")
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOWNLOADS = {".docx": _WORD, ".xlsx": _WORKBOOK}


def static_files() -> Mapping[str, Response]:
    """The files of the pages by their names."""
    files = {"page.css": Response(style(), media_type=_TYPES[".css"])}
    for name in os.listdir(_FOLDER):
        with open(os.path.join(_FOLDER, name), "rb") as file:
            files[name] = Response(file.read(), media_type=_TYPES[os.path.splitext(name)[1]])
    return files


def download(data: bytes, name: str) -> Response:
    """A file that a browser saves and never shows."""
    kind = _DOWNLOADS.get(os.path.splitext(name)[1].lower(), "application/octet-stream")
    named = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type=kind, headers={"Content-Disposition": named})

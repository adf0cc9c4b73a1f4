"""Names of files as a browser sends them, and the names of copies. They are shown, and never opened."""

from __future__ import annotations

import os
from collections.abc import Container

from linter.app.uploads import Copy

_LONGEST = 180  # characters
_DEEPEST = 6  # folders that are shown

_SUFFIXES = {
    Copy.COMMENTED: ("（批注）", ".docx"),
    Copy.TRACKED: ("（修订）", ".docx"),
    Copy.TRACKED_ALL: ("（修订，含需确认的）", ".docx"),
    Copy.FIXED: ("（已修正）", ""),
}


def shown_name(sent: str, others: Container[str] = ()) -> str:
    """The name to show for the name or relative path that was sent, other than those of `others`."""
    parts = [
        part
        for part in sent.replace("\\", "/").replace("\0", "").split("/")
        if part.strip() not in ("", ".", "..")
    ]
    name = "/".join(parts[-_DEEPEST:]) or "未命名.txt"
    name = name.encode("utf-8", "replace").decode()
    stem, suffix = os.path.splitext(name)
    if len(name) > _LONGEST:
        suffix = suffix[:10]
        stem = stem[-(_LONGEST - len(suffix)) :]
    number, name = 1, f"{stem}{suffix}"
    while name in others:
        number += 1
        name = f"{stem}（{number}）{suffix}"
    return name


def copy_name(name: str, copy: Copy) -> str:
    """The name of a copy of a file, without its folders."""
    stem, suffix = os.path.splitext(name.rpartition("/")[2])
    words, own = _SUFFIXES[copy]
    return f"{stem}{words}{own or suffix}"

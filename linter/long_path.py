"""Paths longer than what Windows takes without a mark."""

from __future__ import annotations

import os

_LONGEST = 240  # characters, of 260 in all: names of temporary files are longer than those of their targets
_MARK = "\\\\?\\"  # \\?\


def system_path(path: str, system: str = os.name) -> str:
    """The path as it is given to the system: on Windows a long one with the mark that lifts the limit."""
    if system != "nt":
        return path
    import ntpath

    whole = ntpath.abspath(path)
    if len(whole) < _LONGEST or whole.startswith(_MARK):
        return path
    return f"{_MARK}UNC{whole[1:]}" if whole.startswith("\\\\") else _MARK + whole

"""What one visit and all visits together may take."""

from __future__ import annotations

from typing import NamedTuple

_MEGABYTE = 1024 * 1024


class Limits(NamedTuple):
    """Numbers of visits and files, bytes and seconds.

    A file may take `check_seconds` in its process and `receive_seconds` to arrive. A visit ends
    `leaving_seconds` after its page was closed, after `idle_seconds` without a request, and while it is not
    finished after `unattended_seconds` without one.
    """

    visits: int = 64
    visit_files: int = 1000
    visit_bytes: int = 256 * _MEGABYTE
    all_bytes: int = 1024 * _MEGABYTE
    check_seconds: float = 120
    receive_seconds: float = 120
    idle_seconds: float = 30 * 60
    unattended_seconds: float = 3 * 60
    leaving_seconds: float = 15


def megabytes(size: int) -> str:
    """A number of bytes for people."""
    return f"{size // _MEGABYTE} MB"

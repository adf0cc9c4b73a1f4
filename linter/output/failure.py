"""A file that could not be treated, for the formats that have a place for it."""

from __future__ import annotations

from typing import NamedTuple


class Failure(NamedTuple):
    """Why something could not be done, and with which file; None where it is about no single one."""

    why: str
    file: str | None = None

"""A file that could not be processed, for the formats that can report it."""

from __future__ import annotations

from msgspec import Struct


class Failure(Struct, frozen=True):
    """The reason of a failure, and its file; None if it concerns no single file."""

    why: str
    file: str | None = None

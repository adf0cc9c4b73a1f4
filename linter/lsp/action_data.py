"""What a person chose of what was offered, on its way through the client and back."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class What(StrEnum):
    """What can be done: one fix, all safe fixes, a suppression."""

    FIX = "fix"
    ALL = "all"
    IGNORE = "ignore"


class Wish(NamedTuple):
    """What is to be done with the document `uri`, whose text was number `edits` when it was offered; `at`
    counts its findings."""

    what: What
    uri: str
    edits: int
    at: int = 0

    def data(self) -> dict[str, str | int]:
        """As JSON."""
        return {"what": str(self.what), "uri": self.uri, "edits": self.edits, "at": self.at}


def wish(data: object) -> Wish | None:
    """What was chosen, from what came back; None for what never was offered."""
    values = said(data)
    what, uri, edits, at = (values.get(key) for key in ("what", "uri", "edits", "at"))
    if not (isinstance(uri, str) and isinstance(edits, int) and isinstance(at, int)):
        return None
    return Wish(What(what), uri, edits, at) if what in {str(each) for each in What} else None


def said(data: object) -> Mapping[str, object]:
    """JSON is a mapping, or, where its type was not known, an object with fields."""
    if isinstance(data, Mapping):
        return data
    if isinstance(data, tuple) and hasattr(data, "_asdict"):
        return dict(data._asdict())
    return {}

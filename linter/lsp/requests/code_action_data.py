"""The data of a code action, which the client sends back when the action is chosen."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from linter.lsp.conversion.json_object import json_fields


class ActionKind(StrEnum):
    """What an action does."""

    FIX = "fix"
    FIX_ALL = "all"
    SUPPRESS = "ignore"


class ActionData(NamedTuple):
    """An action on the document `uri`, offered for the text with number `revision`.

    `finding` counts the document's findings from 0.
    """

    kind: ActionKind
    uri: str
    revision: int
    finding: int = 0

    def json(self) -> dict[str, str | int]:
        """The data as a JSON object."""
        return {"what": str(self.kind), "uri": self.uri, "edits": self.revision, "at": self.finding}


def parse_action_data(data: object) -> ActionData | None:
    """The data that a client sent back; None when the server never made it."""
    fields = json_fields(data)
    kind, uri, revision, finding = (fields.get(key) for key in ("what", "uri", "edits", "at"))
    if not (isinstance(uri, str) and isinstance(revision, int) and isinstance(finding, int)):
        return None
    if kind not in {str(each) for each in ActionKind}:
        return None
    return ActionData(ActionKind(kind), uri, revision, finding)

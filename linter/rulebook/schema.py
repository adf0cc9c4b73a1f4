"""The JSON Schema of a pack file."""

from __future__ import annotations

from linter.rulebook.pack import Pack
from linter.strict_yaml.schema import Json, schema


def pack_schema() -> dict[str, Json]:
    """JSON Schema (2020-12) of a pack, made from the classes that packs decode into.

    It knows shapes, words and required keys; what needs more than one place of a file (placeholders,
    codes that must exist, patterns, identities) is checked when the pack loads.
    """
    return {"title": "nianbao 规则包", **schema(Pack)}

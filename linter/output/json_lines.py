"""JSON as this project writes it: compact lines, Chinese as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"
"""A value that JSON can hold."""


def dump(value: Json) -> str:
    """`value` as one line of JSON."""
    import json  # 4 ms that the other formats need not pay

    return json.dumps(value, ensure_ascii=False)

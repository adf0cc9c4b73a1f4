"""Fields of a JSON object whose type the protocol leaves open."""

from __future__ import annotations

from collections.abc import Mapping


def json_fields(value: object) -> Mapping[str, object]:
    """The fields of a JSON object by name; none for any other value.

    pygls hands over such an object as a mapping or as a named tuple.
    """
    if isinstance(value, Mapping):
        return value
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return dict(value._asdict())
    return {}

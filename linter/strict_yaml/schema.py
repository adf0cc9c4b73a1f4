"""Types -> JSON Schema (2020-12), from the same fields that decoding reads, so that both say the same.

Only what every draft since 07 understands is used, because editors differ: the fields of a kind
are allowed by name in the mapping that names it, and typed where the word is known.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import EnumMeta
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

from msgspec import Struct

from linter.strict_yaml.annotations import TextType
from linter.strict_yaml.location import LocatedStr, Location
from linter.strict_yaml.structure import Member, Subkinds, members, text_type

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"

_SCALARS: Mapping[object, str] = {
    str: "string",
    LocatedStr: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
}


def schema(cls: type) -> dict[str, Json]:
    """The schema of a document that decodes as `cls`. Raises TypeError for what cannot be decoded."""
    defs = _Definitions()
    root = defs.of(cls)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **root,
        "$defs": defs.made,
    }


class _Definitions:
    """The schemas of the records met so far, by the name of each."""

    def __init__(self) -> None:
        self.made: dict[str, Json] = {}

    def of(self, hint: Any) -> dict[str, Json]:
        """The schema of a value of this type."""
        if isinstance(hint, EnumMeta):
            return {"enum": [member.value for member in hint]}  # type: ignore[var-annotated]
        if isinstance(hint, type) and issubclass(hint, Struct):
            if hint.__name__ not in self.made:
                self.made[hint.__name__] = {}  # a class may hold itself
                self.made[hint.__name__] = self._record(hint)
            return {"$ref": f"#/$defs/{hint.__name__}"}
        if hint in _SCALARS:
            return {"type": _SCALARS[hint]}
        how = text_type(hint)
        if how is not None:
            text: dict[str, Json] = {"type": "string"}
            return text if isinstance(how, TextType) else {"type": "array", "items": text}
        return self._generic(get_origin(hint), get_args(hint))

    def _generic(self, origin: object, args: tuple[Any, ...]) -> dict[str, Json]:
        if origin is Literal:
            return {"enum": list(args)}
        if origin is tuple:
            return {"type": "array", "items": self.of(args[0])}
        if origin in (dict, Mapping):
            return {"type": "object", "additionalProperties": self.of(args[1])}
        if origin in (Union, types.UnionType):
            inner = args[0] if args[1] is type(None) else args[1]
            return {"anyOf": [self.of(inner), {"type": "null"}]}
        raise TypeError(f"cannot be decoded from YAML: {origin!r}{args!r}")

    def _record(self, cls: type) -> dict[str, Json]:
        plain = [member for member in members(cls) if member.hint is not Location]
        properties = {member.key: self._member(member) for member in plain}
        own = list(properties)
        made: dict[str, Json] = {"type": "object", "additionalProperties": False}
        choices: list[Json] = []
        for member in plain:
            for word, kind in (member.kinds.table if member.kinds else {}).items():
                choices += self._choices({member.key: word}, kind, own)
                for other in _keys(kind):
                    properties.setdefault(other, {})
        made["properties"] = properties
        made["required"] = [member.key for member in plain if member.required]
        if choices:
            made["allOf"] = choices
        return made

    def _choices(
        self, words: Mapping[str, str], kind: type | Subkinds, own: Sequence[str]
    ) -> Iterator[dict[str, Json]]:
        """What holds where keys have these words; `own` are keys that the mapping has besides."""
        if isinstance(kind, Subkinds):
            choice = {**_words(kind.table, kind.docs), "description": kind.doc}
            yield _where(words, {"properties": {kind.key: choice}, "required": [kind.key]})
            for word, cls in kind.table.items():
                yield from self._choices({**words, kind.key: word}, cls, [*own, kind.key])
            return
        fields = [member for member in members(kind) if member.hint is not Location]
        then: dict[str, Json] = {
            "properties": {member.key: self._member(member) for member in fields},
            "required": [member.key for member in fields if member.required],
            "propertyNames": {"enum": [*own, *(member.key for member in fields)]},
        }
        yield _where(words, then)

    def _member(self, member: Member) -> dict[str, Json]:
        if member.kinds is not None:
            made = _words(member.kinds.table, member.kinds.docs or {})
        else:
            made = self.of(member.hint)
        return {**made, "description": member.doc} if member.doc else made


def _keys(kind: type | Subkinds) -> Iterator[str]:
    """The keys that a kind may take from a mapping."""
    if isinstance(kind, Subkinds):
        yield kind.key
        for cls in kind.table.values():
            yield from _keys(cls)
    else:
        yield from (member.key for member in members(kind))


def _words(table: Iterable[str], docs: Mapping[str, str]) -> dict[str, Json]:
    """One of some words, each with what it is for."""
    choices: list[Json] = [{"const": word, "description": docs.get(word, word)} for word in table]
    return {"oneOf": choices}


def _where(words: Mapping[str, str], then: dict[str, Json]) -> dict[str, Json]:
    """What holds where keys have these words."""
    given: dict[str, Json] = {key: {"const": word} for key, word in words.items()}
    return {"if": {"properties": given, "required": list(words)}, "then": then}

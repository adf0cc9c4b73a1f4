"""Types -> readers: how each annotation takes its value from a node.

A reader takes (node, path, run), records what is wrong and returns the value or FAILED. Readers
are made once per type; a record resolves its annotations when it is first met in a file.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable, Iterator, Mapping
from enum import EnumMeta
from functools import cache, cached_property
from typing import (
    Annotated,
    Any,
    Literal,
    TypeAlias,
    Union,
    cast,
    get_args,
    get_origin,
)

from msgspec import Struct, structs

from linter.strict_yaml import scalar
from linter.strict_yaml.annotations import DERIVED, Doc, TextListType, TextType
from linter.strict_yaml.frozen import FrozenDict
from linter.strict_yaml.location import LocatedStr, Location
from linter.strict_yaml.node import ListNode, MapNode, Node, ScalarNode, join
from linter.strict_yaml.scalar import FAILED, Run
from linter.suggest import nearest, shorten

Reader: TypeAlias = Callable[[Node, str, Run], object]


class Kinds(Struct, frozen=True, eq=False):
    """Metadata of a field: its value is one of several records, chosen by a word.

        class Rule(Struct, frozen=True):
            code: str
            check: Annotated[Check, Kinds({"identity": IdentityCheck, "order": OrderCheck})]

    In YAML the word stands at the field's own key (`check: identity`) and the chosen class's
    fields stand beside it, in the same mapping as `code`.
    """

    table: Mapping[str, type | Subkinds]
    docs: Mapping[str, str] | None = None
    """What each word of the table is for."""


class Subkinds(Struct, frozen=True, eq=False):
    """A word of Kinds for several records, among which the word at another key of the mapping chooses:
    `check: required` with `what: rows`."""

    summary: str
    """What the word of Kinds is for."""
    key: str
    doc: str
    """What the key is for."""
    table: Mapping[str, type]
    docs: Mapping[str, str]
    """What each word of the table is for."""


_SCALARS: dict[object, Reader] = {
    str: scalar.read_str,
    LocatedStr: scalar.read_text,
    int: scalar.read_int,
    float: scalar.read_float,
    bool: scalar.read_bool,
}


@cache
def reader(hint: Hashable) -> Reader:
    """The reader of a type; TypeError for one that no YAML can give."""
    if isinstance(hint, EnumMeta):
        return scalar.Choice(tuple(cast("Iterator[object]", iter(hint))))
    if isinstance(hint, type) and issubclass(hint, Struct):
        return Record(hint)
    how = text_type(hint)
    if how is not None:
        return _text_reader(how) if isinstance(how, TextType) else _text_list_reader(how)
    found = _SCALARS.get(hint) or _generic_reader(get_origin(hint), get_args(hint))
    if found is None:
        raise TypeError(f"cannot be decoded from YAML: {hint!r}")
    return found


def _generic_reader(origin: object, args: tuple[Any, ...]) -> Reader | None:
    if origin is Literal:
        return scalar.Choice(args)
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        return _list_reader(reader(args[0]))
    if origin in (dict, Mapping):
        return _map_reader(reader(args[0]), reader(args[1]))
    if origin in (Union, types.UnionType) and len(args) == 2 and type(None) in args:
        return _optional_reader(reader(args[0] if args[1] is type(None) else args[1]))
    return None


def text_type(hint: Any) -> TextType | TextListType | None:
    """How the text of a type is decoded, for a type that is annotated so."""
    return next((each for each in _metadata(hint) if isinstance(each, TextType | TextListType)), None)


def _metadata(hint: Any) -> tuple[Any, ...]:
    return hint.__metadata__ if get_origin(hint) is Annotated else ()


def _text_reader(how: TextType) -> Reader:
    def read(node: Node, path: str, run: Run) -> object:
        text = scalar.read_text(node, path, run)
        return how.decode(text, run) if isinstance(text, LocatedStr) else FAILED

    return read


def _text_list_reader(how: TextListType) -> Reader:
    texts = _list_reader(scalar.read_text)

    def read(node: Node, path: str, run: Run) -> object:
        values = texts(node, path, run)
        return FAILED if values is FAILED else how.decode(cast("tuple[LocatedStr, ...]", values), run)

    return read


def _optional_reader(inner: Reader) -> Reader:
    def read(node: Node, path: str, run: Run) -> object:
        return None if scalar.is_null(node) else inner(node, path, run)

    return read


def _list_reader(item: Reader) -> Reader:
    def read(node: Node, path: str, run: Run) -> object:
        if not isinstance(node, ListNode):
            return run.wrong(node, path, "列表")
        values = tuple(item(child, f"{path}[{index}]", run) for index, child in enumerate(node.items))
        return FAILED if any(value is FAILED for value in values) else values

    return read


def _map_reader(key: Reader, item: Reader) -> Reader:
    def read(node: Node, path: str, run: Run) -> object:
        if not isinstance(node, MapNode):
            return run.wrong(node, path, "键值表")
        values: dict[object, object] = {}
        whole = True
        for word, (key_node, child) in node.pairs.items():
            below = join(path, word)
            name, value = key(key_node, below, run), item(child, below, run)
            whole = whole and name is not FAILED and value is not FAILED
            values[name] = value
        return FrozenDict(values) if whole else FAILED

    return read


class Member(Struct, frozen=True):
    """A field that YAML fills (or, of type Location, the place of its mapping): its name in the record,
    its key in YAML, its type, the records that its word chooses among, and what it is for."""

    name: str
    key: str
    required: bool
    hint: Any
    kinds: Kinds | None = None
    doc: str = ""


def members(cls: type) -> Iterator[Member]:
    """What a record (a msgspec.Struct) takes from a mapping, in the order of its fields."""
    for field in structs.fields(cls):
        if field.default is DERIVED:
            continue
        hint = field.type
        extras, how = _metadata(hint), text_type(hint)
        kinds = next((each for each in extras if isinstance(each, Kinds)), None)
        doc = next((each.text for each in extras if isinstance(each, Doc)), how.doc if how else "")
        if extras and how is None:
            hint = get_args(hint)[0]
        yield Member(field.name, field.encode_name, field.required, hint, kinds, doc)


class _Field(Struct, frozen=True):
    """A field of a record: its name there, its key in YAML, and how it is read."""

    name: str
    key: str
    required: bool
    read: Reader
    kinds: Mapping[str, Record | _Choice] | None = None


class _Visit(Struct):
    """A mapping being decoded by one record, or by a record and the kind it names."""

    entries: dict[str, tuple[ScalarNode, Node]]
    known: list[str]
    missing: list[str]


class Record:
    """Reads a mapping into one record."""

    def __init__(self, cls: type) -> None:
        self._cls = cls

    @cached_property
    def _plan(self) -> tuple[tuple[_Field, ...], tuple[str, ...]]:
        """The fields that YAML fills, and the names of those that hold the mapping's place."""
        plan: list[_Field] = []
        places: list[str] = []
        for member in members(self._cls):
            hint, kinds = member.hint, None
            if hint is Location:
                places.append(member.name)
                continue
            if member.kinds is not None:
                kinds = {word: _kind_reader(kind) for word, kind in member.kinds.table.items()}
                hint = Literal[tuple(kinds)]
            plan.append(_Field(member.name, member.key, member.required, reader(hint), kinds))
        self._refuse_clashes(plan)
        return tuple(plan), tuple(places)

    def _refuse_clashes(self, plan: list[_Field]) -> None:
        """A key that both the record and one of its kinds take would have two meanings."""
        own = {field.key for field in plan}
        for field in plan:
            for word, kind in (field.kinds or {}).items():
                if clash := own.intersection(kind.own_keys()):
                    raise TypeError(f"{self._cls.__name__} and its kind {word} share {sorted(clash)}")

    def own_keys(self) -> Iterator[str]:
        """The keys that the record takes from a mapping, without those of its kinds."""
        return (field.key for field in self._plan[0])

    def __call__(self, node: Node, path: str, run: Run) -> object:
        """The instance, or FAILED after every fault of the mapping has been recorded."""
        if not isinstance(node, MapNode):
            return run.wrong(node, path, "键值表")
        visit = _Visit(dict(node.pairs), [], [])
        value = self.take(visit, node, path, run)
        missing = visit.missing
        for word, (key, _) in visit.entries.items():
            near = nearest(word, visit.known)
            meant = f"，是不是想写“{near}”？" if near else f"；可用：{'、'.join(visit.known)}"
            value = run.fault(key, join(path, word), f"不认识的键“{shorten(word)}”{meant}")
            # A misspelt key is one fault, not a missing key besides.
            missing = [name for name in missing if name != near]
        for name in missing:
            value = run.fault(node, join(path, name), f"缺少必需的键“{name}”")
        return FAILED if visit.missing else value

    def take(self, visit: _Visit, node: MapNode, path: str, run: Run) -> object:
        """Build the record from the entries that are its own, and remove them."""
        plan, places = self._plan
        values: dict[str, object] = {name: run.where(node, path) for name in places}
        whole = True
        for field in plan:
            visit.known.append(field.key)
            entry = visit.entries.pop(field.key, None)
            if entry is None:
                if field.required:
                    visit.missing.append(field.key)
                    whole = False
                    _pass_over(field.kinds or {}, visit)
                continue
            value = field.read(entry[1], join(path, field.key), run)
            if field.kinds is not None:
                if isinstance(value, str):
                    value = field.kinds[value].take(visit, node, path, run)
                else:
                    _pass_over(field.kinds, visit)
            whole = whole and value is not FAILED
            values[field.name] = value
        return self._build(values, node, path, run) if whole else FAILED

    def _build(self, values: dict[str, object], node: MapNode, path: str, run: Run) -> object:
        """The instance; a ValueError of its own checks is a fault at the mapping."""
        make: Callable[..., Any] = self._cls
        try:
            return make(**values)
        except ValueError as error:
            return run.fault(node, path, str(error))


class _Choice:
    """Reads a mapping into the record of Subkinds that the word at their key names."""

    def __init__(self, subkinds: Subkinds) -> None:
        self._key = subkinds.key
        self._records = {word: Record(cls) for word, cls in subkinds.table.items()}
        self._read = scalar.Choice(tuple(self._records))

    def own_keys(self) -> Iterator[str]:
        """The keys that any of the records takes from a mapping, and the one that chooses."""
        yield self._key
        for record in self._records.values():
            yield from record.own_keys()

    def take(self, visit: _Visit, node: MapNode, path: str, run: Run) -> object:
        """As Record.take; where no record is chosen their keys are left unjudged."""
        visit.known.append(self._key)
        entry = visit.entries.pop(self._key, None)
        if entry is None:
            visit.missing.append(self._key)
        else:
            word = self._read(entry[1], join(path, self._key), run)
            if isinstance(word, str):
                return self._records[word].take(visit, node, path, run)
        _pass_over(self._records, visit)
        return FAILED


def _kind_reader(kind: type | Subkinds) -> Record | _Choice:
    return _Choice(kind) if isinstance(kind, Subkinds) else Record(kind)


def _pass_over(kinds: Mapping[str, Record | _Choice] | Mapping[str, Record], visit: _Visit) -> None:
    """The kind is not known: leave the keys that any kind takes unjudged."""
    for key in dict.fromkeys(key for kind in kinds.values() for key in kind.own_keys()):
        visit.known.append(key)
        visit.entries.pop(key, None)

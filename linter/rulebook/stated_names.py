"""The names that packs give to what they state, with their places: keys of sections and tables, document
numbers, lists of places.

They come from the nodes of the files: what decodes from these is looked up often, and knows no place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from linter.strict_yaml import Fault, ListNode, LocatedStr, Location, MapNode, Node, ScalarNode
from linter.suggest import did_you_mean, nearest

_PARTS: Mapping[str, tuple[str, str]] = {
    "sections": ("heading", "部分"),
    "tables": ("name", "表"),
    "contents": ("name", "内容"),
    "aspects": ("name", "方面"),
}
"""Keys of a pack whose entries replace those of the same `key` in the extended pack: what else tells an
entry, and what one is called."""

_PLACES = ("rulemaking", "county_level_cities")


class StatedPart(Struct, frozen=True):
    """An entry of one of the lists: its list, its key, its heading or name, the table of a section."""

    list: str
    key: LocatedStr
    name: str
    table: LocatedStr | None


class StatedNames(Struct, frozen=True):
    """The names in one file. `pack` is the pack to which they belong."""

    pack: str
    extends: str | None
    parts: tuple[StatedPart, ...]
    documents: tuple[LocatedStr, ...]
    faults: tuple[Fault, ...]


def stated_names(file: str, root: Node) -> StatedNames | None:
    """The names in a file; None for one that is no pack."""
    if not isinstance(root, MapNode):
        return None
    pack = _word(root, "part_of", file, "") or _word(root, "pack", file, "")
    if pack is None:
        return None
    parts: list[StatedPart] = []
    faults = list(_place_faults(file, root))
    for name, (title, _) in _PARTS.items():
        for path, entry in _entries(root, name):
            key = _word(entry, "key", file, path)
            if key is not None:
                called = _word(entry, title, file, path) or ""
                parts.append(StatedPart(name, key, str(called), _word(entry, "table", file, path)))
        if name == "tables":
            for path, entry in _entries(root, name):
                faults += _table_faults(file, path, entry)
    numbers = (_word(entry, "number", file, path) for path, entry in _entries(root, "documents"))
    documents = tuple(number for number in numbers if number is not None)
    return StatedNames(str(pack), _word(root, "extends", file, ""), tuple(parts), documents, tuple(faults))


def name_faults(stated: Sequence[StatedNames]) -> Iterator[Fault]:
    """Names that are stated twice, keys that are slips of those of the extended pack, and tables of sections
    that there are not."""
    by_pack: dict[str, list[StatedNames]] = {}
    for each in stated:
        yield from each.faults
        by_pack.setdefault(each.pack, []).append(each)
    numbers: dict[str, LocatedStr] = {}
    for number in (number for each in stated for number in each.documents):
        first = numbers.setdefault(str(number), number)
        if first is not number:
            yield number.where.fault(f"文件“{number}”已经有了，在 {first.where.file} 第{first.where.line}行")
    for name, files in by_pack.items():
        above = [each for other in _above(name, by_pack) for each in by_pack[other]]
        inherited = [part for each in above for part in each.parts]
        own = [part for each in files for part in each.parts]
        yield from _repeated(own)
        if inherited:
            yield from _slips(own, inherited)
        tables = [str(part.key) for part in (*own, *inherited) if part.list == "tables"]
        for part in own:
            if part.list == "sections" and part.table is not None and part.table not in tables:
                meant = did_you_mean(part.table, tables)
                yield part.table.where.fault(f"没有名为“{part.table}”的表{meant}")


def _above(name: str, by_pack: Mapping[str, Sequence[StatedNames]]) -> list[str]:
    """The packs that a pack extends, step by step."""
    found: list[str] = []
    while True:
        above = next((each.extends for each in by_pack[name] if each.extends is not None), None)
        if above is None or above in found or above not in by_pack:
            return found
        found.append(above)
        name = above


def _repeated(own: Sequence[StatedPart]) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for part in own:
        if (part.list, str(part.key)) in seen:
            yield part.key.where.fault(f"本规则包中已经有代号为“{part.key}”的{_PARTS[part.list][1]}")
        seen.add((part.list, str(part.key)))


def _slips(own: Sequence[StatedPart], inherited: Sequence[StatedPart]) -> Iterator[Fault]:
    """New keys that are hardly new: reports would be asked for the same thing twice."""
    for part in own:
        known = {str(each.key): each for each in inherited if each.list == part.list}
        if part.key in known:
            continue
        what = _PARTS[part.list][1]
        same = next((key for key, each in known.items() if part.name and each.name == part.name), None)
        near = same or nearest(part.key, known)
        if near is not None:
            yield part.key.where.fault(
                f"所扩展的规则包里没有代号为“{part.key}”的{what}，是不是想写“{near}”？"
                f"确实要另加一个{what}时，请用不相近的代号和名称"
            )


def _table_faults(file: str, path: str, table: MapNode) -> Iterator[Fault]:
    """Rows and columns of a table that share a key."""
    rows: set[str] = set()
    for at, block in _entries(table, "blocks", path):
        columns: set[str] = set()
        for name, seen, what in (("columns", columns, "列"), ("rows", rows, "行")):
            for place, entry in _entries(block, name, at):
                key = _word(entry, "key", file, place)
                if key is not None and key in seen:
                    yield key.where.fault(f"这张表里已经有代号为“{key}”的{what}")
                elif key is not None:
                    seen.add(str(key))


def _place_faults(file: str, root: MapNode) -> Iterator[Fault]:
    entry = root.pairs.get("places")
    if entry is None or not isinstance(entry[1], MapNode):
        return
    for name, (key, _) in entry[1].pairs.items():
        if name not in _PLACES:
            meant = did_you_mean(name, _PLACES) or f"；可用：{'、'.join(_PLACES)}"
            yield Fault(file, key.line, key.column, f"places.{name}", f"不认识的地名表“{name}”{meant}")


def _entries(node: MapNode, name: str, path: str = "") -> Iterator[tuple[str, MapNode]]:
    """The mappings in a list, each with its path."""
    entry = node.pairs.get(name)
    if entry is not None and isinstance(entry[1], ListNode):
        for index, item in enumerate(entry[1].items):
            if isinstance(item, MapNode):
                yield f"{path}.{name}[{index}]" if path else f"{name}[{index}]", item


def _word(node: MapNode, name: str, file: str, path: str) -> LocatedStr | None:
    """The text at a key of a mapping."""
    entry = node.pairs.get(name)
    if entry is None or not isinstance(entry[1], ScalarNode):
        return None
    value = entry[1]
    where = Location(file, value.line, value.column, f"{path}.{name}" if path else name)
    return LocatedStr(value.value, where)

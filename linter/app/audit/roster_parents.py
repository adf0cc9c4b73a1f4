"""What is above each unit of a roster, by its own name there: full, short, or written a little otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from linter.output.audit.model import Unit
from linter.report.text_match import letters_only
from linter.text.normalize import normalize

_SHORTEST = 3  # letters of a name that may stand for one with a place before it


Problem = tuple[int, str]
"""The row of a roster, and what is wrong there."""


def with_parents(units: Sequence[Unit]) -> tuple[list[Unit], list[Problem]]:
    """The units with the full names of those above them, and what is wrong. A name that is none of the
    units' stays: it is above them without being in the roster."""
    full = {_key(each.name): each.name for each in units}
    shorts: dict[str, list[str]] = {}
    for each in units:
        for short in dict.fromkeys(map(_key, each.short_names)):
            shorts.setdefault(short, []).append(each.name)
    found: list[Unit] = []
    problems: list[Problem] = []
    for each in units:
        if each.parent is None:
            found.append(each)
            continue
        names = _named(each.parent, full, shorts)
        if len(names) > 1:
            shown = "、".join(names[:3]) + ("等" if len(names) > 3 else "")
            problems.append((each.row or 0, f"上级“{each.parent}”是几个单位的简称（{shown}），请写全称"))
        elif names == [each.name]:
            problems.append((each.row or 0, f"单位“{each.name}”的上级是它自己"))
        else:
            found.append(replace(each, parent=names[0] if names else each.parent))
    return found, [*problems, *_circles(found)]


def _named(parent: str, full: dict[str, str], shorts: dict[str, list[str]]) -> list[str]:
    """The units that a name means: as it is, as a short name, or as the end of one unit's name."""
    key = _key(parent)
    if key in full:
        return [full[key]]
    if key in shorts:
        return shorts[key]
    if len(key) < _SHORTEST:
        return []
    longer = [name for own, name in full.items() if own.endswith(key)]
    return longer if len(longer) == 1 else []


def _key(name: str) -> str:
    return letters_only(normalize(name))


def _circles(units: Iterable[Unit]) -> Iterator[Problem]:
    """A problem for each unit that is above itself by way of others, the first of each circle."""
    by_name = {each.name: each for each in units}
    done: set[str] = set()
    for unit in by_name.values():
        way: dict[str, None] = {}
        at: Unit | None = unit
        while at is not None and at.name not in done and at.name not in way:
            way[at.name] = None
            at = by_name.get(at.parent or "")
        if at is not None and at.name in way:
            names = [*way][[*way].index(at.name) :]
            yield at.row or 0, f"上级绕成了一圈：{' → '.join([*names, at.name])}"
        done |= way.keys()

"""The state of files by what the system says of them: cheap enough to ask again and again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from linter.app.config_files import NAME
from linter.app.item import Item
from linter.cli.check_options import CheckCommand
from linter.cli.paths import find
from linter.cli.runner import Found, find_all

Stamp = tuple[int, int, int] | None
"""Time of change, size and identity of a file (which editors change that save by renaming); None for one
that is not there."""


class Snapshot(NamedTuple):
    """The files to check, and those that decide how (configs, packs, baselines, last year's reports)."""

    found: Found
    files: Mapping[str, Stamp]
    ground: Mapping[str, Stamp]

    def configs(self, given: str | None) -> list[str]:
        """The config files that there are; `given` is one by any name."""
        named = os.path.abspath(given) if given is not None else None
        paths = (path for path, state in self.ground.items() if state is not None)
        return [path for path in paths if path == named or os.path.basename(path) == NAME]


def take(command: CheckCommand, deciding: Iterable[str]) -> Snapshot:
    """The state of everything that `command` depends on; `deciding` are files besides those that its own
    options name or where a config file would be looked for."""
    found = find_all(command.input, only_reports=command.only_reports)
    ground = map(os.path.abspath, (*deciding, *_named(command), *_configs(command, found.items)))
    return Snapshot(
        found, {item.name: stamp(item.name) for item in found.items}, {path: stamp(path) for path in ground}
    )


def stamp(path: str) -> Stamp:
    """The state of one file."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _named(command: CheckCommand) -> Iterator[str]:
    yield from map(str, command.input.rules)
    yield from (each for each in (command.baseline, command.input.config) if each is not None)
    if command.previous is not None:
        yield command.previous
        yield from (each.name for each in find([command.previous], "") if isinstance(each, Item))


def _configs(command: CheckCommand, items: Iterable[Item]) -> Iterator[str]:
    """Where config files of the items are or could be."""
    if command.input.no_config or command.input.config is not None:
        return
    left = {os.path.dirname(os.path.abspath(item.name)) for item in items}
    seen: set[str] = set()
    while left:
        folder = left.pop()
        seen.add(folder)
        yield os.path.join(folder, NAME)
        above = os.path.dirname(folder)
        if above not in seen:
            left.add(above)

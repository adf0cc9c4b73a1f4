"""What a run must not write: the files that it reads, by whatever name it is given them.

Every command that writes a file asks a `WriteGuard` before it writes anything.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from linter.app.plan import Plan, RunOptions
from linter.long_path import system_path
from linter.regular_file import is_open_stream, is_special_file

if TYPE_CHECKING:
    from linter.app.baselines import Baselines

COPY = "--annotate"
"""The option that names copies, which no stream takes."""

CHECKED, MET, PREVIOUS = "要检查的文件", "所检查的文件夹里的文件", "上年报告"
CONFIG, PACK, BASELINE = "配置文件", "规则包", "基线"


class Reading(Struct, frozen=True):
    """A file that a run reads, and what it is to the run, in Chinese."""

    path: str
    role: str


FileKey = tuple[object, ...]
"""Tells a file from others: equal for all names, links and spellings of one file."""


def file_key(path: str) -> FileKey:
    """What tells the file of a path from others; one that does not exist is known by its folder and name."""
    try:
        return status_key(os.stat(system_path(path)))
    except OSError:
        whole = os.path.realpath(path)
        folder, name = os.path.split(whole)
        name = os.path.normcase(name)
        if sys.platform in ("darwin", "win32"):
            name = name.casefold()
        return (file_key(folder), name) if name else (whole,)


def status_key(status: os.stat_result) -> FileKey:
    """What tells a file from others by what the system says of it."""
    return (status.st_dev, status.st_ino)


class WriteGuard:
    """The files that a run reads, and those that it is to write; each of these is asked about once."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._readings = readings
        self._read: dict[FileKey, Reading] | None = None
        self._written: dict[FileKey, str] = {}

    def refusal(self, option: str, target: str, *replaces: str) -> str | None:
        """Why `target`, given with `option`, must not be written; None when it may be. What is read as one
        of `replaces` may be."""
        key = file_key(target)
        if key in self._written:
            return f"{option}：{target} 也是 {self._written[key]} 要写的文件"
        place = system_path(target)
        if os.path.lexists(place) and not os.path.isfile(place):
            if is_special_file(target) and (option == COPY or not is_open_stream(target)):
                return f"{option}：{target} 是设备或命名管道，不能写入"
            return None  # never replaced, and several documents may go there
        self._written[key] = option
        found = self._reading(key) if os.path.isfile(place) else None
        if found is None or found.role in replaces or (found.role == MET and _is_own_result(target)):
            return None
        return f"{option}：{target} 就是{_described(found)}，不能覆盖它"

    def stream_refusal(self, stream: str, key: FileKey) -> str | None:
        """Why an open stream must not be written to: it leads into a file that is read."""
        found = self._reading(key)
        return f"{stream}写入的就是{_described(found)}，不能覆盖它" if found and found.role != MET else None

    def _reading(self, key: FileKey) -> Reading | None:
        if self._read is None:
            self._read = {}
            for each in self._readings:
                self._read.setdefault(file_key(each.path), each)
        return self._read.get(key)


def run_readings(planned: Plan, options: RunOptions, baselines: Baselines) -> Iterator[Reading]:
    """What a planned run reads: files to check, configs, packs and baselines."""
    for item in planned.items:
        if item.data is None:
            yield Reading(item.name, CHECKED if item.named else MET)
    yield from (Reading(str(pack), PACK) for pack in options.rules)
    if options.config is not None:
        yield Reading(options.config, CONFIG)
    for config in dict.fromkeys(planned.configs):
        if config is not None:
            yield Reading(os.path.join(config.folder, os.path.basename(config.path)), CONFIG)
            yield from (Reading(pack, PACK) for pack in config.packs)
        if (path := baselines.path(config)) is not None:
            yield Reading(path, BASELINE)


def _described(reading: Reading) -> str:
    return f"{reading.role} {reading.path}"


def _is_own_result(path: str) -> bool:
    from linter.app.own_results import is_own_result  # few runs write where files were found

    return is_own_result(path)

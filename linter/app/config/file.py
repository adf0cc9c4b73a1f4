"""The file `.nianbao.yaml` as it is written, before its names are checked against the rules."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from linter.app.config.glob import path_pattern, portable, relative_to
from linter.app.config.suppression import Suppression
from linter.diagnostic import Level, Severity
from linter.frozen import frozen
from linter.settings import Settings
from linter.strict_yaml import Fault, LocatedStr, Location


@frozen
class SuppressionEntry:
    """A suppression as written. `file` is a path from the config's folder, or a pattern for paths."""

    code: LocatedStr
    file: LocatedStr
    reason: LocatedStr
    where: Location
    section: LocatedStr | None = None
    table: LocatedStr | None = None
    row: LocatedStr | None = None
    column: LocatedStr | None = None

    def faults(self) -> Iterator[Fault]:
        """What is wrong with it whatever the rules are."""
        if not self.reason.strip():
            yield self.reason.where.fault("理由不能为空；请写明为什么不报，供以后核对")
        yield from _path_faults(self.file)

    def value(self) -> Suppression:
        """What it says, without the places of its words."""
        narrowed = (str(key) if key is not None else None for key in self.keys())
        return Suppression(str(self.code), str(self.file), str(self.reason), self.where, *narrowed)

    def keys(self) -> tuple[LocatedStr | None, ...]:
        """The keys that narrow it: section, table, row, column."""
        return (self.section, self.table, self.row, self.column)


@frozen
class ConfigFile:
    """The keys of the file. Paths are relative to its folder."""

    extends: tuple[LocatedStr, ...] = ()
    select: tuple[LocatedStr, ...] = ()
    ignore: tuple[LocatedStr, ...] = ()
    severity: Mapping[LocatedStr, Level] = field(default_factory=dict)
    fail_on: Literal["error", "warning", "info"] | None = field(default=None, metadata={"alias": "fail-on"})
    per_file_ignores: Mapping[LocatedStr, tuple[LocatedStr, ...]] = field(
        default_factory=dict, metadata={"alias": "per-file-ignores"}
    )
    baseline: LocatedStr | None = None
    suppressions: tuple[SuppressionEntry, ...] = ()

    def faults(self) -> Iterator[Fault]:
        """What is wrong with it whatever the rules are."""
        for pattern in self.per_file_ignores:
            yield from _path_faults(pattern)
        for entry in self.suppressions:
            yield from entry.faults()

    def codes(self) -> Iterator[LocatedStr]:
        """Every rule code or prefix of codes in it, those of suppressions aside."""
        yield from (*self.select, *self.ignore, *self.severity)
        for codes in self.per_file_ignores.values():
            yield from codes


def _path_faults(path: LocatedStr) -> Iterator[Fault]:
    if not path.strip(" /\\."):
        yield path.where.fault("路径不能为空")
    elif path.startswith("!"):
        yield path.where.fault("不支持以“!”开头的排除写法")
    elif ".." in portable(path).split("/"):
        yield path.where.fault("路径不能用“..”；只能写配置文件所在文件夹里的文件")


@dataclass(frozen=True, eq=False)
class Config:
    """One config file: `path` as it is shown to the user, `folder` absolute. Each is only like itself."""

    path: str
    folder: str
    written: ConfigFile

    @property
    def packs(self) -> tuple[str, ...]:
        """The absolute paths of its rule files."""
        return tuple(os.path.normpath(os.path.join(self.folder, pack)) for pack in self.written.extends)

    @property
    def baseline(self) -> str | None:
        """The absolute path of its baseline."""
        if self.written.baseline is None:
            return None
        return os.path.normpath(os.path.join(self.folder, self.written.baseline))

    @property
    def fail_on(self) -> Severity | None:
        """Its fail level."""
        return Severity(self.written.fail_on) if self.written.fail_on else None

    @cached_property
    def suppressions(self) -> tuple[Suppression, ...]:
        """Its suppressions, in their order."""
        return tuple(entry.value() for entry in self.written.suppressions)

    def relative(self, path: str) -> str:
        """A file's path from the config's folder, as patterns see it."""
        return relative_to(self.folder, path)

    def settings(self, chosen: Settings, path: str) -> Settings:
        """The settings for a file; what the command line has `chosen` goes before what is written."""
        relative = self.relative(path)
        return Settings(
            select=chosen.select or _plain(self.written.select),
            ignore=chosen.ignore or _plain(self.written.ignore),
            year=chosen.year,
            severities=self._severities,
            dropped=tuple(
                str(code)
                for pattern, codes in self.written.per_file_ignores.items()
                if path_pattern(pattern, False).matches(relative)
                for code in codes
            ),
        )

    @cached_property
    def _severities(self) -> tuple[tuple[str, Severity | None], ...]:
        levels = self.written.severity.items()
        return tuple((str(code), None if level == "off" else Severity(level)) for code, level in levels)

    def suppressions_for(self, path: str) -> tuple[Suppression, ...]:
        """The suppressions that mean a file."""
        relative = self.relative(path)
        return tuple(one for one in self.suppressions if path_pattern(one.file, True).matches(relative))


def _plain(codes: tuple[LocatedStr, ...]) -> tuple[str, ...]:
    return tuple(map(str, codes))

"""The file `.nianbao.yaml` as it is written, before its names are checked against the rules."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal

from msgspec import Struct, field

from linter.app.config.glob import path_pattern, portable, relative_to
from linter.app.config.quoting import is_within
from linter.app.config.suppression import Suppression
from linter.diagnostic import Level, Severity
from linter.settings import Settings
from linter.strict_yaml import Fault, LocatedStr, Location
from linter.strict_yaml.annotations import Doc


class SuppressionEntry(Struct, frozen=True):
    """A suppression as written. `file` is a path from the config's folder, or a pattern for paths."""

    code: Annotated[LocatedStr, Doc("规则代码或前缀")]
    file: Annotated[LocatedStr, Doc("文件，从配置文件所在的文件夹算起，可用 *、?、**")]
    reason: Annotated[LocatedStr, Doc("为什么不报，供以后核对；不能为空")]
    where: Location
    section: Annotated[LocatedStr | None, Doc("只在这一部分，如 requests")] = None
    table: Annotated[LocatedStr | None, Doc("只在这张表")] = None
    row: Annotated[LocatedStr | None, Doc("只在这一行")] = None
    column: Annotated[LocatedStr | None, Doc("只在这一列")] = None

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


class ConfigFile(Struct, frozen=True):
    """The keys of the file. Paths are relative to its folder."""

    extends: Annotated[tuple[LocatedStr, ...], Doc("另外使用的规则包")] = ()
    select: Annotated[tuple[LocatedStr, ...], Doc("只查哪些规则：代码或前缀，如 N、N5")] = ()
    ignore: Annotated[tuple[LocatedStr, ...], Doc("不查哪些规则：代码或前缀")] = ()
    severity: Annotated[
        Mapping[LocatedStr, Level], Doc("规则的级别，按代码或前缀；写得更具体的优先，off 是不查")
    ] = field(default_factory=dict)
    fail_on: Annotated[
        Literal["error", "warning", "info"] | None, Doc("达到哪一级别算不通过，默认 error")
    ] = field(default=None, name="fail-on")
    per_file_ignores: Annotated[
        Mapping[LocatedStr, tuple[LocatedStr, ...]], Doc("某些文件不查哪些规则；文件可用 *、?、**")
    ] = field(default_factory=dict, name="per-file-ignores")
    baseline: Annotated[LocatedStr | None, Doc("基线文件：不报其中已列出的问题")] = None
    suppressions: Annotated[
        tuple[SuppressionEntry, ...], Doc("不报说明：已核对、不再报的问题，必须写明理由")
    ] = ()

    def faults(self) -> Iterator[Fault]:
        """What is wrong with it whatever the rules are."""
        for pattern in self.per_file_ignores:
            yield from _path_faults(pattern)
        for entry in self.suppressions:
            yield from entry.faults()
        for path in (*self.extends, self.baseline):
            if path is not None and "\0" in path:
                yield path.where.fault("路径里有不能用的字符")

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


class Config(Struct, frozen=True, eq=False, dict=True):
    """One config file: `path` as it is shown to the user, `folder` absolute. Each is only like itself."""

    path: str
    folder: str
    written: ConfigFile

    @property
    def packs(self) -> tuple[str, ...]:
        """The absolute paths of its rule files."""
        return tuple(os.path.normpath(os.path.join(self.folder, pack)) for pack in self.written.extends)

    @property
    def foreign_packs(self) -> tuple[str, ...]:
        """Those of its rule files that are not in its folder, links seen through."""
        return tuple(pack for pack in self.packs if not is_within(self.folder, pack))

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

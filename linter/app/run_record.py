"""What became of each file of a run, and which suppressions hid nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from linter.app.file_settings import FilterRecord
from linter.app.item import Item
from linter.app.outcome import Outcome
from linter.app.plan import Plan
from linter.app.report_entry import ReportEntry

if TYPE_CHECKING:
    from linter.app.config.file import Config
    from linter.app.config.glob import PathPattern
    from linter.app.config.suppression import Suppression


class FileRecord(Struct, frozen=True):
    """A file with its config, and what checking it has shown; no record of one that was not checked;
    `failed` when it could not be treated, `failing` when what it shows fails the run."""

    item: Item
    config: Config | None
    record: FilterRecord | None
    failed: bool
    failing: bool = False


class RunRecord:
    """The files of a run, noted as their outcomes pass; `paths` are those of the command line."""

    def __init__(self, planned: Plan, paths: Sequence[str]) -> None:
        self._planned = planned
        self._folders = tuple(os.path.abspath(path) for path in paths if os.path.isdir(path))
        self.entries: list[FileRecord] = []
        self.reports: list[ReportEntry] = []

    def watch(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The same outcomes, noted; they come in the order of the plan's items."""
        for outcome, item, config in zip(outcomes, self._planned.items, self._planned.configs, strict=True):
            failed, failing = outcome.failure is not None, outcome.totals.failing > 0
            self.entries.append(FileRecord(item, config, outcome.record, failed, failing))
            if item.data is None:
                self.reports += outcome.entries
            yield outcome

    def covers(self, path: str) -> bool:
        """Whether a folder was looked through that holds `path`, or would."""
        inner = os.path.realpath(path)
        return any(inner.startswith(os.path.join(os.path.realpath(folder), "")) for folder in self._folders)

    def unused(self) -> Iterator[str]:
        """A note on each suppression that hid nothing, though this run could have shown what it hides."""
        used = {place for entry in self.entries if entry.record for place in entry.record.used}
        for config in dict.fromkeys(entry.config for entry in self.entries):
            own = [entry for entry in self.entries if entry.config is config]
            for one in config.suppressions if config is not None else ():
                if config is not None and one.where not in used and (why := self._useless(one, config, own)):
                    yield str(one.where.fault(f"{one.code} 的这条不报说明没有用上：{why}"))

    def _useless(self, one: Suppression, config: Config, entries: Sequence[FileRecord]) -> str | None:
        """Why a suppression that hid nothing is of no use; None when this run does not show it."""
        from linter.app.config.glob import path_pattern

        pattern = path_pattern(one.file, True)
        meant = [entry for entry in entries if pattern.matches(config.relative(entry.item.name))]
        exact = any(config.relative(entry.item.name) == pattern.literal for entry in meant)
        if not meant and pattern.literal is not None and not _exists(config, one.file, pattern.literal):
            return f"没有“{one.file}”这个文件；请改正路径，或删去这一条"
        if any(entry.failed for entry in meant) or not (exact or self._whole(config, pattern)):
            return None
        if not meant:
            return f"没有与“{one.file}”相符的文件；请改正路径，或删去这一条"
        # A file that holds no report, or for which the rule was not options, shows nothing.
        told = (entry.record is not None and _in_effect(entry.item, one.code) for entry in meant)
        return f"“{one.file}”中已经没有这个问题；请删去这一条" if any(told) else None

    def _whole(self, config: Config, pattern: PathPattern) -> bool:
        """Whether all files that a pattern can mean were looked at."""
        base = os.path.join(config.folder, pattern.literal or pattern.folder)
        base = os.path.normpath(base)
        return any(base == folder or base.startswith(os.path.join(folder, "")) for folder in self._folders)


def _in_effect(item: Item, code: str) -> bool:
    return item.file_settings is not None and item.file_settings.settings.wants(code)


def _exists(config: Config, *names: str) -> bool:
    return any(os.path.lexists(os.path.join(config.folder, name)) for name in names)

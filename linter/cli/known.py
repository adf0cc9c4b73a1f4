"""The baselines of a run: read before it, told about and written after it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from linter.batch.item import reason
from linter.decode.place import Fault, RuleError
from linter.output.totals import Totals

if TYPE_CHECKING:
    from linter.baseline.document import Files
    from linter.baseline.known import Counts
    from linter.cli.ledger import Ledger
    from linter.config.file import Config


class Known:
    """The findings that are known: from the file `given`, else from the baseline of each config.

    With `target` nothing is known: all findings of the run are to be written there.
    """

    def __init__(self, given: str | None = None, target: str | None = None) -> None:
        self._given = given
        self._target = target
        self._read: dict[str, Files] = {}

    @property
    def writing(self) -> bool:
        """Whether a baseline is to be written."""
        return self._target is not None

    @property
    def used(self) -> bool:
        """Whether a baseline is to be read or written for every file."""
        return self._given is not None or self.writing

    def read(self, configs: Iterable[Config | None]) -> None:
        """Read the baselines that these configs (or the command line) name. Raises RuleError."""
        if self._target is not None:
            _must_be_writable(self._target)
            return
        faults: list[Fault] = []
        for config in dict.fromkeys(configs):
            path = self._path(config)
            if path is not None and path not in self._read:
                try:
                    self._read[path] = self._parsed(path, config)
                except RuleError as error:
                    faults += error.faults
        if faults:
            raise RuleError(faults)

    def _path(self, config: Config | None) -> str | None:
        return self._given or (config.baseline if config is not None else None)

    def _parsed(self, path: str, config: Config | None) -> Files:
        from linter.baseline.document import parse

        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            message = f"读不了基线文件：{reason(error)}；可用 --write-baseline 生成"
            named = config.written.baseline if config is not None and self._given is None else None
            raise RuleError([named.where.fault(message) if named else _fault(path, message)]) from None
        return parse(data, path if self._given else _shown(path))

    def counts(self, config: Config | None, name: str) -> Counts | None:
        """What is known of a file; None without a baseline for it."""
        path = self._path(config)
        return self._read[path].get(_key(path, name), {}) if path in self._read else None

    def gone(self, ledger: Ledger) -> Iterator[str]:
        """A note on each baseline with entries that are not there any more, or not as often."""
        for path, files in self._read.items():
            gone = 0
            seen = set()
            for entry in ledger.entries:
                if self._path(entry.config) == path:
                    seen.add(_key(path, entry.item.name))
                    gone += entry.record.gone if entry.record is not None else 0
            folder = os.path.dirname(os.path.abspath(path))
            for name, counts in files.items():
                if name not in seen and not os.path.lexists(os.path.join(folder, name)):
                    gone += len(counts)
            if gone:
                yield f"基线 {_shown(path)} 中有 {gone} 条已经消失或减少，可用 --write-baseline 重新写入"

    def write(self, ledger: Ledger, totals: Totals) -> Iterator[str]:
        """Write what was found, whole or not at all, and say so. Raises OSError."""
        if self._target is None:
            return
        if totals.failed:
            yield f"有 {totals.failed} 个文件未能检查，没有写入基线 {self._target}"
            return
        from linter.baseline.document import render
        from linter.cli.console import sink

        files = {
            _key(self._target, entry.item.name): entry.record.found
            for entry in ledger.entries
            if entry.record is not None and entry.record.found
        }
        with sink(self._target) as out:
            out.write(render(files))
        yield f"已将 {totals.baselined} 个问题写入基线 {self._target}"


def _key(baseline: str, name: str) -> str:
    """What a file is called in a baseline: its path from there."""
    from linter.config.pattern import relative_to

    return relative_to(os.path.dirname(os.path.abspath(baseline)), name)


def _must_be_writable(target: str) -> None:
    """Told before the run, not after it."""
    if os.path.isdir(target):
        raise RuleError([_fault(target, "这是一个文件夹，不能写入基线")])
    if not os.path.isdir(os.path.dirname(os.path.abspath(target))):
        raise RuleError([_fault(target, "基线所在的文件夹不存在")])


def _fault(path: str, message: str) -> Fault:
    return Fault(path, 1, 1, "", message)


def _shown(path: str) -> str:
    from linter.config.pattern import as_typed

    return as_typed(path)

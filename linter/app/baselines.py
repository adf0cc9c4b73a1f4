"""The baselines of a run, read before it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from typing import TYPE_CHECKING

from linter.app.error_words import reason
from linter.regular_file import read_regular
from linter.strict_yaml.location import Fault, RuleError

if TYPE_CHECKING:
    from linter.app.baseline.compare import Counts
    from linter.app.baseline.file import Files
    from linter.app.config.file import Config


LARGEST = 64 * 1024 * 1024
"""Bytes of a baseline, of some hundred thousand findings."""


class Baselines:
    """The baselines of a run: the file `given`, else that of each config.

    With `target` none is compared with: all findings of the run are to be written there, beside what the
    file lists of other files already.
    """

    def __init__(self, given: str | None = None, target: str | None = None) -> None:
        self._given = given
        self._target = target
        self._read: dict[str, Files] = {}
        self._listed: Files = {}

    @property
    def listed(self) -> Files:
        """What the file to write lists before the run."""
        return self._listed

    @property
    def target(self) -> str | None:
        """The file to write, if one is to be written."""
        return self._target

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
            self._listed = _replaceable(self._target)
            return
        faults: list[Fault] = []
        for config in dict.fromkeys(configs):
            path = self.path(config)
            if path is not None and path not in self._read:
                try:
                    self._read[path] = self._parsed(path, config)
                except RuleError as error:
                    faults += error.faults
        if faults:
            raise RuleError(faults)

    def _parsed(self, path: str, config: Config | None) -> Files:
        from linter.app.baseline.file import parse

        named = config.written.baseline if config is not None and self._given is None else None
        try:
            data = read_regular(path, LARGEST)
        except OSError as error:
            message = f"读不了基线文件：{reason(error)}；可用 --write-baseline 生成"
            raise RuleError([named.where.fault(message) if named else _fault(path, message)]) from None
        if named is None or config is None:
            return parse(data, path)
        from linter.app.config.quoting import is_within, unquoted

        with nullcontext() if is_within(config.folder, path) else unquoted({shown(path)}):
            return parse(data, shown(path))

    def counts(self, config: Config | None, name: str) -> Counts | None:
        """What is known of a file; None without a baseline for it."""
        path = self.path(config)
        if path not in self._read:
            return None
        files = self._read[path]
        known = files.get(key(path, name))
        return known if known is not None else files.get(_key_as_given(path, name), {})

    def paths(self) -> Mapping[str, Files]:
        """The baselines that were read, by path."""
        return self._read

    def path(self, config: Config | None) -> str | None:
        """The baseline that holds for the files of a config."""
        return self._given or (config.baseline if config is not None else None)


def key(baseline: str, name: str) -> str:
    """What a file is called in a baseline: its path from there."""
    from linter.app.config.glob import relative_to

    folder, base = os.path.split(os.path.abspath(name))
    return relative_to(
        os.path.realpath(os.path.dirname(baseline)), os.path.join(os.path.realpath(folder), base)
    )


def _key_as_given(baseline: str, name: str) -> str:
    """What a file is called in a baseline that knows it by a way through a linked folder."""
    from linter.app.config.glob import relative_to

    return relative_to(os.path.dirname(os.path.abspath(baseline)), name)


def _replaceable(target: str) -> Files:
    """What the file lists that a baseline is to replace; nothing where there is none, or a damaged one.

    Raises RuleError before the run when it cannot be written, or is no baseline.
    """
    if os.path.isdir(target):
        raise RuleError([_fault(target, "这是一个文件夹，不能写入基线")])
    if not os.path.isdir(os.path.dirname(os.path.abspath(target))):
        raise RuleError([_fault(target, "基线所在的文件夹不存在")])
    if not os.path.isfile(target):
        return {}
    from linter.app.baseline.file import is_baseline, parse

    try:
        data = read_regular(target, LARGEST)
    except OSError as error:
        raise RuleError([_fault(target, f"读不了原来的基线：{reason(error)}")]) from None
    if not is_baseline(data):
        raise RuleError([_fault(target, "这个文件不是 nianbao 的基线，不能用基线覆盖它")])
    try:
        return parse(data, target) if data.strip() else {}
    except RuleError:
        return {}  # damaged: to write it anew is what the user is advised to do


def _fault(path: str, message: str) -> Fault:
    return Fault(path, 1, 1, "", message)


def shown(path: str) -> str:
    """A path as a user would type it."""
    from linter.app.config.glob import as_typed

    return as_typed(path)


def render_baseline(files: Files) -> str:
    """The text of a baseline file with these findings."""
    from linter.app.baseline.file import render

    return render(files)

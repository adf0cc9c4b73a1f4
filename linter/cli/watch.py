"""`check --watch`: a whole check, and then again what changes.

Files are asked for their state one by one, without a library that lets the system report changes: two
thousand of them take some hundredths of a second, and it works over network shares too.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from linter.app.config_files import named_files
from linter.app.rules import RuleError
from linter.cli.console import complain, complain_error
from linter.cli.file_state import Snapshot, take
from linter.cli.runner import CLEAN, FAILED, FOUND, CommandError, Found
from linter.cli.standard_streams import stdout_is_abandoned
from linter.cli.watch_run import WatchCache, WatchRun
from linter.output.width import visible

if TYPE_CHECKING:
    from linter.cli.check_options import CheckCommand

_PAUSE = 0.4  # seconds between two looks
_SHARE = 20  # … or this many times what a look takes, so that watching costs next to nothing
_SETTLE = 0.1  # seconds for which nothing changes when a save is over
_SHOWN = 5  # names in a heading


def watch(command: CheckCommand, run: Callable[[CheckCommand, WatchRun], int]) -> int:
    """Check until the user ends it with Ctrl-C, or nobody reads what it says; then the status of the files as
    they were last checked.

    `run` checks the files of one run. Raises what the first run raises; later faults of configs and packs
    are printed, and corrected by the user while this goes on.
    """
    watcher = _Watcher(command, run)
    watcher.begin()
    complain("正在等候改动，按 Ctrl-C 结束")
    while not stdout_is_abandoned():
        try:
            now = watcher.wait()
        except KeyboardInterrupt:
            complain("已停止")
            return watcher.status
        watcher.follow(now)
    return watcher.status


class _Watcher:
    """What is known of the files: their state when they were last checked, and what came of that."""

    def __init__(self, command: CheckCommand, run: Callable[[CheckCommand, WatchRun], int]) -> None:
        self._command = command
        self._run = run
        self._cache = WatchCache()
        self._deciding: frozenset[str] = frozenset()
        self._statuses: dict[str, int] = {}
        self._broken = False
        self._seen = take(command, ())

    @property
    def status(self) -> int:
        """The exit status that the files deserve as they are."""
        if self._broken or self._cache.lost or self._seen.found.problems:
            return FAILED
        worst = max(self._statuses.values(), default=CLEAN)
        return CLEAN if worst == FOUND and self._command.exit_zero else worst

    def begin(self) -> None:
        """Check everything. Raises CommandError, RuleError."""
        self._check(self._seen.found, self._command.input.paths)

    def wait(self) -> Snapshot:
        """The state of everything once it is another, and has been so for a moment."""
        cost = 0.0
        while True:
            time.sleep(max(_PAUSE, _SHARE * cost))
            start = time.perf_counter()
            now = self._look()
            cost = time.perf_counter() - start
            while now != self._seen:
                time.sleep(_SETTLE)  # a file that is being saved may be empty, or gone, for a moment
                later = self._look()
                if later == now:
                    return now
                now = later

    def follow(self, now: Snapshot) -> None:
        """Check what has changed, and report what is gone."""
        before, self._seen = self._seen, now
        gone = [name for name in before.files if name not in now.files]
        _head("已删除", gone)
        for name in gone:
            self._statuses.pop(name, None)
        for problem in now.found.problems:
            if problem not in before.found.problems:
                complain(problem)
        paths = dict.fromkeys((*before.ground, *now.ground))
        if altered := [path for path in paths if before.ground.get(path) != now.ground.get(path)]:
            _head("有改动，全部重新检查", map(_typed, altered))
            self._cache = WatchCache()
            self._statuses.clear()
            self._check_safely(now.found, self._command.input.paths)
            return
        items = tuple(i for i in now.found.items if before.files.get(i.name, ()) != now.files[i.name])
        _head("有改动", [item.name for item in items])
        if items:
            self._check_safely(Found(items, ()), ())

    def _look(self) -> Snapshot:
        return take(self._command, self._deciding)

    def _check_safely(self, found: Found, paths: Sequence[str]) -> None:
        try:
            self._check(found, paths)
        except (CommandError, RuleError) as error:
            complain_error(error)
            self._broken = True
            faults = error.faults if isinstance(error, RuleError) else ()
            self._learn(fault.file for fault in faults)

    def _check(self, found: Found, paths: Sequence[str]) -> None:
        self._learn(())  # before the run: what changes during it is seen after it
        current = WatchRun(found, paths, self._cache)
        self._run(self._command, current)
        sys.stdout.flush()
        self._broken = False
        for entry in current.entries:
            self._statuses[entry.item.name] = FAILED if entry.failed else FOUND if entry.failing else CLEAN

    def _learn(self, deciding: Iterable[str]) -> None:
        """Look after these files too, and those that configs name, from the state they have now."""
        configs = self._seen.configs(self._command.input.config)
        self._deciding |= frozenset(deciding).union(*map(named_files, configs))
        ground = self._look().ground
        self._seen = self._seen._replace(
            ground={path: self._seen.ground.get(path, state) for path, state in ground.items()}
        )


def _typed(path: str) -> str:
    """A path as it is shown: short where it lies under the current folder."""
    here = os.path.join(os.getcwd(), "")
    return path.removeprefix(here)


def _head(words: str, names: Iterable[str]) -> None:
    """A line between what was said before and what is said of `names`, if there are any."""
    listed = list(dict.fromkeys(names))
    if not listed:
        return
    more = f" 等 {len(listed)} 个文件" if len(listed) > _SHOWN else ""
    sys.stdout.write(f"\n── {words}：{visible('、'.join(listed[:_SHOWN]))}{more}\n")
    sys.stdout.flush()

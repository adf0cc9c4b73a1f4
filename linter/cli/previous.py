"""`check --previous PATH`: what the path stands for, read once into an index."""

from __future__ import annotations

import os
from collections.abc import Sequence

from linter.app.item import Item
from linter.app.outcome import Outcome, failed
from linter.app.previous_reports import IndexReports, LastFile, ReportIndex
from linter.app.report_entry import ReportEntry
from linter.app.rules import Rulebook
from linter.app.run_files import run_files
from linter.cli.console import complain
from linter.cli.options import Input
from linter.cli.paths import STDIN, find
from linter.cli.runner import CommandError
from linter.path_within import is_within


def index_previous(path: str, given: Input, book: Rulebook) -> tuple[ReportIndex, list[Outcome]]:
    """Last year's reports in a file or a folder, and an outcome for each file that cannot be read.

    Raises CommandError for a path that does not exist.
    """
    items: list[Item] = []
    lost: list[Outcome] = []
    for found in find([path], ""):
        if isinstance(found, Item):
            items.append(found)
        elif os.path.isdir(path):
            lost.append(failed(found.message))
        else:
            raise CommandError(f"--previous：{found.message}")
    entries: list[ReportEntry] = []
    last = LastFile()
    outcomes = run_files(items, IndexReports(last), book, given.rules, given.jobs, caching=not given.no_cache)
    for item, outcome in zip(items, outcomes, strict=True):
        entries += outcome.entries
        if outcome.failure is not None and not _is_checked(item.name, given.paths):
            lost.append(failed(f"上年报告：{outcome.failure}", item.name))
    if not entries and not lost:
        complain(f"--previous：{path} 中没有年报，没有可以比较的上年报告")
    alone = path if entries and _is_file(path) and _is_one_file(given.paths) else None
    return ReportIndex(tuple(entries), alone, last), lost


def _is_checked(name: str, paths: Sequence[str]) -> bool:
    """Whether a file is among those to be checked: then its failure is reported there."""
    file = os.path.normcase(os.path.abspath(name))
    roots = (os.path.normcase(os.path.abspath(path)) for path in paths if path != STDIN)
    return any(file == root or is_within(file, root) for root in roots)


def _is_one_file(paths: Sequence[str]) -> bool:
    return len(set(paths)) == 1 and (paths[0] == STDIN or _is_file(paths[0]))


def _is_file(path: str) -> bool:
    return not os.path.isdir(path)

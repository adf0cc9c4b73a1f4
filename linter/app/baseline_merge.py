"""What a written baseline lists: what this run found, and what was known of all that it did not look at."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from linter.app.baselines import Baselines, key
from linter.app.run_record import FileRecord, RunRecord

if TYPE_CHECKING:
    from linter.app.baseline.compare import Counts


def merged(baselines: Baselines, record: RunRecord) -> tuple[dict[str, Counts], int]:
    """What is to be listed of each file, and how many entries of it are kept from before.

    Kept are entries of files that were not checked, unless a folder was that holds them no more, and of
    rules that were not asked for.
    """
    target = baselines.target or ""
    files: dict[str, Counts] = {}
    checked: set[str] = set()
    kept = 0
    for entry in record.entries:
        if entry.record is None:
            continue
        name = key(target, entry.item.name)
        checked.add(name)
        old = _not_asked_for(entry, baselines.listed.get(name, {}))
        kept += len(old)
        files[name] = {**old, **(entry.record.found or {})}
    folder = os.path.realpath(os.path.dirname(target))
    for name, counts in baselines.listed.items():
        path = os.path.join(folder, name)
        if name not in checked and (os.path.lexists(path) or not record.covers(path)):
            kept += len(counts)
            files[name] = counts
    return files, kept


def _not_asked_for(entry: FileRecord, listed: Counts) -> Counts:
    """Those of a file's known findings whose rules this run did not ask for."""
    chosen = entry.item.file_settings
    if chosen is None:
        return {}
    return {mark: count for mark, count in listed.items() if not chosen.settings.wants(mark.code)}

"""Notes on the baselines of a run, and the baseline that it writes."""

from __future__ import annotations

import os
from collections.abc import Iterator

from linter.app.baseline_merge import merged
from linter.app.baselines import Baselines, key, render_baseline, shown
from linter.app.run_record import RunRecord
from linter.output.totals import Totals


def gone(baselines: Baselines, record: RunRecord) -> Iterator[str]:
    """A note on each baseline with entries that are not there any more, or not as often."""
    for path, files in baselines.paths().items():
        count = 0
        seen = set()
        for entry in record.entries:
            if baselines.path(entry.config) == path:
                seen.add(key(path, entry.item.name))
                count += entry.record.gone if entry.record is not None else 0
        folder = os.path.dirname(os.path.abspath(path))
        for name, counts in files.items():
            if name not in seen and not os.path.lexists(os.path.join(folder, name)):
                count += len(counts)
        if count:
            yield f"基线 {shown(path)} 中有 {count} 条已经消失或减少，可用 --write-baseline 重新写入"


def write(baselines: Baselines, record: RunRecord, totals: Totals) -> Iterator[str]:
    """Write what was found, whole or not at all, and say so. Raises OSError."""
    target = baselines.target
    if target is None:
        return
    if totals.failed:
        yield f"有 {totals.failed} 个文件未能检查，没有写入基线 {target}"
        return
    if not totals.files:
        yield f"没有检查任何报告，没有写入基线 {target}"
        return
    from linter.cli.console import sink

    files, kept = merged(baselines, record)
    with sink(target) as out:
        out.write(render_baseline(files))
    also = f"，保留原有的 {kept} 条" if kept else ""
    yield f"已将 {totals.baselined} 个问题写入基线 {target}{also}"

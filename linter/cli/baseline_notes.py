"""What is told of the baselines of a run after it, and the baseline that it writes."""

from __future__ import annotations

import os
from collections.abc import Iterator

from linter.app.baselines import Known, key, shown
from linter.cli.unused_suppressions import Ledger
from linter.output.totals import Totals


def gone(known: Known, ledger: Ledger) -> Iterator[str]:
    """A note on each baseline with entries that are not there any more, or not as often."""
    for path, files in known.paths().items():
        count = 0
        seen = set()
        for entry in ledger.entries:
            if known.path(entry.config) == path:
                seen.add(key(path, entry.item.name))
                count += entry.record.gone if entry.record is not None else 0
        folder = os.path.dirname(os.path.abspath(path))
        for name, counts in files.items():
            if name not in seen and not os.path.lexists(os.path.join(folder, name)):
                count += len(counts)
        if count:
            yield f"基线 {shown(path)} 中有 {count} 条已经消失或减少，可用 --write-baseline 重新写入"


def write(known: Known, ledger: Ledger, totals: Totals) -> Iterator[str]:
    """Write what was found, whole or not at all, and say so. Raises OSError."""
    target = known.target
    if target is None:
        return
    if totals.failed:
        yield f"有 {totals.failed} 个文件未能检查，没有写入基线 {target}"
        return
    from linter.app.baseline.file import render
    from linter.cli.console import sink

    files = {
        key(target, entry.item.name): entry.record.found
        for entry in ledger.entries
        if entry.record is not None and entry.record.found
    }
    with sink(target) as out:
        out.write(render(files))
    yield f"已将 {totals.baselined} 个问题写入基线 {target}"

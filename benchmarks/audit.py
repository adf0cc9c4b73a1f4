"""What an audit costs beside a check of the same reports, in seconds of the processor."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks.child import nianbao, run
from benchmarks.material import KB, MB
from benchmarks.measures import Plan, Row, ratio_row
from benchmarks.pair import compare
from tests.corpus import example


def audit(folder: Path, plan: Plan) -> Iterator[Row]:
    """Both read every file anew; the audit writes all of its folder."""
    reports = folder / "报送"
    reports.mkdir()
    written = 0
    for number in range(plan.files):
        data = example(number).text.encode()
        (reports / f"{number:05}.txt").write_bytes(data)
        written += len(data)
    check = nianbao("check", ".", "--no-cache", "--jobs", "1")
    numbers = count()
    peaks: list[int] = []

    def audited() -> float:
        out = folder / f"审核{next(numbers)}"  # what was found for another place is not used again
        done = run(nianbao("audit", "报送", "--out", str(out), "--jobs", "1"), folder)
        shutil.rmtree(out)
        peaks.append(done.peak)
        return done.processor

    ratio = compare(audited, lambda: run(check, reports).processor, plan.long_rounds)
    yield ratio_row(f"audit {plan.files} 份报告 {written / MB:.1f} MB : check", ratio, "≤ 1.3")
    yield Row(
        "audit，内存峰值", f"{max(peaks) / MB:.0f} MB", detail=f"每份约 {written / plan.files / KB:.0f} KB"
    )

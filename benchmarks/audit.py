"""What an audit costs beside a check of the same reports, in seconds of the processor."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from benchmarks.child import nianbao, run
from benchmarks.material import KB, MB
from benchmarks.measures import Plan, Row, ratio_row
from benchmarks.pair import compare
from tests.corpus import Wish, build, random_style, render
from tests.corpus.worlds import named

_CHARS = "江河湖海山川林田云石金玉春秋东南"
_OFFICES = (
    "教育局",
    "民政局",
    "财政局",
    "司法局",
    "水务局",
    "商务局",
    "审计局",
    "统计局",
    "林业局",
    "信访局",
)
_YEAR = 2023


def _names(count: int) -> Iterator[str]:
    """So many names of units, no two alike."""
    places = (f"{one}{other}县" for one in _CHARS for other in _CHARS)
    return islice((place + office for place in places for office in _OFFICES), count)


def _report(name: str, number: int) -> bytes:
    """A valid report of a unit, but for a few slips in most of them."""
    rng = random.Random(number)
    draft = named(build(rng, Wish(kinds=("市局",), year=_YEAR)), name)
    text = render(draft, random_style(rng)).text
    return text.replace("，", "，，", number % 5).encode()


def audit(folder: Path, plan: Plan) -> Iterator[Row]:
    """Both read every file anew; the audit has a roster, each report is another unit's, and all of the folder
    is written."""
    reports = folder / "报送"
    reports.mkdir()
    written = 0
    names = [*_names(plan.files)]
    for number, name in enumerate(names):
        data = _report(name, number)
        (reports / f"{number:05}.txt").write_bytes(data)
        written += len(data)
    (folder / "名单.csv").write_text("\n".join(("单位", *names)), encoding="utf-8")
    check = nianbao("check", ".", "--no-cache", "--jobs", "1")
    numbers = count()
    peaks: list[int] = []

    def audited() -> float:
        out = folder / f"审核{next(numbers)}"  # what was found for another place is not used again
        done = run(nianbao("audit", "报送", "--roster", "名单.csv", "--out", str(out), "--jobs", "1"), folder)
        shutil.rmtree(out)
        peaks.append(done.peak)
        return done.processor

    ratio = compare(audited, lambda: run(check, reports).processor, plan.long_rounds)
    yield ratio_row(f"audit {len(names)} 份报告 {written / MB:.1f} MB : check", ratio, "≤ 1.3")
    yield Row(
        "audit，内存峰值", f"{max(peaks) / MB:.0f} MB", detail=f"每份约 {written / len(names) / KB:.0f} KB"
    )

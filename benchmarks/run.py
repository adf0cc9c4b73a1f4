"""Measure the linter: `python -m benchmarks.run [MEASURE …]`.

`--quick` does less. Prints a Markdown table. Ratios are medians of paired rounds in this one run,
with the quartiles as spread; they say more than seconds, which are the machine's. limae (from PyPI) is
only a measuring stick and may be absent.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.child import ChildError
from benchmarks.material import MB
from benchmarks.measures import Plan, Row, batch, growth, rules, speed, start
from benchmarks.parts import parts


def _formats(folder: Path, plan: Plan) -> Iterator[Row]:
    from benchmarks.formats import formats  # what this process holds counts for the peak of its children

    yield from formats(folder, plan)


def _keystroke(folder: Path, plan: Plan) -> Iterator[Row]:
    from benchmarks.keystroke import keystroke

    yield from keystroke(folder, plan)


def _instructions(folder: Path, plan: Plan) -> Iterator[Row]:
    from benchmarks.instructions import instructions

    yield from instructions(folder, plan)


def _audit(folder: Path, plan: Plan) -> Iterator[Row]:
    from benchmarks.audit import audit

    yield from audit(folder, plan)


MEASURES: dict[str, Callable[[Path, Plan], Iterator[Row]]] = {
    "start": start,
    "batch": batch,
    "speed": speed,
    "rules": rules,
    "growth": growth,
    "parts": parts,
    "formats": _formats,
    "keystroke": _keystroke,
    "instructions": _instructions,
    "audit": _audit,
}
QUICK = Plan(short_rounds=5, long_rounds=2, files=200, total=3 * MB)


def main() -> int:
    """Run the measures asked for (all by default); 2 when a program under measurement failed, 1 when a
    figure that is held exceeds its limit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"{', '.join(MEASURES)}（默认全部）")
    parser.add_argument("--quick", action="store_true", help="少测几轮，文件也少，只看大概")
    parser.add_argument(
        "--hold", action="store_true", help="指令数超过 benchmarks/limits.toml 里的限度时以状态 1 退出"
    )
    parser.add_argument("--one", type=Path, metavar="FILE", help="start 测这个文件，不用生成的")
    parser.add_argument("--files", type=int, metavar="N", help="batch、audit 用这么多个文件")
    parser.add_argument("--rounds", type=int, metavar="N", help="时间长的测量测这么多轮")
    asked = parser.parse_args()
    unknown = set(asked.measures) - MEASURES.keys()
    if unknown:
        parser.error(f"没有这种测量：{'、'.join(sorted(unknown))}")
    plan = replace(QUICK if asked.quick else Plan(), one=asked.one and asked.one.resolve())
    plan = replace(plan, files=asked.files or plan.files, long_rounds=asked.rounds or plan.long_rounds)
    print(
        f"{platform.system()} {platform.machine()}，{os.cpu_count()} 核，Python {platform.python_version()}\n"
    )
    print("| 测量 | 结果 | 离散 | 说明 | 目标 |\n|---|---|---|---|---|")
    exceeding = False
    for name in asked.measures or MEASURES:
        with tempfile.TemporaryDirectory() as folder:
            try:
                for row in MEASURES[name](Path(folder), plan):
                    cells = (row.what, row.figure, row.spread, row.detail, row.goal)
                    print(f"| {' | '.join(cells)} |", flush=True)
                    exceeding |= row.exceeds
            except ChildError as error:
                print(error, file=sys.stderr)
                return 2
    return 1 if exceeding and asked.hold else 0


if __name__ == "__main__":
    sys.exit(main())

"""How often the linter finds fault with valid reports: `python -m tests.corpus.sweep [COUNT] [FIRST]`.

Prints one line with the figure, after a line for each report that was found fault with, and exits
with 1 when there was one.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from typing import Final

from linter.diagnostic import Severity
from linter.documents import open_document
from linter.rulebook import Rulebook, load
from tests.corpus import encode, example
from tests.linting import lint

ENCODINGS: Final = ("utf-8", "utf-8-sig", "gb18030", "utf-16")
_PROCESSES: Final = 2
_CHUNK: Final = 50


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """An error or a warning about a valid report; `row` counts from 1."""

    seed: int
    encoding: str
    severity: Severity
    code: str
    row: int
    message: str


@cache
def _book() -> Rulebook:
    return load()


def encoding_of(seed: int) -> str:
    """The encoding that a seed's report is written in."""
    return ENCODINGS[seed % len(ENCODINGS)]


def false_alarms(seed: int) -> list[FalseAlarm]:
    """The errors and warnings about the valid report of a seed."""
    encoding = encoding_of(seed)
    result = lint(open_document(encode(example(seed).text, encoding), f"{seed}.txt"), _book())
    return [
        FalseAlarm(
            seed, encoding, found.severity, found.code, result.source.row(found.span.start), found.message
        )
        for found in result.diagnostics
        if found.severity > Severity.INFO
    ]


def sweep(seeds: Sequence[int], processes: int = _PROCESSES) -> list[FalseAlarm]:
    """The errors and warnings about the valid reports of many seeds, in the order of the seeds."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return [alarm for alarms in pool.map(false_alarms, seeds, chunksize=_CHUNK) for alarm in alarms]


def main(arguments: Sequence[str]) -> int:
    """Sweep COUNT seeds (10,000) from FIRST (0) on; the exit status."""
    count, first = (*map(int, arguments), *(10_000, 0)[len(arguments) :])
    began = time.perf_counter()
    alarms = sweep(range(first, first + count))
    for alarm in alarms:
        place = f"{alarm.seed} {alarm.encoding} row {alarm.row}"
        sys.stdout.write(f"{place}: {alarm.severity.value} {alarm.code} {alarm.message}\n")
    errors = sum(alarm.severity is Severity.ERROR for alarm in alarms)
    sys.stdout.write(
        f"{count} valid reports: {errors} errors, {len(alarms) - errors} warnings,"
        f" in {len({alarm.seed for alarm in alarms})} of them ({time.perf_counter() - began:.0f} s)\n"
    )
    return int(bool(alarms))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

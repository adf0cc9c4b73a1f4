"""How exactly each form is read: `python -m tests.corpus.forms [COUNT] [FIRST] [FORM …]`.

Prints a Markdown table with a line for each form, after lines on what was not read right.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final, NamedTuple

from linter.documents import prepare
from tests.corpus.forms import FORMS, Absent, document, make
from tests.corpus.judge import Verdict, differs, judge

_PROCESSES: Final = 2
_BATCH: Final = 16  # as many as the reader of office documents keeps
_HEAD: Final = "| form | cells right | reports right | false alarms | reports with other findings than text |"
_SHOWN: Final = 6
"""Lines about one file."""


class Tally(NamedTuple):
    """Sums over the files of one form."""

    reports: int = 0
    whole: int = 0
    cells: int = 0
    right: int = 0
    false: int = 0
    other: int = 0

    def plus(self, form: str, one: Verdict, plain: Verdict) -> Tally:
        """With one file more; `plain` is what was made of the same document as text."""
        whole = one.right == one.cells and not one.wrong and not one.refused
        return Tally(
            self.reports + 1,
            self.whole + whole,
            self.cells + one.cells,
            self.right + one.right,
            self.false + len(one.alarms),
            self.other + bool(differs(form, one, plain)),
        )


def _verdicts(form: str, seeds: Sequence[int]) -> list[Verdict]:
    documents = [document(seed) for seed in seeds]
    files = make(form, documents)
    prepare([(file.data, file.name) for file in files])
    return [judge(form, file, one) for file, one in zip(files, documents, strict=True)]


def _work(task: tuple[str, Sequence[int]]) -> list[Verdict] | str:
    try:
        return _verdicts(*task)
    except Absent as error:
        return str(error)


def _batches(seeds: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(seeds), _BATCH):
        yield seeds[start : start + _BATCH]


def main() -> int:
    """Read every form of COUNT documents from seed FIRST on; 1 when anything was not as it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("first", type=int, nargs="?", default=0)
    parser.add_argument("forms", nargs="*", metavar="FORM", help="、".join(FORMS))
    asked = parser.parse_args()
    unknown = set(asked.forms) - FORMS.keys()
    if unknown:
        parser.error(f"no such form: {', '.join(sorted(unknown))}")
    seeds = range(asked.first, asked.first + asked.count)
    tallies: dict[str, Tally | str] = {}
    began = time.perf_counter()
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        plain = _all(pool.map(_work, [("txt", batch) for batch in _batches(seeds)]))
        assert not isinstance(plain, str)
        for form in asked.forms or FORMS:
            found = _all(pool.map(_work, [(form, batch) for batch in _batches(seeds)]))
            tallies[form] = found if isinstance(found, str) else _tally(form, seeds, found, plain)
    sys.stdout.write(_table(tallies))
    sys.stdout.write(f"\n{asked.count} documents, {time.perf_counter() - began:.0f} s\n")
    perfect = (
        isinstance(one, str) or (one.whole == one.reports and not one.other) for one in tallies.values()
    )
    return int(not all(perfect))


def _all(parts: Iterator[list[Verdict] | str]) -> list[Verdict] | str:
    every: list[Verdict] = []
    for part in parts:
        if isinstance(part, str):
            return part
        every += part
    return every


def _tally(form: str, seeds: Sequence[int], found: list[Verdict], plain: list[Verdict]) -> Tally:
    tally = Tally()
    for seed, one, text in zip(seeds, found, plain, strict=True):
        tally = tally.plus(form, one, text)
        lines = [*([one.refused] if one.refused else ()), *one.wrong, *differs(form, one, text)]
        for line in lines[:_SHOWN]:
            sys.stdout.write(f"{form} {seed}: {line}\n")
        if len(lines) > _SHOWN:
            sys.stdout.write(f"{form} {seed}: … {len(lines)} in all\n")
    return tally


def _table(tallies: dict[str, Tally | str]) -> str:
    lines = [
        "| form | cells right | reports right | false alarms | findings unlike text's |",
        "|---|---|---|---|---|",
    ]
    for form, one in tallies.items():
        if isinstance(one, str):
            lines.append(f"| {form} | {one} | | | |")
        else:
            share = f"{one.right / one.cells:.3%} ({one.right}/{one.cells})" if one.cells else "–"
            lines.append(f"| {form} | {share} | {one.whole}/{one.reports} | {one.false} | {one.other} |")
    return "\n" + "\n".join(lines) + "\n"

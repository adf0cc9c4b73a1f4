"""What is measured, and against what. Each measurement gives rows of one table."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.child import nianbao, run
from benchmarks.material import KB, MB, Stock, write_folder
from benchmarks.pair import Ratio, compare
from linter.app.check_document import check_document
from linter.app.file_settings import FileSettings
from linter.documents import open_document
from linter.rulebook import load
from linter.settings import Settings


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to do: rounds of short and of long measurements, the size of the folder, and
    the one file to start with (None: a generated one)."""

    short_rounds: int = 25
    long_rounds: int = 5
    files: int = 2000
    total: int = 30 * MB
    one: Path | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the result: what, the figure, its spread, what it is compared with, the goal; `exceeds`: a
    limit that is held."""

    what: str
    figure: str
    spread: str = ""
    detail: str = ""
    goal: str = ""
    exceeds: bool = False


def start(folder: Path, plan: Plan) -> Iterator[Row]:
    """One file of 59 KB, from the start of the interpreter, against importing the libraries."""
    path = plan.one or folder / "one.txt"
    if plan.one is None:
        path.write_text(Stock().text(59 * KB), encoding="utf-8", newline="")
    imports = (sys.executable, "-c", "import lark, yaml, rapidfuzz")
    ratio = compare(
        lambda: run(nianbao("check", str(path))).seconds, lambda: run(imports).seconds, plan.short_rounds
    )
    yield ratio_row(
        f"check 一个 {path.stat().st_size / KB:.0f} KB 文件 : import lark, yaml, rapidfuzz", ratio, "≤ 1.5"
    )


def batch(folder: Path, plan: Plan) -> Iterator[Row]:
    """Many different files against limae, a compiled Chinese typography linter, in the same folder: checked,
    and checked again when nothing has changed."""
    written = write_folder(folder, plan.files, plan.total)
    what = f"check {plan.files} 个文件 {written / MB:.1f} MB"
    limae = shutil.which("limae") or shutil.which("limae", path=str(Path(sys.executable).parent))
    for words, options, goal in (("", ("--no-cache",), "≤ 2.5"), ("，没有改动再查", (), "≤ 0.3")):
        argv = nianbao("check", ".", *options)
        run(argv, folder)  # the second kind fills the cache
        if limae is None:
            seconds = f"{run(argv, folder).seconds:.2f} s；没有 limae，无从比较（pip install limae）"
            yield Row(what + words, "–", detail=seconds, goal=goal)
            continue
        ratio = compare(
            lambda argv=argv: run(argv, folder).seconds,
            lambda: run((limae, "--all"), folder).seconds,
            plan.long_rounds,
        )
        yield ratio_row(f"{what}{words} : limae --all", ratio, goal)


def speed(folder: Path, plan: Plan) -> Iterator[Row]:
    """Megabytes of UTF-8 a second through lint(), in this process, book loaded."""
    book, settings, stock = load(()), Settings(), Stock()
    for size in (12 * KB, 59 * KB):
        texts = [stock.text(size).encode() for _ in range(MB // size)]
        total = sum(map(len, texts))
        rates: list[float] = []
        for _ in range(plan.long_rounds + 1):
            begin = time.perf_counter()
            for data in texts:
                check_document(open_document(data, "甲.txt"), book, FileSettings(settings))
            rates.append(total / MB / (time.perf_counter() - begin))
        rates = sorted(rates[1:])
        yield Row(
            f"lint()，{len(texts)} 个文件，各约 {size // KB} KB",
            f"{rates[len(rates) // 2]:.2f} MB/s",
            f"{rates[0]:.2f}–{rates[-1]:.2f}",
        )


_FAMILIES = ("N", "T", "S", "C", "P", "X", "G")


def rules(folder: Path, plan: Plan) -> Iterator[Row]:
    """What each family of rules costs: lint() with all rules against lint() without the family."""
    book, stock = load(()), Stock()
    texts = [stock.text(15 * KB).encode() for _ in range(MB // (15 * KB))]

    def seconds(settings: Settings) -> float:
        begin = time.perf_counter()
        for data in texts:
            check_document(open_document(data, "甲.txt"), book, FileSettings(settings))
        return time.perf_counter() - begin

    for family in _FAMILIES:
        without = Settings(ignore=(family,))
        ratio = compare(lambda: seconds(Settings()), lambda less=without: seconds(less), plan.long_rounds)
        yield ratio_row(f"lint() 全部规则 : 不查 {family} 族", ratio, "")


def growth(folder: Path, plan: Plan) -> Iterator[Row]:
    """Ten times the text: time of lint() in fresh processes, and their peak memory."""
    paths: list[Path] = []
    for size in (MB, 10 * MB):
        path = folder / f"{size // MB}.txt"
        path.write_text(Stock().text(size), encoding="utf-8", newline="")
        paths.append(path)
    small, large = paths
    bytes_ratio = large.stat().st_size / small.stat().st_size
    ratio = compare(lambda: _lint_alone(large), lambda: _lint_alone(small), plan.long_rounds)
    scaled = Ratio(tuple(each * 10 / bytes_ratio for each in ratio.ratios), ratio.first, ratio.second)
    yield ratio_row("lint() 10 MB : 1 MB", scaled, "≤ 10.5")
    for path in paths:
        size = path.stat().st_size
        peak = run(nianbao("check", str(path))).peak
        limit = 60 * MB + 12 * size
        yield Row(
            f"check {size / MB:.1f} MB，内存峰值",
            f"{peak / MB:.0f} MB",
            detail=f"60 MB + {max(0, peak - 60 * MB) / size:.1f} × 输入",
            goal=f"≤ {limit / MB:.0f} MB",
        )


def _lint_alone(path: Path) -> float:
    """Seconds that lint() takes for a file in a process of its own, its start not counted."""
    return float(run((sys.executable, "-m", "benchmarks.alone", str(path)), keep=True).printed)


def ratio_row(what: str, ratio: Ratio, goal: str) -> Row:
    """A line for a ratio of two times."""
    low, high = ratio.spread
    detail = f"{ratio.first:.3f} s : {ratio.second:.3f} s，{len(ratio.ratios)} 轮"
    return Row(what, f"{ratio.median:.2f}", f"{low:.2f}–{high:.2f}", detail, goal)

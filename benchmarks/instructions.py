"""Instructions, counted by callgrind: the same under any load, so that a limit can be held by CI.

Runs by itself as `python -m benchmarks.instructions FILE TIMES`: lint() of a file so many times.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.child import ROOT, ChildError, environment, nianbao
from benchmarks.material import KB, Stock
from benchmarks.measures import Plan, Row
from linter.app.check_document import check_document
from linter.documents import open_document
from linter.rulebook import load

LIMITS = Path(__file__).parent / "limits.toml"
"""The most that each figure may be."""

_COLLECTED = re.compile(r"Collected : (\d+)")
_IMPORTS = (sys.executable, "-c", "import lark, yaml, rapidfuzz")
_FEW, _MANY = 2, 6  # lint() of a file: the difference is that of warm ones


class Limits(NamedTuple):
    """The most that a start may take, against the imports, and lint(), a byte; by the name of the text."""

    start: dict[str, float]
    byte: dict[str, float]


def read_limits(path: Path = LIMITS) -> Limits:
    """The limits that CI holds."""
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    return Limits(read["start"], read["byte"])


def instructions(folder: Path, plan: Plan) -> Iterator[Row]:
    """Instructions of a start against importing the libraries, and of lint() a byte when it is warm."""
    if shutil.which("valgrind") is None:
        yield Row("指令数", "–", detail="没有 valgrind，无从计数（apt install valgrind）")
        return
    imports = count(_IMPORTS)
    limits = read_limits()
    for name, size in (("59", 59 * KB), ("10", 10 * KB)):
        path = plan.one or folder / f"{name}.txt"
        if plan.one is None:
            path.write_text(Stock().text(size), encoding="utf-8", newline="")
        length = path.stat().st_size
        started = count(nianbao("check", str(path)))
        detail = f"{started / 1e6:.0f} M : {imports / 1e6:.0f} M 条指令"
        what = f"check 一个 {length / KB:.0f} KB 文件 : import lark, yaml, rapidfuzz，指令数"
        yield _row(what, started / imports, detail, limits.start[name])
        few, many = (
            count((sys.executable, "-m", "benchmarks.instructions", str(path), str(times)))
            for times in (_FEW, _MANY)
        )
        each = (many - few) / (_MANY - _FEW) / length
        yield _row(f"lint() 一个 {length / KB:.0f} KB 文件，每字节指令数", each, "", limits.byte[name])
        if plan.one is not None:
            return


def count(argv: Sequence[str]) -> int:
    """How many instructions a program takes, once its caches are filled. Raises ChildError."""
    command = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *argv)
    own = environment() | {"PYTHONHASHSEED": "0"}
    for attempt in (argv, command):
        done = subprocess.run(attempt, cwd=ROOT, env=own, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1) or "Traceback" in done.stderr:
            raise ChildError(f"{' '.join(argv)}\nstatus {done.returncode}\n{done.stderr}")
    found = _COLLECTED.search(done.stderr)
    if found is None:
        raise ChildError(f"{' '.join(argv)}\nno count\n{done.stderr}")
    return int(found[1])


def _row(what: str, figure: float, detail: str, limit: float) -> Row:
    shown = f"{figure:.2f}" if figure < 100 else f"{figure:.0f}"
    return Row(what, shown, "", detail, f"≤ {limit:g}", exceeds=figure > limit)


if __name__ == "__main__":
    book, data = load(()), Path(sys.argv[1]).read_bytes()
    for _ in range(int(sys.argv[2])):
        check_document(open_document(data, "甲.txt"), book)

"""Mutates rooms and counts what their tests notice: `python -m tests.mutation.run [--share X] ROOM …`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.mutation.plugin import ROOT, TASK

HERE = Path(__file__).parent
FEWEST = 0.95
"""The share of mutants, those aside that are the same program, that the tests of a room must kill."""


class Room(NamedTuple):
    """Modules and the tests that must notice a change of them."""

    modules: list[str]
    tests: list[str]


class Result(NamedTuple):
    """A mutant, by what it changed where, and how it ended."""

    module: str
    row: int
    operator: str
    old: str
    new: str
    end: str

    @property
    def killed(self) -> bool:
        """Whether a test failed, or did not end."""
        return self.end in ("killed", "timeout")

    def __str__(self) -> str:
        return f"{self.module}:{self.row} {self.operator} ({self.end})\n  - {self.old}\n  + {self.new}"


def rooms() -> dict[str, Room]:
    """The rooms by name."""
    listed = tomllib.loads((HERE / "rooms.toml").read_text(encoding="utf-8"))
    return {name: Room(**room) for name, room in listed.items()}


def equivalents() -> dict[tuple[str, str, str], str]:
    """Why no test can kill a mutant, by module, old row and new row."""
    listed = tomllib.loads((HERE / "equivalent.toml").read_text(encoding="utf-8"))["mutant"]
    return {(each["module"], each["old"], each["new"]): each["why"] for each in listed}


def results(room: Room, share: float, again: Sequence[Result] = ()) -> list[Result]:
    """What the tests of a room make of its mutants; with `again`, of those of these that lived."""
    with tempfile.TemporaryDirectory() as folder:
        output = os.path.join(folder, "results")
        alive = [(each.module, each.old, each.new) for each in again if not each.killed]
        task = {"modules": room.modules, "output": output, "share": share, "only": alive if again else None}
        environment = {**os.environ, TASK: json.dumps(task), "NIANBAO_CACHE_DIR": folder}
        tests = [test for test in room.tests if (ROOT / test).exists()]
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-p",
                "tests.mutation.plugin",
                "-p",
                "no:cacheprovider",
                *tests,
            ],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode not in (0, 5):
            sys.exit(done.stdout + done.stderr)
        with open(output, encoding="utf-8") as lines:
            found = [Result(**json.loads(line)) for line in lines]
    return [each for each in again if each.killed] + found


def told(found: Iterable[Result], same: dict[tuple[str, str, str], str]) -> bool:
    """Print the figures by module, and what survives; whether enough is killed."""
    by_module: dict[str, list[Result]] = {}
    for each in found:
        by_module.setdefault(each.module, []).append(each)
    print(f"{'module':48}{'mutants':>8}{'killed':>8}{'same':>6}{'alive':>6}{'share':>8}")
    alive: list[Result] = []
    total = Counter[str]()
    for module, mine in by_module.items():
        count = Counter[str](mutants=len(mine), killed=sum(each.killed for each in mine))
        survived = [each for each in mine if not each.killed]
        unexplained = [each for each in survived if (each.module, each.old, each.new) not in same]
        alive += unexplained
        count["same"] = len(survived) - len(unexplained)
        total += count
        _row(module, count)
    _row("all", total)
    for each in alive:
        print(each)
    return _share(total) >= FEWEST


def _row(name: str, count: Counter[str]) -> None:
    alive = count["mutants"] - count["killed"] - count["same"]
    print(f"{name:48}{count['mutants']:8}{count['killed']:8}{count['same']:6}{alive:6}{_share(count):8.1%}")


def _share(count: Counter[str]) -> float:
    return count["killed"] / max(count["mutants"] - count["same"], 1)


def _kept(folder: str, name: str) -> list[Result]:
    text = Path(folder, f"{name}.jsonl").read_text(encoding="utf-8")
    return [Result(**json.loads(line)) for line in text.splitlines()]


def main(arguments: Sequence[str]) -> int:
    """Mutate rooms; 1 when too many mutants of one are left alive."""
    known = rooms()
    parser = argparse.ArgumentParser(prog="python -m tests.mutation.run", description=__doc__)
    parser.add_argument("room", nargs="*", choices=[*known, []], help="all when none is named")
    parser.add_argument("--share", type=float, default=1.0, help="try so much of the mutants, evenly")
    parser.add_argument(
        "--keep", metavar="FOLDER", help="write the results there, a file of JSON for each room"
    )
    parser.add_argument(
        "--again", metavar="FOLDER", help="try only what lived according to the results there"
    )
    options = parser.parse_args(arguments)
    same = equivalents()
    enough = True
    for name in options.room or known:
        print(f"\n{name}")
        again = _kept(options.again, name) if options.again else ()
        found = results(known[name], options.share, again)
        if options.keep:
            lines = [json.dumps(each._asdict(), ensure_ascii=False) for each in found]
            Path(options.keep, f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        enough &= told(found, same)
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

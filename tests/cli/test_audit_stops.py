"""An audit that was stopped anywhere ends, run again, with the bytes of one that was not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from linter.cli import main
from tests.corpus import world_faults as faults
from tests.corpus.worlds import world

ALL = ["audit", "报送", "--roster", "名单.csv", "--total", "汇总.txt", "--previous", "上年", "--jobs", "1"]
STOPS = {
    "when some files are checked": ("linter.app.audit.store.Store", "keep", 2),
    "when the states of units are known": ("linter.app.audit.run", "year_totals", 1),
    "when some pages of units are written": ("linter.output.audit.units", "unit_page", 3),
    "when the tables are written": ("linter.output.audit.parquet", "_copy", 2),
    "when the old folder is away and the new one not there": ("os", "rename", 2),
}
STOP = """
import importlib, os, sys, linter.output.audit.writers, linter.app.audit.run
from linter.cli import main
place, name, times, how = sys.argv[1:5]
owner = sys.modules.get(place) or getattr(sys.modules[place.rpartition(".")[0]], place.rpartition(".")[2])
real, left = getattr(owner, name), [int(times)]
def stopping(*given, **named):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), int(how))
    return real(*given, **named)
setattr(owner, name, stopping)
sys.exit(main(sys.argv[5:]))
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("sent", ["SIGKILL", "SIGINT"])
@pytest.mark.parametrize("stop", STOPS)
def test_the_folder_has_the_same_bytes_after_a_stop(
    stop: str, sent: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    how = signal.Signals[sent]
    if how == signal.SIGINT and "pages" not in stop:
        pytest.skip("one of them shows it")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NIANBAO_NO_CACHE", raising=False)
    made = world(1, districts=1, units=3)
    faults.twice(made, "云岭市教育局")
    faults.wrong_year(made, "临江区民政局")
    made.write(tmp_path)
    monkeypatch.setenv("NIANBAO_CACHE_DIR", str(tmp_path / "kept"))
    main([*ALL, "--out", "审核"])
    whole = contents(Path("审核"))
    monkeypatch.setenv("NIANBAO_CACHE_DIR", str(tmp_path / "kept2"))
    place, name, times = STOPS[stop]
    command = (sys.executable, "-c", STOP, place, name, str(times), str(int(how)))
    stopped = subprocess.run(
        [*command, *ALL, "--out", "审核"],
        check=False,
        capture_output=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert stopped.returncode in (-how, 130)
    main([*ALL, "--out", "审核"])
    assert contents(Path("审核")) == whole
    assert [each for each in os.listdir() if each.startswith(".审核")] == []

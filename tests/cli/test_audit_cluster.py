"""`nianbao audit --cluster` on a real cluster: the same folder, also when a worker is killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from linter.cli import main
from tests.corpus import world_faults as faults
from tests.corpus.worlds import world

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
ALL = ["audit", "报送", "--roster", "名单.csv", "--total", "汇总.txt", "--previous", "上年"]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_cluster_of_which_a_worker_is_killed_gives_the_same_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dask
    from distributed import LocalCluster

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")
    made = world(1, districts=1, units=6)
    faults.plant_all(made, 3)
    made.write(tmp_path)
    assert main([*ALL, "--out", "一", "--jobs", "1"]) == 0
    dask.config.set({"distributed.deploy.lost-worker-timeout": "120s"})
    cluster: Any = partial(LocalCluster, n_workers=2, threads_per_worker=1, dashboard_address=None)()
    with cluster:

        def kill() -> None:
            time.sleep(1.5)
            pids = cluster.get_client().run(os.getpid)
            os.kill(next(iter(pids.values())), getattr(signal, "SIGKILL", signal.SIGTERM))

        killer = threading.Thread(target=kill)
        killer.start()
        assert main([*ALL, "--out", "二", "--cluster", cluster.scheduler_address]) == 0
        killer.join()
    assert contents(Path("二")) == contents(Path("一"))


def test_an_address_without_a_cluster_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("linter.executor.cluster._PATIENCE", 1)
    Path("报送").mkdir()
    assert main(["audit", "报送", "--out", "审核", "--cluster", "tcp://127.0.0.1:9"]) == 2
    assert "连不上 tcp://127.0.0.1:9" in capsys.readouterr().err
    assert not Path("审核").exists()

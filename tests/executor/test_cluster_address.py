"""Addresses of schedulers, and what listens there without being one."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from linter.executor.cluster import ClusterError, ClusterExecutor
from linter.executor.cluster_address import is_address, is_scheduler


@pytest.mark.parametrize(
    "address", ["tcp://10.0.0.1:8786", "tls://集群.局:8786", "node-1:8786", "tcp://[::1]:8786", "ws://a:80/"]
)
def test_addresses(address: str) -> None:
    assert is_address(address)


@pytest.mark.parametrize(
    "address",
    ["nonsense", "", "tcp://10.0.0.1", "tcp://:8786", "http://a:8786", "tcp://a:0", "a:99999", "tcp://a b:1"],
)
def test_what_is_no_address_is_refused_at_once(address: str) -> None:
    begun = time.monotonic()
    with pytest.raises(ClusterError, match="不是集群的地址"):
        ClusterExecutor(address)
    assert time.monotonic() - begun < 1


@contextmanager
def listening(greeting: bytes | None) -> Iterator[str]:
    """The address of what sends a greeting; None: nothing, until it is left."""
    done = threading.Event()

    def answer() -> None:
        talk, _ = server.accept()
        with talk:
            if greeting is None:
                done.wait(10)
            else:
                talk.sendall(greeting)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer)
        thread.start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        done.set()
        thread.join()


@pytest.mark.parametrize("greeting", [None, b"", b"220 mail\r\n", b"\x00" * 16, b"short"])
def test_what_does_not_greet_as_a_scheduler_is_none(greeting: bytes | None) -> None:
    with listening(greeting) as address:
        assert not is_scheduler(address, 0.3)


def test_what_greets_as_a_scheduler_may_be_one() -> None:
    with listening((120).to_bytes(8, "little") + b"x" * 120) as address:
        assert is_scheduler(address, 3)


def test_a_stranger_at_the_address_is_told_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linter.executor.cluster._REACH", 0.3)
    with listening(None) as address, pytest.raises(ClusterError, match="不是 Dask 集群的调度程序"):
        ClusterExecutor(address)


def test_nobody_at_the_address_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(ClusterError, match="连不上"):
        ClusterExecutor(f"tcp://127.0.0.1:{port}")

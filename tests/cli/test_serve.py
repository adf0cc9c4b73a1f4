"""`nianbao serve`: the command line, and the server that it starts until it is asked to end."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx
import pytest

from linter.cli import main
from linter.cli.servers import Servers


def missing(
    host: str,
    port: int | None,
    token: str | None,
    names: Sequence[str],
    rules: Sequence[Path],
    started: Callable[[str], None],
    waiting: Callable[[], None],
) -> None:
    raise ModuleNotFoundError("No module named 'starlette'", name="starlette")


def test_without_the_extra_it_says_what_to_install(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve"], Servers(web=missing)) == 2
    assert "pip install starlette uvicorn" in capsys.readouterr().err


def test_a_short_token_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--token", "1234"], Servers(web=missing))
    assert "--token 至少要 12 个字符" in capsys.readouterr().err


def test_a_port_that_is_taken_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("starlette")
    from linter.web.server import serve

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["serve", "--no-browser", "--port", port], Servers(web=serve)) == 2
    assert f"端口 {port}：这个端口正被别的程序占用\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("192.0.2.1", "不能使用地址 192.0.2.1：这台机器没有这个地址"),
        ("没有.invalid", "不能使用地址 没有.invalid：找不到这台主机"),
        ("a..b", "a..b"),
    ],
)
def test_an_address_that_cannot_be_had_is_told_in_chinese(
    host: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("starlette")
    from linter.web.server import serve

    assert main(["serve", "--no-browser", "--host", host], Servers(web=serve)) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "None" not in error
    assert "attempting" not in error


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent as a signal")
@pytest.mark.parametrize("options", [(), ("--host", "0.0.0.0")])
def test_it_serves_until_it_is_interrupted(options: Sequence[str]) -> None:
    pytest.importorskip("starlette")
    command = [sys.executable, "-m", "linter", "serve", "--no-browser", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+:(\d+)/(\?token=\S+)?", process.stdout.readline())
        assert found is not None
        assert bool(found[2]) is bool(options)  # printed at once, though into a pipe
        with httpx.Client(follow_redirects=True, timeout=60, trust_env=False) as browser:
            page = browser.get(f"http://127.0.0.1:{found[1]}/{found[2] or ''}").status_code
        process.send_signal(signal.SIGINT)
        assert "已停止" in process.stdout.read()
    assert (page, process.returncode) == (200, 0)

"""A real server process that is treated badly: it answers what it can, and it ends when it should."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.corpus import example
from tests.lsp.client import PATIENCE, Talk, talk

URI = "file:///没有/甲.txt"
TEXT = "云岭市临江区水务局2023年政府信息公开工作年度报告\n一、总体情况\n{}依据国办函[2019]7号公开。\n"
SOON = 15.0  # seconds in which a server without a client must have ended


def _lives(client: Talk) -> bool:
    """Whether documents are still checked."""
    client.open("file:///没有/乙.txt", TEXT.format(""))
    return bool(client.shown("file:///没有/乙.txt")["diagnostics"])


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x00\xff\xfe garbage\r\n\r\n",
        b"no end of line",
        b"Content-Length: -5\r\n\r\n",
        b"Content-Length: 99999999999999999999\r\n\r\n",
        b"Content-Length: 400000000\r\n\r\n",
        b"Content-Length: 0\r\n\r\n",
        b"Content-Length: 9\r\n\r\n{invalid}",
        b"Content-Length: 4\r\n\r\n\xff\xfe\xfd\xfc",
        b"Content-Length: 5\r\n\r\n[1,2]",
        b"Content-Length: 1\r\n\r\n7",
        b"Content-Length: 3\r\n\r\n{}{}{}{}",
        b"Content-Length: 20000\r\n\r\n" + b"[" * 20000,
        b"\r\n" * 100,
        b"content-length:2\nX: y\n\r\n{}",
    ],
)
def test_garbage_between_messages(garbage: bytes) -> None:
    with talk() as client:
        client.send_bytes(garbage)
        client.hello()
        client.send_bytes(garbage)
        assert _lives(client)
        assert client.bye() == 0
        assert client.complaints == b""


URIS = (
    "untitled:%E5%B9%B4%E6%8A%A5.txt",
    "file:///c%3A/%E5%B9%B4%E6%8A%A5%20%E6%9D%90%E6%96%99/%E7%94%B2.txt",
    "file:///没有 的/甲.txt",
    "file://server/share/甲.txt",
    "file:///a%zz%00%ff.txt",
    "inmemory://model/1.txt",
    "zipfile:///a.zip::/甲.txt",
    "甲.txt",
)


def test_whatever_a_document_is_called() -> None:
    with talk() as client:
        client.hello()
        for uri in URIS:
            client.open(uri, TEXT.format(""))
            shown = client.shown(uri)["diagnostics"]
            assert "C203" in {each["code"] for each in shown}
            document = {"textDocument": {"uri": uri}}
            place = {"range": shown[0]["range"], "context": {"diagnostics": []}}
            client.ask("textDocument/codeAction", {**document, **place})
            assert client.ask("textDocument/documentSymbol", document)
        assert client.bye() == 0
        assert client.complaints == b""


def test_what_is_no_file_yet_is_read_by_its_language() -> None:
    with talk() as client:
        client.hello()
        for uri, language, text in (
            ("untitled:Untitled-1", "plaintext", TEXT.format("")),
            ("untitled:Untitled-3", "ini", TEXT.format("")),  # VS Code's guess
            ("untitled:Untitled-2", "html", f"<p>{TEXT.format('<b>')}</b></p>".replace("\n", "</p>\n<p>")),
        ):
            document = {"uri": uri, "languageId": language, "version": 1, "text": text}
            client.tell("textDocument/didOpen", {"textDocument": document})
            assert "C203" in {each["code"] for each in client.shown(uri)["diagnostics"]}


def test_a_client_that_never_says_it_is_ready_is_served() -> None:
    with talk() as client:
        client.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        assert _lives(client)
        assert client.bye() == 0


@pytest.mark.parametrize(("options", "repeated"), [(None, True), ({"hoverWithoutMessage": True}, False)])
def test_a_hover_repeats_the_message_unless_the_client_shows_it(options: object, repeated: bool) -> None:
    with talk() as client:
        client.hello(initializationOptions=options)
        client.open(URI, TEXT.format(""))
        found = next(each for each in client.shown(URI)["diagnostics"] if each["code"] == "C203")
        place = {"textDocument": {"uri": URI}, "position": found["range"]["start"]}
        told = client.ask("textDocument/hover", place)["contents"]["value"]
        assert (found["message"] in told) is repeated
        assert "警告 C203" in told
        assert "依据：" in told


def test_a_broken_message_is_told_in_chinese() -> None:
    with talk() as client:
        client.hello()
        client.send_bytes(b"Content-Length: 9\r\n\r\n{invalid}")
        told = client.told("window/logMessage")
        assert told["type"] == 1
        assert told["message"].startswith("收到无法识别的消息，已忽略：")


def test_requests_out_of_time_are_answered_with_errors() -> None:
    with talk() as client:
        place = {"textDocument": {"uri": URI}}
        early = client.answer(client.begin("textDocument/documentSymbol", place))
        assert early["error"] == {"code": -32002, "message": "服务器还没有初始化"}
        client.open(URI, TEXT)  # a notification before its time is nothing
        client.hello()
        twice = client.answer(client.begin("initialize", {"processId": None, "capabilities": {}}))
        assert twice["error"]["code"] == -32600
        assert client.ask("textDocument/documentSymbol", place) is None
        client.ask("shutdown")
        late = client.answer(client.begin("textDocument/documentSymbol", place))
        assert late["error"]["code"] == -32600
        client.tell("exit")
        assert client.process.wait(PATIENCE) == 0


def test_unknown_and_malformed_requests_are_answered_with_errors() -> None:
    with talk() as client:
        client.hello()
        answer = client.answer(client.begin("textDocument/甲", {"a": [1]}))
        assert answer["error"]["code"] == -32601
        client.tell("$/甲", {"a": 1})
        client.tell("textDocument/乙", None)
        for params in (None, {"textDocument": 3}, {"textDocument": {"uri": URI}, "range": "甲"}):
            answer = client.answer(client.begin("textDocument/codeAction", params))
            assert answer["error"]["code"] in (-32602, -32600)
        answer = client.answer(client.begin("workspace/executeCommand", {"command": "甲"}))
        assert answer["error"]["code"] == -32602
        assert _lives(client)
        assert client.complaints == b""


def test_a_fault_of_the_program_is_answered_and_told(tmp_path: Path) -> None:
    """The fault is put there by a module that the interpreter loads by itself."""
    (tmp_path / "sitecustomize.py").write_text(
        "import linter.lsp.requests.document_symbol as symbols\n"
        "def broken(checked): raise ZeroDivisionError('坏了')\n"
        "symbols.outline = broken\n",
        encoding="utf-8",
    )
    with talk(first=tmp_path) as client:
        client.hello()
        client.open(URI, TEXT.format(""))
        answer = client.answer(client.begin("textDocument/documentSymbol", {"textDocument": {"uri": URI}}))
        assert answer["error"]["code"] == -32603
        message = client.told("window/logMessage")["message"]
        assert message.startswith("处理请求时程序出错，请将以下内容报告给开发者：")
        assert "ZeroDivisionError: 坏了" in message
        assert _lives(client)
        assert client.bye() == 0


def test_a_fault_of_a_check_is_told_and_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import linter.relint as tasks\n"
        "real = tasks.relint\n"
        "def broken(document, *more):\n"
        "    if '坏' in document.source.text: raise ZeroDivisionError('坏了')\n"
        "    return real(document, *more)\n"
        "tasks.relint = broken\n",
        encoding="utf-8",
    )
    with talk(first=tmp_path) as client:
        client.hello()
        client.open(URI, TEXT.format("坏"))
        message = client.told("window/logMessage")["message"]
        assert message.startswith("检查时程序出错，请将以下内容报告给开发者：")
        assert _lives(client)
        client.change(URI, TEXT.format("好"), 2)
        assert client.shown(URI)["version"] == 2
        assert client.bye() == 0


@pytest.mark.slow
def test_of_many_rapid_edits_only_the_last_is_shown() -> None:
    long = example(3).text
    with talk() as client:
        client.hello()
        client.open(URI, long)
        client.shown(URI)
        for version in range(2, 502):
            client.change(URI, f"{TEXT.format(version)}{long}", version)
        found = client.shown(URI)
        assert found["version"] == 501
        number = client.begin("textDocument/documentSymbol", {"textDocument": {"uri": URI}})
        client.answer(number)
        time.sleep(0.5)
        client.ask("textDocument/foldingRange", {"textDocument": {"uri": URI}})
        shown = [
            each["params"]["version"]
            for each in client.said
            if each.get("method") == "textDocument/publishDiagnostics"
        ]
        assert shown == [1, 501]
        assert client.bye() == 0


def _huge(size: int = 10_000_000) -> str:
    return example(5).text * (size // len(example(5).text.encode()) + 1)


@pytest.mark.slow
def test_a_huge_file_is_checked_while_other_requests_are_answered() -> None:
    with talk() as client:
        client.hello()
        client.open(URI, _huge(2_000_000))
        begin = time.monotonic()
        client.ask("textDocument/foldingRange", {"textDocument": {"uri": "file:///别的.txt"}})
        asked = time.monotonic() - begin
        assert client.shown(URI)["version"] == 1
        assert asked < time.monotonic() - begin
        assert client.bye() == 0


@pytest.mark.slow
@pytest.mark.parametrize("farewell", ["close", "edit", "cancel"])
def test_a_long_check_that_nobody_wants_is_given_up(farewell: str) -> None:
    with talk() as client:
        client.hello({"textDocument": {"diagnostic": {}}} if farewell == "cancel" else {})
        client.open(URI, _huge())
        place = {"textDocument": {"uri": URI}}
        if farewell == "cancel":
            number = client.begin("textDocument/diagnostic", place)
            client.tell("$/cancelRequest", {"id": number})
            assert client.answer(number)["error"]["code"] == -32800
        if farewell == "edit":
            client.change(URI, TEXT.format(""), 2)
            assert client.shown(URI)["version"] == 2
        else:
            client.tell("textDocument/didClose", place)
        assert client.ask("textDocument/foldingRange", place) is None if farewell != "edit" else True
        client.open("file:///没有/丙.txt", TEXT.format(""))
        begin = time.monotonic()
        client.ask("textDocument/foldingRange", {"textDocument": {"uri": "file:///没有/丙.txt"}})
        assert time.monotonic() - begin < SOON
        assert client.complaints == b""


@pytest.mark.parametrize("size", [100, pytest.param(10_000_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("farewell", ["end of input", "exit", "shutdown"])
def test_the_server_goes_with_its_client_whatever_it_is_doing(size: int, farewell: str) -> None:
    with talk() as client:
        client.hello()
        client.open(URI, _huge(size))
        client.ask("textDocument/foldingRange", {"textDocument": {"uri": "file:///别的.txt"}})
        begin = time.monotonic()
        if farewell == "end of input":
            assert client.process.stdin is not None
            client.process.stdin.close()
        elif farewell == "exit":
            client.tell("exit")
        else:
            client.ask("shutdown")
            client.tell("exit")
        assert client.process.wait(PATIENCE) == (0 if farewell == "shutdown" else 1)
        assert time.monotonic() - begin < SOON
        assert client.complaints == b""


@pytest.mark.skipif(os.name != "posix", reason="processes are told apart by numbers there")
def test_a_killed_client_takes_its_server_along_though_another_holds_the_pipe() -> None:
    editor = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
    try:
        with talk() as client:
            client.ask("initialize", {"processId": editor.pid, "capabilities": {}})
            client.tell("initialized", {})
            assert _lives(client)
            editor.send_signal(signal.SIGKILL)
            editor.wait()
            assert client.process.wait(SOON) == 1
    finally:
        editor.kill()
        editor.wait()


def test_slow_rules_of_a_folder_hold_nothing_up(tmp_path: Path) -> None:
    """The limit is made shorter by a module that every interpreter loads by itself."""
    (tmp_path / "sitecustomize.py").write_text(
        "import linter.app.editor.check_process as process\nprocess.SECONDS = 4.0\n", encoding="utf-8"
    )
    folder = tmp_path / "陌生人的"
    folder.mkdir()
    (folder / ".nianbao.yaml").write_text("extends: [慢.yaml]\n", encoding="utf-8")
    (folder / "慢.yaml").write_text(
        "pack: 慢\nrules:\n  - {code: Y901, name: x, severity: error, message: 有, check: text-forbidden,"
        " patterns: ['.{0,30}.{0,30}.{0,20}公[^开]']}\n",
        encoding="utf-8",
    )
    uri = (folder / "甲.txt").as_uri()
    with talk(first=tmp_path) as client:
        client.hello(folder=folder)
        client.open(uri, TEXT.format("公开" * 100_000))
        start = time.monotonic()
        assert _lives(client)  # meanwhile
        assert time.monotonic() - start < PATIENCE / 4
        assert "C203" in {each["code"] for each in client.shown(uri)["diagnostics"]}
        faults = client.last((folder / "慢.yaml").as_uri())
        assert "改动以前不再用它" in faults[0]["message"]
        assert client.bye() == 0
        assert client.complaints == b""

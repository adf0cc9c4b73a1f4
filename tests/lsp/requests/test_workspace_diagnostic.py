"""Findings of files that are not open: asked for, pushed on command, and when they are looked at again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.lsp.client import Json, Talk, talk

TEXT = "云岭市临江区水务局2023年政府信息公开工作年度报告\n一、总体情况\n依据国办函[2019]7号公开。\n"
PULLS: Json = {
    "textDocument": {"diagnostic": {}},
    "workspace": {
        "diagnostics": {"refreshSupport": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "工作区"
    for name, data in {
        "甲.txt": TEXT.encode(),
        "下/乙 1.md": TEXT.encode("gb18030"),
        "通知.txt": "关于开会的通知".encode(),
        "坏.txt": bytes(100),
        "数.json": b"{}",
        ".藏/丙.txt": TEXT.encode(),
        "node_modules/丁.txt": TEXT.encode(),
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def _codes(items: list[Any]) -> set[str]:
    return {each.get("code", "") for each in items}


def _names(folder: Path, uris: list[str]) -> list[str]:
    paths = {path.as_uri(): str(path.relative_to(folder)) for path in folder.rglob("*")}
    return [paths[uri] for uri in uris]


def _survey(client: Talk, known: dict[str, str] | None = None, **tokens: str) -> list[Any]:
    previous = [{"uri": uri, "value": value} for uri, value in (known or {}).items()]
    answer = client.ask("workspace/diagnostic", {"previousResultIds": previous, **tokens})
    return list(answer["items"])


def test_every_report_of_the_workspace_and_what_has_not_changed(folder: Path) -> None:
    with talk(folder=folder) as client:
        offered = client.hello(PULLS, folder)["diagnosticProvider"]
        assert offered["workspaceDiagnostics"] is True
        items = _survey(client)
        assert _names(folder, [each["uri"] for each in items]) == [
            "下/乙 1.md",
            "坏.txt",
            "甲.txt",
            "通知.txt",
        ]
        by_name = dict(zip(["乙", "坏", "甲", "通知"], items, strict=True))
        assert "C203" in _codes(by_name["甲"]["items"])
        assert {"C203", "G805"} <= _codes(by_name["乙"]["items"])
        assert [each["message"] for each in by_name["坏"]["items"]] == ["是二进制文件，不是文本"]
        assert by_name["通知"]["items"] == []
        known = {each["uri"]: each["resultId"] for each in items}
        again = _survey(client, known)
        assert [each["kind"] for each in again] == ["unchanged"] * 4
        (folder / "甲.txt").write_text(TEXT.replace("[2019]", "〔2019〕"), encoding="utf-8")
        (folder / "通知.txt").unlink()
        (folder / ".nianbao.yaml").write_text("per-file-ignores: {'下/*': [G805]}\n", encoding="utf-8")
        changed = {each["uri"]: each for each in _survey(client, known)}
        assert "C203" not in _codes(changed[by_name["甲"]["uri"]]["items"])
        assert "G805" not in _codes(changed[by_name["乙"]["uri"]]["items"])
        assert changed[by_name["通知"]["uri"]]["items"] == []
        assert "resultId" not in changed[by_name["通知"]["uri"]]
        assert client.bye() == 0


def test_an_open_document_counts_by_its_text(folder: Path) -> None:
    uri = (folder / "甲.txt").as_uri()
    with talk(folder=folder) as client:
        client.hello(PULLS, folder)
        client.open(uri, TEXT.replace("[2019]", "〔2019〕"), version=4)
        item = next(each for each in _survey(client) if each["uri"] == uri)
        assert item["version"] == 4
        assert "C203" not in _codes(item["items"])
        single = client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        assert single["resultId"] == item["resultId"]


def test_results_come_file_by_file_with_progress(folder: Path) -> None:
    with talk(folder=folder) as client:
        client.hello(PULLS, folder)
        assert _survey(client, partialResultToken="部分", workDoneToken="进度") == []
        said = [each["params"] for each in client.said if each.get("method") == "$/progress"]
        parts = [each["value"]["items"] for each in said if each["token"] == "部分"]
        assert _names(folder, [item["uri"] for part in parts for item in part])[2] == "甲.txt"
        assert [len(part) for part in parts] == [1, 1, 1, 1]
        steps = [each["value"] for each in said if each["token"] == "进度"]
        assert [each["kind"] for each in steps] == ["begin", *["report"] * 4, "end"]
        assert steps[0]["title"] == "检查工作区的年报"


def _many(folder: Path, count: int = 400) -> None:
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(TEXT * 5, encoding="utf-8")


@pytest.mark.slow
def test_a_survey_can_be_cancelled(folder: Path) -> None:
    _many(folder)
    with talk(folder=folder) as client:
        client.hello(PULLS, folder)
        number = client.begin("workspace/diagnostic", {"previousResultIds": [], "partialResultToken": "部分"})
        client.told("$/progress")
        client.tell("$/cancelRequest", {"id": number})
        assert client.answer(number)["error"]["code"] == -32800
        parts = sum(each.get("method") == "$/progress" for each in client.said)
        assert parts < 400
        assert client.bye() == 0


@pytest.mark.slow
def test_the_command_can_be_stopped_at_its_progress(folder: Path) -> None:
    _many(folder)
    with talk(folder=folder) as client:
        client.hello({"window": {"workDoneProgress": True}}, folder)
        number = client.begin("workspace/executeCommand", {"command": "nianbao.checkWorkspace"})
        token = client.told("window/workDoneProgress/create")["token"]
        client.told("$/progress", lambda params: params["value"]["kind"] == "report")
        client.tell("window/workDoneProgress/cancel", {"token": token})
        assert client.answer(number)["result"]["files"] < 400


def test_a_client_that_is_pushed_to_asks_by_command(folder: Path) -> None:
    command = {"command": "nianbao.checkWorkspace"}
    first = (folder / "甲.txt").as_uri()
    with talk(folder=folder) as client:
        client.hello({}, folder)
        told = client.ask("workspace/executeCommand", command)
        pushed = {
            each["params"]["uri"]: each["params"]["diagnostics"]
            for each in client.said
            if each.get("method") == "textDocument/publishDiagnostics"
        }
        assert sorted(_names(folder, list(pushed))) == ["下/乙 1.md", "坏.txt", "甲.txt"]
        assert told == {"files": 4, "findings": sum(map(len, pushed.values()))}
        (folder / "甲.txt").unlink()
        client.ask("workspace/executeCommand", command)
        assert [
            each["params"]["diagnostics"]
            for each in client.said
            if each.get("params", {}).get("uri") == first
        ][-1] == []
        gone = {"event": {"added": [], "removed": [{"uri": folder.as_uri(), "name": folder.name}]}}
        client.tell("workspace/didChangeWorkspaceFolders", gone)
        assert client.shown((folder / "坏.txt").as_uri())["diagnostics"] == []
        assert client.ask("workspace/executeCommand", command) == {"files": 0, "findings": 0}

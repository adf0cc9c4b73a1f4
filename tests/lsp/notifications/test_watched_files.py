"""Configs and packs that change while documents are open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lsp.client import Talk, talk
from tests.lsp.requests.test_workspace_diagnostic import PULLS, TEXT


@pytest.fixture
def uri(tmp_path: Path) -> str:
    path = tmp_path / "甲.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path.as_uri()


def _told(client: Talk, uri: str) -> None:
    client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 2}]})


def test_files_are_watched_where_the_client_can(uri: str, tmp_path: Path) -> None:
    config = tmp_path / ".nianbao.yaml"
    with talk(folder=tmp_path) as client:
        client.hello(PULLS, tmp_path)
        [registered] = client.told("client/registerCapability")["registrations"]
        assert registered["method"] == "workspace/didChangeWatchedFiles"
        patterns = [each["globPattern"] for each in registered["registerOptions"]["watchers"]]
        assert "**/.nianbao.yaml" in patterns
        client.open(uri, TEXT)
        ask = {"textDocument": {"uri": uri}}
        before = client.ask("textDocument/diagnostic", ask)
        config.write_text("ignore: [C203]\n", encoding="utf-8")
        _told(client, config.as_uri())
        client.told("workspace/diagnostic/refresh")
        after = client.ask("textDocument/diagnostic", ask | {"previousResultId": before["resultId"]})
        assert after["kind"] == "full"
        assert {each["code"] for each in before["items"]} - {each["code"] for each in after["items"]} == {
            "C203"
        }
        same = client.ask("textDocument/diagnostic", ask | {"previousResultId": after["resultId"]})
        assert same["kind"] == "unchanged"
        assert client.bye() == 0


def test_a_client_that_watches_nothing_sees_it_at_the_next_check(uri: str, tmp_path: Path) -> None:
    config = tmp_path / ".nianbao.yaml"
    with talk(folder=tmp_path) as client:
        client.hello({}, tmp_path)
        client.open(uri, TEXT)
        assert "C203" in {each["code"] for each in client.shown(uri)["diagnostics"]}
        config.write_text("ignore: [C203]\n", encoding="utf-8")
        client.change(uri, TEXT, 2)
        assert "C203" not in {each["code"] for each in client.shown(uri)["diagnostics"]}
        assert not any(each.get("method") == "client/registerCapability" for each in client.said)


def test_the_place_of_a_packs_fault_is_counted_as_the_client_counts(uri: str, tmp_path: Path) -> None:
    pack = tmp_path / "自定.yaml"
    (tmp_path / ".nianbao.yaml").write_text("extends: [自定.yaml]\n", encoding="utf-8")
    pack.write_text("pack: own\nextends: base\nrules: [{𠮷: 1}]\n", encoding="utf-8")
    with talk(folder=tmp_path) as client:
        client.hello({"general": {"positionEncodings": ["utf-8"]}}, tmp_path)
        client.open(uri, TEXT)
        broken = client.shown(pack.as_uri())["diagnostics"]
        at, end = {"line": 2, "character": 9}, {"line": 2, "character": 13}
        assert {"start": at, "end": end} in [each["range"] for each in broken]


def test_a_broken_pack_is_shown_in_itself_until_it_is_mended(uri: str, tmp_path: Path) -> None:
    config, pack = tmp_path / ".nianbao.yaml", tmp_path / "自定.yaml"
    config.write_text("extends: [自定.yaml]\nignore: [C203]\n", encoding="utf-8")
    pack.write_text("pack: own\nextends: base\nrules: [{𠮷: 1}]\n", encoding="utf-8")
    other = (tmp_path / "乙.txt").as_uri()
    with talk(folder=tmp_path) as client:
        client.hello({"general": {"positionEncodings": ["utf-16"]}}, tmp_path)
        client.open(uri, TEXT)
        broken = client.shown(pack.as_uri())["diagnostics"]
        assert broken
        assert all(each["severity"] == 1 and each["source"] == "nianbao" for each in broken)
        at = {"line": 2, "character": 9}
        end = {"line": 2, "character": 11}
        assert {"start": at, "end": end} in [each["range"] for each in broken]
        assert client.told("window/showMessage")["message"].startswith("规则或配置有错，暂用原来的：")
        assert "C203" in {each["code"] for each in client.shown(uri)["diagnostics"]}
        client.open(other, TEXT)
        client.shown(other)
        assert sum(each.get("method") == "window/showMessage" for each in client.said) == 1
        pack.write_text("pack: own\nextends: base\n", encoding="utf-8")
        _told(client, pack.as_uri())
        assert client.shown(pack.as_uri())["diagnostics"] == []
        while "C203" in {each["code"] for each in client.last(uri)}:  # documents are checked behind the pack
            client.shown(uri)
        pack.write_text("[", encoding="utf-8")
        client.change(uri, TEXT, 2)
        assert client.shown(pack.as_uri())["diagnostics"]
        shown = client.shown(uri)
        assert "C203" not in {each["code"] for each in shown["diagnostics"]}  # the settings from before
        client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        client.tell("textDocument/didClose", {"textDocument": {"uri": other}})
        assert client.shown(pack.as_uri())["diagnostics"] == []
        assert client.bye() == 0

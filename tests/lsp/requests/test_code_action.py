"""Code actions and formatting, over the wire, for clients that can much and clients that can little."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from linter.app.config.loader import read_config
from linter.lsp.conversion.position import PositionCodec
from linter.text.edits import Edit, apply_edits
from linter.text.source import Source, Span
from tests.lsp.client import Json, Talk, talk

TEXT = """\
云岭市临江区水务局2023年政府信息公开工作年度报告
\t𠮷一、总体情况
一、总体情况
𠮷依据国办函[2019]7号,按国办公开办函〔2021〕31号公开。
二、政府信息主动公开情况
"""
LITERALS: Json = {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}
LAZY: Json = LITERALS | {"dataSupport": True, "resolveSupport": {"properties": ["edit"]}}
EDITS = {
    "applyEdit": True,
    "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]},
}
ABLE: Json = {
    "textDocument": {"codeAction": LAZY},
    "workspace": EDITS,
    "window": {"showDocument": {"support": True}},
}
WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}


def _actions(client: Talk, uri: str, place: Json = WHOLE, only: list[str] | None = None) -> list[Any]:
    context: Json = {"diagnostics": []} | ({"only": only} if only else {})
    params = {"textDocument": {"uri": uri}, "range": place, "context": context}
    return list(client.ask("textDocument/codeAction", params))


def _applied(text: str, edits: list[Json], encoding: str = "utf-16") -> str:
    """A text after the edits of a client that counts so."""
    codec, source = PositionCodec(encoding), Source("", text)

    def offset(at: Json) -> int:
        line = source.line_span(at["line"] + 1) if at["line"] < source.rows else Span(len(text), len(text))
        units = 0
        for index, char in enumerate(source.slice(line)):
            if units == at["character"]:
                return line.start + index
            units += codec.units(char)
        assert units == at["character"], "a place that is none"
        return line.end

    made = [
        Edit(Span(offset(each["range"]["start"]), offset(each["range"]["end"])), each["newText"])
        for each in edits
    ]
    return apply_edits(text, sorted(made))


def _title(actions: list[Any], words: str) -> Any:
    [action] = (each for each in actions if words in each["title"])
    return action


@pytest.fixture
def uri(tmp_path: Path) -> str:
    (tmp_path / "年报").mkdir()
    path = tmp_path / "年报" / "甲 [1].txt"
    path.write_text(TEXT, encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_fixes_in_the_clients_own_units(encoding: str, uri: str, tmp_path: Path) -> None:
    with talk(folder=tmp_path) as client:
        client.hello(ABLE | {"general": {"positionEncodings": [encoding]}}, tmp_path)
        client.open(uri, TEXT, version=7)
        client.shown(uri)
        actions = _actions(client, uri)
        bracket = _title(actions, "（C203")
        assert (bracket["kind"], bracket["isPreferred"]) == ("quickfix", True)
        assert "edit" not in bracket
        assert [each["code"] for each in bracket["diagnostics"]] == ["C203"]
        [change] = client.ask("codeAction/resolve", bracket)["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": uri, "version": 7}
        assert _applied(TEXT, change["edits"], encoding) == TEXT.replace("[2019]", "〔2019〕")
        unsafe = _title(actions, "C202，需人工确认")
        assert "isPreferred" not in unsafe
        [change] = client.ask("codeAction/resolve", unsafe)["edit"]["documentChanges"]
        assert _applied(TEXT, change["edits"], encoding) == TEXT.replace("31号", "30号")
        [everything] = _actions(client, uri, only=["source.fixAll"])
        assert everything["kind"] == "source.fixAll.nianbao"
        [change] = client.ask("codeAction/resolve", everything)["edit"]["documentChanges"]
        fixed = _applied(TEXT, change["edits"], encoding)
        assert "〔2019〕7号，按" in fixed
        assert "二、主动公开政府信息情况" in fixed
        options = {"tabSize": 4, "insertSpaces": True}
        ask = {"textDocument": {"uri": uri}, "options": options}
        assert _applied(TEXT, client.ask("textDocument/formatting", ask), encoding) == fixed
        there = {"start": {"line": 4, "character": 0}, "end": {"line": 5, "character": 0}}
        edits = client.ask("textDocument/rangeFormatting", ask | {"range": there})
        assert _applied(TEXT, edits, encoding) == TEXT.replace("政府信息主动公开", "主动公开政府信息")
        assert client.bye() == 0


def test_only_what_was_asked_for_is_offered(uri: str, tmp_path: Path) -> None:
    with talk(folder=tmp_path) as client:
        client.hello(ABLE, tmp_path)
        client.open(uri, TEXT)
        title = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
        assert {each["kind"] for each in _actions(client, uri)} == {"quickfix", "source.fixAll.nianbao"}
        assert {each["kind"] for each in _actions(client, uri, only=["quickfix"])} == {"quickfix"}
        assert _actions(client, uri, only=["refactor"]) == []
        assert not any("C203" in each["title"] for each in _actions(client, uri, title))


def test_an_action_of_an_older_text_is_refused(uri: str, tmp_path: Path) -> None:
    with talk(folder=tmp_path) as client:
        client.hello(ABLE, tmp_path)
        client.open(uri, TEXT)
        action = _title(_actions(client, uri), "（C203")
        client.change(uri, "甲\n" + TEXT, 2)
        answer = client.answer(client.begin("codeAction/resolve", action))
        assert answer["error"]["code"] == -32801
        assert answer["error"]["message"] == "文本已有改动，请重新选择操作"
        for data in (None, 3, {"what": "fix"}, {"what": "甲", "uri": uri, "edits": 0, "at": 0}):
            answer = client.answer(client.begin("codeAction/resolve", {"title": "甲", "data": data}))
            assert answer["error"]["message"] == "没有这项操作"


def test_a_finding_is_ignored_with_a_reason_to_fill_in(uri: str, tmp_path: Path) -> None:
    config = tmp_path / ".nianbao.yaml"
    with talk(folder=tmp_path) as client:
        client.hello(ABLE, tmp_path)
        client.open(uri, TEXT)
        client.shown(uri)
        action = client.ask("codeAction/resolve", _title(_actions(client, uri), "忽略规则 C202"))
        assert action["title"] == "忽略规则 C202 文号有误（写入 .nianbao.yaml）"
        created, change = action["edit"]["documentChanges"]
        assert created == {"kind": "create", "uri": config.as_uri()}
        text = _applied("", change["edits"])
        config.write_text(text, encoding="utf-8")
        assert text == (
            'suppressions:\n  - code: C202\n    file: "年报/甲 [1].txt"\n'
            '    section: overview\n    reason: ""\n'
        )
        client.answers["window/showDocument"] = {"success": True}
        client.ask("workspace/executeCommand", action["command"])
        at = {"line": 4, "character": 13}
        shown = next(each for each in client.said if each.get("method") == "window/showDocument")["params"]
        assert (shown["uri"], shown["selection"]) == (config.as_uri(), {"start": at, "end": at})
        client.tell("textDocument/didSave", {"textDocument": {"uri": config.as_uri()}})
        [fault] = client.shown(config.as_uri())["diagnostics"]
        assert fault["range"]["start"] == {"line": 4, "character": 12}
        assert "理由不能为空" in fault["message"]
        assert "C202" in {each["code"] for each in client.shown(uri)["diagnostics"]}
        config.write_text(text.replace('""', "已核对"), encoding="utf-8")
        client.tell("textDocument/didSave", {"textDocument": {"uri": config.as_uri()}})
        assert client.shown(config.as_uri())["diagnostics"] == []
        assert "C202" not in {each["code"] for each in client.shown(uri)["diagnostics"]}
        assert read_config(str(config)).suppressions[0].reason == "已核对"


def test_a_config_that_is_open_is_edited_as_it_is_there(uri: str, tmp_path: Path) -> None:
    config = tmp_path / ".nianbao.yaml"
    config.write_text("ignore: []\n", encoding="utf-8")
    with talk(folder=tmp_path) as client:
        client.hello(ABLE, tmp_path)
        client.open(config.as_uri(), "# 未保存\n", version=5)
        client.open(uri, TEXT)
        action = client.ask("codeAction/resolve", _title(_actions(client, uri), "忽略规则 C202"))
        [change] = action["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": config.as_uri(), "version": 5}
        assert _applied("# 未保存\n", change["edits"]).startswith("# 未保存\nsuppressions:\n")


def test_a_client_without_lazy_edits_gets_them_at_once(uri: str, tmp_path: Path) -> None:
    with talk(folder=tmp_path) as client:
        client.hello({"textDocument": {"codeAction": LITERALS}}, tmp_path)
        client.open(uri, TEXT)
        edits = _title(_actions(client, uri), "（C203")["edit"]["changes"][uri]
        assert _applied(TEXT, edits) == TEXT.replace("[2019]", "〔2019〕")
        ignored = _title(_actions(client, uri), "忽略规则 C202")
        assert list(ignored["edit"]["changes"]) == [(tmp_path / ".nianbao.yaml").as_uri()]
        assert "command" not in ignored


def test_a_client_that_knows_only_commands_is_sent_the_edit(uri: str, tmp_path: Path) -> None:
    with talk(folder=tmp_path) as client:
        client.hello({"workspace": {"applyEdit": True}}, tmp_path)
        client.answers["workspace/applyEdit"] = {"applied": True}
        client.open(uri, TEXT)
        command = _title(_actions(client, uri), "（C203")
        number = client.begin("workspace/executeCommand", command)
        edit = client.told("workspace/applyEdit")["edit"]
        assert _applied(TEXT, edit["changes"][uri]) == TEXT.replace("[2019]", "〔2019〕")
        assert client.answer(number)["result"] is None
    with talk(folder=tmp_path) as client:
        client.hello({}, tmp_path)
        client.open(uri, TEXT)
        assert _actions(client, uri) == []


def test_a_text_of_no_file_is_not_ignored_by_name(tmp_path: Path) -> None:
    with talk(folder=tmp_path) as client:
        client.hello(ABLE, tmp_path)
        client.open("untitled:甲.txt", TEXT)
        titles = [each["title"] for each in _actions(client, "untitled:甲.txt")]
        assert any("C203" in title for title in titles)
        assert not any("忽略" in title for title in titles)

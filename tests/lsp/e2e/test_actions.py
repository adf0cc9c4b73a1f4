"""What editors do about findings: each fix, all safe ones, letting one stand, formatting."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from linter.cli import main
from tests.lsp.e2e import reports
from tests.lsp.e2e.clients import ACTING, ASYNC, COMMANDING, Editor, by, by_file, until
from tests.lsp.e2e.measure import edited, position

pytestmark = ASYNC
acting = by(ACTING)
commanding = by(COMMANDING)

FIX_ALL = "source.fixAll"
QUICK = "quickfix"


def _at(text: str, words: str, editor: Editor) -> types.Range:
    """The cursor in the midst of some words."""
    at = position(text, words, editor.encoding, inside=2)
    return types.Range(at, at)


def _fixed(text: str, name: str, folder: Path) -> str:
    """The text as the command fixes it."""
    folder = folder / "命令"
    folder.mkdir()
    (folder / name).write_bytes(text.encode())
    main(["check", "--fix", "--exit-zero", str(folder / name)])
    fixed = (folder / name).read_bytes().decode()
    shutil.rmtree(folder)
    assert fixed != text
    return fixed


@acting
async def test_a_quick_fix_changes_its_words_only(editor: Editor) -> None:
    text = reports.prose()
    uri = editor.open("一处.txt", text)
    for wrong, right in (
        ("国办公开办函[2021]30号", "国办公开办函〔2021〕30号"),
        ("国务院令第492号", "国务院令第711号"),
    ):
        action, *others = await editor.offered(uri, _at(text, wrong, editor), QUICK)
        [(changed, edits)] = (await editor.edits(action)).items()
        assert changed == uri
        assert edited(text, edits, editor.encoding) == text.replace(wrong, right)
        assert all("忽略" in other.title for other in others)


@acting
async def test_a_fix_that_needs_a_persons_yes_says_so_and_is_not_preferred(editor: Editor) -> None:
    text = reports.prose()
    uri = editor.open("须问.txt", text)
    safe, *_ = await editor.offered(uri, _at(text, "平政办发（2023）27号", editor), QUICK)
    unsafe, *_ = await editor.offered(uri, _at(text, "国务院令第492号", editor), QUICK)
    assert isinstance(safe, types.CodeAction)
    assert isinstance(unsafe, types.CodeAction)
    assert (safe.is_preferred, unsafe.is_preferred) == (True, None)
    assert "需人工确认" in unsafe.title
    assert "需人工确认" not in safe.title


@acting
async def test_all_safe_fixes_are_those_of_the_command(editor: Editor) -> None:
    for name, text in (("全.txt", reports.prose()), ("全.md", reports.sums())):
        uri = editor.open(name, text)
        nowhere = types.Range(types.Position(0, 0), types.Position(0, 0))
        [action] = await editor.offered(uri, nowhere, FIX_ALL)
        [(changed, edits)] = (await editor.edits(action)).items()
        assert changed == uri
        assert edited(text, edits, editor.encoding) == _fixed(text, name, editor.folder)


@acting
async def test_formatting_is_the_safe_fixes(editor: Editor) -> None:
    text = reports.prose()
    uri = editor.open("排.txt", text)
    named, options = types.TextDocumentIdentifier(uri), types.FormattingOptions(4, insert_spaces=True)
    edits = await editor.client.text_document_formatting_async(types.DocumentFormattingParams(named, options))
    assert edited(text, edits or (), editor.encoding) == _fixed(text, "排.txt", editor.folder)
    place = _at(text, "国办公开办函[2021]30号", editor)
    some = await editor.client.text_document_range_formatting_async(
        types.DocumentRangeFormattingParams(named, place, options)
    )
    assert edited(text, some or (), editor.encoding) == text.replace("[2021]", "〔2021〕")


@acting
async def test_ignoring_writes_a_config_that_takes_effect_with_a_reason(editor: Editor) -> None:
    text = reports.prose()
    uri = editor.open("留.txt", text)
    config = editor.folder / ".nianbao.yaml"
    offered = await editor.offered(uri, _at(text, "国务院令第492号", editor), QUICK)
    [action] = [each for each in offered if "忽略规则 C204" in each.title]
    [(changed, edits)] = (await editor.edits(action)).items()
    assert changed == editor.uri(".nianbao.yaml")
    written = edited("", edits, editor.encoding)
    [entry] = yaml.safe_load(written)["suppressions"]
    assert entry["code"] == "C204"
    assert entry["file"] == "留.txt"
    assert entry["reason"] == ""
    config.write_text(written.replace('""', "引用的是旧条例的历史规定"), encoding="utf-8")
    try:
        editor.touched(".nianbao.yaml", types.FileChangeType.Created)
        report = await editor.pulled(uri)
        assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
        assert "C204" not in {each.code for each in report.items}
    finally:
        config.unlink()
        editor.touched(".nianbao.yaml", types.FileChangeType.Deleted)


@acting
async def test_what_was_offered_for_another_text_is_refused(editor: Editor) -> None:
    text = reports.prose()
    uri = editor.open("晚.txt", text)
    action, *_ = await editor.offered(uri, _at(text, "国务院令第492号", editor), QUICK)
    assert isinstance(action, types.CodeAction)
    if action.edit is not None:
        return  # worked out when it was offered; its version tells the client
    editor.change(uri, "\r\n" + text)
    with pytest.raises(JsonRpcException, match="文本已有改动"):
        await editor.client.code_action_resolve_async(action)


@commanding
async def test_a_client_of_commands_is_sent_the_edit(editor: Editor) -> None:
    text = reports.prose()
    uri = editor.open("令.txt", text)
    wrong = "国办公开办函[2021]30号"
    command, *_ = await editor.offered(uri, _at(text, wrong, editor))
    assert isinstance(command, types.Command)
    await editor.client.workspace_execute_command_async(
        types.ExecuteCommandParams(command.command, command.arguments)
    )
    edit = await until(lambda: editor.client.edits.pop() if editor.client.edits else None)
    assert edited(text, by_file(edit)[uri], editor.encoding) == text.replace(
        wrong, "国办公开办函〔2021〕30号"
    )

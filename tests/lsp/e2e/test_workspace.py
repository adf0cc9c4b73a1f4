"""Folders, configs and packs: all reports at once, and rules that change or break while it runs."""

from __future__ import annotations

from lsprotocol import types

from tests.lsp.e2e import reports
from tests.lsp.e2e.clients import ASYNC, TOLD, Editor, by, until
from tests.lsp.e2e.measure import selected

pytestmark = [ASYNC, by(TOLD)]

CONFIG = ".nianbao.yaml"


async def _codes(editor: Editor, uri: str) -> set[int | str | None]:
    report = await editor.pulled(uri)
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    return {each.code for each in report.items}


async def test_a_folder_is_checked_whole(editor: Editor) -> None:
    text = reports.prose()
    (editor.folder / "未开.txt").write_bytes(text.encode())
    (editor.folder / "通知.txt").write_text("关于召开会议的通知\n", encoding="utf-8")
    opened = editor.open("已开.txt", text.replace("2023年4月31日", "2023年4月30日"))
    found = await editor.client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
    by_uri = {
        each.uri: {item.code: selected(text, item.range, editor.encoding) for item in each.items}
        for each in found.items
        if isinstance(each, types.WorkspaceFullDocumentDiagnosticReport)
    }
    assert by_uri[editor.uri("未开.txt")]["P304"] == "2023年4月31日"
    assert "P304" not in by_uri[opened]
    assert "C204" in by_uri[opened]
    assert not by_uri.get(editor.uri("通知.txt"))
    known = [
        types.PreviousResultId(each.uri, each.result_id) for each in found.items if each.result_id is not None
    ]
    again = await editor.client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(known))
    assert all(isinstance(each, types.WorkspaceUnchangedDocumentDiagnosticReport) for each in again.items)


async def test_a_config_takes_effect_when_it_is_written(editor: Editor) -> None:
    uri = editor.open("配.txt", reports.prose())
    assert "C203" in {each.code for each in await editor.pushed(uri)}
    editor.client.diagnostics.pop(uri)
    (editor.folder / CONFIG).write_text("ignore: [C203]\n", encoding="utf-8")
    editor.touched(CONFIG, types.FileChangeType.Created)
    codes = {each.code for each in await editor.pushed(uri)}
    assert "C203" not in codes
    assert "C204" in codes


async def test_a_broken_pack_is_shown_in_its_own_file_and_stops_nothing(editor: Editor) -> None:
    uri = editor.open("包.txt", reports.prose())
    before = await _codes(editor, uri)
    pack = "pack: 𠮷\nrules:\n  - {code: Y901, name: x, severity: 严重, check: pattern}\n"
    (editor.folder / "本市.yaml").write_text(pack, encoding="utf-8")
    (editor.folder / CONFIG).write_text("extends: [本市.yaml]\n", encoding="utf-8")
    editor.touched(CONFIG, types.FileChangeType.Created)
    assert await _codes(editor, uri) == before
    faults = await until(lambda: editor.client.diagnostics.get(editor.uri("本市.yaml")) or None)
    assert {each.severity for each in faults} == {types.DiagnosticSeverity.Error}
    assert {each.range.start.line for each in faults} == {2}
    assert any("本市.yaml" in told.message for told in editor.client.messages)
    (editor.folder / "本市.yaml").write_text("pack: 本市\nextends: [2021]\n", encoding="utf-8")
    (editor.folder / CONFIG).write_text("ignore: [C203]\n", encoding="utf-8")
    editor.touched("本市.yaml", types.FileChangeType.Changed)
    assert await _codes(editor, uri) == before - {"C203"}
    await until(lambda: None if editor.client.diagnostics[editor.uri("本市.yaml")] else True)

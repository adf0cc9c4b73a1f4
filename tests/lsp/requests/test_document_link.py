"""Known documents as links, where a pack gives their address; and the tags of findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from linter.app.editor.analysis import analyze
from linter.app.editor.settings_cache import SettingsCache
from linter.lsp.conversion.diagnostics import to_diagnostics
from linter.lsp.conversion.position import PositionCodec
from linter.lsp.requests.document_link import links
from tests.lsp.marked import ENCODINGS, TITLE, checked

LAW = "https://www.gov.cn/zhengce/content/2019-04/15/content_5382991.htm"
BASIS = "\t𠮷依据《中华人民共和国政府信息公开条例》（国务院令第711号）编制。\n一、总体情况\n甲。\n"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_title_and_number_are_links(encoding: str) -> None:
    found = checked(TITLE + BASIS)
    codec = PositionCodec(encoding)
    made = list(links(found, codec))
    assert [(found.source.slice(codec.span(found.source, link.range)), link.target) for link in made] == [
        ("国务院令第711号", LAW),
        ("《中华人民共和国政府信息公开条例》", LAW),
    ]
    assert {link.tooltip for link in made} == {"《中华人民共和国政府信息公开条例》（国务院令第711号）"}


def test_a_document_without_address_is_no_link() -> None:
    assert (
        list(
            links(
                checked(TITLE + "按照国办公开办函〔2021〕30号编制。\n一、总体情况\n甲。\n"), PositionCodec()
            )
        )
        == []
    )


def test_a_title_that_means_another_document_in_that_year_is_no_link_to_this_one() -> None:
    assert (
        list(
            links(checked(TITLE.replace("2023", "2016") + BASIS.partition("（")[0] + "。\n"), PositionCodec())
        )
        == []
    )


def test_a_pack_gives_an_address(tmp_path: Path) -> None:
    pack = tmp_path / "本市.yaml"
    pack.write_text(
        "pack: 本市\n"
        "documents:\n"
        "  - number: 云政办发〔2022〕18号\n"
        "    title: 云岭市政府信息公开工作年度报告编制规范\n"
        "    url: https://www.example.gov.cn/18\n",
        encoding="utf-8",
    )
    settings = SettingsCache((pack,)).settings_for(str(tmp_path / "报告.txt"))
    found = analyze(TITLE + "按照云政办发〔2022〕18号编制。\n一、总体情况\n甲。\n", settings)
    assert [link.target for link in links(found, PositionCodec())] == ["https://www.example.gov.cn/18"]


def test_findings_have_the_tags_that_the_client_shows() -> None:
    text = TITLE + "按照国办公开办函〔2019〕60号编制。\n一、概述\n&nbsp;公开信息86条。\n"
    both = {types.DiagnosticTag.Deprecated, types.DiagnosticTag.Unnecessary}
    found = checked(text)
    shown = {one.code: one.tags for one in to_diagnostics(found, "file:///a.txt", PositionCodec(), both)}
    assert {code: tags for code, tags in shown.items() if tags} == {
        "C204": [types.DiagnosticTag.Deprecated],
        "S104": [types.DiagnosticTag.Deprecated],
        "G801": [types.DiagnosticTag.Unnecessary],
    }
    one = to_diagnostics(found, "file:///a.txt", PositionCodec(), [types.DiagnosticTag.Unnecessary])
    assert [each.code for each in one if each.tags] == ["G801"]
    assert [each.tags for each in to_diagnostics(found, "file:///a.txt", PositionCodec()) if each.tags] == []

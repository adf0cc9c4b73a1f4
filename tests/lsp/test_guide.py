"""The settings in docs/editors.md can be read by what they are for."""

from __future__ import annotations

import json
import tomllib

from tests.lsp.guide import blocks


def test_every_setting_is_short() -> None:
    every = [block for language in ("lua", "elisp", "json", "toml", "sh") for block in blocks(language)]
    assert len(every) > 8
    assert max(block.count("\n") for block in every) <= 10


def test_settings_in_json_start_the_server() -> None:
    sublime, kate = map(json.loads, blocks("json"))
    assert sublime["clients"]["nianbao"]["command"] == ["nianbao", "lsp"]
    assert kate["servers"]["nianbao"]["command"] == ["nianbao", "lsp"]


def test_settings_in_toml_start_the_server() -> None:
    [helix] = map(tomllib.loads, blocks("toml"))
    assert helix["language-server"] == {"nianbao": {"command": "nianbao", "args": ["lsp"]}}
    assert [each["language-servers"] for each in helix["language"]] == [["nianbao"]] * 2

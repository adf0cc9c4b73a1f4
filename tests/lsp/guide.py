"""The settings that docs/editors.md gives."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

GUIDE = (Path(__file__).parents[2] / "docs" / "editors.md").read_text(encoding="utf-8")


def blocks(language: str, title: str = "") -> list[str]:
    """The settings in a language, of one section or of all."""
    parts = re.split(r"^## (.*)\n", GUIDE, flags=re.MULTILINE)
    text = dict(zip(parts[1::2], parts[2::2], strict=True))[title] if title else GUIDE
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def with_this_server(settings: str) -> str:
    """Settings of Lua or Lisp with this checkout's server in the place of the command."""
    lua, lisp = '"nianbao", "lsp"', '"nianbao" "lsp"'
    assert settings.count(lua) + settings.count(lisp) == 1
    command = [json.dumps(word) for word in (sys.executable, "-m", "linter", "lsp")]
    return settings.replace(lua, ", ".join(command)).replace(lisp, " ".join(command))

"""Reports with the cursor marked in them, checked as an editor's document is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lsprotocol import types

from linter.app.editor.analysis import Analysis, analyze
from linter.app.editor.settings_cache import SettingsCache
from linter.lsp.conversion.position import PositionCodec

CURSOR = "‸"
TITLE = "云岭市临江区民政局2023年政府信息公开工作年度报告\n"
ENCODINGS = [str(kind.value) for kind in types.PositionEncodingKind]
ROOT = Path(__file__).parents[2]
FIXTURES = sorted(path for path in (ROOT / "fixtures").iterdir() if path.suffix in (".md", ".txt"))


@cache
def settings_cache() -> SettingsCache:
    """The built-in rules."""
    return SettingsCache()


def checked(text: str, name: str = "报告.txt") -> Analysis:
    """A document of that name that no config reaches."""
    return analyze(text, settings_cache().settings_for(f"/nowhere/{name}"))


def at_cursor(text: str, name: str = "报告.txt") -> tuple[Analysis, int]:
    """The document without its mark, and the offset of the mark."""
    before, behind = text.split(CURSOR)
    return checked(before + behind, name), len(before)


def position(found: Analysis, offset: int, codec: PositionCodec) -> types.Position:
    """An offset of the file's own text as a client says it."""
    own = found.source.file
    row = own.row(offset)
    return types.Position(row - 1, codec.units(own.text[own.line_starts[row - 1] : offset]))


def read(path: Path) -> str:
    """The text of a fixture."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def shifted(text: str) -> str:
    """The same report with characters that clients count differently before everything."""
    return text.replace("\n", "\n\t").replace("。", "。𠮷").replace("，", "，𠮷\t")

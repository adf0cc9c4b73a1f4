"""Documents checked without a server, for tests of what is made of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from linter.app.editor.analysis import Analysis, analyze
from linter.app.editor.settings_cache import SettingsCache
from linter.lsp.session.open_documents import OpenDocument
from linter.text.edits import Edit, apply_edits

FIXTURES = sorted(
    path
    for path in (Path(__file__).parent.parent.parent / "fixtures").iterdir()
    if path.suffix in {".txt", ".md"} and "gb18030" not in path.name
)


def fixture(number: int) -> str:
    """The text of a fixture, as an editor has it."""
    [path] = (path for path in FIXTURES if path.name.startswith(f"{number:02}-"))
    return path.read_text(encoding="utf-8")


def checked(text: str, path: str = "/没有/甲.txt") -> tuple[OpenDocument, Analysis]:
    """A document of that text, checked by the built-in rules, or what holds at its path."""
    return OpenDocument(f"file://{path}", path, text, 1), analyze(text, SettingsCache().settings_for(path))


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits."""
    return apply_edits(text, tuple(edits))

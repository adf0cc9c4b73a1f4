"""Names keep to the glossary: the words that it lists as unused stand in no name of the program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def _unused_words() -> frozenset[str]:
    text = (ROOT / "docs" / "dev" / "glossary.md").read_text(encoding="utf-8")
    _, _, table = text.partition("## Words that are not used")
    rows = re.findall(r"^\| ([a-z, ]+) \| [a-z, ]+ \|$", table, re.MULTILINE)
    return frozenset(word for row in rows for word in row.split(", "))


def _names(path: Path) -> Iterator[str]:
    """The module's own name, and those of its classes and functions."""
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def test_the_glossary_lists_words() -> None:
    assert {"desk", "shelf", "told"} <= _unused_words()


@pytest.mark.parametrize(
    "folder",
    sorted(path.name for path in (ROOT / "linter").iterdir() if path.is_dir() and path.name[0] not in "_."),
)
def test_no_name_holds_a_word_that_the_glossary_leaves_out(folder: str) -> None:
    unused = _unused_words()
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "linter" / folder).rglob("*.py")
        for name in _names(path)
        if unused.intersection(part.lower() for part in _NAME_PART.findall(name))
    }
    assert not found

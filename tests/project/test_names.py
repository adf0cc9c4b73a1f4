"""Names and docstrings keep to the glossary: the program does not use the words that it lists as unused."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
_CODE = re.compile(r"`[^`]*`")
_NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def _unused_words() -> frozenset[str]:
    text = (ROOT / "docs" / "dev" / "glossary.md").read_text(encoding="utf-8")
    table = text.partition("## Words that are not used")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([a-z, ]+) \| [a-z, ]+ \|$", table, re.MULTILINE)
    return frozenset(word for row in rows for word in row.split(", "))


def _modules(folder: str) -> Iterator[Path]:
    """The modules of a package, or with "." those beside the packages."""
    base = ROOT / "linter"
    return base.glob("*.py") if folder == "." else (base / folder).rglob("*.py")


def _names(path: Path) -> Iterator[str]:
    """The module's own name, and those of its classes and functions."""
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def _former_modules() -> frozenset[str]:
    text = (ROOT / "docs" / "dev" / "glossary.md").read_text(encoding="utf-8")
    table = text.partition("## Module names that are not used")[2]
    return frozenset(re.findall(r"^\| `([a-z/]+)` \| [a-z_0-9/]+ \|$", table, re.MULTILINE))


def _docstrings(path: Path) -> Iterator[tuple[str, str]]:
    """The docstrings of a module without code in them, each with the name of what it documents."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, _Documented) and (text := ast.get_docstring(node)):
            yield getattr(node, "name", path.stem), _CODE.sub("", text)


def test_the_glossary_lists_words() -> None:
    assert {"desk", "shelf", "told"} <= _unused_words()


FOLDERS = pytest.mark.parametrize(
    "folder",
    [
        ".",
        *sorted(
            path.name for path in (ROOT / "linter").iterdir() if path.is_dir() and path.name[0] not in "_."
        ),
    ],
)


@FOLDERS
def test_no_name_holds_a_word_that_the_glossary_leaves_out(folder: str) -> None:
    unused = _unused_words()
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in _modules(folder)
        for name in _names(path)
        if unused.intersection(part.lower() for part in _NAME_PART.findall(name))
    }
    assert not found


@FOLDERS
def test_no_docstring_holds_a_word_that_the_glossary_leaves_out(folder: str) -> None:
    unused = _unused_words()
    found = {
        f"{path.relative_to(ROOT)}: {name}: {word}"
        for path in _modules(folder)
        for name, text in _docstrings(path)
        for word in unused.intersection(re.findall(r"[a-z]+", text.lower()))
    }
    assert not found


def test_no_module_has_a_name_that_the_glossary_leaves_out() -> None:
    former = _former_modules()
    assert len(former) > 100
    assert not [name for name in former if (ROOT / "linter" / f"{name}.py").exists()]

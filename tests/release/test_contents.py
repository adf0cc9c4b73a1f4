"""What the one-file program is to hold, held against what the program imports and opens."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from linter.rulebook.codec import ROOMS
from release import contents

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "linter").rglob("*.py"))
FACES = ("linter/lsp/", "linter/mcp/")
# What an import of a distribution is called, where that is another word.
NAMES = {"pyyaml": "yaml", "python-docx": "docx", "pdfminer.six": "pdfminer"}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _is_face(path: Path) -> bool:
    return path.relative_to(ROOT).as_posix().startswith(FACES)


def test_every_module_is_in_it_but_those_of_the_faces_left_out() -> None:
    expected = {_name(path) for path in FILES if not _is_face(path)}
    assert set(contents.modules()) | {"linter.lsp", "linter.mcp"} >= expected
    assert len(expected) > 200


def _named_in_strings() -> Iterator[str]:
    """The modules that are imported by a name in a string: the calls that do so, found in the source."""
    for path in FILES:
        package = _name(path) if path.name == "__init__.py" else _name(path).rpartition(".")[0]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
            word = node.args[0]
            if called in ("lazy_function", "_lazy_format") and isinstance(word, ast.Constant):
                yield f"linter.output.{word.value!s}"
            elif called == "import_module":
                shown = ast.unparse(word)
                if shown.startswith("f'msgspec."):
                    continue  # msgspec's own import statements name its parts
                if path.name == "codec.py":  # modules of records, which are named in a kept rulebook
                    yield from (room.rstrip(".") for room in ROOMS)
                    continue
                assert isinstance(word, ast.JoinedStr), f"{path}: a name that no test can read"
                assert re.match(r"f'(linter\.|\{__name__\})", shown), f"{path}: {shown}"
                yield package


def test_every_module_that_is_imported_by_name_is_in_it() -> None:
    named = set(_named_in_strings())
    assert {"linter.output.sarif", "linter.output.github", "linter.output.new_report"} <= named
    assert named <= set(contents.modules())


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_no_library_is_left_out_but_those_of_extras() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ordinary = {re.split(r"[>=\[]", each)[0].lower() for each in project["dependencies"]}
    ordinary = {NAMES.get(each, each) for each in ordinary}
    assert not ordinary & set(contents.EXCLUDED)
    foreign = {name for path in FILES if not _is_face(path) for name in _imported(path)}
    foreign -= {"linter", "com", "uno"} | set(sys.stdlib_module_names)
    assert foreign & set(contents.EXCLUDED) <= {"duckdb", "distributed"}
    assert ordinary - {"lark"} <= foreign | {"lark"}


def test_every_file_beside_the_modules_is_in_it() -> None:
    held = {Path(source) for source, _ in contents.data()}
    for name in ("output/page/style.css", "output/page/script.js"):
        assert ROOT / "linter" / name in held
    others = [
        path for path in (ROOT / "linter").rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]
    assert {path for path in others if path.suffix not in (".py", ".typed")} <= held
    places = dict(contents.data())
    assert places[str(ROOT / "rules")] == "linter/_data/rules"
    assert places[str(ROOT / "grammar")] == "linter/_data/grammar"
    assert all(Path(source).exists() for source in places)


@pytest.mark.parametrize("package", contents.DATA_OF)
def test_the_packages_whose_files_are_collected_are_there(package: str) -> None:
    assert importlib.util.find_spec(package) is not None

"""What the one-file program holds besides the modules that static imports lead to."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from pathlib import Path

import linter

ROOT = Path(__file__).parents[1]

EXCLUDED = (
    *("atheris", "distributed", "dask", "duckdb", "mcp", "pygls", "lsprotocol"),  # for servers and developers
    *("hypothesis", "mypy", "numpy", "pandas", "PIL", "playwright", "pytest", "reportlab", "tkinter"),
)
"""Packages left out: extras that a clerk does not need, and what is only there where programs are made."""

DATA_OF = ("docx", "lark", "opencc", "pdfminer")
"""Packages whose files are needed besides their code."""


def modules() -> list[str]:
    """Every module of the program but the faces whose packages are left out: many are imported by name."""
    found = [each.name for each in pkgutil.walk_packages(linter.__path__, "linter.")]
    return ["linter", *(name for name in found if not name.startswith(("linter.lsp", "linter.mcp")))]


def data() -> list[tuple[str, str]]:
    """Files and the folders of the program that they go to."""
    return [
        *_own_files(),
        (str(ROOT / "rules"), "linter/_data/rules"),
        (str(ROOT / "grammar"), "linter/_data/grammar"),
    ]


def _own_files() -> Iterator[tuple[str, str]]:
    """Files beside the modules: styles, scripts, templates."""
    for path in sorted((ROOT / "linter").rglob("*")):
        if path.is_file() and path.suffix not in (".py", ".pyc", ".typed"):
            yield str(path), path.parent.relative_to(ROOT).as_posix()

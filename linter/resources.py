"""Where the files that come with the program lie: rules and grammars."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_INSTALLED = os.path.join(_PACKAGE, "_data")
_ROOT = _INSTALLED if os.path.isdir(_INSTALLED) else os.path.dirname(_PACKAGE)
_FOLDERS = (_PACKAGE, *(os.path.join(_ROOT, name) for name in ("grammar", "rules")))
_ENDINGS = (".py", ".lark", ".yaml")
_FACES = frozenset({"cli", "lsp", "mcp", "web", "__pycache__"})  # they decide nothing that is found
_NOT_IN_RULES = _FACES | {"app", "documents", "executor", "output"}  # compiled rules hold nothing of theirs


def one_file_program() -> str | None:
    """The path of the one-file program that runs; None where the program's own files run. The files that it
    has unpacked lie elsewhere each time."""
    return sys.executable if getattr(sys, "frozen", False) else None


def data_file(*names: str) -> str:
    """The path of a file of the program: inside the package when installed, else beside it."""
    return os.path.join(_ROOT, *names)


def builtin_packs() -> list[Path]:
    """The paths of the built-in rule packs, those in folders too, sorted."""
    from pathlib import Path  # packs are read when they have changed

    return sorted(Path(_ROOT, "rules").rglob("[!_]*.yaml"))


def program_state() -> str:
    """A text that changes with what decides what is found: path, date and size of each file of the program
    but those of its faces, or those of the one-file program that runs."""
    return _state(_FACES)


def rules_state() -> str:
    """The same of the files that compiled rules are made of: of half as many."""
    return _state(_NOT_IN_RULES)


def _state(passed_over: frozenset[str]) -> str:
    if (program := one_file_program()) is not None:
        about = os.stat(program)
        return f"{about.st_mtime_ns} {about.st_size}"
    return "\n".join((_ROOT, *sorted(_states(_FOLDERS, passed_over))))


def _states(folders: tuple[str, ...], passed_over: frozenset[str]) -> Iterator[str]:
    for folder in folders:
        with os.scandir(folder) as entries:
            inner = []
            for entry in entries:
                name = entry.name
                if name.endswith(_ENDINGS):
                    about = entry.stat()
                    yield f"{folder}/{name} {about.st_mtime_ns} {about.st_size}"
                elif name not in passed_over and entry.is_dir():
                    inner.append(entry.path)
        yield from _states(tuple(inner), passed_over)

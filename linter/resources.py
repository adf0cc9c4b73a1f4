"""Where the files that come with the program lie: rules and grammars."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent
"""The folder of the import package."""
_INSTALLED = PACKAGE / "_data"
_ROOT = _INSTALLED if _INSTALLED.is_dir() else PACKAGE.parent


def data_file(*names: str) -> Path:
    """The path of a file of the program: inside the package when installed, else beside it."""
    return _ROOT.joinpath(*names)


def builtin_packs() -> list[Path]:
    """The paths of the built-in rule packs, those in folders too, sorted."""
    return sorted((_ROOT / "rules").rglob("[!_]*.yaml"))

"""What to install for the parts of the program that need more libraries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LIBRARIES: Final[Mapping[str, tuple[str, ...]]] = {
    "audit": ("duckdb", "openpyxl"),
    "cluster": ("distributed",),
    "lsp": ("pygls",),
    "mcp": ("mcp",),
    "web": ("starlette", "uvicorn"),
}
"""The libraries of each extra of the package, as pyproject.toml lists them."""


def install(extra: str) -> str:
    """What to type for an extra. The libraries are named: the package itself need not be in any index."""
    return f"请运行：pip install {' '.join(LIBRARIES[extra])}"

"""nianbao: a compliance linter for the 政府信息公开工作年度报告.

The Python interface is what `__all__` lists (docs/api.md). Importing this package is cheap: what
a name stands for is imported when the name is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.version import __version__ as __version__

if TYPE_CHECKING:
    from linter.api import (
        CheckResult,
        Finding,
        FixedFile,
        ReadError,
        Record,
        Rulebook,
        RuleError,
        check,
        extract,
        fix,
        load_rules,
    )

__all__ = [
    "CheckResult",
    "Finding",
    "FixedFile",
    "ReadError",
    "Record",
    "RuleError",
    "Rulebook",
    "check",
    "extract",
    "fix",
    "load_rules",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from linter import api

    found: object = getattr(api, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

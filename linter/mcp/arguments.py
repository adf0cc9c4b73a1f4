"""Arguments of a call that do not fit, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from linter.suggest import did_you_mean

if TYPE_CHECKING:
    from pydantic import ValidationError

_KINDS = (
    ("string", "一段文字"),
    ("int", "整数"),
    ("bool", "true 或 false"),
    ("sequence", '列表，如 ["N5"]'),
    ("list", '列表，如 ["N5"]'),
)
"""What an argument should be, by how the names of pydantic's errors begin."""


def misfits(error: ValidationError, known: Sequence[str]) -> str:
    """What is wrong with the arguments of a tool that knows these, in one sentence."""
    return "；".join(dict.fromkeys(_faults(error, known)))


def _faults(error: ValidationError, known: Sequence[str]) -> Iterator[str]:
    for fault in error.errors(include_url=False, include_input=False):
        name, kind = ".".join(str(part) for part in fault["loc"]), fault["type"]
        if kind == "missing":
            yield f"缺少参数 {name}"
        elif kind == "extra_forbidden":
            yield f"没有参数“{name}”" + (did_you_mean(name, known) or f"，可用：{'、'.join(known)}")
        else:
            wanted = next((words for begin, words in _KINDS if kind.startswith(begin)), "另一种值")
            yield f"参数 {name} 应是{wanted}"

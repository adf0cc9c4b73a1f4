"""Rules for commands: that they are being prepared is said, and notes on their packs are printed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from linter.app import rules
from linter.cli.console import complain

if TYPE_CHECKING:
    from pathlib import Path

    from linter.app.rules import Rulebook


def load(packs: Sequence[Path]) -> Rulebook:
    """The rulebook of the built-in packs and others; said on a terminal where that takes long. Raises
    RuleError."""
    return rules.load(packs, say_waiting)


def load_noted(packs: Sequence[Path]) -> Rulebook:
    """The same; notes on the packs go to standard error."""
    book = load(packs)
    for note in book.notes:
        complain(note)
    return book


def say_waiting() -> None:
    """Say on a terminal that rules are being prepared, which takes seconds."""
    if sys.stderr.isatty():
        complain("第一次使用，正在准备规则，要等几秒钟")

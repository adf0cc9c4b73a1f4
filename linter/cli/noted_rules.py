"""Rules for commands that show them; notes on their packs are printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from linter.app.rules import Rulebook, load
from linter.cli.console import complain


def load_noted(files: Sequence[Path]) -> Rulebook:
    """The rulebook of the built-in packs and others; notes go to standard error. Raises RuleError."""
    book = load(files)
    for note in book.notes:
        complain(note)
    return book

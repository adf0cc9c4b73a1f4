"""Rules for the faces: loading them, what they are, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from linter.regular_file import read_regular
from linter.rulebook import Fault, Rulebook, RuleDoc, RuleError, load

if TYPE_CHECKING:
    from pathlib import Path

    from linter.rulebook.rule_tests import RuleTestResult, Uncovered

__all__ = [
    "Fault",
    "RuleDoc",
    "RuleError",
    "Rulebook",
    "config_schema",
    "fault_text",
    "load",
    "pack_schema",
    "run_pack_tests",
]

_LARGEST = 1024 * 1024  # bytes of a file whose faults are shown in their places


def fault_text(file: str) -> str:
    """The text of a config, pack or baseline that faults stand in; empty when it cannot be read."""
    try:
        return read_regular(file, _LARGEST).decode("utf-8-sig", "replace")
    except (OSError, ValueError):
        return ""


def pack_schema() -> Mapping[str, object]:
    """The JSON Schema of rule files."""
    from linter.rulebook import schema

    return schema.pack_schema()


def config_schema() -> Mapping[str, object]:
    """The JSON Schema of config files."""
    from linter.app.config import schema

    return schema.config_schema()


def run_pack_tests(
    files: Sequence[Path], book: Rulebook
) -> tuple[tuple[RuleTestResult, ...], tuple[Uncovered, ...]]:
    """The results of the tests in these rule files (none: the built-in ones), and the rules without tests.

    `book` is the rulebook loaded with them. Raises RuleError.
    """
    from linter.app.rule_tests import run_rule_tests
    from linter.rulebook.rule_tests import rules_of, uncovered

    rules = rules_of(files, book.lexicon.words.lists)
    return tuple(run_rule_tests(rules, book)), uncovered(rules)

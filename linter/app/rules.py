"""Rules for the faces: loading them, what they are, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from linter.rulebook import Fault, Rulebook, RuleDoc, RuleError, load

if TYPE_CHECKING:
    from linter.rulebook.rule_tests import RuleTestResult, Uncovered

__all__ = ["Fault", "RuleDoc", "RuleError", "Rulebook", "load", "pack_schema", "run_pack_tests"]


def pack_schema() -> Mapping[str, object]:
    """The JSON Schema of rule files."""
    from linter.rulebook import schema

    return schema.pack_schema()


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

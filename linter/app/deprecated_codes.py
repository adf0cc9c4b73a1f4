"""Codes of rules that are out of use, where a user still names them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.rulebook import Rulebook, RuleDoc
from linter.settings import Settings

if TYPE_CHECKING:
    from linter.app.config.file import Config


def option_notes(settings: Settings, book: Rulebook) -> Iterator[str]:
    """A note on each deprecated code that the command line selects or ignores."""
    for option, codes in (("--select", settings.select), ("--ignore", settings.ignore)):
        for code in codes:
            if (rule := _deprecated(code, book)) is not None:
                yield f"{option}：{_note(rule)}"


def config_notes(config: Config, book: Rulebook) -> Iterator[str]:
    """A note, with file, line and column, on each deprecated code in a config file."""
    for code in (*config.written.codes(), *(entry.code for entry in config.written.suppressions)):
        if (rule := _deprecated(code, book)) is not None:
            yield str(code.where.fault(_note(rule)))


def _deprecated(code: str, book: Rulebook) -> RuleDoc | None:
    rule = book.by_code.get(code)
    return rule if rule is not None and rule.status == "deprecated" else None


def _note(rule: RuleDoc) -> str:
    instead = f"，请改用 {rule.successor}" if rule.successor else ""
    return f"规则 {rule.code} 已经停用，不再检查{instead}"

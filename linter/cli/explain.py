"""`nianbao explain` and `nianbao rules`: what the rules say of themselves."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from linter.app.choices import suggestion
from linter.cli.argparse_zh import Parser
from linter.cli.noted_rules import load_noted
from linter.cli.options import form_option, rules_option
from linter.cli.runner import CLEAN, CommandError

if TYPE_CHECKING:
    from pathlib import Path


class ExplainCommand(Struct, frozen=True):
    """`nianbao explain`."""

    code: str
    rules: tuple[Path, ...]


class RulesCommand(Struct, frozen=True):
    """`nianbao rules`."""

    form: str
    rules: tuple[Path, ...]


def read_explain(parser: Parser, argv: Sequence[str]) -> ExplainCommand:
    """The command as it was written; ends the process when it is no valid one."""
    parser.operands.add_argument("code", metavar="CODE", help="规则代码或名称，如 N501")
    rules_option(parser)
    args = parser.parse_args(argv)
    return ExplainCommand(args.code, tuple(args.rules))


def read_rules(parser: Parser, argv: Sequence[str]) -> RulesCommand:
    """The same for the list of rules."""
    form_option(parser, ("text", "json"), "text")
    rules_option(parser)
    args = parser.parse_args(argv)
    return RulesCommand(args.output_format, tuple(args.rules))


def explain(command: ExplainCommand) -> int:
    """`nianbao explain`: the exit status; raises CommandError for a rule that there is not."""
    from linter.output.rule_page import page

    rules = load_noted(command.rules).rules
    for rule in rules:
        if command.code.upper() == rule.code or command.code == rule.name:
            sys.stdout.write(page(rule))
            return CLEAN
    raise CommandError(f"没有规则“{command.code}”{suggestion(command.code, rules)}")


def list_rules(command: RulesCommand) -> int:
    """`nianbao rules`: the exit status."""
    from linter.output.rule_page import array, table

    rules = load_noted(command.rules).rules
    sys.stdout.write(array(rules) if command.form == "json" else table(rules))
    return CLEAN

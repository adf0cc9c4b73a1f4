"""`nianbao completion`: a script that teaches a shell what can be typed.

The scripts are made from the parsers of the commands, so that a new option is in them by itself; they hold
everything they need, so that completing starts no Python.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from linter.cli.argparse_zh import Parser, one_of
from linter.cli.completion import bash, fish, powershell, zsh
from linter.cli.completion.command_tree import Command, commands
from linter.cli.runner import CLEAN
from linter.rulebook import load

Codes = Sequence[tuple[str, str]]
"""Codes of rules, each with its name."""

SHELLS: Mapping[str, Callable[[Sequence[Command], Codes], str]] = {
    "bash": bash.script,
    "zsh": zsh.script,
    "fish": fish.script,
    "powershell": powershell.script,
}
"""What makes the script of each shell."""


class CompletionCommand(NamedTuple):
    """`nianbao completion`."""

    shell: str


def read(parser: Parser, argv: Sequence[str]) -> CompletionCommand:
    """The command as it was written; ends the process when it is no valid one."""
    parser.operands.add_argument(
        "shell", metavar="SHELL", type=one_of(SHELLS), help=f"哪一种命令行：{'、'.join(SHELLS)}"
    )
    return CompletionCommand(parser.parse_args(argv).shell)


def run(command: CompletionCommand) -> int:
    """Print the script; the exit status."""
    codes = [(rule.code, rule.name) for rule in load(()).rules]
    sys.stdout.write(SHELLS[command.shell](commands(), codes))
    return CLEAN

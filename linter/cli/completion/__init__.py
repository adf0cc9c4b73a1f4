"""`nianbao completion`: a script that teaches a shell what can be typed.

The scripts are made from the parsers of the commands, so that a new option is in them by itself; they hold
everything they need, so that completing starts no Python.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from linter.cli.argparse_zh import Parser, one_of
from linter.cli.completion import powershell
from linter.cli.completion.command_tree import Command, RuleNames
from linter.cli.completion.posix import script_maker
from linter.cli.noted_rules import load
from linter.cli.runner import CLEAN

SHELLS: Mapping[str, Callable[[Sequence[Command], RuleNames], str]] = {
    "bash": script_maker("bash"),
    "zsh": script_maker("zsh"),
    "fish": script_maker("fish"),
    "powershell": powershell.script,
}
"""The function that writes the script of each shell."""


class CompletionCommand(NamedTuple):
    """The arguments of `nianbao completion`."""

    shell: str


def read(parser: Parser, argv: Sequence[str]) -> CompletionCommand:
    """The arguments as typed; ends the process when they are wrong."""
    parser.operands.add_argument(
        "shell", metavar="SHELL", type=one_of(SHELLS), help=f"哪一种命令行：{'、'.join(SHELLS)}"
    )
    return CompletionCommand(parser.parse_args(argv).shell)


def run(command: CompletionCommand, commands: Sequence[Command]) -> int:
    """Print the script for `commands`; the exit status."""
    rules = [(rule.code, rule.name) for rule in load(()).rules]
    sys.stdout.write(SHELLS[command.shell](commands, rules))
    return CLEAN

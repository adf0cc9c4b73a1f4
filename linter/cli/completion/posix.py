"""Completion scripts for bash, zsh and fish, made by shtab."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from linter.cli.completion.command_tree import Command, Kind, RuleNames, Value


def script_maker(shell: str) -> Callable[[Sequence[Command], RuleNames], str]:
    """The function that writes the completion script of a shell which shtab supports."""

    def script(commands: Sequence[Command], rules: RuleNames) -> str:
        import shtab

        return shtab.complete(_parser(commands, [code for code, _ in rules]), shell=shell)

    return script


def _parser(commands: Sequence[Command], codes: Sequence[str]) -> argparse.ArgumentParser:
    """One parser with a subparser for each command: the form in which shtab reads a command line.

    `commands` are in order, each behind the one that its path begins with.
    """
    parsers: dict[tuple[str, ...], argparse.ArgumentParser] = {}
    choosers: dict[tuple[str, ...], argparse._SubParsersAction[argparse.ArgumentParser]] = {}
    for command in commands:
        if not command.path:
            parser = argparse.ArgumentParser("nianbao")
        else:
            chooser = choosers[command.path[:-1]]
            parser = chooser.add_parser(command.path[-1], help=command.description)
        parsers[command.path] = parser
        _add_arguments(parser, command, codes)
        if command.subcommands:
            choosers[command.path] = parser.add_subparsers()
    return parsers[()]


def _add_arguments(parser: argparse.ArgumentParser, command: Command, codes: Sequence[str]) -> None:
    for option in command.options:
        if "--help" in option.names:  # every parser has its own
            continue
        if option.value.kind is Kind.NOTHING:
            parser.add_argument(*option.names, action="store_true", help=option.help)
        else:
            action = parser.add_argument(*option.names, help=option.help)
            _complete(action, option.value, codes)
    if command.operand.kind is not Kind.NOTHING:
        operand = parser.add_argument("operand", nargs="*" if command.many else "?")
        _complete(operand, command.operand, codes)


def _complete(action: argparse.Action, value: Value, codes: Sequence[str]) -> None:
    """Set what shtab proposes for a value."""
    import shtab

    if value.kind is Kind.WORDS:
        action.choices = value.words
    elif value.kind is Kind.CODES:
        action.choices = codes
    elif value.kind is Kind.FILES:
        action.complete = shtab.FILE  # type: ignore[attr-defined]
    elif value.kind is Kind.FOLDERS:
        action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]

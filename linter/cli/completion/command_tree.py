"""What can be typed behind `nianbao`, read from the parsers of the commands themselves."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, NamedTuple, NoReturn, Protocol

from linter.cli.argparse_zh import OneOf, Parser

RuleNames = Sequence[tuple[str, str]]
"""Codes of rules, each with its name."""


class CommandEntry(Protocol):
    """A command in the table of commands: what it does, and how it reads its arguments."""

    @property
    def description(self) -> str:
        """One line for the help."""

    @property
    def read(self) -> Callable[[Parser, Sequence[str]], object]:
        """Fills the parser with the command's options and parses the arguments."""


class Kind(Enum):
    """What a value is."""

    NOTHING = "nothing"
    WORDS = "words"
    CODES = "codes"
    FILES = "files"
    FOLDERS = "folders"
    TEXT = "text"


class Value(NamedTuple):
    """What may stand behind an option or as an operand; `words` of the kind WORDS."""

    kind: Kind
    words: tuple[str, ...] = ()


class Option(NamedTuple):
    """An option by its names (`--fix`, `-h`), and the value that it takes."""

    names: tuple[str, ...]
    help: str
    value: Value


class Command(NamedTuple):
    """A command by the words that name it, none for `nianbao` itself.

    `operand` may be given `many` times; a word of `subcommands` (with what it does) may stand first.
    """

    path: tuple[str, ...]
    description: str
    options: tuple[Option, ...]
    operand: Value
    many: bool = False
    subcommands: tuple[tuple[str, str], ...] = ()


class _Collected(Exception):
    """Raised when a parser has all its options."""


class _OptionCollector(Parser):
    """A parser that collects options and parses nothing."""

    def parse_args(self, *_: Any, **__: Any) -> NoReturn:
        """Ends the command that was about to read its arguments."""
        raise _Collected


_BY_METAVAR = {"CODE": Kind.CODES, "FILE": Kind.FILES, "PATH": Kind.FILES, "FOLDER": Kind.FOLDERS}


def command_tree(
    top: Parser, commands: Mapping[str, CommandEntry], subcommands: Mapping[str, Mapping[str, CommandEntry]]
) -> tuple[Command, ...]:
    """Everything that can be typed: `nianbao` itself, then each command with its subcommands.

    `top` parses what stands in the place of a command; `subcommands` are by the command they belong to.
    """
    found = [_command((), top)._replace(operand=Value(Kind.NOTHING), subcommands=_words(commands))]
    for name, entry in commands.items():
        below = subcommands.get(name, {})
        found.append(_entry((name,), entry)._replace(subcommands=_words(below)))
        found += (_entry((name, word), one) for word, one in below.items())
    return tuple(found)


def _words(entries: Mapping[str, CommandEntry]) -> tuple[tuple[str, str], ...]:
    return tuple((name, entry.description) for name, entry in entries.items())


def _entry(path: tuple[str, ...], entry: CommandEntry) -> Command:
    return _command(path, _filled(path, entry.description, entry.read))


def _filled(
    path: tuple[str, ...], description: str, read: Callable[[Parser, Sequence[str]], object]
) -> Parser:
    parser = _OptionCollector(" ".join(("nianbao", *path)), description)
    try:
        read(parser, ())
    except _Collected:
        return parser
    raise AssertionError(f"{path} did not parse its arguments")


def _command(path: tuple[str, ...], parser: Parser) -> Command:
    actions = list(_actions(parser))
    operand = next((action for action in actions if not action.option_strings), None)
    return Command(
        path,
        (parser.description or "").partition("\n")[0],
        tuple(_option(action) for action in actions if action.option_strings),
        _value(operand) if operand is not None else Value(Kind.NOTHING),
        operand is not None and operand.nargs == "*",
    )


def _actions(parser: Parser) -> Iterator[argparse.Action]:
    # argparse shows its actions to subclasses only, and through no method.
    return (action for action in parser._actions if action.help != argparse.SUPPRESS)


def _option(action: argparse.Action) -> Option:
    names = sorted(action.option_strings, key=len, reverse=True)
    return Option(tuple(names), action.help or "", _value(action))


def _value(action: argparse.Action) -> Value:
    if action.nargs == 0:
        return Value(Kind.NOTHING)
    if isinstance(action.type, OneOf):
        return Value(Kind.WORDS, action.type.words)
    return Value(_BY_METAVAR.get(str(action.metavar), Kind.TEXT))

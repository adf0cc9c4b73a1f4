"""argparse in Chinese: usage, headings of the help, and what is wrong with a command line."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from msgspec import Struct

from linter.output.width import visible, wrap
from linter.suggest import did_you_mean

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_UNKNOWN = "不认识的参数："
_HEADING = r"(?m)^(参数|选项):$"
_MESSAGES = {
    "usage: ": "用法：",
    "unrecognized arguments: %s": f"{_UNKNOWN}%s",
    "the following arguments are required: %s": "缺少参数：%s",
    # What is wrong with one option; a blank before it stands for the colon behind the option's name.
    "expected one argument": " 后面需要一个值",
    "ignored explicit argument %r": " 不带值，多出了 %r",
}
"""argparse's own messages, by their English; one that is not here is shown as it is."""


def _chinese(message: str) -> str:
    """A message as argparse asks for it."""
    return _MESSAGES.get(message, message)


@contextmanager
def _in_chinese() -> Iterator[None]:
    """Give argparse the Chinese catalogue for a while, whatever the process's locale.

    argparse looks its messages up in its module's `_`. The catalogue of the process (gettext.install,
    textdomain) is left alone: it belongs to whoever imports this package.
    """
    english = argparse._  # type: ignore[attr-defined]
    argparse._ = _chinese  # type: ignore[attr-defined]
    try:
        yield
    finally:
        argparse._ = english  # type: ignore[attr-defined]


class Parser(argparse.ArgumentParser):
    """An argument parser whose words are Chinese; options go to `options`, not add_argument."""

    def __init__(self, prog: str, description: str) -> None:
        with _in_chinese():
            super().__init__(
                prog=prog,
                description=description,
                formatter_class=_Help,
                add_help=False,
                allow_abbrev=False,
                exit_on_error=False,
            )
        self.color = False  # Python 3.14 would colour the usage, whose words are looked for below
        self.operands = self.add_argument_group("参数")
        self.options = self.add_argument_group("选项")
        self.options.add_argument("-h", "--help", action="help", help="显示这份帮助")

    def format_help(self) -> str:
        """The help, its headings with the colons of Chinese."""
        with _in_chinese():
            return re.sub(_HEADING, r"\1：", super().format_help())

    def parse_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: None = None
    ) -> argparse.Namespace:
        """The values of the arguments; ends the process with status 2 when they are wrong."""
        with _in_chinese():
            try:
                return super().parse_args(args)
            except argparse.ArgumentError as error:
                if error.argument_name is None:  # of no one option, as Python 3.13 raises it
                    self.error(error.message)
                colon = "" if error.message.startswith(" ") else "："
                self.error(f"{error.argument_name}{colon}{error.message}")

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and how the command is used; exit with status 2."""
        with _in_chinese():
            if message.startswith(_UNKNOWN):
                options = re.findall(r"--[a-z-]+", self.format_usage())
                message += did_you_mean(message.removeprefix(_UNKNOWN).partition(" ")[0], options)
            self.print_usage(sys.stderr)
            self.exit(2, f"{self.prog}: {visible(message)}\n运行 {self.prog} --help 查看用法。\n")

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Print, and let nobody believe that standard output has what could not be written."""
        if file is not None and file is sys.stdout:
            file.write(message)
        else:
            super()._print_message(message, file)


class _Help(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=92)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for part in text.splitlines() for line in wrap(part, width))


class OneOf(Struct, frozen=True):
    """A type for add_argument: one of `words`, else an error that lists and suggests them."""

    words: tuple[str, ...]

    def __call__(self, value: str) -> str:
        """The value itself; raises ArgumentTypeError for another word."""
        if value in self.words:
            return value
        raise argparse.ArgumentTypeError(
            f"“{value}”不在可选的 {'、'.join(self.words)} 之中{did_you_mean(value, self.words)}"
        )


def one_of(words: Iterable[str]) -> OneOf:
    """A type for add_argument: one of `words`."""
    return OneOf(tuple(words))


def number(low: int, high: int) -> Callable[[str], int]:
    """A type for add_argument: a whole number from `low` to `high`."""

    def parse(value: str) -> int:
        if value.isascii() and value.isdigit() and low <= int(value) <= high:
            return int(value)
        raise argparse.ArgumentTypeError(f"“{value}”不是 {low} 到 {high} 之间的整数")

    return parse

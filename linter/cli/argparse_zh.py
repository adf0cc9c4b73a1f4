"""argparse that speaks Chinese: usage, headings of the help, and what is wrong with a command line."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NoReturn

from linter.output.width import wrap

_UNKNOWN = "不认识的参数："
# argparse has English only; its sentences are few and have not changed in ten years except for
# quotation marks. One that is not here is shown as it is.
_SENTENCES = (
    (r"unrecognized arguments: (.*)", rf"{_UNKNOWN}\1"),
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"argument (.+?): expected one argument", r"\1 后面需要一个值"),
    (r"argument (.+?): ignored explicit argument (.*)", r"\1 不带值，多出了 \2"),
    (r"argument (.+?): (.*)", r"\1：\2"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser whose words are Chinese; options go to `options`, not add_argument."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog=prog, description=description, formatter_class=_Help, add_help=False, allow_abbrev=False
        )
        self.operands = self.add_argument_group("参数")
        self.options = self.add_argument_group("选项")
        self.options.add_argument("-h", "--help", action="help", help="显示这份帮助")

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and how the command is used; exit with status 2."""
        for english, chinese in _SENTENCES:
            if (match := re.fullmatch(english, message)) is not None:
                message = match.expand(chinese)
                break
        if message.startswith(_UNKNOWN):
            options = re.findall(r"--[a-z-]+", self.format_usage())
            message += maybe(message.removeprefix(_UNKNOWN).partition(" ")[0], options)
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n运行 {self.prog} --help 查看用法。\n")


class _Help(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=92)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for part in text.splitlines() for line in wrap(part, width))


@dataclass(frozen=True)
class OneOf:
    """A type for add_argument: one of `words`, else an error that lists and suggests them."""

    words: tuple[str, ...]

    def __call__(self, value: str) -> str:
        """The value itself; raises ArgumentTypeError for another word."""
        if value in self.words:
            return value
        raise argparse.ArgumentTypeError(
            f"“{value}”不在可选的 {'、'.join(self.words)} 之中{maybe(value, self.words)}"
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


def maybe(word: str, known: Iterable[str], say: Callable[[str], str] = str) -> str:
    """`，是不是想写“…”？` when one of `known` is near `word`, else nothing."""
    from difflib import get_close_matches  # only needed for mistakes

    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"，是不是想写“{say(near[0])}”？" if near else ""

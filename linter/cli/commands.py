"""The words that may follow `nianbao`, and what each leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from linter.cli import check, check_options, explain, extract
from linter.cli.argparse_zh import Parser, one_of
from linter.version import __version__

if TYPE_CHECKING:
    from linter.cli.completion import CompletionCommand
    from linter.cli.completion.command_tree import Command
    from linter.cli.lsp import ServeEditor

Action = Callable[[], int]
"""What a command does; gives the exit status."""

_PACK_WORDS = ("test", "schema", "docs")


def parse(argv: Sequence[str], serve_editor: ServeEditor | None = None) -> Action:
    """What `argv`, without the program's name, asks for; `serve_editor` starts the language server.

    Exits with status 2 when it is no valid command line, with 0 after --help and --version.
    """
    if not argv or argv[0] not in COMMANDS:
        argv = [top().parse_args(argv[:1]).command, *argv[1:]]
    command = COMMANDS[argv[0]]
    parser = Parser(f"nianbao {argv[0]}", command.description)
    return command.read(parser, argv[1:], serve_editor)


def top() -> Parser:
    """The parser of what stands before and instead of a command."""
    lines = "\n".join(f"  {name:<10} {command.description}" for name, command in COMMANDS.items())
    parser = Parser(
        "nianbao", f"检查政府信息公开工作年度报告。命令：\n{lines}\n各命令的用法见 nianbao 命令 --help。"
    )
    parser.operands.add_argument("command", metavar="COMMAND", type=one_of(COMMANDS), help="要运行的命令")
    parser.options.add_argument(
        "--version", action="version", version=f"nianbao {__version__}", help="显示版本号"
    )
    return parser


def _check(parser: Parser, argv: Sequence[str], _: ServeEditor | None = None) -> Action:
    return partial(check.run, check_options.read(parser, argv))


def _extract(parser: Parser, argv: Sequence[str], _: ServeEditor | None = None) -> Action:
    return partial(extract.run, extract.read(parser, argv))


def _explain(parser: Parser, argv: Sequence[str], _: ServeEditor | None = None) -> Action:
    return partial(explain.explain, explain.read_explain(parser, argv))


def _rules(parser: Parser, argv: Sequence[str], _: ServeEditor | None = None) -> Action:
    if argv and argv[0] in _PACK_WORDS:
        from linter.cli import rules_commands  # for those who write packs

        return partial(rules_commands.run, rules_commands.parse(argv))
    return partial(explain.list_rules, explain.read_rules(parser, argv))


def _lsp(parser: Parser, argv: Sequence[str], serve_editor: ServeEditor | None = None) -> Action:
    from linter.cli import lsp  # for editors

    return partial(lsp.run, lsp.read(parser, argv), serve_editor)


def _completion(parser: Parser, argv: Sequence[str], _: ServeEditor | None = None) -> Action:
    from linter.cli import completion  # once in the life of a shell

    return partial(_print_completion, completion.read(parser, argv))


def _print_completion(command: CompletionCommand) -> int:
    from linter.cli import completion

    return completion.run(command, command_tree())


def command_tree() -> tuple[Command, ...]:
    """All commands with their options, for completion."""
    from linter.cli.completion import command_tree as tree
    from linter.cli.rules_commands import WORDS

    return tree.command_tree(top(), COMMANDS, {"rules": WORDS})


class _Read(Protocol):
    def __call__(
        self, parser: Parser, argv: Sequence[str], serve_editor: ServeEditor | None = None, /
    ) -> Action: ...


class _Entry(NamedTuple):
    description: str
    read: _Read


COMMANDS: Mapping[str, _Entry] = {
    "check": _Entry("检查年报，逐行指出问题", _check),
    "extract": _Entry("读出年报的标题、章节、文号、统计期限和表格数字", _extract),
    "explain": _Entry("说明一条规则", _explain),
    "rules": _Entry("列出全部规则；rules test、schema、docs 供编写规则用", _rules),
    "lsp": _Entry("在编辑器里检查：语言服务器（LSP），由编辑器启动", _lsp),
    "completion": _Entry("输出命令补全脚本：bash、zsh、fish、powershell", _completion),
}
"""What may follow `nianbao`."""

"""The words that may follow `nianbao`, and what each leads to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from linter.app.discovery import can_be_report
from linter.cli import check, check_options
from linter.cli.argparse_zh import Parser, one_of
from linter.cli.garbage import collect_again
from linter.cli.runner import FAILED
from linter.cli.signals import ended_in_order
from linter.version import __version__

if TYPE_CHECKING:
    from linter.cli.audit_options import AuditCommand
    from linter.cli.completion import CompletionCommand
    from linter.cli.completion.command_tree import Command
    from linter.cli.servers import Servers

Action = Callable[[], int]
"""What a command does; gives the exit status."""

_PACK_WORDS = ("test", "schema", "docs")


def parse(argv: Sequence[str], servers: Servers | None = None) -> Action:
    """What `argv`, without the program's name, asks for; `servers` are those that it may start.

    Exits with status 2 when it is no valid command line, with 0 after --help and --version.
    """
    if not argv:
        return partial(_without_words, servers)
    if argv[0] not in COMMANDS and _is_path(argv[0]):
        from linter.cli import drop  # for those who use no command line

        return partial(_in_order, partial(drop.run, drop.read(argv)))
    if argv[0] not in COMMANDS:
        argv = [top().parse_args(argv[:1]).command, *argv[1:]]
    command = COMMANDS[argv[0]]
    if not command.loads_first:
        collect_again()
    parser = Parser(f"nianbao {argv[0]}", command.description)
    return command.read(parser, argv[1:], servers)


def _is_path(word: str) -> bool:
    """Whether a word that is no command stands for a file; it may be one that is not there."""
    return not word.startswith("-") and (os.path.lexists(word) or can_be_report(word))


def _without_words(servers: Servers | None) -> int:
    """The page, for one who has opened the program as others; else how it is used."""
    from importlib.util import find_spec

    from linter.cli.own_window import has_terminal

    if "serve" in COMMANDS and has_terminal() and find_spec("uvicorn") is not None:
        return COMMANDS["serve"].read(Parser("nianbao serve", COMMANDS["serve"].description), (), servers)()
    sys.stdout.write(top().format_help())
    return FAILED


def top() -> Parser:
    """The parser of what stands before and instead of a command."""
    lines = "\n".join(f"  {name:<10} {command.description}" for name, command in COMMANDS.items())
    parser = Parser(
        "nianbao",
        "检查政府信息公开工作年度报告。直接给出文件或文件夹（nianbao 年报.docx，或者把它拖到程序上），"
        f"就在它旁边写出带批注的副本和检查结果的网页。命令：\n{lines}\n各命令的用法见 nianbao 命令 --help。",
    )
    parser.operands.add_argument("command", metavar="COMMAND", type=one_of(COMMANDS), help="要运行的命令")
    parser.options.add_argument(
        "--version", action="version", version=f"nianbao {__version__}", help="显示版本号"
    )
    return parser


def _check(parser: Parser, argv: Sequence[str], _: Servers | None = None) -> Action:
    return partial(_in_order, partial(check.run, check_options.read(parser, argv)))


def _extract(parser: Parser, argv: Sequence[str], _: Servers | None = None) -> Action:
    from linter.cli import extract

    return partial(_in_order, partial(extract.run, extract.read(parser, argv)))


def _in_order(action: Action) -> int:
    """Carry out what may have workers and temporary files; it ends with them when a signal asks it to."""
    with ended_in_order():
        return action()


def _new(parser: Parser, argv: Sequence[str], _: Servers | None = None) -> Action:
    from linter.cli import new  # once a year

    return partial(new.run, new.read(parser, argv))


def _audit(parser: Parser, argv: Sequence[str], _: Servers | None = None) -> Action:
    from linter.cli import audit_options  # for those who receive reports

    return partial(_in_order, partial(_run_audit, audit_options.read(parser, argv)))


def _run_audit(command: AuditCommand) -> int:
    from linter.cli import audit

    return audit.run(command)


def _explain(parser: Parser, argv: Sequence[str], _: Servers | None = None) -> Action:
    from linter.cli import explain

    return partial(explain.explain, explain.read_explain(parser, argv))


def _rules(parser: Parser, argv: Sequence[str], _: Servers | None = None) -> Action:
    if argv and argv[0] in _PACK_WORDS:
        from linter.cli import rules_commands  # for those who write packs

        return partial(rules_commands.run, rules_commands.parse(argv))
    from linter.cli import explain

    return partial(explain.list_rules, explain.read_rules(parser, argv))


def _lsp(parser: Parser, argv: Sequence[str], servers: Servers | None = None) -> Action:
    from linter.cli import lsp  # for editors

    return partial(lsp.run, lsp.read(parser, argv), servers.editor if servers else None)


def _mcp(parser: Parser, argv: Sequence[str], servers: Servers | None = None) -> Action:
    from linter.cli import mcp  # for other programs

    return partial(mcp.run, mcp.read(parser, argv), servers.mcp if servers else None)


def _serve(parser: Parser, argv: Sequence[str], servers: Servers | None = None) -> Action:
    from linter.cli import serve  # for browsers

    return partial(serve.run, serve.read(parser, argv), servers.web if servers else None)


def _cache(parser: Parser, argv: Sequence[str], _: Servers | None = None) -> Action:
    from linter.cli import cache  # once in a while

    return partial(cache.run, cache.read(parser, argv))


def _completion(parser: Parser, argv: Sequence[str], _: Servers | None = None) -> Action:
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
    def __call__(self, parser: Parser, argv: Sequence[str], servers: Servers | None = None, /) -> Action: ...


class _Entry(Struct, frozen=True):
    """A command; one that `loads_first` lets the garbage collector run when its rules are loaded."""

    description: str
    read: _Read
    loads_first: bool = False


COMMANDS: Mapping[str, _Entry] = {
    "check": _Entry("检查年报，逐行指出问题", _check, loads_first=True),
    "extract": _Entry("读出年报的标题、章节、文号、统计期限和表格数字", _extract, loads_first=True),
    "new": _Entry("起草一份年报：规定的标题、各部分和空表，带上年的结转数", _new),
    "audit": _Entry("审核一个文件夹的报告：谁没有报送、与汇总和上年是否一致、退回什么", _audit),
    "serve": _Entry("在浏览器里检查：打开本机的网页，把文件拖进去", _serve),
    "explain": _Entry("说明一条规则", _explain),
    "rules": _Entry("列出全部规则；rules test、schema、docs 供编写规则用", _rules),
    "lsp": _Entry("在编辑器里检查：语言服务器（LSP），由编辑器启动", _lsp),
    "mcp": _Entry("供其他程序调用：MCP 服务，只能用指定文件夹里的文件", _mcp),
    "cache": _Entry("缓存在哪里、有多大；cache clear 清除缓存", _cache),
    "completion": _Entry("输出命令补全脚本：bash、zsh、fish、powershell", _completion),
}
"""What may follow `nianbao`."""

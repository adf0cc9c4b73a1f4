"""`nianbao mcp`: serve a program over the Model Context Protocol, on standard input and output."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from linter.cli.argparse_zh import Parser
from linter.cli.options import rules_option
from linter.cli.runner import CLEAN, CommandError
from linter.extras import install


class McpCommand(NamedTuple):
    """`nianbao mcp`."""

    folders: tuple[str, ...]
    rules: tuple[Path, ...]


def read(parser: Parser, argv: Sequence[str]) -> McpCommand:
    """The command as it was written; ends the process when it is no valid one."""
    parser.operands.add_argument(
        "folders",
        metavar="FOLDER",
        nargs="+",
        help="可以读写的文件夹，别处的文件都不能用；相对路径从第一个算起",
    )
    rules_option(parser)
    args = parser.parse_args(argv)
    return McpCommand(tuple(args.folders), tuple(args.rules))


def run(command: McpCommand, serve: Callable[[Sequence[str], Sequence[Path]], None] | None) -> int:
    """Serve until the client ends it; the exit status. Raises CommandError without the extra `mcp`."""
    if serve is None:
        raise CommandError("这里不能启动 MCP 服务，请运行 nianbao mcp")
    for folder in command.folders:
        if not os.path.isdir(folder):
            raise CommandError(f"没有这个文件夹：{folder}")
    try:
        serve(command.folders, command.rules)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "mcp":
            raise
        raise CommandError(f"MCP 服务还要一个软件包，{install('mcp')}") from None
    return CLEAN

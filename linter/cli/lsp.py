"""`nianbao lsp`: serve an editor over standard input and output."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from linter.cli.argparse_zh import Parser
from linter.cli.options import rules_option
from linter.cli.runner import CLEAN, CommandError
from linter.extras import install

_NO_SHUTDOWN = 1  # what the protocol wants of a server whose client went without a farewell


class LspCommand(NamedTuple):
    """`nianbao lsp`."""

    rules: tuple[Path, ...]


def read(parser: Parser, argv: Sequence[str]) -> LspCommand:
    """The command as it was written; ends the process when it is no valid one."""
    rules_option(parser)
    parser.options.add_argument("--stdio", action="store_true", help="经标准输入输出通信（默认）")
    args = parser.parse_args(argv)
    return LspCommand(tuple(args.rules))


def run(command: LspCommand, serve: Callable[[Sequence[Path]], bool] | None) -> int:
    """Serve until the client ends it; the exit status. Raises CommandError without the extra `lsp`."""
    if serve is None:
        raise CommandError("这里不能启动语言服务器，请运行 nianbao lsp")
    try:
        ended = serve(command.rules)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise CommandError(f"编辑器支持还要一个软件包，{install('lsp')}") from None
    return CLEAN if ended else _NO_SHUTDOWN

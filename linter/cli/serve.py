"""`nianbao serve`: check in a browser, on this machine or for others with a token."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from linter.app.error_words import reason
from linter.cli import browser
from linter.cli.argparse_zh import Parser, number
from linter.cli.console import announce
from linter.cli.noted_rules import say_waiting
from linter.cli.options import rules_option
from linter.cli.runner import CLEAN, CommandError
from linter.extras import install

if TYPE_CHECKING:
    from linter.cli.servers import WebServer

_PACKAGES = ("starlette", "uvicorn")
_SHORTEST_TOKEN = 12


class ServeCommand(NamedTuple):
    """`nianbao serve`; `port` 0 is a free one, None the usual one."""

    host: str
    port: int | None
    token: str | None
    names: tuple[str, ...]
    opens_browser: bool
    rules: tuple[Path, ...]


def read(parser: Parser, argv: Sequence[str]) -> ServeCommand:
    """The command as it was written; ends the process when it is no valid one."""
    add = parser.options.add_argument
    add("--host", metavar="HOST", default="127.0.0.1", help="在哪个地址上提供，默认只限本机（127.0.0.1）")
    add("--port", metavar="PORT", type=number(0, 65535), help="端口，0 为任意空闲的；默认 8760，已占用时另选")
    add("--token", metavar="TOKEN", help="打开网页要的口令；不限本机时不写就自动生成一个")
    add(
        "--allow-name",
        metavar="NAME",
        action="append",
        default=[],
        help="这台机器另外的名字，如反向代理的域名，可以多次给出",
    )
    add("--no-browser", action="store_true", help="不自动打开浏览器，只显示网址")
    rules_option(parser)
    args = parser.parse_args(argv)
    if args.token is not None and len(args.token) < _SHORTEST_TOKEN:
        parser.error(f"--token 至少要 {_SHORTEST_TOKEN} 个字符")
    names = tuple(args.allow_name)
    return ServeCommand(args.host, args.port, args.token, names, not args.no_browser, tuple(args.rules))


def run(command: ServeCommand, serve: WebServer | None) -> int:
    """Serve until Ctrl-C; the exit status. Raises CommandError without the extra `web`, and for an address
    that cannot be had."""
    if serve is None:
        raise CommandError("这里不能启动网页，请运行 nianbao serve")

    def started(address: str) -> None:
        announce(f"网页已启动：{address}\n用完按 Ctrl-C 停止。")
        if command.opens_browser and not browser.show(address):
            announce("请用浏览器打开这个网址。")

    try:
        serve(command.host, command.port, command.token, command.names, command.rules, started, say_waiting)
    except KeyboardInterrupt:
        announce("已停止")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in _PACKAGES:
            raise
        raise CommandError(f"网页还要几个软件包，{install('web')}") from None
    except OSError as error:
        port = "" if command.port is None else f"，端口 {command.port}"
        raise CommandError(f"不能使用地址 {command.host}{port}：{reason(error)}") from None
    except UnicodeError:  # a name that no name of a host can be
        raise CommandError(f"--host 不是主机名或地址：{command.host}") from None
    return CLEAN

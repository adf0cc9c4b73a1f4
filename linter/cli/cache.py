"""`nianbao cache`: what is kept between runs, and `cache clear`, which removes it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

from linter.app.cache_folder import Usage, clear, usage
from linter.cli.argparse_zh import Parser, one_of
from linter.cli.runner import CLEAN, FAILED

_CLEAR = "clear"
_KB, _MB = 1024, 1024 * 1024


class CacheCommand(NamedTuple):
    """`nianbao cache`; `clears` is `cache clear`."""

    clears: bool


def read(parser: Parser, argv: Sequence[str]) -> CacheCommand:
    """The command as it was written; ends the process when it is no valid one."""
    parser.operands.add_argument(
        "action", metavar="ACTION", nargs="?", type=one_of((_CLEAR,)), help="clear：清除缓存；不写时只列出"
    )
    return CacheCommand(parser.parse_args(argv).action == _CLEAR)


def run(command: CacheCommand) -> int:
    """Print where the cache is and how large, or remove it; the exit status."""
    found = usage()
    if command.clears:
        left = clear()
        sys.stdout.write(f"已清除缓存（{_size(found.total - left)}）：{found.folder}\n")
        if left:
            sys.stderr.write(f"nianbao: 有 {_size(left)} 不能删除\n")
            return FAILED
        return CLEAN
    sys.stdout.write(_listed(found))
    return CLEAN


def _listed(found: Usage) -> str:
    off = "" if found.is_on else "（环境变量 NIANBAO_NO_CACHE 已将它关闭）"
    count = "" if found.results is None else f"（{found.results} 项）"
    return (
        f"缓存文件夹：{found.folder}{off}\n"
        f"检查和提取的结果：{_size(found.of_results)}{count}\n"
        f"编译好的规则：{_size(found.total - found.of_results)}\n"
        "清除：nianbao cache clear\n"
    )


def _size(count: int) -> str:
    if count < _KB:
        return f"{count} 字节"
    return f"{count / _KB:.0f} KB" if count < _MB else f"{count / _MB:.1f} MB"

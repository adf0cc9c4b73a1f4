"""The command `nianbao`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from linter.app.error_words import reason
from linter.app.rules import RuleError
from linter.cli.commands import COMMANDS, parse
from linter.cli.console import complain, complain_error
from linter.cli.runner import FAILED, CommandError
from linter.cli.signals import Ended
from linter.cli.standard_streams import drop_stdout, reader_is_gone, set_up_streams

if TYPE_CHECKING:
    from linter.cli.servers import Servers

_INTERRUPTED = 130  # what shells report for Ctrl-C
_CONVERSATIONS = ("lsp", "mcp")  # which are over when nobody reads the answers


def main(argv: Sequence[str] | None = None, servers: Servers | None = None) -> int:
    """Run the command that `argv` (default: the process's arguments) asks for; its exit status.

    `servers` are those that `nianbao lsp` and its like start.

    0: nothing at or above the fail level; 1: findings; 2: the run itself failed. Exits the
    interpreter for --help and for a command line that cannot be understood.
    """
    words = sys.argv[1:] if argv is None else argv
    set_up_streams(outlives_reader=not words or words[0] not in _CONVERSATIONS)
    if words and words[0] in COMMANDS:
        return _run(words, servers)
    from linter.cli import own_window  # the program was opened as others, or files were dropped onto it

    own = own_window.is_own()
    try:
        return _run(words, servers)
    finally:
        if own:
            own_window.wait_for_key()


def _run(argv: Sequence[str], servers: Servers | None) -> int:
    try:
        try:
            return parse(argv, servers)()
        finally:
            sys.stdout.flush()  # also what --help has printed
    except KeyboardInterrupt:
        complain("已中断")
        return _INTERRUPTED
    except Ended as ended:
        with suppress(OSError):  # the terminal may be gone
            complain("已终止")
        return ended.status
    except (CommandError, RuleError) as error:
        complain_error(error)
    except OSError as error:
        if error.filename is None:  # a file that is written has a name
            drop_stdout()
        if not reader_is_gone(error):
            why = "没有这个文件夹" if isinstance(error, FileNotFoundError) else reason(error)
            complain(f"无法写入 {error.filename or '标准输出'}：{why}")
    except UnicodeEncodeError as error:
        from linter.cli.name_encoding import refusal

        if (said := refusal(error)) is None:
            raise
        complain(said)
    return FAILED

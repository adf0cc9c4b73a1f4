"""The command `nianbao`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from linter.app.error_words import reason
from linter.app.rules import RuleError
from linter.cli.commands import parse
from linter.cli.console import complain, drop_stdout, set_up_streams
from linter.cli.runner import FAILED, CommandError

if TYPE_CHECKING:
    from linter.cli.lsp import ServeEditor

_INTERRUPTED = 130  # what shells report for Ctrl-C


def main(argv: Sequence[str] | None = None, serve_editor: ServeEditor | None = None) -> int:
    """Run the command that `argv` (default: the process's arguments) asks for; its exit status.

    `serve_editor` starts the language server for `nianbao lsp`.

    0: nothing at or above the fail level; 1: findings; 2: the run itself failed. Exits the
    interpreter for --help and for a command line that cannot be understood.
    """
    set_up_streams()
    try:
        status = parse(sys.argv[1:] if argv is None else argv, serve_editor)()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader (head, less) has seen enough
        drop_stdout()
        return FAILED
    except KeyboardInterrupt:
        complain("已中断")
        return _INTERRUPTED
    except (CommandError, RuleError) as error:
        complain(str(error))
        return FAILED
    except OSError as error:
        why = "没有这个文件夹" if isinstance(error, FileNotFoundError) else reason(error)
        complain(f"无法写入 {error.filename}：{why}")
        return FAILED
    return status

"""What the command starts and does not know: servers, handed in by the program's entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import Path

    WebServer = Callable[
        [
            str,
            int | None,
            str | None,
            Sequence[str],
            Sequence[Path],
            Callable[[str], None],
            Callable[[], None],
        ],
        None,
    ]


class Servers(Struct, frozen=True):
    """Functions that serve until their client ends them; None where there is no such server.

    `editor` serves an editor with these rule files, and returns whether the client ended it as it should.
    `mcp` serves a program over MCP, which may name files under these folders only, with these rule files.
    `web` serves browsers at a host and a port, of its own choice for None; a token opens it, then come other
    names of this host and rule files; a function that gets the address once it can be opened, and one that is
    called where the rules take seconds to prepare. It raises OSError for an address that cannot be had, and
    RuleError.
    """

    editor: Callable[[Sequence[Path]], bool] | None = None
    mcp: Callable[[Sequence[str], Sequence[Path]], None] | None = None
    web: WebServer | None = None

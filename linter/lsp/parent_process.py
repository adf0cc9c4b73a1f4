"""Exit of the server when its client has ended without saying so."""

from __future__ import annotations

import asyncio
import os

_INTERVAL = 1.0  # seconds


async def exit_with_parent(process: int | None) -> None:
    """Exit soon after the client's process has ended, where the system says so.

    Usually standard input ends with the client, but not if another process has the pipe open too.
    """
    if process is None or os.name != "posix" or not _is_running(process):
        return
    while _is_running(process):  # noqa: ASYNC110 - the system sends no event
        await asyncio.sleep(_INTERVAL)
    os._exit(1)  # reading standard input may never return


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True

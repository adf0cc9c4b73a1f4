"""The end of a server whose client is gone without a word."""

from __future__ import annotations

import asyncio
import os

_EVERY = 1.0  # seconds


async def follow(process: int | None) -> None:
    """End this process soon after the client's `process` has ended, if that can be told.

    Mostly the end of standard input tells it; not where another process holds the pipe too.
    """
    if process is None or os.name != "posix" or not _lives(process):
        return
    while _lives(process):  # noqa: ASYNC110 - no event tells it
        await asyncio.sleep(_EVERY)
    os._exit(1)  # standard input may be read for ever


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True

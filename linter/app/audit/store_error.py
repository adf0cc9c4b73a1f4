"""What SQLite raises, as an error that a person understands."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterator

from msgspec import DecodeError

from linter import cache
from linter.app.error_words import database_reason


class StoreError(Exception):
    """The results cannot be kept; str() says why, in Chinese."""


@contextlib.contextmanager
def store_errors() -> Iterator[None]:
    """What SQLite raises, as StoreError."""
    try:
        yield
    except (DecodeError, zlib.error):
        raise StoreError("审核的中间结果已损坏，请运行 nianbao cache clear，再审核") from None
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise StoreError("同一个 --out 的另一次审核正在进行，请等它结束") from None
        raise StoreError(f"无法保存审核的中间结果（{cache.folder()}）：{database_reason(error)}") from None

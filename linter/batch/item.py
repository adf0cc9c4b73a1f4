"""One file on its way through a run: what goes in, what comes out, and how a failure is told."""

from __future__ import annotations

import os
from typing import NamedTuple, Protocol

from linter.batch.choice import Choice, Record
from linter.output.sheet import Sheet
from linter.output.totals import Totals
from linter.readers import ReadError, check_size
from linter.rulebook import Rulebook


class Item(NamedTuple):
    """A file to treat: read from the path `name` unless `data` is given.

    `named` tells a file that the user gave by name from one met in a folder; `choice` is what holds
    for this file alone, None where the task's own settings do.
    """

    name: str
    named: bool = True
    data: bytes | None = None
    choice: Choice | None = None

    @property
    def size(self) -> int:
        """Bytes to read; 0 when the system does not tell."""
        if self.data is not None:
            return len(self.data)
        try:
            return os.stat(self.name).st_size
        except OSError:
            return 0


class Entry(NamedTuple):
    """A report by where it stands (`number` counts the reports of a file from 1), whose it is, and for
    which year."""

    file: str
    number: int
    issuer: str | None
    year: int | None


class Outcome(NamedTuple):
    """What became of one item: its part of the output, its counts, or why it failed.

    `notes` are for standard error, `entries` the reports in a file that only goes into an index.
    `record` is there for a file that was checked with a choice of its own; `rewritten` is what standard
    input became when it was to be fixed; `sheet` is there instead of `text` for a format that is put
    together at the end.
    """

    text: str = ""
    totals: Totals = Totals()
    failure: str | None = None
    notes: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    record: Record | None = None
    rewritten: bytes | None = None
    sheet: Sheet | None = None


class Task(Protocol):
    """What to do with the bytes of each file. Can be pickled; may raise ReadError."""

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """Treat the bytes of one file."""


def treat(item: Item, task: Task, book: Rulebook) -> Outcome:
    """The outcome of one item; whatever goes wrong is told in it."""
    try:
        return task(_bytes(item), item, book)
    except ReadError as error:
        return failed(str(error))
    except OSError as error:
        return failed(f"无法读取 {item.name}：{reason(error)}")
    except Exception:  # noqa: BLE001
        # A fault of the program itself must not hide the findings in the other files either.
        import traceback

        trace = traceback.format_exc().rstrip()
        return failed(f"处理 {item.name} 时程序出错，请将以下内容报告给开发者：\n{trace}")


def failed(why: str) -> Outcome:
    """The outcome of an item that could not be treated."""
    return Outcome(totals=Totals(failed=1), failure=why)


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese where the reason is a usual one."""
    if isinstance(error, FileNotFoundError):
        return "文件不存在"
    if isinstance(error, PermissionError):
        return "没有权限"
    if isinstance(error, IsADirectoryError):
        return "这是一个文件夹"
    return error.strerror or str(error)


def _bytes(item: Item) -> bytes:
    if item.data is not None:
        return item.data
    check_size(item.name, item.size)
    with open(item.name, "rb") as file:
        return file.read()

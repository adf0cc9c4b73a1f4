"""One file on its way through a run: what goes in, what comes out, and how a failure is told."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple, Protocol

from linter.app.file_settings import Choice, Record
from linter.documents import ReadError, check_size, largest
from linter.output.totals import Totals
from linter.output.whole_run import Sheet
from linter.rulebook import Rulebook

if TYPE_CHECKING:  # comes with what is extracted
    from linter.output.extract_model import Record as Extracted


class Item(NamedTuple):
    """A file to treat: read from the path `name` unless `data` is given.

    `named` tells a file that the user gave by name from one met in a folder; `choice` is what holds
    for this file alone, None where the task's own settings do. One that is `optional` is passed over when
    it cannot be read, unless its name is a report's title.
    """

    name: str
    named: bool = True
    data: bytes | None = None
    choice: Choice | None = None
    optional: bool = False

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


Part = str | Sheet
"""What one file gives to an output."""


class Outcome(NamedTuple):
    """What became of one item: its part of the output, its counts, or why it failed.

    `parts` are its parts of the outputs, in their order: text, or a sheet for a format that is put together
    at the end. `notes` are for standard error, `entries` the reports in a file that only goes into an
    index. `record` is there for a file that was checked with a choice of its own; `rewritten` is what
    standard input became when it was to be fixed. `extracts` are the reports in a file, for an output
    that needs those of all files. `lost` is the file that a failure is about, where it is about one.
    """

    parts: tuple[Part, ...] = ()
    totals: Totals = Totals()
    failure: str | None = None
    notes: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    record: Record | None = None
    rewritten: bytes | None = None
    extracts: tuple[Extracted, ...] = ()
    lost: str | None = None

    @property
    def text(self) -> str:
        """The first part of text; empty without one."""
        return next((part for part in self.parts if isinstance(part, str)), "")


class Task(Protocol):
    """What to do with the bytes of each file. Can be pickled; may raise ReadError."""

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """Treat the bytes of one file."""


def treat(item: Item, task: Task, book: Rulebook) -> Outcome:
    """The outcome of one item; whatever goes wrong is told in it."""
    try:
        return task(contents(item), item, book)
    except ReadError as error:
        if item.optional and not is_titled(item.name):
            return Outcome(totals=Totals(passed_over=1), notes=(f"已略过：{error}",))
        return failed(str(error), item.name)
    except OSError as error:
        return failed(f"无法读取 {item.name}：{reason(error)}", item.name)
    except (MemoryError, RecursionError):
        return failed(f"{item.name}：文件太大或结构太复杂，无法读取", item.name)
    except Exception:  # noqa: BLE001
        # A fault of the program itself must not hide the findings in the other files either.
        import traceback

        trace = traceback.format_exc().rstrip()
        return failed(f"处理 {item.name} 时程序出错，请将以下内容报告给开发者：\n{trace}", item.name)


def failed(why: str, file: str | None = None) -> Outcome:
    """The outcome of an item that could not be treated."""
    return Outcome(totals=Totals(failed=1), failure=why, lost=file)


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese where the reason is a usual one."""
    if isinstance(error, FileNotFoundError):
        return "文件不存在"
    if isinstance(error, PermissionError):
        return "没有权限"
    if isinstance(error, IsADirectoryError):
        return "这是一个文件夹"
    return error.strerror or str(error)


def is_titled(name: str) -> bool:
    """Whether a file is called what a report is."""
    from linter.report.values.title import read_title
    from linter.text.normalize import normalize  # few files cannot be read

    return read_title(normalize(os.path.splitext(os.path.basename(name))[0])) is not None


def contents(item: Item) -> bytes:
    """The bytes of an item. Raises OSError, and ReadError for a file that is too large or not a file."""
    if item.data is not None:
        return item.data
    check_size(item.name, item.size)
    mode = os.stat(item.name).st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode) and not _is_handed(item.name, mode):
        raise ReadError(item.name, "是设备或命名管道，不是普通文件")  # reading it may never end
    most = largest(item.name)
    with open(item.name, "rb") as file:
        data = file.read(most + 1)  # the system does not tell the size of all that can be read
    check_size(item.name, len(data))
    return data


def _is_handed(name: str, mode: int) -> bool:
    """Whether a name stands for a pipe that is open already, as a shell writes `<(command)`."""
    return stat.S_ISFIFO(mode) and name.startswith(("/dev/fd/", "/dev/stdin", "/proc/self/fd/"))

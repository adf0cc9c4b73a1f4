"""A task over many files, in one process or in several, with the same outcomes either way."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from linter.app.error_words import reason
from linter.app.file_bytes import read_bytes
from linter.app.file_names import is_titled
from linter.app.item import Item
from linter.app.outcome import Outcome, Task, failed
from linter.documents import ReadError, gathers, prepare
from linter.executor import Job, run
from linter.output.totals import Totals
from linter.rulebook import Rulebook, load

if TYPE_CHECKING:
    from pathlib import Path

_TOGETHER = 16  # documents: enough that starting a converter hardly counts, few enough to see progress
_WEIGHT_OF_CONVERTED = 16 * 1024  # what a document to convert counts for, beside bytes of text
_LARGEST_TOGETHER = 8 * 1024 * 1024  # bytes: a larger document is converted alone


def run_files(
    items: Sequence[Item],
    task: Task,
    book: Rulebook,
    packs: Sequence[Path] = (),
    jobs: int = 0,
    start: str | None = None,
) -> Generator[Outcome, None, None]:
    """The outcome of each item, in their order, over at most `jobs` processes (0: one a core).

    `packs` are the rule files that `book` was loaded with; `start` says how processes are started
    (fork, spawn). Raises nothing for a file: its failure is in its outcome.
    """
    job = Job(partial(_treat, task, book), partial(_set_up, task, tuple(packs)), _weigh, _lost)
    return run(items, job, jobs, start)


def _set_up(task: Task, packs: Sequence[Path]) -> partial[Iterator[Outcome]]:
    return partial(_treat, task, load(packs))


def _treat(task: Task, book: Rulebook, items: Iterable[Item]) -> Iterator[Outcome]:
    """The outcome of each item, in order. Documents that are read faster many at a time are shown to
    their reader before the first of them is read."""
    for group in _groups(items):
        several = [item for item in group if gathers(item.name)]
        if len(several) > 1:
            with suppress(Exception):  # a fault of the reader's is told with the file that it is about
                prepare([(data, item.name) for item in several if (data := _bytes_to_prepare(item))])
        for item in group:
            yield _outcome(item, task, book)


def _groups(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    """The items in order, cut so that no group holds more documents than are read together."""
    group: list[Item] = []
    gathered = 0
    for item in items:
        gathered += gathers(item.name)
        if gathered > _TOGETHER:
            yield tuple(group)
            group, gathered = [], 1
        group.append(item)
    if group:
        yield tuple(group)


def _bytes_to_prepare(item: Item) -> bytes:
    """The bytes of an item, if they can be read; the reason is reported when it is treated."""
    if item.size > _LARGEST_TOGETHER:
        return b""
    try:
        return read_bytes(item)
    except (OSError, ReadError):
        return b""


def _outcome(item: Item, task: Task, book: Rulebook) -> Outcome:
    """The outcome of one item; whatever goes wrong is part of it."""
    try:
        return task(read_bytes(item), item, book)
    except ReadError as error:
        if item.optional and not is_titled(item.name, book):
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


def _weigh(item: Item) -> int:
    """How much work an item is, in bytes of text."""
    return _WEIGHT_OF_CONVERTED if gathers(item.name) else item.size


def _lost(item: Item) -> Outcome:
    return failed(f"处理 {item.name} 的进程意外退出，这个文件没有处理完", item.name)

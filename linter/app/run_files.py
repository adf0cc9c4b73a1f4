"""A task over many files, in one process or in several, with the same outcomes either way."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from linter.app.error_words import reason
from linter.app.file_bytes import read_bytes
from linter.app.file_names import is_titled
from linter.app.item import Item
from linter.app.outcome import Outcome, Task, failed
from linter.documents import FORMATS, ReadError, gathers, prepare
from linter.executor import Executor, Job, LocalExecutor
from linter.output.totals import Totals
from linter.rulebook import Rulebook, load

if TYPE_CHECKING:
    from pathlib import Path

    from linter.app.result_cache.lookup import RunTask

_FEW = 8  # files that are checked as fast as a store is opened
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
    *,
    executor: Executor | None = None,
    caching: bool = False,
) -> Generator[Outcome, None, None]:
    """The outcome of each item, in their order, over at most `jobs` processes (0: one a core).

    `packs` are the rule files that `book` was loaded with; `start` says how processes are started
    (fork, spawn); `executor` runs the task elsewhere. With `caching` what an earlier run found in the same
    files is not looked for again, where the task can keep it. Raises nothing for a file: its failure is in
    its outcome.
    """

    def run(some: Sequence[Item], treat: Task) -> Generator[Outcome, None, None]:
        job = Job(partial(_treat, treat, book), partial(_set_up, treat, tuple(packs)), _weigh, _lost)
        return (executor or LocalExecutor(jobs, start)).run(some, job)

    if caching and _is_worth_store(items):
        return _with_store(items, task, book, run)
    return run(items, task)


def _with_store(
    items: Sequence[Item], task: Task, book: Rulebook, run: RunTask
) -> Generator[Outcome, None, None]:
    """The outcomes of a task by way of the store of results, where there is one."""
    from linter.app.result_cache.lookup import cached_outcomes  # imports SQLite
    from linter.app.result_cache.store import open_store
    from linter.app.result_cache.task import CachedTask

    store = open_store() if isinstance(task, CachedTask) else None
    if store is None or not isinstance(task, CachedTask):
        yield from run(items, task)
        return
    try:
        yield from cached_outcomes(items, task, book, store, run)
    finally:
        store.close()


def _is_worth_store(items: Sequence[Item]) -> bool:
    """Whether looking results up costs less than treating the files."""
    return len(items) >= _FEW or any(not FORMATS.of_name(item.name).content.is_text for item in items)


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
    except Exception as error:  # noqa: BLE001
        # A fault of the program itself must not hide the findings in the other files either.
        import traceback

        trace = (f"| {line}" for line in traceback.format_exc().rstrip().splitlines())
        why = f"处理 {item.name} 时程序出错：{type(error).__name__}: {error}"
        return replace(failed(why, item.name), notes=("请将以下内容报告给开发者：", *trace))


def _weigh(item: Item) -> int:
    """How much work an item is, in bytes of text."""
    return _WEIGHT_OF_CONVERTED if gathers(item.name) else item.size


def _lost(item: Item) -> Outcome:
    return failed(f"{item.name}：检查这个文件的进程意外终止", item.name)

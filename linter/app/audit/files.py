"""The files of an audit checked window by window; what is known of a file is not found again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from linter.app.audit.inventory import Entry
from linter.app.audit.packing import FileHead, unpack, unpack_head
from linter.app.audit.store import Store
from linter.app.audit.submissions import FileSummary
from linter.app.audit.zip_archive import ArchiveError
from linter.app.error_words import reason
from linter.app.file_bytes import read_bytes
from linter.app.file_settings import FilterRecord
from linter.app.item import Item
from linter.app.outcome import Outcome, Task, failed
from linter.app.run_files import run_files
from linter.documents import ReadError
from linter.executor import Executor
from linter.output.totals import Totals
from linter.rulebook import Rulebook

_MOST_BYTES = 64 * 1024 * 1024  # of files in memory at once
_TOGETHER = 16  # results that are kept in one transaction


class Work(Struct, frozen=True):
    """What is done with files: `task` with the rules of `book`, loaded with `packs`; `name` stands for all
    that its results depend on besides a file's bytes and settings. `window` files are run at once.
    `digests` are those of the files that the task compares others with, by path. `related` guesses which of
    them it will ask for, where these must go with the item."""

    task: Task
    name: str
    book: Rulebook
    packs: Sequence[Path]
    executor: Executor
    window: int
    digests: Mapping[str, bytes] = MappingProxyType({})
    related: Callable[[Entry], Sequence[str]] = lambda entry: ()


def summaries(
    pairs: Iterable[tuple[Entry, Item]], work: Work, store: Store
) -> Iterator[tuple[FileSummary, Outcome]]:
    """The summary of each file with the outcome of its item, in order; results go to the store."""
    for window in _windows(pairs, work.window):
        loaded = [_load(entry, item, work) for entry, item in window]
        kept = {key: store.head(key) for key in store.known(each.key for each in loaded if each.key)}
        fresh = [each for each in loaded if each.key and not _holds(kept.get(each.key), work)]
        first = {each.key: each for each in fresh}  # a file that lies there twice is checked once
        lost = _check(first.values(), work, store, kept)
        for each in loaded:
            if each.failure is not None:
                yield FileSummary(reason=each.failure.failure or ""), each.failure
            elif each.key in lost:
                outcome = lost[each.key]
                yield FileSummary(digest=each.digest, reason=outcome.failure or "没有处理完"), outcome
            else:
                head = kept[each.key]
                yield _summary(each, head), _outcome(each, head, store)


def _holds(head: FileHead | None, work: Work) -> bool:
    """Whether what was found still holds: the files that it was compared with are as they were."""
    return head is not None and all(
        work.digests.get(os.fsdecode(path)) == digest for path, digest in head.previous
    )


def _check(
    loaded: Iterable[_Loaded], work: Work, store: Store, kept: dict[bytes, FileHead]
) -> dict[bytes, Outcome]:
    """Check files, and put what is found into the store and into `kept`, a few files at a time: whenever the
    run is stopped, little is lost. The outcomes of those that could not be treated."""
    lost: dict[bytes, Outcome] = {}
    results: list[tuple[bytes, bytes, FilterRecord | None]] = []
    try:
        for each, outcome, head in _run(loaded, work):
            if head is None:
                lost[each.key] = outcome
                continue
            kept[each.key] = head
            results.append((each.key, outcome.kept, outcome.record))
            if len(results) == _TOGETHER:
                store.keep(results)
                results.clear()
    finally:
        store.keep(results)
    return lost


def _run(loaded: Iterable[_Loaded], work: Work) -> Iterator[tuple[_Loaded, Outcome, FileHead | None]]:
    """The outcome of each file, in no order, with its head; one that asks for another file is run again
    with it."""
    to_do = [(each, _with_related(each.item, work.related(each.entry))) for each in loaded]
    while to_do:
        again: list[tuple[_Loaded, Item]] = []
        outcomes = run_files(
            [item for _, item in to_do], work.task, work.book, work.packs, executor=work.executor
        )
        for (each, item), outcome in zip(to_do, outcomes, strict=True):
            head = unpack_head(unpack(outcome.kept).head) if outcome.kept else None
            if head is not None and head.wanted:
                again.append((each, _with_related(item, (os.fsdecode(head.wanted),))))
            else:
                yield each, outcome, head
        to_do = again


def _with_related(item: Item, paths: Iterable[str]) -> Item:
    """The item with the bytes of further files; one that cannot be read is empty."""
    more = []
    for path in paths:
        try:
            more.append((path, read_bytes(Item(path))))
        except (OSError, ReadError):
            more.append((path, b""))
    return replace(item, related=(*item.related, *more)) if more else item


class _Loaded(Struct, frozen=True):
    """A file with its bytes in `item`; `failure` where it could not be read."""

    entry: Entry
    item: Item
    key: bytes = b""
    digest: bytes = b""
    failure: Outcome | None = None


def _windows(pairs: Iterable[tuple[Entry, Item]], most: int) -> Iterator[list[tuple[Entry, Item]]]:
    window: list[tuple[Entry, Item]] = []
    size = 0
    for entry, item in pairs:
        if window and (len(window) == most or size + entry.size > _MOST_BYTES):
            yield window
            window, size = [], 0
        window.append((entry, item))
        size += entry.size
    if window:
        yield window


def _load(entry: Entry, item: Item, work: Work) -> _Loaded:
    try:
        data = entry.read()
    except ReadError as error:
        return _Loaded(entry, item, failure=failed(error.reason, item.name))
    except ArchiveError as error:
        return _Loaded(entry, item, failure=failed(str(error), item.name))
    except OSError as error:
        return _Loaded(entry, item, failure=failed(f"无法读取：{reason(error)}", item.name))
    digest = hashlib.sha256(data).digest()
    settings = repr(item.file_settings).encode(errors="backslashreplace")
    parts = (work.name.encode(), digest, item.name.encode(errors="backslashreplace"), settings)
    key = hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).digest()
    return _Loaded(entry, replace(item, data=data), key, digest)


def _summary(each: _Loaded, head: FileHead) -> FileSummary:
    return FileSummary(each.key, each.digest, head.reason, head.reports, head.counts, head.has_copy)


def _outcome(each: _Loaded, head: FileHead, store: Store) -> Outcome:
    """The outcome that the run's record takes note of."""
    if head.reason:
        return failed(head.reason, each.item.name)
    record = store.record(each.key) if each.item.file_settings is not None else None
    return Outcome(totals=Totals(failing=head.counts.failing), notes=head.notes, record=record)

"""A task over many files of which some were treated by an earlier run."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from functools import cached_property
from hashlib import blake2b
from importlib.util import find_spec

from msgspec import Struct
from msgspec.structs import replace

from linter.app.file_bytes import read_bytes
from linter.app.item import Item
from linter.app.outcome import Outcome, Task
from linter.app.result_cache.store import ResultStore
from linter.app.result_cache.task import CachedTask, Caching, content_digest
from linter.documents import ReadError, gathers
from linter.resources import one_file_program, program_state
from linter.rulebook import Rulebook

_MOST_HELD = 64 * 1024 * 1024  # bytes of files that are kept in memory until they are shown
_KEY = 20  # bytes
_LIBRARIES = ("lxml", "opencc", "pdfminer", "rapidfuzz")  # that decide what is read

RunTask = Callable[[Sequence[Item], Task], Generator[Outcome, None, None]]
"""Gives the outcome of each item of a task, in order."""


class _Known(Struct):
    """A file that was treated by an earlier run: its content, and what was found; None where memory did
    not hold these."""

    data: bytes | None = None
    kept: bytes | None = None


def cached_outcomes(
    items: Sequence[Item], task: CachedTask, book: Rulebook, store: ResultStore, run: RunTask
) -> Generator[Outcome, None, None]:
    """The outcome of each item, in order; `run` treats those that the store does not know."""
    keys = _Keys(task, book)
    digests: dict[int, bytes] = {}
    known: dict[int, _Known] = {}
    held = 0
    for number, item in enumerate(items):
        try:
            data = read_bytes(item)
        except (OSError, ReadError):
            continue  # told when it is treated
        digest = content_digest(data)
        key = keys.key(item, digest)
        kept = store.get(key) if key is not None else None
        if kept is None:
            digests[number] = digest
        elif held + len(data) + len(kept) > _MOST_HELD:
            known[number] = _Known()
        else:
            known[number] = _Known(data, kept)
            held += len(data) + len(kept)
    rest = [item for number, item in enumerate(items) if number not in known]
    with closing(run(rest, Caching(task))) as treated:
        for number, item in enumerate(items):
            if number in known:
                yield _recalled(known.pop(number), item, task, book, store, keys) or next(run([item], task))
                continue
            outcome = next(treated)
            key = keys.key(item, digests[number]) if number in digests else None
            if outcome.cached is not None and key is not None and outcome.cached.content == digests[number]:
                store.put(key, outcome.cached.result)
            yield replace(outcome, cached=None)


class _Keys:
    """The keys of files for one task and one rulebook."""

    def __init__(self, task: CachedTask, book: Rulebook) -> None:
        self._task = task
        self._fixed = "\n".join((book.key, program_state(), *_library_stamps())) if book.key else None

    def key(self, item: Item, content: bytes) -> bytes | None:
        """The key of a file by a digest of its content; None where nothing is to be kept."""
        own = self._task.cache_key(item) if self._fixed is not None and item.data is None else None
        if own is None or self._fixed is None:
            return None
        key = blake2b(content, digest_size=_KEY)
        for part in (self._fixed, own, os.path.basename(item.name), self._converter(item)):
            encoded = part.encode(errors="surrogatepass")
            key.update(len(encoded).to_bytes(4, "big") + encoded)
        return key.digest()

    def _converter(self, item: Item) -> str:
        return self._office if gathers(item.name) else ""

    @cached_property
    def _office(self) -> str:
        from linter.documents.office.locate import program  # few runs have documents to convert

        found = program()
        return _stamp(os.path.realpath(found) if found is not None else None)


def program_stamps() -> str:
    """What tells the program, and the libraries that decide what is read, from other versions of them, the
    converter of office documents too."""
    from linter.documents.office.locate import program

    found = program()
    office = _stamp(os.path.realpath(found) if found is not None else None)
    return "\n".join((program_state(), *_library_stamps(), office))


def _library_stamps() -> Iterator[str]:
    return map(_stamp, map(_module, _LIBRARIES))


def _module(name: str) -> str | None:
    """The file of a library, which is not imported for that, or of the program that holds it."""
    if (program := one_file_program()) is not None:
        return program
    found = find_spec(name)
    return found.origin if found is not None else None


def _stamp(path: str | None) -> str:
    """What tells one version of a file from another."""
    if path is None:
        return "-"
    about = os.stat(path)
    return f"{path} {about.st_mtime_ns} {about.st_size}"


def _recalled(
    known: _Known, item: Item, task: CachedTask, book: Rulebook, store: ResultStore, keys: _Keys
) -> Outcome | None:
    """The outcome of a file by what an earlier run found; None where that is of no use."""
    try:
        data, kept = known.data, known.kept
        if data is None or kept is None:
            data = read_bytes(item)
            key = keys.key(item, content_digest(data))
            kept = store.get(key) if key is not None else None
            if kept is None:
                return None
        return task.show(task.decode(kept, data, item, book), item, book)
    except Exception:  # noqa: BLE001 - damaged, outdated, the file has gone: it is treated anew
        return None

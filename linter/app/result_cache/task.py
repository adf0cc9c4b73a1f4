"""Tasks whose results can be kept from run to run, and what of them is kept."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, Protocol, runtime_checkable

from msgspec import Struct
from msgspec.structs import replace

from linter.app.item import Item
from linter.app.outcome import CachedResult, Outcome
from linter.rulebook import Rulebook

_DIGEST = 20


class OutdatedResult(Exception):
    """What was kept does not hold any more, for something besides the file has changed."""


@runtime_checkable
class CachedTask(Protocol):
    """A task in two steps: what is found in a file, which can be kept, and what is made of that."""

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """Both steps. May raise ReadError."""

    def cache_key(self, item: Item) -> str | None:
        """What decides, besides the content and the last part of the name of the file, the rules and the
        program, what is found; None where nothing is to be kept."""

    def find(self, data: bytes, item: Item, book: Rulebook) -> Any:
        """The first step: a value of the task's own. May raise ReadError."""

    def show(self, found: Any, item: Item, book: Rulebook) -> Outcome:
        """The second step."""

    def encode(self, found: Any) -> bytes:
        """What was found, as bytes to keep."""

    def decode(self, kept: bytes, data: bytes, item: Item, book: Rulebook) -> Any:
        """What was found. Raises OutdatedResult; any other exception says that the bytes are damaged."""


class Caching(Struct, frozen=True):
    """Task: the same as `task`, with what is to be kept in the outcome."""

    task: CachedTask

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """The outcome of one file. May raise ReadError."""
        found = self.task.find(data, item, book)
        kept = CachedResult(content_digest(data), self.task.encode(found))
        return replace(self.task.show(found, item, book), cached=kept)


def content_digest(data: bytes) -> bytes:
    """A digest of a file's content."""
    return blake2b(data, digest_size=_DIGEST).digest()

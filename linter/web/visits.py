"""Visits: what each visitor gave and was found, in memory, until the visitor has gone."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Iterator, Mapping
from enum import Enum

from linter.app.uploads import CheckUpload, Upload, UploadResult
from linter.web.limits import Limits


class VisitState(Enum):
    """How far a visit is: files arrive, they are checked, everything is there."""

    RECEIVING = "receiving"
    CHECKING = "checking"
    DONE = "done"


class Full(Exception):
    """A limit is reached; str() says so to the visitor."""


class Visit:
    """One visit. Is used in the event loop alone, but for `dropped`.

    `checks` and `results` are those of `files`, by number, in the order in which they were checked;
    `failures` say what could not be checked, `notes` what else to know. `size` is the number of bytes that
    the visit holds.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self.files: list[Upload] = []
        self.previous: list[Upload] = []
        self.checks: dict[int, CheckUpload] = {}
        self.results: dict[int, UploadResult] = {}
        self.failures: list[str] = []
        self.notes: list[str] = []
        self.state = VisitState.RECEIVING
        self.size = 0
        self.seen = time.monotonic()
        self.leaving: float | None = None
        self.dropped = False
        self.task: asyncio.Task[None] | None = None

    @property
    def names(self) -> frozenset[str]:
        """The names of all its files."""
        return frozenset(each.name for each in (*self.files, *self.previous))

    def touch(self) -> None:
        """Note that the visitor is there."""
        self.seen, self.leaving = time.monotonic(), None

    def leave(self) -> None:
        """Note that the page was closed; a page that is loaded again touches the visit."""
        self.leaving = time.monotonic()

    def is_over(self, limits: Limits) -> bool:
        """Whether the visitor has gone."""
        now = time.monotonic()
        if self.leaving is not None and now - self.leaving >= limits.leaving_seconds:
            return True
        finished = self.state is VisitState.DONE
        return now - self.seen >= (limits.idle_seconds if finished else limits.unattended_seconds)


class Visits:
    """All visits, by keys that cannot be guessed."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._visits: dict[str, Visit] = {}

    def __len__(self) -> int:
        return len(self._visits)

    def __iter__(self) -> Iterator[Visit]:
        return iter(tuple(self._visits.values()))

    @property
    def by_key(self) -> Mapping[str, Visit]:
        """The visits by their keys."""
        return self._visits

    def begin(self) -> Visit:
        """A new visit. Raises Full."""
        self.sweep()
        if len(self._visits) >= self.limits.visits:
            raise Full("同时使用的人太多了，请过几分钟再试")
        visit = Visit(secrets.token_urlsafe(24))
        self._visits[visit.key] = visit
        return visit

    def take(self, visit: Visit, size: int) -> None:
        """Count bytes that a visit is about to hold. Raises Full."""
        if visit.size + size > self.limits.visit_bytes:
            raise Full("文件加起来太大了，请分几次检查")
        if sum(each.size for each in self) + size > self.limits.all_bytes:
            raise Full("现在检查的文件太多了，请过几分钟再试")
        visit.size += size

    def drop(self, visit: Visit) -> None:
        """Forget a visit; what is being done for it is given up."""
        visit.dropped = True
        if visit.task is not None:
            visit.task.cancel()
        self._visits.pop(visit.key, None)

    def sweep(self) -> None:
        """Forget the visits that are over."""
        for visit in self:
            if visit.is_over(self.limits):
                self.drop(visit)

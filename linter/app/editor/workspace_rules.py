"""Rule files that a config names, applied in a process with bounds, and no longer once they exceed them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from linter.app.editor import check_process
from linter.app.editor.book_cache import BookCache, FileStates, file_states
from linter.app.plan import Packs
from linter.memory import Memory
from linter.rulebook import Fault, Rulebook, RuleError

_P = ParamSpec("_P")
_T = TypeVar("_T")


class WorkspaceRules:
    """The rule files of a workspace; `trusted` are those that the user named when the server was started."""

    def __init__(self, trusted: Packs = ()) -> None:
        self._trusted = trusted
        self._process = check_process.CheckProcess()
        self._refused: dict[Packs, FileStates] = {}

    def are_used(self, packs: Packs) -> bool:
        """Whether there are rule files among these that a config of the workspace names."""
        return packs not in {self._trusted, ()}

    def are_refused(self, packs: Packs) -> bool:
        """Whether these have exceeded the bounds, and have not changed since."""
        return packs in self._refused and self._refused[packs] == file_states(packs)

    def try_loading(self, packs: Packs) -> None:
        """Load them in the process. Raises RuleError for their faults, and if that exceeds the bounds."""
        self._run(check_process.SECONDS * check_process.LOADING, packs, None, load, packs)

    def run(
        self,
        packs: Packs,
        wanted: Callable[[], bool] | None,
        work: Callable[_P, _T],
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> _T:
        """The result of work with these rule files in the process, which may give up once `wanted` says no.
        Raises RuleError when they are refused."""
        try:
            return self._run(check_process.SECONDS, packs, wanted, work, *args, **kwargs)
        except RuleError:  # a process that has just been started does not have the rules from before
            self._refused[packs] = file_states(packs)
            raise

    def _run(
        self,
        seconds: float,
        packs: Packs,
        wanted: Callable[[], bool] | None,
        work: Callable[_P, _T],
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> _T:
        if not self.are_refused(packs):
            try:
                return self._process.run(seconds, wanted, work, *args, **kwargs)
            except check_process.OverLimit:
                self._refused[packs] = file_states(packs)
        raise RuleError(Fault(str(pack), 1, 1, "", _TOO_SLOW) for pack in packs if pack not in self._trusted)

    def close(self) -> None:
        """End the process."""
        self._process.close()


_TOO_SLOW = "用这里的规则检查文件太慢，到了时限还没有完，或者占用的内存太多；改动以前不再用它"

_books = BookCache()  # of the process in which the rules are applied


def load(packs: Packs) -> None:
    """Load rule files, so that they are at hand for the next check. Raises RuleError."""
    _books.book(packs)


def book(packs: Packs) -> Rulebook:
    """The rulebook with these rule files, in the process; for files that have faults now, as it was before.
    Raises RuleError where they never were without."""
    return _books.last_book(packs)


_memories: dict[str, Memory] = {}
_MOST_FILES = 8


def memory(name: str) -> Memory:
    """What the process keeps of a file between two checks; of the files checked last."""
    kept = _memories.pop(name, None) or Memory()
    _memories[name] = kept
    while len(_memories) > _MOST_FILES:
        del _memories[next(iter(_memories))]
    return kept

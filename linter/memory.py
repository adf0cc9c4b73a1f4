"""What a run made of parts of a text, for the next run over nearly the same text."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any


class Memory:
    """Results of functions by their arguments; what the last whole run did not ask for is dropped.

    A function may be remembered if its arguments alone decide what it returns: text by its content, places
    counted from the beginning of that text, and of what the user may change all that it reads. Results are
    shared, so they must be immutable. `begin` and `end` enclose a run; a run that is given up drops nothing.
    One run at a time may use it.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, Any] = {}
        self._used: dict[Hashable, Any] = {}
        self._asked: list[Hashable] = []
        self._rules: object = None
        self._settings: object = None

    def begin(self, rules: object, settings: object) -> None:
        """Begin a run by some rules; other rules or settings than those of the last run have no results."""
        self._asked = []
        if rules is not self._rules or settings != self._settings:
            self._kept, self._used = {}, {}
            self._rules, self._settings = rules, settings

    def end(self) -> None:
        """End a run that came to its end."""
        self._kept, self._used = self._used, {}

    def find(self, key: Hashable) -> Any:
        """What was kept under a key in this run or the last one; None if nothing was."""
        self._asked.append(key)
        known = self._used.get(key)
        if known is None:
            known = self._kept.get(key)
            if known is not None:
                self._used[key] = known
        return known

    def keep(self, key: Hashable, result: object) -> None:
        """Keep a result, which must not be None."""
        self._used[key] = result

    def asked(self) -> tuple[Hashable, ...]:
        """The keys that were asked for since the last call, or since the run began."""
        asked, self._asked = tuple(self._asked), []
        return asked

    def use(self, keys: Iterable[Hashable]) -> None:
        """Count what stands under some keys as used in this run, as it is when a result made of it is."""
        kept, used = self._kept, self._used
        for key in keys:
            if key not in used and key in kept:
                used[key] = kept[key]

    def __len__(self) -> int:
        return len(self._kept | self._used)

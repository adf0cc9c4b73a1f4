"""What the user chose for a run, as far as checking must know it."""

from __future__ import annotations

from typing import NamedTuple


class Settings(NamedTuple):
    """Choices that change which findings there are.

    `select` and `ignore` hold rule codes or prefixes of codes (`N`, `N5`, `N501`); an empty
    `select` stands for every rule. `year` replaces the reporting year read from the text.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    year: int | None = None

    def wants(self, code: str) -> bool:
        """Whether findings of the rule `code` are wanted: the longest matching prefix decides."""
        chosen = _longest(self.select, code) if self.select else 0
        return chosen > _longest(self.ignore, code)


def _longest(prefixes: tuple[str, ...], code: str) -> int:
    """Length of the longest of `prefixes` that `code` begins with, -1 when none does."""
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=-1)

"""A finding that was looked at and is let stand: what it covers, and why."""

from __future__ import annotations

from typing import NamedTuple

from linter.report.locator import Place
from linter.strict_yaml.location import Location


class Suppression(NamedTuple):
    """Findings of the rule `code`, in the files that `file` means, are not to be shown for `reason`.

    `section`, `table`, `row` and `column` narrow it to that place, by the keys that `extract` prints.
    `where` is the entry's place in the config file and tells suppressions apart.
    """

    code: str
    file: str
    reason: str
    where: Location
    section: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None

    @property
    def narrowed(self) -> bool:
        """Whether the place of a finding matters."""
        return any(key is not None for key in (self.section, self.table, self.row, self.column))

    def covers(self, code: str, place: Place | None) -> bool:
        """Whether a finding is meant; its place matters only when this one is `narrowed`."""
        if code != self.code:
            return False
        if not self.narrowed:
            return True
        return place is not None and all(
            wanted is None or wanted == found
            for wanted, found in (
                (self.section, place.section),
                (self.table, place.table),
                (self.row, place.row),
                (self.column, place.column),
            )
        )

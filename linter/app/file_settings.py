"""The settings of one file, and what filtering its findings has shown. Both cross processes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from linter.diagnostic import Severity
from linter.settings import Settings

if TYPE_CHECKING:  # imported with the config or the baseline that makes them
    from linter.app.baseline.fingerprint import Fingerprint
    from linter.app.config.suppression import Suppression
    from linter.strict_yaml.location import Location


class FileSettings(Struct, frozen=True):
    """The settings of one file, and what is not to be shown of it.

    `suppressions` are those that mean the file; `known` counts the findings of its baseline, None
    without one; `collect` asks for the fingerprints of what is found, to write a baseline, and then
    counts it all as known.
    """

    settings: Settings
    fail_on: Severity = Severity.ERROR
    suppressions: tuple[Suppression, ...] = ()
    known: Mapping[Fingerprint, int] | None = None
    collect: bool = False

    @property
    def needs_places(self) -> bool:
        """Whether the places of findings must be known."""
        return self.collect or self.known is not None or any(one.narrowed for one in self.suppressions)

    def for_file(self, *, named: bool) -> FileSettings:
        """The same for a file that the user named, of which a part is judged, too; or that was met."""
        return replace(self, settings=replace(self.settings, fragments=named))


class FilterRecord(Struct, frozen=True):
    """What filtering has shown: the places of the suppressions that hid something, how many entries of
    the baseline are gone or fewer, and (when asked for) how often each fingerprint was found."""

    used: frozenset[Location] = frozenset()
    gone: int = 0
    found: Mapping[Fingerprint, int] | None = None

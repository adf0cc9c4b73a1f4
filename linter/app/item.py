"""A file to treat."""

from __future__ import annotations

import os

from msgspec import Struct

from linter.app.file_settings import FileSettings


class Item(Struct, frozen=True):
    """A file to treat: read from the path `name` unless `data` is given.

    `named` tells a file that the user gave by name from one met in a folder; `file_settings` hold for this
    file alone, None where the task's own settings do. One that is `optional` is passed over when it cannot
    be read, unless its name is a report's title. `related` are files that its task may ask for, by path,
    where they cannot be read.
    """

    name: str
    named: bool = True
    data: bytes | None = None
    file_settings: FileSettings | None = None
    optional: bool = False
    related: tuple[tuple[str, bytes], ...] = ()

    @property
    def size(self) -> int:
        """Bytes to read; 0 when the system does not say."""
        if self.data is not None:
            return len(self.data)
        try:
            return os.stat(self.name).st_size
        except OSError:
            return 0

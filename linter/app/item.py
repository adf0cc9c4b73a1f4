"""A file to treat."""

from __future__ import annotations

import os
from typing import NamedTuple

from linter.app.file_settings import FileSettings


class Item(NamedTuple):
    """A file to treat: read from the path `name` unless `data` is given.

    `named` tells a file that the user gave by name from one met in a folder; `file_settings` hold for this
    file alone, None where the task's own settings do. One that is `optional` is passed over when it cannot
    be read, unless its name is a report's title.
    """

    name: str
    named: bool = True
    data: bytes | None = None
    file_settings: FileSettings | None = None
    optional: bool = False

    @property
    def size(self) -> int:
        """Bytes to read; 0 when the system does not say."""
        if self.data is not None:
            return len(self.data)
        try:
            return os.stat(self.name).st_size
        except OSError:
            return 0

"""Files that appear whole or not at all, whatever happens in between."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def beside(target: str) -> Iterator[str]:
    """A path in the folder of `target` for the block to write, moved to `target` when it ends well.

    A file that is there already keeps its mode. `target` must be no symbolic link. Raises OSError.
    """
    path = os.path.join(os.path.dirname(target), f".nianbao-{os.urandom(6).hex()}.tmp")
    try:
        yield path
        if os.path.exists(target):
            os.chmod(path, os.stat(target).st_mode & 0o7777)
        os.replace(path, target)
    except BaseException as error:
        if os.path.exists(path):
            os.unlink(path)
        if isinstance(error, OSError) and error.filename in (path, None):
            error.filename = target  # the one that the user knows
        raise


def replace(target: str, data: bytes) -> None:
    """Put a file with this content, safe on the disk, in the place of `target`, which must be no symbolic
    link. Raises OSError."""
    with beside(target) as path, open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())

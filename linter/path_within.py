"""Whether a path lies in a folder."""

from __future__ import annotations

import os


def is_within(path: str, folder: str) -> bool:
    """Whether `path` lies below `folder` at any depth, by their letters alone.

    Both are to be made alike before: absolute or not, links followed or not. A folder does not lie in itself.
    """
    above = folder.rstrip(os.sep) + os.sep
    return path.startswith(above) and path != above

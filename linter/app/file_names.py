"""What the name of a file tells of it."""

from __future__ import annotations

import os


def is_titled(name: str) -> bool:
    """Whether a file is named like a report's title."""
    from linter.report.values.title import read_title
    from linter.text.normalize import normalize  # few names are asked about

    return read_title(normalize(os.path.splitext(os.path.basename(name))[0])) is not None

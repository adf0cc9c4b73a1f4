"""What the name of a file tells of it."""

from __future__ import annotations

import os

from linter.rulebook import Rulebook


def is_titled(name: str, book: Rulebook) -> bool:
    """Whether a file is named like a report's title."""
    from linter.report.values.title import read_title
    from linter.text.normalize import normalize  # few names are asked about

    title = os.path.splitext(os.path.basename(name))[0]
    return read_title(normalize(title), book.lexicon.words.titles) is not None

"""An independent oracle: valid reports with the truth about them, and reports with one known fault.

Nothing here reads the linter or its rule packs.
"""

from __future__ import annotations

import random

from tests.corpus.compose import build
from tests.corpus.draft import Draft, Wish
from tests.corpus.mutant import Expected, Mutant
from tests.corpus.mutate import MUTATIONS
from tests.corpus.render import Rendered, encode, join, render
from tests.corpus.style import Style, random_style

__all__ = [
    "MUTATIONS",
    "Draft",
    "Expected",
    "Mutant",
    "Rendered",
    "Style",
    "Wish",
    "build",
    "encode",
    "example",
    "join",
    "random_style",
    "render",
]


def example(seed: int) -> Rendered:
    """A valid report: the same seed, the same report."""
    rng = random.Random(seed)
    return render(build(rng), random_style(rng))

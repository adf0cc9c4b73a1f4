"""The real rulebook, loaded once."""

from __future__ import annotations

import pytest

from linter.report.lexicon import Lexicon
from linter.report.tables.labels import LabelIndex
from linter.rulebook import Rulebook, load


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The built-in rules."""
    return load()


@pytest.fixture(scope="session")
def lexicon(book: Rulebook) -> Lexicon:
    """What the parser knows of the formats."""
    return book.lexicon


@pytest.fixture(scope="session")
def indexes(lexicon: Lexicon) -> dict[tuple[str, str], LabelIndex]:
    """The label indexes by generation and table key."""
    return {(generation, table.key): LabelIndex(generation, table) for generation, table in lexicon.tables}

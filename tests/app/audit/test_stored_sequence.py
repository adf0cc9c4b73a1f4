"""Values on disk behave as a sequence."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

import pytest

from linter.app.audit.store_error import StoreError
from linter.app.audit.stored_sequence import StoredSequence
from linter.output.audit.model import Unit

COUNT = 600  # more than are read at once


@pytest.fixture
def stored() -> Iterator[StoredSequence[Unit]]:
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        sequence = StoredSequence(database, "unit", Unit)
        sequence.extend(Unit(f"单位{number}") for number in range(COUNT))
        yield sequence


def test_values_come_back_in_their_order(stored: StoredSequence[Unit]) -> None:
    assert len(stored) == COUNT
    assert [each.name for each in stored] == [f"单位{number}" for number in range(COUNT)]
    assert (stored[0].name, stored[-1].name) == ("单位0", f"单位{COUNT - 1}")
    assert [each.name for each in stored[598:]] == ["单位598", "单位599"]
    for outside in (COUNT, -COUNT - 1):
        with pytest.raises(IndexError):
            stored[outside]


def test_a_value_takes_the_place_of_another_also_while_they_are_gone_through(
    stored: StoredSequence[Unit],
) -> None:
    for at, each in enumerate(stored):
        stored.put(at, Unit(each.name + "局"))
    assert [each.name for each in stored] == [f"单位{number}局" for number in range(COUNT)]
    assert stored == tuple(stored)


def test_a_disk_that_is_full_is_an_error_in_words() -> None:
    database = sqlite3.connect(":memory:")
    sequence = StoredSequence(database, "unit", Unit)
    sequence.append(Unit("甲局"))
    database.close()
    with pytest.raises(StoreError, match="中间结果"):
        list(sequence)

"""What the tests of the rulebook share."""

from __future__ import annotations

import pytest

from tests.builtin_packs import read_once


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read_once(monkeypatch)

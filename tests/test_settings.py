"""Choices by code: the longest prefix decides, and what is dropped stays so."""

from __future__ import annotations

from linter.diagnostic import Severity
from linter.settings import Settings

CHOSEN = (("N", Severity.WARNING), ("N50", None), ("N501", Severity.INFO))


def test_the_longest_prefix_sets_the_severity() -> None:
    settings = Settings(severities=CHOSEN)
    assert settings.severity("N501", Severity.ERROR) is Severity.INFO
    assert settings.severity("N601", Severity.ERROR) is Severity.WARNING
    assert settings.severity("S101", Severity.ERROR) is Severity.ERROR
    assert [settings.wants(code) for code in ("N501", "N502", "N601", "S101")] == [True, False, True, True]


def test_the_order_of_severities_does_not_matter() -> None:
    one, other = Settings(severities=CHOSEN), Settings(severities=CHOSEN[::-1])
    for code in ("N501", "N502", "N601", "S101"):
        assert one.wants(code) == other.wants(code)
        assert one.severity(code, Severity.ERROR) is other.severity(code, Severity.ERROR)


def test_what_is_dropped_is_not_selected_back() -> None:
    settings = Settings(select=("N502",), dropped=("N",))
    assert not settings.wants("N502")
    assert Settings(select=("N502",), ignore=("N",)).wants("N502")

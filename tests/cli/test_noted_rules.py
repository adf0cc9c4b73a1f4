"""Every command that prepares rules says so to whoever waits."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from linter import rulebook
from linter.app import rules
from linter.cli import main
from linter.cli.servers import Servers

SAID = "nianbao: 第一次使用，正在准备规则，要等几秒钟\n"


@pytest.fixture
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rules are kept from an earlier run."""

    def load(packs: Sequence[Path], waiting: Callable[[], None] | None = None) -> rulebook.Rulebook:
        assert waiting is not None
        waiting()
        return rulebook.load(packs)

    monkeypatch.setattr(rules, "load", load)


@pytest.mark.parametrize(
    "argv",
    [
        ["check", "clean.txt"],
        ["extract", "clean.txt"],
        ["explain", "N501"],
        ["rules"],
        ["rules", "docs", "pages"],
        ["completion", "bash"],
    ],
)
@pytest.mark.usefixtures("small_folder", "nothing_kept")
def test_that_rules_are_prepared_is_said_once(
    argv: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    main(argv)
    assert capsys.readouterr().err.count(SAID) == 1


def test_the_page_says_it_too(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def serve(*given: object) -> None:
        waiting = given[-1]
        assert callable(waiting)
        waiting()

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["serve"], Servers(web=serve)) == 0
    assert capsys.readouterr().err == SAID

"""Fixtures that several test files share."""

from __future__ import annotations

import gc
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

# What tests compile is not for the user's cache. The workers of one run share the folder of the first.
if "NIANBAO_CACHE_DIR" not in os.environ:
    _cache = tempfile.TemporaryDirectory(prefix="nianbao-tests-", ignore_cleanup_errors=True)
    os.environ["NIANBAO_CACHE_DIR"] = _cache.name

from linter.rulebook import Rulebook
from tests import linting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A shell lets what it starts in the background ignore Ctrl-C, and so would every process of a test.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Paths in outputs are those of the tests, also where these run in a CI job.
for _name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
    os.environ.pop(_name, None)

# The same examples in every run, unless more of them are asked for; a loaded machine is no failure.
settings.register_profile("nianbao", deadline=None, derandomize="NIANBAO_EXAMPLES" not in os.environ)
settings.load_profile("nianbao")

_BROWSER = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The built-in rules."""
    return linting.book()


@pytest.fixture
def no_gc_callbacks() -> Iterator[None]:
    """No callbacks of the collector, such as Hypothesis has: an exception sent to the thread while one
    runs is not raised there but reported, and pytest makes a failure of that.
    """
    callbacks = gc.callbacks[:]
    gc.callbacks.clear()
    yield
    gc.callbacks[:] = callbacks


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, without a window and without any network of its own."""
    from tests.corpus.forms.programs import chromium  # with every form of the corpus

    program = chromium()
    if program is None:
        pytest.skip("no Chromium on this machine to open the page in")
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_BROWSER))
        yield browser
        browser.close()


@pytest.fixture
def small_linter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the small linter in the place of the real one."""
    from tests import fakes  # here, so that tests of one module do not need all the others

    monkeypatch.setattr("linter.app.check_document.lint", fakes.lint)
    # No command imports this name: one first imported meanwhile would keep the small rules for ever.
    monkeypatch.setattr("linter.app.rules.load", fakes.load)


@pytest.fixture
def small_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the current folder one with a file for each severity, a clean one, and no report."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "clean.txt": "年报",
        "error.txt": "年报\n错误",
        "info.txt": "年报 提示",
        "notice.txt": "通知",
        "warning.txt": "年报 警告",
    }.items():
        Path(name).write_text(text, encoding="utf-8")

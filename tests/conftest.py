"""Fixtures that several test files share."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

# What tests compile is not for the user's cache. The workers of one run share the folder of the first.
if "NIANBAO_CACHE_DIR" not in os.environ:
    _cache = tempfile.TemporaryDirectory(prefix="nianbao-tests-", ignore_cleanup_errors=True)
    os.environ["NIANBAO_CACHE_DIR"] = _cache.name

from linter.rulebook import Rulebook
from tests import linting

# The same examples in every run, unless more of them are asked for; a loaded machine is no failure.
settings.register_profile("nianbao", deadline=None, derandomize="NIANBAO_EXAMPLES" not in os.environ)
settings.load_profile("nianbao")


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The built-in rules."""
    return linting.book()


@pytest.fixture
def small_linter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the small linter in the place of the real one."""
    from tests import fakes  # here, so that tests of one module do not need all the others

    monkeypatch.setattr("linter.app.check_document.lint", fakes.lint)
    for module in ("check", "extract", "noted_rules"):
        monkeypatch.setattr(f"linter.cli.{module}.load", fakes.load)


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

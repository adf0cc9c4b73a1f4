"""The files that come with the program."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linter import resources


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small program of one file in each folder."""
    for name in ("checks/a.py", "app/a.py", "cli/a.py", "rules/a.yaml"):
        file = tmp_path / name
        file.parent.mkdir()
        file.write_text("1", encoding="utf-8")
    monkeypatch.setattr(resources, "_FOLDERS", (str(tmp_path),))
    return tmp_path


@pytest.mark.parametrize(
    ("name", "in_program", "in_rules"),
    [
        ("checks/a.py", True, True),
        ("rules/a.yaml", True, True),
        ("app/a.py", True, False),
        ("cli/a.py", False, False),
    ],
)
def test_a_file_counts_for_what_depends_on_it(
    program: Path, name: str, in_program: bool, in_rules: bool
) -> None:
    before = resources.program_state(), resources.rules_state()
    os.utime(program / name, ns=(1, 1))
    after = resources.program_state(), resources.rules_state()
    assert (before[0] != after[0], before[1] != after[1]) == (in_program, in_rules)

"""Paths that a client may name: those in the folders, whatever they are called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.mcp.folders import Folders, OutsideError

PARTS = st.lists(st.sampled_from(["..", ".", "甲", "乙.txt", "", "/"]), max_size=6).map("/".join)


def test_relative_paths_count_from_the_first_folder(tmp_path: Path) -> None:
    folders = Folders([str(tmp_path / "甲"), str(tmp_path / "乙")])
    assert folders.path("a.txt") == os.path.realpath(tmp_path / "甲" / "a.txt")
    assert folders.path(str(tmp_path / "乙" / "b.txt")) == os.path.realpath(tmp_path / "乙" / "b.txt")


@pytest.mark.parametrize("path", ["", " ", "a\0b", "..", "../乙x/a.txt", "."])
def test_what_leads_out_is_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(OutsideError):
        Folders([str(tmp_path / "乙")]).path(path)


@given(PARTS)
def test_no_path_leads_out(path: str) -> None:
    try:
        real = Folders(["/srv/报送"]).path(path)
    except OutsideError:
        return
    assert os.path.realpath(real).startswith("/srv/报送/")

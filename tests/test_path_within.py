"""Whether a path lies in a folder."""

from __future__ import annotations

import os

import pytest

from linter.path_within import is_within


@pytest.mark.parametrize(
    ("path", "folder", "within"),
    [
        ("报送/县/甲.docx", "报送", True),
        ("报送/甲.docx", "报送/", True),
        ("报送", "报送", False),
        ("报送/", "报送", False),
        ("报送二/甲.docx", "报送", False),
        ("甲.docx", "报送", False),
        ("/甲.docx", "/", True),
        ("/", "/", False),
    ],
)
def test_a_path_lies_in_a_folder_when_a_whole_part_of_it_is_the_folder(
    path: str, folder: str, within: bool
) -> None:
    assert is_within(path.replace("/", os.sep), folder.replace("/", os.sep)) == within

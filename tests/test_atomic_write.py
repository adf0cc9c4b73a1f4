"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linter.atomic_write import beside


def test_a_block_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_bytes(b"old")

    def fail() -> None:
        with beside(str(path)) as aside:
            Path(aside).write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert path.read_bytes() == b"old"
    assert os.listdir(path.parent) == [path.name]


def test_a_failure_names_the_file_that_the_user_knows(tmp_path: Path) -> None:
    target = str(tmp_path / "none" / "a.txt")
    with pytest.raises(FileNotFoundError) as caught, beside(target) as aside:
        Path(aside).write_bytes(b"")
    assert caught.value.filename == target

"""Flags that a system has not are left out."""

from __future__ import annotations

import os

from linter.open_flags import open_flags


def test_flags_that_the_system_has_not_are_left_out() -> None:
    assert open_flags() == open_flags("O_NO_SUCH_FLAG") == 0
    assert open_flags("O_WRONLY", "O_NO_SUCH_FLAG", "O_CREAT", "O_WRONLY") == os.O_WRONLY | os.O_CREAT

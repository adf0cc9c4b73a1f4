"""The standard streams, made safe."""

from __future__ import annotations

import io
import os
import sys
from typing import Any, cast

import pytest

from linter.cli.standard_streams import set_up_streams


def test_a_pipe_that_only_its_stream_keeps_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, "stderr", None)
    sys.stderr = open(writing, "w", encoding="utf-8", buffering=1)  # noqa: SIM115 - nobody else has it
    set_up_streams()
    sys.stderr.write("写不下\n")
    sys.stderr.flush()
    with open(reading, "rb", buffering=0) as pipe:
        assert pipe.read(100).decode() == "写不下\n"
    cast(Any, sys.stderr).buffer.raw.owner.close()

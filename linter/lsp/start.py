"""Serves an editor over standard input and output."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from linter.lsp.features import build
from linter.lsp.transport import message_input


def serve(rules: Sequence[Path]) -> bool:
    """Serve until the client ends it; whether it said so first. `rules` are rule files for every document."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # the client is told what went wrong
    stdout, sys.stdout = sys.stdout, sys.stderr  # nothing but messages may go there
    server = build(tuple(rules))
    server.start_io(message_input(sys.stdin.buffer), stdout.buffer)
    return server.protocol.ended

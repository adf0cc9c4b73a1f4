"""The address of a cluster's scheduler: tried before the library, which waits for long, tries it."""

from __future__ import annotations

import socket
import struct

from linter.regex_cache import compiled

_FORM = compiled(r"(?:(tcp|tls|wss?)://)?(\[[0-9A-Fa-f:.%\w]+\]|[^\s/:\[\]]+):(\d{1,5})/?")
_LARGEST_PORT = 65535
_LENGTH = struct.Struct("<Q")  # what a scheduler sends first: how long its greeting is
_LONGEST_GREETING = 1024 * 1024


def is_address(address: str) -> bool:
    """Whether this is an address such as tcp://10.0.0.1:8786."""
    match = _FORM.fullmatch(address)
    return match is not None and 0 < int(match[3]) <= _LARGEST_PORT


def is_scheduler(address: str, seconds: float) -> bool:
    """Whether who listens at an address greets as a scheduler does; where the talk is encrypted or over HTTP
    it is not asked. Raises OSError where nobody answers for so many seconds."""
    match = _FORM.fullmatch(address)
    if match is None:
        return False
    with socket.create_connection((match[2].strip("[]"), int(match[3])), timeout=seconds) as talk:
        if match[1] not in (None, "tcp"):
            return True
        try:
            with talk.makefile("rb") as coming:
                begun = coming.read(_LENGTH.size)
        except TimeoutError:
            return False
    return len(begun) == _LENGTH.size and 0 < _LENGTH.unpack(begun)[0] <= _LONGEST_GREETING

"""What was read from a file as bytes, and back."""

from __future__ import annotations

import zlib

import msgspec

from linter.output.extract_model import Record

_LARGEST = 64 * 1024 * 1024  # bytes once inflated

_decoder = msgspec.msgpack.Decoder(tuple[Record, ...])


def encode(found: tuple[Record, ...]) -> bytes:
    """The rows of a file's reports; its name, which may change, is left out."""
    return zlib.compress(msgspec.msgpack.encode([_named(each, "") for each in found]), 1)


def decode(data: bytes, name: str) -> tuple[Record, ...]:
    """What `encode` was given, for the file `name`. Raises msgspec.DecodeError, zlib.error."""
    inflated = zlib.decompressobj().decompress(data, _LARGEST)
    return tuple(_named(each, name) for each in _decoder.decode(inflated))


def _named(found: Record, name: str) -> Record:
    return found._replace(filename=name)

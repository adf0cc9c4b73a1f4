"""Compound files as Word writes them, as small as they can be."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of streams, each padded to the size that stands outside the mini stream."""
    names = list(streams)
    held = [streams[name].ljust(4096, b"\0") for name in names]
    entries = [_entry("Root Entry", 5, _END, 0)]
    table = [_TABLE, _END]  # sector 0 is the table itself, 1 the directory
    directory = max(1, -(-(len(names) + 1) * 128 // _SECTOR))
    table[1:] = [*range(2, directory + 1), _END]
    for name, data in zip(names, held, strict=True):
        count = -(-len(data) // _SECTOR)
        entries.append(_entry(name, 2, len(table), len(data)))
        table += [*range(len(table) + 1, len(table) + count), _END]
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
        + struct.pack("<109I", 0, *[_FREE] * 108)
    )
    body = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    body += b"".join(entries).ljust(directory * _SECTOR, b"\0")
    body += b"".join(data.ljust(-(-len(data) // _SECTOR) * _SECTOR, b"\0") for data in held)
    return header + body


def word(*, encrypted: bool = False) -> bytes:
    """A Word document's header in a compound file: enough to be told by."""
    flags = 0x0100 if encrypted else 0
    return compound({"WordDocument": struct.pack("<5HH", 0xA5EC, 0xC1, 0, 0x804, 0, flags), "1Table": b""})


def _entry(name: str, kind: int, sector: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
    return head + b"\xff" * 12 + bytes(36) + struct.pack("<II", sector, size) + bytes(4)

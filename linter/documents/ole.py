"""The names and first bytes of the streams in OLE compound files (MS-CFB), to detect what a file is.

Nothing in the file is trusted; no loop is longer than the file allows.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from struct import iter_unpack, unpack_from

from msgspec import Struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # sector numbers from here on are marks
_MOST_ENTRIES = 16384
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_MINI_LIMIT = 4096  # shorter streams stand in the stream of the root, in sectors of 64 bytes
_MINI = 64


class Stream(Struct, frozen=True):
    """A stream: its first sector and its length."""

    sector: int
    size: int


class Compound:
    """The streams of a compound file. Raises ValueError for other bytes and damaged files."""

    def __init__(self, data: bytes) -> None:
        try:
            if not data.startswith(SIGNATURE):
                raise ValueError("no compound file")
            shift = unpack_from("<H", data, 30)[0]
            if shift not in (9, 12):
                raise ValueError("sectors of an unknown size")
            self._data, self._sector = data, 1 << shift
            self._tables = unpack_from("<109I", data, 76)
            self._root = Stream(_LAST, 0)
            self.streams: Mapping[str, Stream] = dict(self._entries(unpack_from("<I", data, 48)[0]))
        except struct.error:
            raise ValueError("a truncated compound file") from None

    def head(self, stream: Stream, length: int) -> bytes:
        """The first bytes of a stream, at most those in its first sector. Raises ValueError."""
        length = min(length, stream.size)
        if stream.size >= _MINI_LIMIT:
            return self._at(stream.sector)[:length]
        at = stream.sector * _MINI
        for index, sector in enumerate(self._chain(self._root.sector)):
            if index == at // self._sector:
                return self._at(sector)[at % self._sector :][: min(length, _MINI)]
        raise ValueError("a stream outside the file")

    def _entries(self, first: int) -> Iterator[tuple[str, Stream]]:
        count = 0
        for sector in self._chain(first):
            for (entry,) in iter_unpack(f"{_ENTRY}s", self._at(sector)):
                count += 1
                if count > _MOST_ENTRIES:
                    raise ValueError("too many entries")
                length, kind = unpack_from("<HB", entry, 64)
                stream = Stream(*unpack_from("<II", entry, 116))
                if kind == _ROOT:
                    self._root = stream
                elif kind == _STREAM and 2 <= length <= 64:
                    yield entry[: length - 2].decode("utf-16-le", "replace"), stream

    def _chain(self, sector: int) -> Iterator[int]:
        seen: set[int] = set()
        while sector < _LAST:
            if sector in seen:
                raise ValueError("a chain that bites its tail")
            seen.add(sector)
            yield sector
            sector = self._next(sector)

    def _next(self, sector: int) -> int:
        each = self._sector // 4
        if sector // each >= len(self._tables):
            raise ValueError("a directory far behind")  # beyond the 109 tables of the header: 7 MB and more
        table = self._tables[sector // each]
        if table >= _LAST:
            raise ValueError("no table of sectors")
        found: int = unpack_from("<I", self._at(table), sector % each * 4)[0]
        return found

    def _at(self, sector: int) -> bytes:
        begin = (sector + 1) * self._sector
        found = self._data[begin : begin + self._sector]
        if len(found) < self._sector:
            raise ValueError("a sector outside the file")
        return found

"""The names in a zip archive, without opening it, as its directory may be of any length."""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

SIGNATURE = b"PK\x03\x04"
_DIRECTORY = b"PK\x01\x02"
_END = b"PK\x05\x06"
_FARTHEST = 65557  # bytes from the end that the record of the directory begins at most
_MOST = 10_000  # members: documents have dozens


def members(data: bytes) -> tuple[str, ...]:
    """The names of the members in the order of the directory; of the first alone when there is none (the
    archive was cut off); at most ten thousand."""
    names = tuple(_listed(data))
    return names or tuple(_first(data))


def _listed(data: bytes) -> Iterator[str]:
    end = data.rfind(_END, max(0, len(data) - _FARTHEST))
    if end < 0 or end + 22 > len(data):
        return
    size = unpack_from("<I", data, end + 12)[0]
    at = max(
        0, end - size
    )  # directories lie right before their record, also with something before the archive
    for _ in range(_MOST):
        if not data.startswith(_DIRECTORY, at) or at + 46 > len(data):
            return
        name, extra, comment = unpack_from("<3H", data, at + 28)
        yield data[at + 46 : at + 46 + name].decode("utf-8", "replace")
        at += 46 + name + extra + comment


def _first(data: bytes) -> Iterator[str]:
    if data.startswith(SIGNATURE) and len(data) >= 30:
        length = unpack_from("<H", data, 26)[0]
        yield data[30 : 30 + length].decode("utf-8", "replace")

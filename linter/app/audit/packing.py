"""What was found in a file as bytes, in parts: each reader unpacks only the part that it needs."""

from __future__ import annotations

import zlib
from hashlib import blake2b

import msgspec
from msgspec import Struct

from linter.output.audit.model import Counts, FindingRow, Layout, Value

_LEVEL = 3  # of compression: twice as fast as the usual and nearly as small
_DIGEST = 16


class ReportHead(Struct, frozen=True, array_like=True):
    """A report of a file without its figures: its number from 1, whose and of which year it is; `whole` tells
    that it has a title and sections, `compared` that it was, with the year before."""

    number: int
    issuer: str | None
    year: int | None
    whole: bool
    compared: bool


class FileHead(Struct, frozen=True, array_like=True):
    """What was found in a file, in short. `reason` says why it could not be read; `wanted` is the path of the
    file that it is to be compared with, where that was not given: then all else is empty. `previous` are the
    paths of the files that it was compared with, each with its digest. Paths are bytes, as the system has
    them. `has_copy`: with comments, where it is a Word document with any."""

    reports: tuple[ReportHead, ...] = ()
    counts: Counts = Counts()
    reason: str = ""
    notes: tuple[str, ...] = ()
    wanted: bytes = b""
    previous: tuple[tuple[bytes, bytes], ...] = ()
    has_copy: bool = False


class Figures(Struct, frozen=True):
    """The figures of a report: for each place of `layout` a value and the letter of a state."""

    layout: Layout
    values: tuple[Value, ...]
    states: str


class FigureRow(Struct, frozen=True, array_like=True):
    """The same with the digest of the layout, which is kept once."""

    layout: bytes
    values: tuple[Value, ...]
    states: str


class Packed(Struct, frozen=True, array_like=True):
    """All of a file: a FileHead, its findings, a FigureRow for each report, its copy with comments, and the
    layouts by their digests."""

    head: bytes
    findings: bytes
    figures: bytes
    copy: bytes
    layouts: dict[bytes, bytes]


def pack(
    head: FileHead,
    findings: tuple[FindingRow, ...] = (),
    figures: tuple[Figures, ...] = (),
    copy: bytes = b"",
) -> bytes:
    """All parts in one piece, as they go from one process to another."""
    layouts: dict[bytes, bytes] = {}
    rows = []
    for each in figures:
        layout = _encoded(each.layout)
        digest = blake2b(layout, digest_size=_DIGEST).digest()
        layouts[digest] = layout
        rows.append(FigureRow(digest, each.values, each.states))
    listed = zlib.compress(_encoded(findings), _LEVEL) if findings else b""
    return msgspec.msgpack.encode(Packed(_encoded(head), listed, _encoded(rows), copy, layouts))


def unpack(data: bytes) -> Packed:
    """The parts."""
    return _PACKED.decode(data)


def unpack_head(data: bytes) -> FileHead:
    """The head."""
    return _HEAD.decode(data)


def unpack_findings(data: bytes) -> tuple[FindingRow, ...]:
    """The findings, in the order of the text."""
    return _FINDINGS.decode(zlib.decompress(data)) if data else ()


def unpack_figures(data: bytes) -> tuple[FigureRow, ...]:
    """The figures of each report."""
    return _FIGURES.decode(data)


def unpack_layout(data: bytes) -> Layout:
    """A layout."""
    return _LAYOUT.decode(data)


_PACKED = msgspec.msgpack.Decoder(Packed)
_HEAD = msgspec.msgpack.Decoder(FileHead)
_FINDINGS = msgspec.msgpack.Decoder(tuple[FindingRow, ...])
_FIGURES = msgspec.msgpack.Decoder(tuple[FigureRow, ...])
_LAYOUT = msgspec.msgpack.Decoder(Layout)


def _encoded(value: object) -> bytes:
    try:
        return msgspec.msgpack.encode(value)
    except UnicodeEncodeError:  # half a character, out of a damaged file
        return msgspec.msgpack.encode(_cleaned(msgspec.to_builtins(value, builtin_types=(bytes,))))


def _cleaned(value: object) -> object:
    """The same lists and words without lone surrogates."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return [_cleaned(each) for each in value]
    return {key: _cleaned(each) for key, each in value.items()} if isinstance(value, dict) else value


def clean(text: str) -> str:
    """The text without lone surrogates, which file names may bring."""
    return text.encode(errors="backslashreplace").decode()

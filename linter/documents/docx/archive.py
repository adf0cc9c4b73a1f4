"""A zip archive written again with some members changed: all others as they were, in their order.

Their packed bytes are copied unread: a picture costs no time, and a member that would unpack without
end does no harm.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from copy import copy
from io import BytesIO

from linter.documents.base import EditError

_HEADER = 30  # bytes of a member's own header before its name
_LENGTHS = struct.Struct("<HH")
_BROKEN = (zipfile.BadZipFile, NotImplementedError, struct.error, OSError, EOFError, ValueError)
_NO_DATE = (1980, 1, 1, 0, 0, 0)  # the first day that an archive can tell
_DESCRIPTOR = 0x08  # a flag: the sizes stand behind the data, as where a zip was written to a pipe


def rewrite_archive(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The archive `data` with the members `changed`; those it does not have yet come last.

    Names, dates, order and kind of compression stay; a new member has the date of the first one, so
    that the same input gives the same bytes. Capital and small letters of names make no difference.
    Raises EditError for an archive that cannot be read.
    """
    wanted = {_normal(name): content for name, content in changed.items()}
    out = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            new.comment = old.comment
            members = old.infolist()
            for member in members:
                content = wanted.get(_normal(member.filename))
                if content is None:
                    _carry(data, member, out, new)
                else:
                    new.writestr(_fresh(member.filename, member), content)
            known = {_normal(member.filename) for member in members}
            for name in changed:
                if _normal(name) not in known:
                    new.writestr(_fresh(name, members[0] if members else None), changed[name])
    except _BROKEN as error:
        raise EditError("文件的压缩包有损坏，不能写出副本") from error
    return out.getvalue()


def without_dates(data: bytes) -> bytes:
    """The archive `data` with one date for all members, whenever they were packed. Raises EditError for an
    archive that cannot be read."""
    out = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            new.comment = old.comment
            for member in old.infolist():
                dateless = copy(member)
                dateless.date_time = _NO_DATE
                _carry(data, dateless, out, new)
    except _BROKEN as error:
        raise EditError("文件的压缩包有损坏，不能写出副本") from error
    return out.getvalue()


def _carry(data: bytes, member: zipfile.ZipInfo, out: BytesIO, new: zipfile.ZipFile) -> None:
    """Put a member into the new archive as it lies packed in the old one."""
    at = member.header_offset
    begin = at + _HEADER + sum(_LENGTHS.unpack(data[at + _HEADER - 4 : at + _HEADER]))
    packed = data[begin : begin + member.compress_size]
    if len(packed) != member.compress_size:
        raise EOFError
    kept = copy(member)
    kept.extra = b""  # times of other systems, and sizes that are written anew where they are needed
    kept.flag_bits &= ~_DESCRIPTOR
    kept.header_offset = out.tell()
    out.write(kept.FileHeader())
    out.write(packed)
    new.filelist.append(kept)
    new.NameToInfo[kept.filename] = kept
    new.start_dir = out.tell()


def _fresh(name: str, like: zipfile.ZipInfo | None) -> zipfile.ZipInfo:
    """What an archive says of a member whose bytes are new."""
    if like is None:
        return zipfile.ZipInfo(name)
    fresh = zipfile.ZipInfo(name, like.date_time)
    same = name == like.filename
    fresh.compress_type = like.compress_type if same else zipfile.ZIP_DEFLATED
    fresh.external_attr, fresh.create_system = like.external_attr, like.create_system
    return fresh


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()

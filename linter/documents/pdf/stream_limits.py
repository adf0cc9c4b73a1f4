"""Limits on what a PDF can make its reader do: a few kilobytes may unpack to gigabytes, and references may go
in a circle."""

from __future__ import annotations

import zlib
from typing import Any

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjectNotFound, PDFObjRef, PDFStream
from pdfminer.psparser import literal_name

_MOST = 32 * 1024 * 1024  # bytes of one stream; the text of a page has some hundred thousand
_MOST_IN_ALL = 256 * 1024 * 1024
_SWELLS = {"FlateDecode": 1032, "Fl": 1032, "LZWDecode": 3000, "LZW": 3000, "RunLengthDecode": 64, "RL": 64}
_FLATE = frozenset({"FlateDecode", "Fl"})
_ARMOUR = {
    "ASCII85Decode": ascii85decode,
    "A85": ascii85decode,
    "ASCIIHexDecode": asciihexdecode,
    "AHx": asciihexdecode,
}


class TooLarge(Exception):
    """A stream is larger than in any report."""


class BoundedParser(PDFParser):
    """A parser whose streams refuse to unpack to more than `_MOST` bytes, and all to `_MOST_IN_ALL`."""

    def __init__(self, file: Any) -> None:
        super().__init__(file)
        self.left = _MOST_IN_ALL

    def push(self, *objects: Any) -> None:
        """As every parser of the library collects what it read; streams are swapped for bounded ones."""
        super().push(*((at, self._bounded(each)) for at, each in objects))

    def _bounded(self, each: Any) -> Any:
        if type(each) is not PDFStream or each.rawdata is None:
            return each
        return _Bounded(each.attrs, each.rawdata, each.decipher, self)


class BoundedDocument(PDFDocument):
    """A document in which a reference to a reference, and so on, comes to an end."""

    def getobj(self, objid: int) -> object:
        """An object, which is no reference. Raises PDFObjectNotFound, for references in a circle too."""
        met = {objid}
        found: object = super().getobj(objid)
        while isinstance(found, PDFObjRef):
            if found.objid in met:
                raise PDFObjectNotFound(objid)
            met.add(found.objid)
            found = super().getobj(found.objid)
        return found


class _Bounded(PDFStream):
    def __init__(self, attrs: dict[str, Any], rawdata: bytes, decipher: Any, parser: BoundedParser) -> None:
        super().__init__(attrs, rawdata, decipher)
        self._parser = parser

    def decode(self) -> None:
        """Raises TooLarge before much is unpacked."""
        filters = [literal_name(each) for each, _ in self.get_filters()]
        most = len(self.rawdata or b"")
        for each in filters:
            most *= _SWELLS.get(each, 1)
        if most > _MOST:
            self._measure(filters)
        super().decode()
        self._parser.left -= len(self.data or b"")
        if self._parser.left < 0:
            raise TooLarge

    def _measure(self, filters: list[str]) -> None:
        """Unpacks step by step, no further than the measure."""
        data = self.rawdata or b""
        if self.decipher is not None and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        for each in filters:
            if each in _FLATE:
                unpacker = zlib.decompressobj()
                try:
                    data = unpacker.decompress(data, _MOST)
                except zlib.error:
                    return  # damaged: the library saves what it can, byte by byte
                if unpacker.unconsumed_tail:
                    raise TooLarge
            elif each in _ARMOUR:
                data = _ARMOUR[each](data)
            elif each in _SWELLS:
                raise TooLarge

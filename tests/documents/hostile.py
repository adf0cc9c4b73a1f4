"""Files that mean harm: each small, each meant to cost a reader its time, its memory or its secrets."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from tests.documents.ole import compound, word

_MEGABYTE = 1024 * 1024
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
    "</Relationships>"
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>'
)
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
)
SECRET = "<!DOCTYPE x [<!ENTITY a11 SYSTEM '{}'>]>"


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip archive of members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(document: bytes | str, declared: str = "") -> bytes:
    """A .docx of a main part, or of what stands between its body's tags."""
    if isinstance(document, str):
        document = f"{declared}<w:document {_W}><w:body>{document}</w:body></w:document>".encode()
    return zipped({"_rels/.rels": _RELATIONS.encode(), "word/document.xml": document})


def odt(content: bytes) -> bytes:
    """An OpenDocument text of a content part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return out.getvalue()


def ofd(document: bytes) -> bytes:
    """An OFD of a root part."""
    return zipped({"OFD.xml": document, "Doc_0/Document.xml": document})


def _deflated_blanks(megabytes: int) -> bytes:
    """Blanks as DEFLATE packs them, one megabyte packed and the others copied."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * _MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * megabytes + packer.flush()


def swollen(name: str, megabytes: int, said: int | None = None) -> bytes:
    """A zip archive whose member unzips to blanks, and says `said` bytes, without ever holding them."""
    data = _deflated_blanks(megabytes)
    size = min(megabytes * _MEGABYTE if said is None else said, 0xFFFFFFFE)
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, 0, len(data), size, len(name), 0)
    local = b"PK\x03\x04" + common + name.encode()
    central = b"PK\x01\x02" + b"\x14\0" + common + bytes(14) + name.encode()
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local) + len(data), 0)
    return local + data + central + end


def pdf(*objects: bytes) -> bytes:
    """A PDF of numbered objects, the first its catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return out + trailer % (len(objects) + 1, start)


def _page(content: bytes, filters: bytes = b"") -> bytes:
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content),
    )


def _bomb(megabytes: int) -> bytes:
    """A zlib stream that unpacks to blanks, made without ever packing them."""
    size, blank, base = megabytes * _MEGABYTE, ord(" "), 65521
    low, high = (1 + blank * size) % base, (size + blank * size * (size + 1) // 2) % base  # Adler-32
    return b"\x78\xda" + _deflated_blanks(megabytes) + struct.pack(">HH", high, low)


def locked_pdf() -> bytes:
    """A PDF under a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(100, 700, "report")
    canvas.save()
    return bytes(out.getvalue())


def unreadable(secret: str) -> Iterator[tuple[str, bytes]]:
    """Files, by name, that hold nothing to read; `secret` is the address of a file that is not theirs."""
    hidden = SECRET.format(secret)
    laugh = "<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>"
    yield "laughs.docx", docx(laugh, LAUGHS)
    yield "secret.docx", docx(laugh, hidden)
    yield "deep.docx", docx("<w:tbl><w:tr><w:tc>" * 40_000 + "</w:tc></w:tr></w:tbl>" * 40_000)
    yield "unended.docx", docx(f"<w:document {_W}><w:body>".encode() + b"<w:p>" * 100_000)
    yield "flat.docx", swollen("word/document.xml", 10_000)
    yield "lying.docx", swollen("word/document.xml", 10_000, said=1000)
    yield "nested.docx", zipped({"a.docx": swollen("word/document.xml", 1000)})
    yield "many.docx", zipped({f"word/{n}.xml": b"" for n in range(11_000)})
    yield "locked.docx", compound({"EncryptionInfo": b"", "EncryptedPackage": b"x" * 5000})
    yield "noise.docx", b"PK\x03\x04" + bytes(range(256)) * 400
    yield "locked.doc", word(encrypted=True)
    yield "noise.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 400
    yield "loop.doc", compound({f"s{n}": b"" for n in range(3)}).replace(b"\x02\0\0\0", b"\x01\0\0\0", 1)
    yield "flat.odt", swollen("content.xml", 10_000)
    yield "lying.odt", swollen("content.xml", 10_000, said=1000)
    yield "flat.ofd", swollen("OFD.xml", 10_000)
    yield "lying.ofd", swollen("OFD.xml", 10_000, said=1000)
    yield "laughs.ofd", ofd((LAUGHS + "<x>&a11;</x>").encode())
    yield "secret.ofd", ofd((hidden + "<x>&a11;</x>").encode())
    yield "locked.pdf", locked_pdf()
    yield "bomb.pdf", _page(_bomb(3000), b"/Filter /FlateDecode")
    yield "twice.pdf", _page(zlib.compress(_bomb(3000)), b"/Filter [/FlateDecode /FlateDecode]")
    yield "deep.pdf", _page(b"[" * 200_000)
    yield (
        "loop.pdf",
        pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>",
        ),
    )
    yield "references.pdf", pdf(b"2 0 R", b"1 0 R")
    yield "noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 400
    yield "picture.docx", b"\x89PNG\r\n\x1a\n" + bytes(1000)
    yield "zeros.txt", bytes(1000)


def harmless(secret: str) -> Iterator[tuple[str, bytes]]:
    """Files, by name, that can be read, though it may not be worth it: no report is in them."""
    page = "<html>{}</html>"
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>'
    yield "wide.docx", docx(f"<w:tbl><w:tr>{cell * 2}</w:tr></w:tbl>")
    yield "deep.html", page.format("<div>" * 500_000).encode()
    yield "tables.html", page.format("<table><tr><td>" * 40_000).encode()
    yield "wide.html", page.format("<table>" + "<tr><td colspan=99999 rowspan=99999>1" * 3000).encode()
    yield "entities.html", page.format("&nbsp;" * 300_000).encode()
    yield "comment.html", page.format("<!--" * 500_000).encode()
    yield "tags.html", page.format("<" * 3_000_000).encode()
    yield "laughs.html", (LAUGHS + page.format("&a11;")).encode()
    yield "secret.html", (SECRET.format(secret) + page.format("&a11;")).encode()
    yield "bars.txt", b"| " * 1_000_000
    yield "rows.md", b"|1|2|3|\n" * 300_000
    yield "stars.md", b"*" * 600_000
    yield "hashes.md", b"# " * 1_000_000

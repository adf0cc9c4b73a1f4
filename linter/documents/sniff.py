"""What bytes are, whatever their file is called: a .doc from a web page is HTML, one from WPS may be docx."""

from __future__ import annotations

from linter.regex_cache import compiled

ENCRYPTED, COMPOUND = ".encrypted", ".ole"
"""What stands for a document under a password, and for a compound file that holds no known document."""

_SIGNATURES = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG\r\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
    (b"Rar!\x1a\x07", ".rar"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
    (b"\x1f\x8b\x08", ".gz"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD = 4096
_COMPOUND = frozenset({".doc", ".wps"})
_TEXT = frozenset({".txt", ".md"})
_CONVERTED = frozenset({".doc", ".wps", ".rtf", ".odt"})
_STREAMS = (
    ("EncryptedPackage", ENCRYPTED),
    ("WordDocument", ".doc"),
    ("Workbook", ".xls"),
    ("Book", ".xls"),
    ("PowerPoint Document", ".ppt"),
)
_MEMBERS = (
    ("word/", ".docx"),
    ("ofd.xml", ".ofd"),
    ("xl/", ".xlsx"),
    ("ppt/", ".pptx"),
    ("content.xml", ".odt"),
)
_ZIPPED = frozenset({".docx", ".ofd", ".odt"})
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_FIRST_NAME = 30  # where the name of a zip archive's first member begins
_FLAGS, _IS_ENCRYPTED = 10, 0x0100  # in the header of a Word document (MS-DOC 2.5.2, fEncrypted)
_MARKUP = compiled(
    r"(?is)(?>\s+|<\?.*?>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body|meta|table|div)(?=[\s>])"
)
_WORD_XML = compiled(r'(?s)\s*+<\?xml.*?(?:progid="Word\.Document"|<w:wordDocument\b|<pkg:package\b)')
_MHT = compiled(r"(?i)(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*+){0,20}?mime-version:")


def suffix_of(data: bytes, suffix: str) -> str:
    """The suffix that a file with these bytes should have; `suffix`, its own, where they do not tell.

    Documents of Word in XML go by `.doc`, as the program does that reads them.
    """
    if data.startswith(_OLE):
        return _compound(data, suffix)
    if data.startswith(_ZIP):
        return _zip(data, suffix)
    for signature, own in _SIGNATURES:
        if data.startswith(signature):
            return own
    if not data or suffix in _TEXT:
        return suffix
    head = _decoded(data[:_HEAD])
    if _MARKUP.match(head):
        return ".html"
    if _WORD_XML.match(head):
        return ".doc"
    if _MHT.match(head):
        return ".mht"
    if suffix in _CONVERTED and "\0" not in head:
        return ".txt"  # words in a file that was given a document's name
    return suffix


def _decoded(head: bytes) -> str:
    """The beginning of a text well enough to see markup in it."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _compound(data: bytes, suffix: str) -> str:
    from linter.documents.ole import Compound  # few files are such

    try:
        compound = Compound(data)
        own = next((own for name, own in _STREAMS if name in compound.streams), COMPOUND)
        if own != ".doc":
            return own
        head = compound.head(compound.streams["WordDocument"], _FLAGS + 2)
    except ValueError:
        return COMPOUND
    if len(head) < _FLAGS + 2:
        return COMPOUND
    if int.from_bytes(head[_FLAGS:], "little") & _IS_ENCRYPTED:
        return ENCRYPTED
    return suffix if suffix in _COMPOUND else ".doc"


def _zip(data: bytes, suffix: str) -> str:
    from linter.documents.zip_directory import members

    if data[_FIRST_NAME:].startswith(_OPEN_DOCUMENT):
        kind = data[_FIRST_NAME : _FIRST_NAME + len(_ODT) + 1]
        return ".odt" if kind.startswith(_ODT) and not kind.endswith(b"-") else ".ods"
    names = [name.lower() for name in members(data)]
    for beginning, own in _MEMBERS:
        if any(name.startswith(beginning) for name in names):
            return own
    return suffix if suffix in _ZIPPED else ".zip"

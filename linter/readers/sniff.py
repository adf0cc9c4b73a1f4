"""What bytes are, whatever their file is called: a .doc from a web page is HTML, one from WPS may be docx."""

from __future__ import annotations

from linter.compiled import compiled

_SIGNATURES = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_HEAD = 4096
_COMPOUND = frozenset({".doc", ".wps"})
_OFFICE = frozenset({".doc", ".wps", ".docx", ".rtf", ".odt", ".htm"})
_MARKUP = compiled(r"(?i)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]")


def suffix_of(data: bytes, suffix: str) -> str:
    """The suffix that a file with these bytes should have; `suffix`, its own, where they do not tell.

    A zip archive is told by the names of its members, which stand in its directory at the end.
    """
    if data.startswith(_OLE):
        return ".doc" if suffix not in _COMPOUND else suffix
    for signature, own in _SIGNATURES:
        if data.startswith(signature):
            return own
    if data.startswith(_ZIP):
        tail = data[-65536 * 4 :]
        for member, own in ((b"word/document.xml", ".docx"), (b"OFD.xml", ".ofd"), (b"content.xml", ".odt")):
            if member in tail or member in data[:_HEAD]:
                return own
        return suffix if suffix in (".docx", ".ofd", ".odt") else ".zip"
    if suffix in _OFFICE and _MARKUP.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf").decode("latin-1")):
        return ".html"
    return suffix

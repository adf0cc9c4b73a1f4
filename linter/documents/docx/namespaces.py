"""Names in WordprocessingML: the transitional and the strict namespace are one language."""

from __future__ import annotations

from functools import lru_cache

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_PREFIXES = {
    W: "",
    STRICT: "",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}": "mc:",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}": "m:",
    "{http://purl.oclc.org/ooxml/officeDocument/math}": "m:",
}
_OFF = frozenset({"0", "false", "off"})


@lru_cache(maxsize=2048)
def _short(tag: str) -> str:
    namespace, brace, local = tag.rpartition("}")
    prefix = _PREFIXES.get(namespace + brace)
    return "" if prefix is None else prefix + local


def kind(element: _Element) -> str:
    """What an element is: `p`, `tbl`, `mc:Choice`, `m:t`; empty for elements of other languages."""
    return _short(element.tag)


def child(element: _Element, name: str) -> _Element | None:
    """The first child of that name in the language of Word."""
    found = next(element.iterchildren(W + name), None)
    if found is None and element.tag.startswith(STRICT):
        found = next(element.iterchildren(STRICT + name), None)
    return found


def attribute(element: _Element, name: str) -> str | None:
    """An attribute in the language of Word."""
    value = element.get(W + name)
    return element.get(STRICT + name) if value is None else value


def value(element: _Element, name: str) -> str | None:
    """The `w:val` of a child; None where there is no such child or it has none."""
    found = child(element, name)
    return None if found is None else attribute(found, "val")


def number(text: str | None) -> int | None:
    """A decimal number as an attribute has it; None for anything else and for numbers beyond all sense."""
    digits = (text or "").strip()
    if not digits.removeprefix("-").isascii() or not digits.removeprefix("-").isdigit() or len(digits) > 9:
        return None
    return int(digits)


def is_on(element: _Element | None) -> bool | None:
    """Whether a property that is on or off is on; None where it is not stated."""
    return None if element is None else attribute(element, "val") not in _OFF

"""Characters of pictorial fonts, which have no code points of their own."""

from __future__ import annotations

from collections.abc import Mapping

_UNKNOWN = "□"
_PRIVATE = 0xF000
_PICTURES: Mapping[str, Mapping[int, str]] = {
    "wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xFB: "✗",
                  0xFC: "✓", 0xFD: "☒", 0xFE: "☑", **{0x80 + n: "⓪①②③④⑤⑥⑦⑧⑨⑩"[n] for n in range(11)}},
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x98: "●", 0xA3: "□",
                    **{0x69 + n: "⓪①②③④⑤⑥⑦⑧⑨⑩"[n] for n in range(11)}},
    "symbol": {0x2D: "−", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
               0xB9: "≠", 0xBB: "≈", 0xBE: "—"},
}  # fmt: skip


def symbol(font: str, char: str) -> str:
    """The character that a font shows for a code (four hexadecimal digits): of pictures the nearest one;
    empty where there is no code."""
    try:
        code = int(char, 16)
    except ValueError:
        return ""
    if not 0 < code <= 0xFFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    point = code - _PRIVATE if code >= _PRIVATE else code
    pictures = _PICTURES.get(font.lower())
    if pictures is not None and point in pictures:
        return pictures[point]
    pictorial = font.lower() in _PICTURES and font.lower() != "symbol"
    if code < _PRIVATE and not pictorial:
        return chr(code)
    return _UNKNOWN if pictorial or not 0x20 <= point < 0x7F else chr(point)

"""The width of text on a terminal, and text made safe to show there.

Widths are in terminal columns: 2 for East Asian wide and full-width characters, 0 for combining
marks, 1 for the rest (ambiguous ones too, as terminals do by default).
"""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

from linter.regex_cache import compiled

_UNSAFE = compiled(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_COMMANDS = ("::", "##")  # GitHub Actions, Azure Pipelines
_SUBSTITUTE = "\u2426"  # ␦, one column wide
_PICTURES = 0x2400  # ␀ and what follows: one visible, one-column character for each control


def char_width(char: str) -> int:
    """Columns that one character takes."""
    if char < "\u0300":
        return 1
    if combining(char):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


class _Widths(dict[str, int]):
    """The widths of the characters that were met."""

    def __missing__(self, char: str) -> int:
        found = self[char] = char_width(char)
        return found


_WIDTHS = _Widths()


def width(text: str) -> int:
    """Columns that `text` takes; it should be `visible`."""
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


def pad(text: str, columns: int) -> str:
    """`text` with spaces behind it up to `columns` columns."""
    return text + " " * (columns - width(text))


def visible(text: str) -> str:
    """`text`, same length, with one visible character for each control or invisible one.

    Reports come from web pages: an escape sequence in them must not reach the terminal, and a
    direction mark must not reorder a line.
    """
    return _UNSAFE.sub(_picture, text)


def log_line(text: str) -> str:
    """`text` as the beginning of a line in a log: `visible`, and no command for what reads the log.

    A line that begins with a path is still a path.
    """
    shown = visible(text)
    return f"./{shown}" if shown.lstrip().startswith(_COMMANDS) else shown


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(_PICTURES + code) if code < 0x20 else _SUBSTITUTE


def wrap(text: str, columns: int) -> list[str]:
    """`text` broken into lines of at most `columns` columns, between any two wide characters.

    A run of ASCII characters is not broken unless it is longer than a line, and a Chinese comma
    or full stop never begins a line.
    """
    lines: list[str] = []
    line = ""
    for piece in re.findall(r"[!-~]+|\s+|.[，。、；：）」》]*", text):
        if line and width(line) + width(piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines

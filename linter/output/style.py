"""Terminal styles of text."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Literal

from linter.diagnostic import Severity

Style = Literal["error", "warning", "info", "gutter", "strong"]
Paint = Callable[[Style, str], str]
"""Returns a text in a style."""

_STYLES: dict[Style, str] = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "gutter": "bright_blue",
    "strong": "bold",
}


TONES: dict[Severity, Style] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "info",
}
"""The style of each severity."""


def plain(style: Style, text: str) -> str:
    """The text without colour."""
    return text


def painter(colour: bool) -> Paint:
    """The function that styles text, with or without colour."""
    return _coloured() if colour else plain


@cache
def _coloured() -> Paint:
    from rich.color import ColorSystem
    from rich.style import Style as RichStyle

    styles = {style: RichStyle.parse(words) for style, words in _STYLES.items()}

    def paint(style: Style, text: str) -> str:
        return styles[style].render(text, color_system=ColorSystem.STANDARD)

    return paint

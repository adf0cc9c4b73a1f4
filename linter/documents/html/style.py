"""What the attributes of one element say about how its text is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from linter.documents.html.style_sheet import hides
from linter.regex_cache import compiled

_HIDDEN = compiled(
    r"(?i)(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|mso-element\s*:\s*(?:comment-list|field-begin))"
)
_BLOCK = compiled(r"(?i)(?:^|[;\s])display\s*:\s*(?:block|flex|grid|table(?!-)|table-row|list-item)")
_WHITE = compiled(r"(?i)(?:^|[;\s])white-space\s*:\s*(\w+(?:-\w+)?)")
_NUMBER = compiled(r"(?i)mso-list\s*:\s*ignore")
_COUNTED = compiled(r"(?i)list-style(?:-type)?\s*:\s*([^;\"']+)")

Attributes = Mapping[str, tuple[int, int]]
"""Where the values of a start tag's attributes stand in the page."""


class Style(NamedTuple):
    """What an element hands down: whether blanks and line ends count in it, whether its words are a number
    that a word processor made, and how the items of a list in it are counted (empty: not stated)."""

    pre: bool = False
    number: bool = False
    counted: str = ""


class Shown(NamedTuple):
    """How an element is shown."""

    style: Style
    hidden: bool = False
    block: bool = False


NO_STYLE = Style()


def shown(
    page: str, attributes: Attributes, inherited: Style, hidden_classes: frozenset[str] | None = frozenset()
) -> Shown:
    """How an element with these attributes is shown inside of one that hands down `inherited`."""
    hidden = "hidden" in attributes
    if hidden_classes is not None and "class" in attributes:
        start, end = attributes["class"]
        hidden = hidden or hides(page[start:end], hidden_classes)
    if "style" not in attributes:
        return Shown(inherited, hidden)
    start, end = attributes["style"]
    written = page[start:end].replace("&quot;", '"')
    style = inherited
    if white := _WHITE.search(written):
        style = style._replace(pre=white[1].lower().startswith(("pre", "break")))
    if counted := _COUNTED.search(written):
        style = style._replace(counted=counted[1].strip().lower())
    if _NUMBER.search(written):
        style = style._replace(number=True)
    return Shown(style, hidden or _HIDDEN.search(written) is not None, _BLOCK.search(written) is not None)

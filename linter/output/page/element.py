"""HTML elements; any text that is not made by this module is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from linter.output.width import visible
from linter.regex_cache import compiled

# Letters, digits, Chinese and its marks: nothing that is escaped or made visible. Nearly all text is so.
_PLAIN = compiled(r"[0-9A-Za-z .,:;#/%()+_\-\u4e00-\u9fff\u3001-\u3011\uff01-\uff5e“”‘’—…×]*").fullmatch
_VOID = frozenset({"br", "input", "link", "meta"})


class Html(str):
    """Markup. Any string operation outside this module makes it plain text again, which is escaped."""

    __slots__ = ()


def el(tag: str, *children: str | None, **attributes: str | int | bool | None) -> Html:
    """An element. Children that are no markup are escaped, None is nothing. Attributes are named as in
    Python (`class_`, `data_n`); True stands for an attribute without a value, None and False for none."""
    head = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Html(f"<{tag}{head}>")
    return Html(f"<{tag}{head}>{join(children)}</{tag}>")


def join(parts: Iterable[str | None]) -> Html:
    """Concatenated parts; those that are not markup are escaped."""
    return Html("".join(_safe(part) for part in parts if part is not None))


def _safe(part: str) -> str:
    if isinstance(part, Html) or _PLAIN(part) is not None:
        return part
    return escape(visible(part.replace("\t", " ").replace("\n", " ").replace("\r", "")), quote=False)


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    words = str(value)
    return f' {name}="{words if _PLAIN(words) is not None else escape(visible(words), quote=True)}"'

"""HTML elements; any text that is not made by this module is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from linter.output.width import visible

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
    if isinstance(part, Html):
        return part
    return escape(visible(part.replace("\t", " ").replace("\n", " ").replace("\r", "")), quote=False)


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(visible(str(value)), quote=True)}"'

"""The styles of a document: numbering of paragraphs, and whether words are hidden."""

from __future__ import annotations

from typing import NamedTuple

from lxml.etree import _Element

from linter.documents.docx.namespaces import attribute, child, is_on, kind, number, value

_LONGEST_CHAIN = 40


class Numbered(NamedTuple):
    """A paragraph's place in a list as it is stated: the list (0: none) and the level, from 0; `styles` are
    the styles that a level of the list may be tied to, the paragraph's own first."""

    list: int | None = None
    level: int | None = None
    styles: tuple[str, ...] = ()


class Styles:
    """The styles of a document; `root` is the part that holds them, where there is one."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, _Element] = {}
        self._default: str | None = None
        for style in root if root is not None else ():
            name = attribute(style, "styleId")
            if kind(style) != "style" or name is None:
                continue
            self._styles.setdefault(name, style)
            stated = attribute(style, "default")
            if attribute(style, "type") == "paragraph" and stated not in (None, "0", "false", "off"):
                self._default = self._default or name
        self._numbered: dict[str | None, Numbered] = {}
        self._hidden: dict[str | None, bool] = {}

    def numbered(self, properties: _Element | None) -> Numbered:
        """The numbering of a paragraph with these properties, its style's where it states none itself."""
        style = self.paragraph(properties)
        if style not in self._numbered:
            self._numbered[style] = self._of_style(style)
        inherited = self._numbered[style]
        stated = child(properties, "numPr") if properties is not None else None
        if stated is None:
            return inherited
        list_number = number(value(stated, "numId"))
        level = number(value(stated, "ilvl"))
        if list_number is None:
            return inherited._replace(level=level if level is not None else inherited.level)
        return Numbered(list_number, level, inherited.styles)

    def paragraph(self, properties: _Element | None) -> str | None:
        """The style of a paragraph with these properties: its own, or the document's default."""
        style = value(properties, "pStyle") if properties is not None else None
        return style if style in self._styles else self._default

    def hides(self, style: str | None) -> bool:
        """Whether words in a style are hidden."""
        if style not in self._hidden:
            stated = (
                is_on(child(properties, "vanish"))
                for one in self._chain(style)
                if (properties := child(self._styles[one], "rPr")) is not None
            )
            self._hidden[style] = next((on for on in stated if on is not None), False)
        return self._hidden[style]

    def list_of(self, style: str) -> int | None:
        """The list that a numbering style names."""
        return self._of_style(style).list

    def _of_style(self, style: str | None) -> Numbered:
        chain = self._chain(style)
        list_number: int | None = None
        level: int | None = None
        for one in chain:
            properties = child(self._styles[one], "pPr")
            stated = child(properties, "numPr") if properties is not None else None
            if stated is not None:
                level = number(value(stated, "ilvl")) if level is None else level
                list_number = number(value(stated, "numId")) if list_number is None else list_number
        return Numbered(list_number, level, chain)

    def _chain(self, style: str | None) -> tuple[str, ...]:
        """A style and those that it is based on."""
        chain: list[str] = []
        while style in self._styles and style not in chain and len(chain) < _LONGEST_CHAIN:
            chain.append(style)
            style = value(self._styles[style], "basedOn")
        return tuple(chain)

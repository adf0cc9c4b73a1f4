"""The numbers that a word processor puts before paragraphs, with the present count of each list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml.etree import _Element

from linter.documents.docx.namespaces import attribute, child, is_on, kind, number, value
from linter.documents.docx.number_formats import counted
from linter.documents.docx.styles import Numbered, Styles
from linter.regex_cache import compiled

_LEVELS = 9
_PLACE = compiled(r"%([1-9])")


class Level(NamedTuple):
    """A level of a list: `text` holds `%1` for the number of the first level; `restart` is the level, from
    1, after which it begins anew (None: any above it; 0: none); `style` is the paragraph style tied to it."""

    start: int = 0
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str | None = None


class _List(NamedTuple):
    """A list as paragraphs name it: the definition whose count it shares, its levels, and the numbers that
    it begins anew with."""

    definition: int
    levels: Mapping[int, Level]
    anew: Mapping[int, int]


class Numbering:
    """The lists of a document, counting along with its paragraphs from top to bottom."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[int, _Element] = {}
        self._instances: dict[int, _Element] = {}
        for element in root if root is not None else ():
            if kind(element) == "abstractNum":
                self._add(self._definitions, element, "abstractNumId")
            elif kind(element) == "num":
                self._add(self._instances, element, "numId")
        self._lists: dict[int, _List | None] = {}
        self._counts: dict[int, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()

    @staticmethod
    def _add(elements: dict[int, _Element], element: _Element, name: str) -> None:
        key = number(attribute(element, name))
        if key is not None:
            elements.setdefault(key, element)

    def next(self, stated: Numbered) -> str:
        """The number before the next paragraph, which states this; empty for one that has none or whose
        list has bullets."""
        if not stated.list:
            return ""
        current = self._list(stated.list)
        if current is None:
            return ""
        at = stated.level if stated.level is not None else _tied(current.levels, stated.styles)
        level = current.levels.get(at)
        if level is None or not 0 <= at < _LEVELS:
            return ""
        counts = self._counts.setdefault(current.definition, [None] * _LEVELS)
        self._step(counts, at, stated.list, current)
        if level.form == "bullet":
            return ""
        return _PLACE.sub(lambda match: _place(match, current.levels, counts, level), level.text)

    def _step(self, counts: list[int | None], at: int, name: int, current: _List) -> None:
        """Count one on at a level, and let the levels below it begin anew."""
        if at in current.anew and (name, at) not in self._begun:
            self._begun.add((name, at))
            counts[at] = current.anew[at]
        else:
            now = counts[at]
            counts[at] = current.levels[at].start if now is None else now + 1
        for below in range(at + 1, _LEVELS):
            restart = current.levels.get(below, Level()).restart
            if restart is None or at < restart:
                counts[below] = None

    def _list(self, name: int) -> _List | None:
        if name not in self._lists:
            self._lists[name] = self._read(name)
        return self._lists[name]

    def _read(self, name: int) -> _List | None:
        instance = self._instances.get(name)
        definition = number(value(instance, "abstractNumId")) if instance is not None else None
        if instance is None or definition is None:
            return None
        definition = self._linked(definition)
        if definition not in self._definitions:
            return None
        levels = dict(_levels(self._definitions[definition]))
        anew: dict[int, int] = {}
        for override in instance:
            at = number(attribute(override, "ilvl"))
            if kind(override) != "lvlOverride" or at is None:
                continue
            levels.update(_levels(override))
            start = number(value(override, "startOverride"))
            if start is not None:
                anew[at] = start
        return _List(definition, levels, anew)

    def _linked(self, definition: int) -> int:
        """The definition that another one names by a style, where it does."""
        for _ in range(_LEVELS):
            element = self._definitions.get(definition)
            style = value(element, "numStyleLink") if element is not None else None
            name = self._styles.list_of(style) if style is not None else None
            instance = self._instances.get(name) if name is not None else None
            following = number(value(instance, "abstractNumId")) if instance is not None else None
            if following is None:
                break
            definition = following
        return definition


def _tied(levels: Mapping[int, Level], styles: tuple[str, ...]) -> int:
    """The level that one of the styles is tied to, else the first."""
    for style in styles:
        for at, level in levels.items():
            if level.style == style:
                return at
    return 0


def _levels(parent: _Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for element in parent:
        at = number(attribute(element, "ilvl")) if kind(element) == "lvl" else None
        if at is not None:
            found[at] = Level(
                number(value(element, "start")) or 0,
                _form(element),
                value(element, "lvlText") or "",
                bool(is_on(child(element, "isLgl"))),
                number(value(element, "lvlRestart")),
                value(element, "pStyle"),
            )
    return found


def _form(level: _Element) -> str:
    """The form of counting; one that only newer programs know is written beside one that all know."""
    stated = value(level, "numFmt")
    if stated is None:
        forms = [value(part, "numFmt") for choice in level for part in choice if kind(choice)[:3] == "mc:"]
        stated = next((form for form in reversed(forms) if form is not None), None)
    return stated or "decimal"


def _place(match: re.Match[str], levels: Mapping[int, Level], counts: list[int | None], shown: Level) -> str:
    at = int(match[1]) - 1
    level = levels.get(at, Level())
    now = counts[at]
    if level.form in ("none", "bullet"):
        return ""
    return counted(level.start if now is None else now, "decimal" if shown.legal else level.form)

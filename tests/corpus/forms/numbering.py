"""Word's own numbering: lists whose marks stand in no paragraph."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tests.corpus.forms.tally import Mark, counts, mark_of
from tests.corpus.forms.wordprocessing import HEADER, W

_HAN: Final = (
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "taiwaneseCountingThousand",
    "japaneseCounting",
)
_DIGITS: Final = "decimal"
_WIDE: Final = "decimalFullWidth"


@dataclass(frozen=True, slots=True)
class Outline:
    """A list of several levels: its number in the file, and the mark of the first of each level."""

    number: int
    marks: tuple[Mark, ...]

    def properties(self, level: int) -> str:
        """What makes a paragraph one of the list."""
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{self.number}"/></w:numPr>'


@dataclass
class Lists:
    """The lists of one file."""

    rng: random.Random
    _abstract: list[str] = field(default_factory=list)
    _concrete: list[str] = field(default_factory=list)

    def outline(self, marks: Sequence[Mark | None]) -> Outline | None:
        """A list of several levels that gives just these marks; None if there is no such list."""
        known = [mark for mark in marks if mark is not None]
        if len(known) < len(marks) or not known or not counts(known):
            return None
        firsts = {mark.level: mark for mark in reversed(known)}
        self._add([firsts.get(level) for level in range(4)])
        return Outline(len(self._concrete), tuple(firsts.values()))

    def labels(self, texts: Sequence[str]) -> dict[str, str]:
        """By text, what makes a label one of a list of several levels; nothing if no list gives them."""
        found = [(text, mark) for text in texts if (mark := mark_of(text)) is not None]
        outline = self.outline([mark for _, mark in found])
        if outline is None or len({text for text, _ in found}) < len(found):
            return {}
        return {text: outline.properties(mark.level) for text, mark in found}

    def _add(self, marks: Sequence[Mark | None]) -> None:
        number = len(self._concrete) + 1
        levels = "".join(self._level(level, mark) for level, mark in enumerate(marks))
        self._abstract.append(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}'
            "</w:abstractNum>"
        )
        self._concrete.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')

    def _level(self, level: int, mark: Mark | None) -> str:
        one = mark or Mark(level, 1, "", ".")
        form = self.rng.choice(_HAN) if one.level < 2 else _WIDE if one.wide else _DIGITS
        return (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{one.before}%{level + 1}{one.behind}"/><w:lvlJc w:val="left"/></w:lvl>'
        )

    def part(self) -> str:
        """The part of the file that holds them."""
        lists = "".join(self._abstract + self._concrete)
        return f'{HEADER}<w:numbering xmlns:w="{W}">{lists}</w:numbering>'


def styles(outline: Outline | None) -> str:
    """The styles; headings of the first level are numbered by theirs if there is an `outline`."""
    numbered = f'<w:pPr><w:numPr><w:numId w:val="{outline.number}"/></w:numPr></w:pPr>' if outline else ""
    font = 'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Noto Serif CJK SC"'
    return (
        f'{HEADER}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {font}/>'
        '<w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
        f'<w:basedOn w:val="Normal"/>{numbered}<w:rPr><w:b/></w:rPr></w:style></w:styles>'
    )

"""Makes lines of text from the glyphs on one baseline, left to right, with the intended blanks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from linter.documents.pdf.page_content import Glyph
from linter.regex_cache import compiled

# Some fonts say that their glyph for a character is that of the radical, which looks the same; these
# have no decomposition in Unicode.
_RADICALS = str.maketrans(
    "⺁⺇⺌⺍⺗⺝⺟⺠⺢⺧⺩⺫⺬⺮⺶⺷⺼⻁⻄⻅⻆⻇⻉⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂几小小心月母民水牛王目示竹羊羊肉虎西见角角贝车长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
_RADICAL = compiled("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
_UNSEEN = compiled("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2060\ufeff]")

_SAME_LINE = 0.4  # of the larger size: baselines no farther apart are one line
_OVERPRINT = 0.18  # of the size: the same character again, no farther off, is printed twice to look bold
_WORD_GAP = 0.18  # between letters and figures, a word space may be this narrow
_MEANT = 0.4  # a space that is printed beside Chinese and no wider was put there by the layout
_WIDE = 0.8  # a gap without a space this wide is one
_COLUMN = 1.5  # a gap this wide parts columns


class TextLine(NamedTuple):
    """Text on a baseline, its extent and the height of its top and its baseline, the size of its glyphs."""

    text: str
    x0: float
    x1: float
    top: float
    base: float
    size: float


def text_lines(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """The lines of glyphs from top to bottom; turned and vertically set ones run on as they were drawn."""
    upright: list[Glyph] = []
    turned: list[Glyph] = []
    for glyph in glyphs:
        (upright if glyph.upright else turned).append(glyph)
    lines = [line for row in _rows(upright) if (line := _line(row)) is not None]
    return sorted((*lines, *_turned(turned)), key=lambda line: line.base)


def _turned(glyphs: Sequence[Glyph]) -> Iterator[TextLine]:
    text = "".join(_plain(glyph.text) for glyph in glyphs).strip()
    if text:
        size = max(glyph.size for glyph in glyphs)
        xs, ys = [glyph.x for glyph in glyphs], [glyph.y for glyph in glyphs]
        yield TextLine(text, min(xs), max(xs), min(ys), max(ys), size)


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs by baseline."""
    row: list[Glyph] = []
    largest = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if row and glyph.base - row[0].base > _SAME_LINE * max(largest, glyph.size):
            yield row
            row, largest = [], 0.0
        row.append(glyph)
        largest = max(largest, glyph.size)
    if row:
        yield row


def _line(row: list[Glyph]) -> TextLine | None:
    parts: list[str] = []
    last: Glyph | None = None
    first: Glyph | None = None
    spaces = 0
    size = 0.0
    for glyph in sorted(row, key=lambda glyph: glyph.x0):
        text = _plain(glyph.text)
        if not text.strip():
            spaces += len(text)
            continue
        if last is not None:
            if _overprinted(glyph, text, last, parts[-1]):
                continue
            parts.append(_gap(last, glyph, parts[-1][-1], text[0], spaces))
        parts.append(text)
        size = max(size, glyph.size)
        spaces, last, first = 0, glyph, first or glyph
    if last is None or first is None:
        return None
    base = first.base
    return TextLine("".join(parts), first.x0, last.x1, base - size, base, size)


def _overprinted(glyph: Glyph, text: str, last: Glyph, before: str) -> bool:
    return text == before and glyph.x0 - last.x0 < _OVERPRINT * glyph.size


def _gap(last: Glyph, glyph: Glyph, before: str, after: str, spaces: int) -> str:
    """The blanks between two glyphs: none where the layout only keeps Chinese and figures apart."""
    size = min(last.size, glyph.size)
    wide = (glyph.x0 - last.x1) / size
    if wide >= _COLUMN:
        return "  "
    if _is_word(before) and _is_word(after):
        return " " if wide >= _WORD_GAP else ""
    return " " if wide >= (_MEANT if spaces else _WIDE) else ""


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _plain(text: str) -> str:
    """The characters that a glyph stands for, without what nobody sees."""
    if len(text) == 1 and "\u4e00" <= text <= "\u9fff":
        return text
    if _RADICAL.search(text):
        text = unicodedata.normalize("NFKC", text).translate(_RADICALS)
    return _UNSEEN.sub("", text).replace("\xa0", " ")

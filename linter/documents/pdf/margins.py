"""Removes what belongs to pages, not to the text: page numbers, running heads and feet, contents lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from linter.documents.pdf.lines import TextLine
from linter.documents.pdf.page_layout import Sheet
from linter.regex_cache import compiled

_EDGE = 0.12  # of the height: heads and feet stand no farther from the edge
_SAME_HEIGHT = 4.0
_MOST_LINES = 2  # of a head or a foot
_LARGE = 1.3  # of the usual size: a head is not so large, a title is
_LED = compiled(r".*\S *(?:[.．·•‥…⋯_\-—] *){4,}[(（]?\d{1,3}[)）]?")  # words, a leader, a page
_CONTENTS = compiled(r"目 *[录次]")
_NUMBER = compiled(
    r"[-—–－·~ ]*(?:第 *)?\d{1,4}(?: *页)?(?: *[/／,，共] *(?:共 *)?\d{1,4}(?: *页)?)?[-—–－·~ ]*"
)
_FEWEST_LED = 2
_MARKED = compiled(r"[^\d]+\d|\d+ *[/／]")
_DIGITS = compiled(r"\d+")


def without_margins(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages without their numbers and without the heads and feet that they share."""
    usual = median([line.size for sheet in sheets for line in sheet.lines] or [0.0])
    heads = Counter(_key(line) for sheet in sheets for line in _edge(sheet) if line.size <= _LARGE * usual)
    repeated = {key for key, count in heads.items() if count >= max(2, 0.4 * len(sheets))}
    counts = Counter(
        _bare(line) - sheet.number for sheet in sheets for line in _edge(sheet) if _is_bare(line)
    )
    shift, seen = counts.most_common(1)[0] if counts else (0, 0)
    result: list[Sheet] = []
    for sheet in sheets:
        dropped = set(_contents(sheet))
        for line in _edge(sheet):
            if _is_bare(line):
                numbered = _bare(line) - sheet.number == shift and (seen > 1 or len(sheets) == 1)
            else:
                numbered = _NUMBER.fullmatch(line.text) is not None and _MARKED.match(line.text) is not None
            if numbered or (line.size <= _LARGE * usual and _near(_key(line), repeated)):
                dropped.add(line)
        result.append(sheet._replace(lines=tuple(line for line in sheet.lines if line not in dropped)))
    return result


def _contents(sheet: Sheet) -> list[TextLine]:
    """The lines of a page that are a table of contents, and their caption."""
    led = [index for index, line in enumerate(sheet.lines) if _LED.fullmatch(line.text)]
    if len(led) < _FEWEST_LED:
        return []
    caption = sheet.lines[max(0, led[0] - 1)]
    found = [sheet.lines[index] for index in led]
    return [caption, *found] if _CONTENTS.fullmatch(caption.text) else found


_Key = tuple[str, int]


def _key(line: TextLine) -> _Key:
    """What two running heads have in common: words but for their figures, and height."""
    return _DIGITS.sub("0", line.text), round(line.base / _SAME_HEIGHT)


def _near(key: _Key, repeated: Iterable[_Key]) -> bool:
    return not _NUMBER.fullmatch(key[0]) and key in repeated


def _edge(sheet: Sheet) -> list[TextLine]:
    """The lines that may be a page's head or foot: the outermost ones, with no table outside them."""
    first = min((table.top for table in sheet.tables), default=sheet.height)
    last = max((table.bottom for table in sheet.tables), default=0.0)
    head = [line for line in sheet.lines[:_MOST_LINES] if line.base < min(first, _EDGE * sheet.height)]
    foot = [line for line in sheet.lines[-_MOST_LINES:] if line.base > max(last, (1 - _EDGE) * sheet.height)]
    return [*head, *(line for line in foot if line not in head)]


def _is_bare(line: TextLine) -> bool:
    return line.text.isdigit() and len(line.text) <= 4


def _bare(line: TextLine) -> int:
    return int(line.text)

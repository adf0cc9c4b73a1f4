"""Removes watermarks, words printed across the text of each page (内部资料).

Slanted ones are left out as the page is read; level ones are recognised by their size, their place and what
they are printed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from linter.documents.pdf.page_content import Glyph, Page

_LARGE = 1.8  # of the usual size
_MOST = 400  # characters of a page's watermark
_SHARE = 0.6  # of the pages
_Key = tuple[str, int, int, int]


def without_watermarks(pages: Sequence[Page]) -> list[Page]:
    """The pages without large characters that stand at the same place of most of them, if any of their size
    is printed over text."""
    sizes = [glyph.size for page in pages for glyph in page.glyphs]
    if len(pages) < 2 or not sizes:
        return list(pages)
    large = _LARGE * median(sizes)
    seen = Counter(
        key for page in pages for key in {_key(glyph) for glyph in page.glyphs if glyph.size > large}
    )
    repeated = {key for key, count in seen.items() if count >= max(2, _SHARE * len(pages))}
    if not repeated:
        return list(pages)
    over = {key[-1] for page in pages for key in _over_text(page, repeated)}
    marks = {key for key in repeated if key[-1] in over}
    return [
        page._replace(glyphs=tuple(glyph for glyph in page.glyphs if _key(glyph) not in marks))
        for page in pages
    ]


def _key(glyph: Glyph) -> _Key:
    return glyph.text, round(glyph.x), round(glyph.y), round(glyph.size)


def _over_text(page: Page, repeated: set[_Key]) -> set[_Key]:
    """Those of the repeated characters that a page has other characters under."""
    marks = [glyph for glyph in page.glyphs if _key(glyph) in repeated]
    if len(marks) > _MOST:
        return set()
    others = [glyph for glyph in page.glyphs if _key(glyph) not in repeated and not glyph.text.isspace()]
    return {
        _key(mark)
        for mark in marks
        if any(
            abs(other.x - mark.x) < 0.4 * mark.size and abs(other.y - mark.y) < 0.4 * mark.size
            for other in others
        )
    }

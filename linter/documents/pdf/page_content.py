"""What stands on the pages of a PDF: glyphs and straight rules, in points from the top left corner."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from linter.documents.base import ReadError
from linter.documents.pdf.stream_limits import BoundedDocument, BoundedParser, TooLarge
from linter.documents.time_limit import Exhausted, Watch, watched

_MOST_PAGES = 1000
_MOST_GLYPHS = 60_000  # on one page; a page of a report has two thousand
_MOST_RULES = 20_000
_SECONDS_A_PAGE = 0.5
_THIN = 3.0  # points: a filled shape no thicker than this is a rule
_LEAST_PICTURED = 0.2  # of a page: less is a seal or a logo
_MOST_BESIDE_PICTURE = 24  # characters: a page's number, a running head
_MOST_TURNED = 0.7  # of a page's characters: if more are turned, the page is
_STRAIGHT = 0.5
_ROUND = 1.4  # times as long as wide: no longer ones are dots
_DOTTED = 4.0  # points between the dots of a rule
_SLANTED = 0.2  # of one side to the other: type set at an angle is a watermark
_UNKNOWN = "\ufffd"
_MOST_UNKNOWN = 0.2
_FEWEST_GLYPHS = 8

Matrix = tuple[float, float, float, float, float, float]


class Glyph(NamedTuple):
    """A printed character: its extent along the line, the height of its baseline, its size, its middle.
    `upright` is false for turned and for vertically set ones, whose extent means nothing."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    x: float
    y: float
    upright: bool


class Rule(NamedTuple):
    """A straight line across (`at` is its height) or down (`at` is its distance from the left)."""

    across: bool
    at: float
    start: float
    end: float


class Page(NamedTuple):
    """The marks on one page, in the order of drawing; pages count from 1. `pictured` is the area of its
    pictures as a share of the page's."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictured: float = 0.0

    @property
    def is_picture(self) -> bool:
        """Whether the page shows pictures and next to no text."""
        if self.pictured < _LEAST_PICTURED:
            return False
        return sum(not glyph.text.isspace() for glyph in self.glyphs) <= _MOST_BESIDE_PICTURE


def read_pages(data: bytes, name: str) -> list[Page]:
    """All pages. Raises ReadError."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # faults of the file are told here, in Chinese
    try:
        with watched() as watch:
            pages = list(_pages(data, name, watch))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise ReadError(name, "这份PDF设了打开密码，请去掉密码后再检查") from None
    except (Exhausted, TooLarge, MemoryError):
        raise ReadError(name, "这份PDF太复杂，读取超过了时间或内存的上限，请用原文档") from None
    except ReadError:
        raise
    except Exception:  # noqa: BLE001 - a damaged file may raise anything at all in the parser
        raise ReadError(name, "这份PDF已损坏，无法读取，请重新导出") from None
    _verify(pages, name)
    return pages


def _pages(data: bytes, name: str, watch: Watch) -> Iterator[Page]:
    parser = BoundedParser(io.BytesIO(data))
    document = BoundedDocument(parser)
    manager = PDFResourceManager()
    device = _Device(manager)
    interpreter = PDFPageInterpreter(manager, device)
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > _MOST_PAGES:
            raise ReadError(name, f"这份PDF超过 {_MOST_PAGES} 页，请拆分后再检查")
        interpreter.process_page(page)
        turned = device.turned()
        if turned:
            page.rotate = (page.rotate + turned) % 360
            interpreter.process_page(page)
            device.pages -= 1
        watch.extend(_SECONDS_A_PAGE)
        glyphs, rules = tuple(device.glyphs), tuple(device.rules)
        yield Page(number, device.width, device.height, glyphs, rules, device.pictured)
    if not device.pages:
        raise ReadError(name, "这份PDF已损坏，读不到任何一页，请重新导出")


def _verify(pages: list[Page], name: str) -> None:
    """Whether there is text, and text that can be read."""
    texts = [glyph.text for page in pages for glyph in page.glyphs if not glyph.text.isspace()]
    if len(texts) < _FEWEST_GLYPHS:
        raise ReadError(name, "这份PDF是扫描图片，没有文字，无法检查，请用原文档（Word、WPS）或带文字的PDF")
    if texts.count(_UNKNOWN) > _MOST_UNKNOWN * len(texts):
        raise ReadError(name, "这份PDF的字体没有文字对照表，读出来是乱码，请用原文档或重新导出")


class _Device(PDFTextDevice):
    """Keeps the marks of the page that is being drawn."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.pages = 0
        self.width = self.height = 0.0
        self.glyphs: list[Glyph] = []
        self.rules: list[Rule] = []
        self.pictured = 0.0
        self._ways: Counter[int] = Counter()

    def turned(self) -> int:
        """By how many degrees the page must be turned to the right for most of its text to stand upright."""
        (way, count), *_ = self._ways.most_common(1) or [(0, 0)]
        return way if count > _MOST_TURNED * self._ways.total() else 0

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        x0, y0, x1, y1 = page.mediabox
        across, down = abs(x1 - x0), abs(y1 - y0)
        self.width, self.height = (down, across) if page.rotate in (90, 270) else (across, down)
        self.glyphs, self.rules, self.pictured = [], [], 0.0
        self._ways.clear()
        self.pages += 1

    def render_char(
        self,
        matrix: Matrix,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = _UNKNOWN
        advance = font.char_width(cid) * fontsize * scaling
        a, b, c, d, e, f = matrix
        vertical = font.is_vertical()
        dx, dy = (0.0, advance / 2) if vertical else (advance / 2, rise + 0.35 * fontsize)
        x, y = a * dx + c * dy + e, self.height - (b * dx + d * dy + f)
        size = abs(fontsize) * (c * c + d * d) ** 0.5
        upright = not vertical and a * d > 0 and abs(b) + abs(c) < 0.1 * (abs(a) + abs(d))
        if not vertical and not text.isspace():
            self._ways[(0 if a > 0 else 180) if abs(a) >= abs(b) else (90 if b > 0 else 270)] += 1
        base = self.height - (d * rise + f)
        ends = (e, e + a * advance)
        across, along = sorted((abs(a), abs(b)))
        if text and size > 0 and across <= _SLANTED * along:
            self.glyphs.append(Glyph(text, min(ends), max(ends), base, size, x, y, upright))
            if len(self.glyphs) > _MOST_GLYPHS:
                raise TooLarge
        return float(advance)

    def render_image(self, name: str, stream: Any) -> None:
        a, b, c, d, _, _ = self.ctm or (0.0,) * 6
        self.pictured += abs(a * d - b * c) / max(self.width * self.height, 1.0)

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        points: list[tuple[float, float]] = []
        for segment in path:
            kind = segment[0]
            if kind == "m":
                self._shape(points, stroke, fill)
                points = []
            if kind == "h":
                if points:
                    points.append(points[0])
            else:
                points.append(self._point(segment[-2], segment[-1]))
                if kind not in "ml":
                    stroke = stroke and fill  # a curve has no straight sides; its box may still be thin
        self._shape(points, stroke, fill)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.ctm or (1, 0, 0, 1, 0, 0)
        return a * x + c * y + e, self.height - (b * x + d * y + f)

    def _shape(self, points: list[tuple[float, float]], stroke: bool, fill: bool) -> None:
        """The rules in a figure of straight sides."""
        if len(points) < 2:
            return
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        if min(right - left, bottom - top) <= _THIN and (fill or stroke) and len(points) > 2:
            points, stroke = [(left, top), (right, bottom)], False
            if max(right - left, bottom - top) <= min(_THIN, _ROUND * min(right - left, bottom - top)):
                self._dot((left + right) / 2, (top + bottom) / 2)
                return
            if bottom - top <= _THIN:
                self._rule(True, (top + bottom) / 2, left, right)
            if right - left <= _THIN:
                self._rule(False, (left + right) / 2, top, bottom)
        if stroke:
            for (x0, y0), (x1, y1) in pairwise(points):
                if abs(y1 - y0) <= _STRAIGHT:
                    self._rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
                elif abs(x1 - x0) <= _STRAIGHT:
                    self._rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))

    def _dot(self, x: float, y: float) -> None:
        """A dot, which may be the next one of a dotted rule."""
        last = self.rules[-1] if self.rules else None
        if last is not None and abs((y if last.across else x) - last.at) <= _STRAIGHT:
            place = x if last.across else y
            if -_DOTTED <= place - last.end <= _DOTTED:
                self.rules[-1] = last._replace(end=max(last.end, place))
                return
            if -_DOTTED <= place - last.start <= _DOTTED:
                self.rules[-1] = last._replace(start=min(last.start, place))
                return
        if last is not None and last.start == last.end and last.across:
            down = Rule(False, last.start, last.at, last.at)
            if abs(x - down.at) <= _STRAIGHT and abs(y - down.start) <= _DOTTED:
                self.rules[-1] = down._replace(start=min(y, down.start), end=max(y, down.end))
                return
        self._rule(True, y, x, x)

    def _rule(self, across: bool, at: float, start: float, end: float) -> None:
        self.rules.append(Rule(across, at, start, end))
        if len(self.rules) > _MOST_RULES:
            raise TooLarge

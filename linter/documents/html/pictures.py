"""Pictures of a page that may be a table of its article: what cannot be read is not missing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from linter.documents.flatten import Flat
from linter.documents.html import names
from linter.documents.html.article import is_heading
from linter.documents.html.tokens import Tag, attributes, cut
from linter.regex_cache import compiled
from linter.text.source import Source, UnreadPart

_LEAST_WIDTH, _LEAST_HEIGHT = 240, 80  # pixels of a picture in which people can read a table
_LEAST_SHARE = 40  # per cent of the page's width
_SIZE = compiled(r"\s*([0-9]{1,5})(?:\.[0-9]*)?\s*(px|pt|%)?\s*(?:;|$)")
_IN_STYLE = compiled(r"(?i)(?:^|[;\s])(?:max-)?(width|height)\s*:([^;]*)")
_HIDDEN = compiled(r"(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden)")
_DECORATION = compiled(
    r"(?i)(?<![a-z])(?:logo|ico|icons?|qr|qrcode|ewm|erweima|banner|weixin|wechat|weibo|share|avatar|btn|button"
    r"|arrow|blank|spacer|bullet|nav|footer|header|guohui|emblem|fileTypeImages)(?![a-z])"
    r"|二维码|国徽|徽标|图标|标识|微信|微博|扫一扫|公众号|横幅|分享"
)
_NAMED = ("src", "alt", "title", "class", "id")
_LINE_TAGS = names.BLOCK | names.TABLE | {"br", "hr"}


def unread_pictures(page: Source, flat: Flat) -> tuple[UnreadPart, ...]:
    """The pictures inside of an article that may be tables, one a place: alone on their line, under a heading
    or words that announce them, and not of a size or a name that says otherwise."""
    if "<img" not in page.text and "<IMG" not in page.text:
        return ()
    segments = sorted((each.at, each.span.end) for each in flat.segments if each.length)
    starts = [at for at, _ in segments]
    found: dict[int, UnreadPart] = {}
    for tag in _alone(page.text):
        before = bisect_right(starts, tag.start)
        if not 0 < before < len(segments) or not _may_be_table(page.text, tag):
            continue
        at = segments[before - 1][1]
        line = flat.text[flat.text.rfind("\n", 0, at) + 1 : at].strip()
        if is_heading(line) or line.endswith(("：", ":")) or "表" in line:
            found.setdefault(at, UnreadPart(at, page.where(tag.start), "图片"))
    return tuple(found[at] for at in sorted(found))


class _Pictures:
    """The pictures of a page with nothing else on their line; a line without words goes on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = False
        self._line: list[Tag] = []
        self.found: list[Tag] = []

    def text(self, start: int, end: int) -> None:
        self._words = self._words or bool(self._text[start:end].replace("&nbsp;", "").strip())

    def start_tag(self, tag: Tag) -> None:
        if tag.name == "img":
            self._line.append(tag)
        elif tag.name in _LINE_TAGS:
            self.end_line()

    def end_tag(self, name: str, start: int, end: int) -> None:
        if name in _LINE_TAGS:
            self.end_line()

    def leaf(self, tag: Tag, stop: int, end: int) -> None:
        if tag.end < stop:
            self.text(tag.end, stop)

    def end_line(self) -> None:
        if not self._words:
            self.found += self._line
        self._line, self._words = [], False


def _alone(text: str) -> Iterator[Tag]:
    pictures = _Pictures(text)
    cut(text, pictures)
    pictures.end_line()
    return iter(pictures.found)


def _may_be_table(text: str, tag: Tag) -> bool:
    """Whether a picture's attributes let it be a table that people read."""
    given = {name: text[slice(*place)] for name, place in attributes(text, tag.inner, tag.end).items()}
    if given.get("role", "").lower() in ("presentation", "none") or given.get("aria-hidden", "") == "true":
        return False
    style = given.get("style", "")
    if "hidden" in given or _HIDDEN.search(style):
        return False
    sizes = {match[1].lower(): match[2] for match in _IN_STYLE.finditer(style)}
    width, height = (sizes.get(name) or given.get(name, "") for name in ("width", "height"))
    if _is_below(width, _LEAST_WIDTH) or _is_below(height, _LEAST_HEIGHT):
        return False
    return not any(_DECORATION.search(given.get(name, "")) for name in _NAMED)


def _is_below(size: str, least: int) -> bool:
    match = _SIZE.match(size)
    if match is None:
        return False
    number = int(match[1])
    return number < _LEAST_SHARE if match[2] == "%" else 0 < number < least

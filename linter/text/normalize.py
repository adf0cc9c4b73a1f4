"""The normalized view of a text: what matching sees instead of what the user typed.

`normalize` maps each character to exactly one character, so every offset into the view is an offset
into the original. Full-width forms become half-width, compatibility characters (Kangxi radicals
from PDF, vertical and small forms) their plain twins, every kind of blank a space or a line feed,
traditional characters simplified ones. Bars drawn with other characters become `|`.
Brackets and quotation marks that carry meaning (〔〕【】《》〈〉) stay themselves.

`Squeezed` is a short stretch of that view with its blanks dropped, which keeps the offset of
every character left: words broken by spaces or line ends match, and still know where they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from linter.regex_cache import compiled

if TYPE_CHECKING:
    from opencc import OpenCC

# Characters of traditional texts that simplified ones never use; the commonest in such reports
# are enough to tell, and telling must not cost more than a scan.
_TRADITIONAL = compiled(
    "[報務統計請訴訟議關動開辦無會國區縣鄉鎮廳發電對應實際處結總協機構與為業過東車長門問間"
    "時書學樣題點從個們見說經營農産產權責種類黨衛環財稅費]"
)
# Whatever is none of these may have a plainer twin.
_UNUSUAL = compiled("[^\n\t -~\u4e00-\u9fff、。〈-】〔-〗“”‘’…—·①-⑳]")
_COMMONEST = tuple(zip("，（）", ",()", strict=True))  # replaced before the others are looked for
_LEAST_TRADITIONAL = 20
_BLANKS = frozenset(
    "\u0085\u00a0\u00ad\u1680\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060"
    "\u3000\ufeff\x0b\x0c\x00" + "".join(map(chr, range(0x2000, 0x200B)))
)
_BARS = frozenset("│┃┆┇┊┋∣❘￨ǀ")
_WIDE, _WIDE_OF = ("！", "～"), "!"  # the first and the last of the full-width forms; what the first is of
_COMPATIBLE = ((0xFF01, 0xFF5F), (0x2E80, 0x2FE0), (0xF900, 0xFB00), (0xFE10, 0xFE70), (0xFFE0, 0xFFE7))
# What NFKC leaves alone: the radicals that text copied from a PDF has in the place of characters
# (Unicode's EquivalentUnifiedIdeograph), and the circle that stands for a zero in a year.
_LOOK_ALIKE = str.maketrans(
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿"
    "⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲◯",
    "厂乛乚乙亻冂几刀刂卜㔾小小兀尣尢巳幺彑彐忄㣺扌攵旡曰月歺民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟罓罒网网网羊羊羊耂肀聿月臼艹艹"
    "艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀〇",
)
# Words that converters to traditional characters put for the words of the mainland, of the same length.
_CONVERTED_WORDS = (("資訊", "信息"), ("網路", "網絡"), ("數位", "數字"), ("軟體", "軟件"))


def normalize(text: str) -> str:
    """The normalized view of `text`, of the same length."""
    return view(text)[0]


def view(text: str) -> tuple[str, bool]:
    """The normalized view of `text`, of the same length, and whether traditional characters were looked for
    there: without any of the commonest, none are."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    for char, plain in _COMMONEST:
        text = text.replace(char, plain)
    for char in set(_UNUSUAL.findall(text)):
        plain = _plain(char)
        if plain != char:
            text = text.replace(char, plain)
    return (_simplified(text), True) if has_traditional(text) else (text, False)


def has_traditional(text: str) -> bool:
    """Whether some of the commonest traditional characters occur."""
    return _TRADITIONAL.search(text) is not None


def is_traditional(text: str, normalized: str) -> bool:
    """Whether at least 20 characters of `text`, and more than one in fifty, are traditional ones."""
    if not has_traditional(text):
        return False
    changed = sum(one != other and one >= "\u3400" for one, other in zip(text, normalized, strict=True))
    return changed >= _LEAST_TRADITIONAL and changed * 50 > len(text)


def has_traditional_form(text: str) -> bool:
    """Whether traditional texts write some character of simplified `text` otherwise."""
    converted: str = _to_traditional().convert(text)
    return converted != text


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """The one character that stands for `char` in the view."""
    if char in _BLANKS:
        return " "
    if char in _BARS:
        return "|"
    alike = char.translate(_LOOK_ALIKE)
    if alike != char:
        return alike
    if _WIDE[0] <= char <= _WIDE[-1]:
        return chr(ord(char) - ord(_WIDE[0]) + ord(_WIDE_OF))
    if any(start <= ord(char) < stop for start, stop in _COMPATIBLE):
        import unicodedata  # few texts need its tables

        plain = unicodedata.normalize("NFKC", char)
        return plain if len(plain) == 1 else char
    return char


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC  # costs 20 ms, and few reports need it

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@cache
def _to_traditional() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("s2t")


def _simplified(text: str) -> str:
    """`text` in simplified characters and the words of the mainland, of the same length."""
    for word, plain in _CONVERTED_WORDS:
        text = text.replace(word, plain)
    convert = _converter()
    simple = convert(text)
    if len(simple) == len(text):
        return simple
    # a phrase changed its length: go by characters
    return "".join(one if len(one := convert(char)) == 1 else char for char in text)


_INK = compiled(r"[^ \t\n]+")


class Squeezed(Struct, frozen=True):
    """Text without blanks; `offsets[i]` is where `text[i]` stands in the source."""

    text: str
    offsets: Sequence[int]

    def start(self, index: int) -> int:
        """Source offset of the character at `index`, which may be one past the last."""
        return self.offsets[index] if index < len(self.offsets) else self.end(index)

    def end(self, index: int) -> int:
        """Source offset just behind the character before `index`."""
        return self.offsets[index - 1] + 1 if index else (self.offsets[0] if self.offsets else 0)


def squeeze(normalized: str, start: int, end: int) -> Squeezed:
    """The stretch `start`..`end` of a normalized text without blanks and line ends."""
    text = normalized[start:end]
    if " " not in text and "\n" not in text and "\t" not in text:
        return Squeezed(text, range(start, start + len(text)))
    offsets: list[int] = []
    pieces: list[str] = []
    for piece in _INK.finditer(normalized, start, end):
        pieces.append(piece[0])
        offsets += range(*piece.span())
    return Squeezed("".join(pieces), offsets)

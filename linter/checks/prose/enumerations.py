"""Lists of parts in prose: A 8条、B 4条, as far as they can be read without guessing."""

from __future__ import annotations

import re

from msgspec import Struct

from linter.checks.prose.phrases import expand
from linter.checks.prose.prose_patterns import percent_of
from linter.regex_cache import compiled
from linter.report.prose.prose_tokens import MARKS, Passage
from linter.report.values.quantity import Quantity
from linter.strict_yaml.patterns import occurs

_LABEL = expand(r"(?:{char}|{title}|{other}|\+|\([^()]{1,8}\))")
_ITEM = compiled(
    expand(
        rf"(?P<label>{_LABEL}{{1,36}}?)(?P<n>{MARKS['count']})(?P<tail>{{char}}{{0,6}}?)"
        r"(?P<aside>\([^()]{0,80}\))?(?P<share>,?约?占{char}{0,14}{percent})?(?=[,、;。)!]|以及|[和及与等]|$)"
        rf"|(?P<n2>{MARKS['count']})(?P<label2>(?:为|是|属于?|系|由){{char}}{{1,25}})(?=[,;。)!]|$)"
    )
)
_JOINT = compiled(r"[、,;]?(?:以及|另有|还有|和|及|与)?")
_MORE = compiled(r"[、;]|以及|另有|还有|和|及|与")
_CLAUSE = compiled(r"[^,;。()]*")
_RATE = compiled(expand(r",{char}{0,8}率[为达约]{0,2}{percent}"))
_MOST_ITEMS = 60
_COMPARISON = 2  # characters of a clause behind a list that begin a comparison: 比2022年的…
_FEWEST = 2  # parts that have a sum


class Part(Struct, frozen=True):
    """One part of a whole: its place in the shape, what it is called, how much it is."""

    at: int
    label: str
    quantity: Quantity


class Subtotal(Struct, frozen=True):
    """A figure behind some parts that is their sum: A 3条、B 2条，共5条."""

    part: Part
    parts: tuple[Part, ...]


class Listing(Struct, frozen=True):
    """The parts that a list names, whether it was surely read to its end, whether it says itself that
    it leaves others out (等), and whether its parts are parted in one way only (A、B，C may be two).
    A list that is not closed may be `parted` from figures behind it, by a semicolon.

    Parts with a subtotal behind them are one part, the subtotal, where the list goes on behind it.
    """

    parts: tuple[Part, ...]
    closed: bool
    leaves_out: bool = False
    even: bool = True
    parted: bool = False
    subtotals: tuple[Subtotal, ...] = ()

    @property
    def labels(self) -> str:
        """All labels, for patterns."""
        return ";".join(part.label for part in self.parts)


class Words(Struct, frozen=True):
    """What tells the items of a list apart: `stops` matches labels that are no parts and end the list,
    `rest` what stands for all other parts, `subtotals` labels of sums of the parts before, `inner` labels
    that begin a list of the parts of the part before, `channels` labels of channels, whose parts may be
    counted in another unit (`others`) than their whole."""

    stops: re.Pattern[str] | None
    rest: re.Pattern[str] | None = None
    subtotals: re.Pattern[str] | None = None
    inner: re.Pattern[str] | None = None
    channels: re.Pattern[str] | None = None
    others: tuple[str, ...] = ()


def read_parts(passage: Passage, start: int, words: Words, unit: str) -> Listing:
    """The list of parts at a place of a passage's shape, counted in `unit`."""
    reader = _Reader(passage, start, words, unit)
    for _ in range(_MOST_ITEMS):
        listing = reader.step()
        if listing is not None:
            return listing
    return reader.listing(closed=False)


class _Reader:
    """Reads a list of parts item by item, with the sums behind groups of them."""

    def __init__(self, passage: Passage, start: int, words: Words, unit: str) -> None:
        self._passage, self._at, self._words, self._unit = passage, start, words, unit
        self._parts: list[Part] = []
        self._subtotals: list[Subtotal] = []
        self._groups: list[tuple[int, int, Part]] = []  # from, up to, their sum
        self._start = 0  # of the group that is being read
        self._last = self._before = ""  # the two joints before the item
        self._joints = self._group_joints = ""

    def listing(self, *, closed: bool, leaves_out: bool = False, parted: bool = False) -> Listing:
        """What was read."""
        parts, joints = self._parts, self._joints
        if self._groups and (self._start, len(self._groups)) != (len(parts), 1):
            joints = self._group_joints
            parts, behind = [], 0
            for start, end, part in self._groups:
                parts += [*self._parts[behind:start], part]
                behind = end
            parts += self._parts[behind:]
        even = len(set(joints)) < 2
        return Listing(tuple(parts), closed, leaves_out, even, parted, tuple(self._subtotals))

    def step(self) -> Listing | None:
        """Read one item; the list, when it ends there."""
        match = _ITEM.match(self._passage.shape, self._at)
        if match is None:
            clause = _CLAUSE.match(self._passage.shape, self._at)
            rest = clause[0] if clause else ""
            more = bool(rest) and (_MORE.search(self._last) is not None or occurs(self._words.rest, rest))
            compares = occurs(self._words.stops, rest[:_COMPARISON])
            self._joints = self._joints[:-1] if compares else self._joints  # it parts no items
            return self.listing(closed=compares or MARKS["count"] not in rest, leaves_out=more)
        place = match.start("n") if match["n"] else match.start("n2")
        label = (match["label"] or match["label2"] or "") + (match["tail"] or "")
        part = Part(place, label, self._passage.quantity(place))
        same = part.quantity.unit == self._unit
        if same and occurs(self._words.subtotals, label) and self._sums_up(part):
            return self._join(match.end())
        if self._parts and occurs(self._words.inner, label):
            return self._pass_inner()
        if occurs(self._words.stops, label):
            return self.listing(closed=True, leaves_out=same and _MORE.match(self._last) is not None)
        if not (same or self._is_channel(part)) or self._is_share(place, match.end()):
            return self.listing(closed=False)
        self._parts.append(part)
        return self._join(match.end())

    def _join(self, at: int) -> Listing | None:
        """Go on behind what parts an item from the next; the list, when nothing does."""
        shape = self._passage.shape
        if shape[at : at + 1] == "等":
            return self.listing(closed=True, leaves_out=True)
        joint = _JOINT.match(shape, at)
        if joint is None or not joint[0]:
            return self.listing(closed=True)
        self._at, self._last, self._before = joint.end(), joint[0], self._last
        if joint[0] == ";" and self._joints.strip(";"):
            tokens = self._passage.tokens_in(self._at, self._passage.sentence(self._at).end)
            units = {self._passage.quantity(place).unit for place, token in tokens if token.kind == "count"}
            return self.listing(closed=self._unit not in units, parted=True)
        if joint[0][0] in ",、;":
            self._joints += joint[0][0]
        return None

    def _sums_up(self, part: Part) -> bool:
        """Whether a part is the sum of those before it: there are two or more since the last sum."""
        group = self._parts[self._start :] or self._parts
        if len(group) < _FEWEST:
            return False
        self._subtotals.append(Subtotal(part, tuple(group)))
        if self._start < len(self._parts):
            self._groups.append((self._start, len(self._parts), part))
            self._start = len(self._parts)
        self._group_joints += ";"
        self._joints = ""
        return True

    def _pass_inner(self) -> Listing | None:
        """Pass over the parts of the part before, up to the semicolon behind them; the list, when
        it is unknown where they end."""
        behind = self._passage.shape.find(";", self._at, self._passage.sentence(self._at).end)
        if self._before == ";":  # A 3条;B 9条,其中…: of B, or of both
            self._parts = self._parts[:-1]
        if self._before == ";" or behind < 0:
            return self.listing(closed=False)
        self._at, self._last, self._before = behind + 1, ";", self._last
        self._joints = self._joints.rstrip(",、") + ";"
        return None

    def _is_channel(self, part: Part) -> bool:
        return part.quantity.unit in self._words.others and occurs(self._words.channels, part.label)

    def _is_share(self, place: int, end: int) -> bool:
        """Whether a count is what was done of the part above it: 主办8件,公开6件,公开率75%."""
        if not self._parts:
            return False
        rate = _RATE.match(self._passage.shape, end)
        read = self._passage.quantity
        return rate is not None and percent_of(read(place), self._parts[-1].quantity, read(rate.end() - 1))

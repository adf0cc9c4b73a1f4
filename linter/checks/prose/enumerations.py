"""Lists of parts in prose: A 8条、B 4条, as far as they can be read without guessing."""

from __future__ import annotations

import re
from typing import NamedTuple

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


class Part(NamedTuple):
    """One part of a whole: its place in the shape, what it is called, how much it is."""

    at: int
    label: str
    quantity: Quantity


class Listing(NamedTuple):
    """The parts that a list names, whether it was surely read to its end, whether it says itself that
    it leaves others out (等), and whether its parts are parted in one way only (A、B，C may be two)."""

    parts: tuple[Part, ...]
    closed: bool
    leaves_out: bool = False
    even: bool = True

    @property
    def labels(self) -> str:
        """All labels, for patterns."""
        return ";".join(part.label for part in self.parts)


def read_parts(
    passage: Passage, start: int, stops: re.Pattern[str] | None, rest: re.Pattern[str] | None, unit: str
) -> Listing:
    """The list of parts at a place of a passage's shape, counted in `unit`. `stops` matches
    labels that are no parts: they end the list; `rest` of what stands for all other parts."""
    shape, at = passage.shape, start
    parts: list[Part] = []
    joints = last = before = ""
    while len(parts) < _MOST_ITEMS:
        even = len(set(joints)) < 2
        match = _ITEM.match(shape, at)
        if match is None:
            clause = _CLAUSE.match(shape, at)
            words = clause[0] if clause else ""
            leaves_out = bool(words) and (_MORE.search(last) is not None or occurs(rest, words))
            return Listing(tuple(parts), MARKS["count"] not in words, leaves_out, even)
        place = match.start("n") if match["n"] else match.start("n2")
        label = (match["label"] or match["label2"] or "") + (match["tail"] or "")
        quantity = passage.quantity(place)
        if occurs(stops, label):
            if before == ";" and label.startswith("其中"):  # A 3条;B 9条,其中: B has parts of its own
                return Listing(tuple(parts[:-1]), False, even=even)
            return Listing(tuple(parts), True, quantity.unit == unit and _MORE.match(last) is not None, even)
        if quantity.unit != unit or (parts and _is_share_of(passage, place, match.end(), parts[-1].quantity)):
            return Listing(tuple(parts), False, even=even)
        parts.append(Part(place, label, quantity))
        at = match.end()
        if shape[at : at + 1] == "等":
            return Listing(tuple(parts), True, True, even)
        joint = _JOINT.match(shape, at)
        if joint is None or not joint[0]:
            return Listing(tuple(parts), True, even=even)
        at, last, before = joint.end(), joint[0], last
        if joint[0] == ";" and joints.strip(";"):
            behind = passage.tokens_in(at, passage.sentence(at).end)
            more = any(
                token.kind == "count" and passage.quantity(place).unit == unit for place, token in behind
            )
            return Listing(tuple(parts), not more, even=even)
        if joint[0][0] in ",、;":
            joints += joint[0][0]
    return Listing(tuple(parts), False)


def _is_share_of(passage: Passage, place: int, end: int, above: Quantity) -> bool:
    """Whether a count is what was done of the part above it: 主办8件,公开6件,公开率75%."""
    rate = _RATE.match(passage.shape, end)
    return rate is not None and percent_of(passage.quantity(place), above, passage.quantity(rate.end() - 1))

"""How long a pattern can take: a bound on its steps for each character of text, or why there is none.

A backtracking matcher visits a place of the text, in one state of the pattern, once for every way in
which the pattern so far can end there. Read backwards, those ways can be counted from the pattern
alone: a repeat of one character's class that stands behind something which that class cannot match
begins at one place only; `x{0,40}` elsewhere has 41 beginnings; of alternatives only those count that
can end alike. Where every count is finite, all searches in a text of n characters together take at
most (n + 1) times a number that depends on the pattern alone. Read forwards, the ways in which a piece
can go on from one place bound the steps of one search; where no repeat is endless that is such a number
too, and the smaller of both counts. Patterns without such a number, or with a large one, are refused.
"""

from __future__ import annotations

import math
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import Literal, TypeAlias

from msgspec import Struct

from linter.strict_yaml.regex_syntax import Atom, Choice, Look, Node, Point, Repeat, Sequence, as_class

MOST_REPEATS = 1000
_ENOUGH = 1e12

Before: TypeAlias = "frozenset[str] | None"
"""What the character in front of a place can be, as patterns of one character; None: anything."""

_LINE_STARTS = frozenset({r"\n"})
_ANY = r"[\s\S]"


class Unbounded(Struct, frozen=True):
    """A repeat (its quantifier's offset, from 0) that makes the steps grow faster than the text."""

    at: int
    message: str


class Measure(Struct, frozen=True):
    """`ways` in which a piece can end at one place, and `cost`: steps a character for one way in."""

    ways: float
    cost: float


def measure(node: Node) -> tuple[float, tuple[Unbounded, ...]]:
    """Steps for each character of a text, all searches together, and the repeats that have no bound."""
    found: dict[Unbounded, None] = {}
    cost = min(_measure(node, None, found).cost, _forward(node).cost)
    return cost, tuple(found)


def _forward(node: Node) -> Measure:
    """`ways` in which a piece can go on from one place, and the steps of trying them all."""
    if isinstance(node, Atom | Point):
        return Measure(1, 1)
    if isinstance(node, Look):
        return Measure(1, 1 + _forward(node.body).cost)
    if isinstance(node, Sequence):
        ways = cost = 1.0
        for part in node.parts:
            own = _forward(part)
            cost += ways * own.cost
            ways = min(ways * own.ways, _ENOUGH)
        return Measure(ways, cost)
    if isinstance(node, Choice):
        each = [_forward(option) for option in node.options]
        edges = [tuple(_edge(option, 1)) for option in node.options]
        return Measure(_alike(edges, [own.ways for own in each]), len(each) + sum(own.cost for own in each))
    if node.high is None:
        return Measure(math.inf, math.inf)
    if isinstance(node.body, Atom):
        return Measure(node.high - node.low + 1, node.high + 1)
    return _powers(_forward(node.body), node.low, node.high)


def _powers(own: Measure, low: int, high: int) -> Measure:
    """A group repeated: each repetition multiplies the ways into the next."""
    ways = cost = 0.0
    power = 1.0
    for count in range(high + 1):
        ways += power if count >= low else 0
        cost += power * own.cost if count < high else 0
        power = min(power * own.ways, _ENOUGH)
    return Measure(min(ways, _ENOUGH), 1 + cost)


def _measure(node: Node, before: Before, found: dict[Unbounded, None]) -> Measure:
    if isinstance(node, Atom | Point):
        return Measure(1, 1)
    if isinstance(node, Look):
        start = None if node.opening.startswith("(?<") else before
        return Measure(1, 1 + _measure(node.body, start, found).cost)
    if isinstance(node, Sequence):
        ways = cost = 1.0
        for part in node.parts:
            own = _measure(part, before, found)
            cost += ways * own.cost
            ways = min(ways * own.ways, _ENOUGH)
            before = _after(part, before)
        return Measure(ways, cost)
    if isinstance(node, Choice):
        each = [_measure(option, before, found) for option in node.options]
        cost = len(each) + sum(own.cost for own in each)
        edges = [tuple(_edge(option, -1)) for option in node.options]
        return Measure(_alike(edges, [own.ways for own in each]), cost)
    return _repeat(node, before, found)


def _repeat(node: Repeat, before: Before, found: dict[Unbounded, None]) -> Measure:
    body, low, high = node.body, node.low, node.high
    if high is not None and high > MOST_REPEATS:
        found[Unbounded(node.at, f"重复次数最多写到 {MOST_REPEATS}")] = None
        return Measure(1, 1)
    alone = isinstance(body, Atom) and _apart(before, frozenset({body.text}))
    if isinstance(body, Atom) and alone:
        return Measure(1, 2)  # it begins behind what it cannot match: at one place
    if high is None:
        found[Unbounded(node.at, _ENDLESS if isinstance(body, Atom) else _ENDLESS_GROUP)] = None
        return Measure(1, 1)
    if isinstance(body, Atom):
        return Measure(high - low + 1, high + 1)
    tail = _after(body, None)
    own = _measure(body, _either(before, tail) if high > 1 else before, found)
    if high == 1 and _apart(before, tail):
        return Measure(max(own.ways, 1), 1 + own.cost)
    return _powers(own, low, high)


_ENDLESS = "前面可以是同一类字符，重复又没有上限，文字一长就会极慢；请写明上限，如 {0,40}"
_ENDLESS_GROUP = "成组的内容不能无限重复，请写明上限，如 {0,4}"


def _after(node: Node, before: Before) -> Before:
    """What can stand in front of the place where a piece ends."""
    if isinstance(node, Atom):
        return frozenset({node.text})
    if isinstance(node, Point):
        return _LINE_STARTS if node.text in ("^", r"\A") else before
    if isinstance(node, Look):
        return _looked(node, before)
    if isinstance(node, Sequence):
        for part in node.parts:
            before = _after(part, before)
        return before
    if isinstance(node, Choice):
        ends = [_after(option, before) for option in node.options]
        return None if None in ends else frozenset().union(*(end for end in ends if end is not None))
    ends_in = _after(node.body, before)
    if node.high == 0:
        return before
    return _either(ends_in, before) if node.low == 0 else ends_in


def _looked(node: Look, before: Before) -> Before:
    """A look back at one character says what it is or is not."""
    options = node.body.options if isinstance(node.body, Choice) else (node.body,)
    texts = tuple(option.text for option in options if isinstance(option, Atom))
    if len(texts) < len(options) or not node.opening.startswith("(?<"):
        return before
    if node.opening == "(?<=":
        return frozenset(texts)
    return frozenset({f"(?!{as_class(texts)}){_ANY}"})


def _either(one: Before, other: Before) -> Before:
    return None if one is None or other is None else one | other


def _apart(one: Before, other: Before) -> bool:
    """Whether no character can be both."""
    if one is None or other is None:
        return False
    return all(disjoint(first, second) for first in one for second in other)


def _alike(edges: list[tuple[str, ...]], ways: list[float]) -> float:
    """The ways of alternatives together: of those whose edges can be alike, the largest sum."""
    most = 0.0
    for edge in edges:
        together = (own for other, own in zip(edges, ways, strict=True) if _compatible(edge, other))
        most = max(most, math.fsum(together))
    return min(most, _ENOUGH)


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not any(disjoint(first, second) for first, second in zip(one, other, strict=False))


def _edge(node: Node, step: Literal[1, -1]) -> Iterator[str]:
    """The characters that a piece must begin with (step 1), or end with, from its end on (step -1)."""
    if isinstance(node, Atom):
        yield node.text
    elif isinstance(node, Sequence):
        for part in node.parts[::step]:
            yield from _edge(part, step)
            if not isinstance(part, Atom | Point | Look):
                return
    elif isinstance(node, Choice):
        atoms = tuple(option.text for option in node.options if isinstance(option, Atom))
        if len(atoms) == len(node.options):
            yield as_class(atoms)
    elif isinstance(node, Repeat) and node.low > 0:
        yield from islice(_edge(node.body, step), 1)


# -- classes of characters -----------------------------------------------------------------------

_PLAIN = re.compile(r"[^\\\[.]")
_NAMED = re.compile(r"\\U([0-9a-fA-F]{8})|\\N\{([^}]*)\}|([\U00010000-\U0010ffff])")
_FIRST_PLANE = 0x10000


def disjoint(one: str, other: str) -> bool:
    """Whether no character matches both of two patterns of one character."""
    if _PLAIN.fullmatch(one) and _PLAIN.fullmatch(other):
        return one != other
    for plain, text in ((one, other), (other, one)):
        if _PLAIN.fullmatch(plain):
            return _compiled(text).fullmatch(plain) is None
    if _meet(_runs(one), _runs(other)):
        return False
    own = _sample({point for text in (one, other) for point in _points(text)})
    return not any(_compiled(one).fullmatch(char) and _compiled(other).fullmatch(char) for char in own)


@lru_cache(maxsize=4096)
def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(text)


@lru_cache(maxsize=4096)
def _runs(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of the common sample that a pattern of one character matches, in order."""
    return tuple(match.span() for match in re.finditer(f"(?:{text})+", _common()))


@cache
def _common() -> str:
    r"""Every character of the first plane, and the others at which \d, \s or \w begin or end to match.

    Between two of those all characters that a pattern does not name are alike to it.
    """
    others = "".join(map(chr, range(_FIRST_PLANE, 0x110000)))
    edges = {edge for kind in "dsw" for match in re.finditer(rf"\{kind}+", others) for edge in match.span()}
    beyond = _sample({_FIRST_PLANE + edge for edge in edges})
    return "".join(map(chr, range(_FIRST_PLANE))) + "".join(beyond)


def _points(text: str) -> Iterator[int]:
    """The characters above the first plane that a pattern names, however it writes them."""
    for match in _NAMED.finditer(text):
        yield int(match[1], 16) if match[1] else ord(match[3] or unicodedata.lookup(match[2]))


def _sample(points: Iterable[int]) -> Iterator[str]:
    """The characters at these points and beside them, above the first plane."""
    beside = {point + step for point in points for step in (-1, 0, 1)}
    return (chr(point) for point in sorted(beside) if _FIRST_PLANE <= point <= sys.maxunicode)


def _meet(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]) -> bool:
    first = second = 0
    while first < len(one) and second < len(other):
        if one[first][1] <= other[second][0]:
            first += 1
        elif other[second][1] <= one[first][0]:
            second += 1
        else:
            return True
    return False

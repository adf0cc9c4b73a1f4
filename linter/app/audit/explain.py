"""Which one or two units make up the differences between a consolidated report and its units' sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from linter.output.audit.model import Number, Place

_MOST_NAMED = 3
_SMALLEST = 5  # of a single figure: any unit may have three of a thing by chance


class Explanation(Struct, frozen=True):
    """The units that make up a difference, and how, in Chinese."""

    units: tuple[str, ...]
    words: str


def explain_all(
    differences: Sequence[tuple[Place, Number]],
    units: Iterable[tuple[str, Mapping[Place, Number]]],
) -> Explanation | None:
    """The one or two units that make up all differences at once, where there is one way only.

    `differences` are what is stated above the sum, 0 where the two agree; `units` give each unit's figures.
    A unit whose figures are stated too much was counted twice, one whose figures lack was left out.
    """
    places = [place for place, _ in differences]
    wanted = tuple(difference for _, difference in differences)
    if not any(wanted):
        return None
    vectors: dict[tuple[Number, ...], list[str]] = {}
    for name, figures in units:
        vector = tuple(figures.get(place, 0) for place in places)
        if any(vector):
            vectors.setdefault(vector, []).append(name)
    single = [*_singles(wanted, vectors)]
    if single:
        return single[0] if len(single) == 1 else None
    pairs = [*_pairs(wanted, vectors)]
    return pairs[0] if len(pairs) == 1 else None


_WAYS = ((1, "重复计入了"), (-1, "没有计入"))


def _singles(
    wanted: tuple[Number, ...], vectors: Mapping[tuple[Number, ...], list[str]]
) -> Iterator[Explanation]:
    for sign, words in _WAYS:
        names = vectors.get(tuple(sign * each for each in wanted), [])
        if len(names) > _MOST_NAMED:
            continue
        for name in names:
            yield Explanation((name,), f"相差的各数正是{name}的数，像是{words}{name}")


def _pairs(
    wanted: tuple[Number, ...], vectors: Mapping[tuple[Number, ...], list[str]]
) -> Iterator[Explanation]:
    seen: set[frozenset[str]] = set()
    for vector, names in vectors.items():
        for sign, words in _WAYS:
            rest = tuple(each - sign * own for each, own in zip(wanted, vector, strict=True))
            for other, other_words in _WAYS:
                partners = vectors.get(tuple(other * each for each in rest), [])
                for name in names[:_MOST_NAMED]:
                    for partner in partners[:_MOST_NAMED]:
                        both = frozenset((name, partner))
                        if len(both) == 2 and both not in seen:
                            seen.add(both)
                            yield Explanation(
                                (name, partner),
                                f"相差的各数正是两个单位的数，像是{words}{name}、{other_words}{partner}",
                            )


def explain_one(
    stated: Number,
    total: Number,
    units: Iterable[tuple[str, Number]],
    slips: Sequence[tuple[str, Number]] = (),
) -> Explanation | None:
    """What makes up the difference at one place: a slip of the pen, the figure of one unit alone, or a slip
    in a unit's own report. `slips` are the units whose identities hold when their figure here (given) changes
    by the difference; these are named only where nothing else explains it."""
    other = _explain_plainly(stated, total, units)
    if not slips:
        return other
    if other is not None or len(slips) > 1:
        return None
    [(name, value)] = slips
    right = value + stated - total
    words = f"相差的正是{name}自己的勾稽错误：它填的是 {value}，按它自己的勾稽关系应为 {right}"
    return Explanation((name,), words)


def _explain_plainly(
    stated: Number, total: Number, units: Iterable[tuple[str, Number]]
) -> Explanation | None:
    if (slip := slip_words(stated, total)) is not None:
        return Explanation((), slip)
    difference = stated - total
    size = max(difference, -difference)
    if size < _SMALLEST:
        return None
    names = [name for name, value in units if value == size]
    if len(names) != 1:
        return None
    words = "重复计入了" if difference > 0 else "没有计入"
    return Explanation((names[0],), f"相差的正是{names[0]}的数，像是{words}它")


def slip_words(stated: Number, total: Number) -> str | None:
    """How one figure may have become another by a slip of the pen; None where nothing suggests one."""
    wrong, right = str(stated), str(total)
    if min(len(wrong), len(right)) < 2 or wrong == right:
        return None
    if len(wrong) == len(right):
        off = [at for at in range(len(wrong)) if wrong[at] != right[at]]
        crossed = len(off) == 2 and off[1] == off[0] + 1 and wrong[off[0]] == right[off[1]]
        if crossed and wrong[off[1]] == right[off[0]]:
            return f"像是抄错：{right} 的两位数字颠倒成了 {wrong}"
        return None
    long, short = max(wrong, right, key=len), min(wrong, right, key=len)
    if len(long) == len(short) + 1 and len(short) >= 2:
        for at in range(len(long)):
            if long[:at] + long[at + 1 :] == short:
                return f"像是抄错：{right} 少写了一位" if long is right else f"像是抄错：{right} 多写了一位"
    return None

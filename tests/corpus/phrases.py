"""The sentences of phrases.txt, and the blanks in them.

A number is drawn when a sentence first asks for it, so that sums and shares inside one sentence
hold: `{T}` is `{T1}` + `{T2}` + `{T3}`, `{CD}` is `{C2}` - `{C1}`.
"""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path


def _load() -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in Path(__file__).with_name("phrases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            lines = groups.setdefault(line[1:], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return {name: tuple(group) for name, group in groups.items()}


PHRASES = _load()


class Blanks(dict[str, object]):
    """The values of a sentence's blanks: given facts first, numbers made on demand."""

    def __init__(self, rng: random.Random, facts: dict[str, object]) -> None:
        super().__init__(facts)
        self._rng = rng

    def __missing__(self, key: str) -> object:
        rng = self._rng
        if key[0] in "TP":
            parts = [rng.randint(3, 800) for _ in range(3)]
            self.update(zip(("T", "T1", "T2", "T3"), (sum(parts), *parts), strict=True))
            self["P1"] = f"{Decimal(parts[0] * 100) / sum(parts):.{rng.randint(0, 2)}f}"
        elif key[0] == "C":
            before, more = rng.randint(100, 4000), rng.randint(1, 900)
            growth = f"{more * 100 / before:.1f}"
            self.update(C1=before, C2=before + more, CD=more, CP=growth)
        elif key[0] == "s":
            self[key] = rng.randint(2, 30)
        elif key[0] == "b":
            self[key] = rng.randint(1000, 9000)
        elif key[:3] == "wan":
            self[key] = f"{rng.randint(101, 9999) / 100:g}万"
        elif key == "m":
            self[key] = rng.randint(1, 12)
        elif key == "d":
            self[key] = rng.randint(1, 28)
        elif key in ("doc", "olddoc"):
            year = int(str(self["year" if key == "doc" else "last"]))
            self[key] = f"‹{document_number(rng, year)}›"
        elif key == "fee":
            self[key] = rng.choice((100, 120, 300))
        else:
            raise KeyError(key)
        return self[key]


_AGENCIES = ("云政办发", "清政", "临政办函", "东岭办发", "平府办", "金民发", "南财办", "江教公")


def document_number(rng: random.Random, year: int) -> str:
    """A well-formed 发文字号 of an invented agency."""
    agency = rng.choice(_AGENCIES)
    return f"{agency}〔{year}〕{rng.randint(1, 240)}号"


def phrase(rng: random.Random, group: str, facts: dict[str, object], avoid: tuple[str, ...] = ()) -> str:
    """One sentence of `group`, filled; none that holds a word of `avoid`."""
    return phrases(rng, group, 1, facts, avoid)[0]


def phrases(
    rng: random.Random, group: str, count: int, facts: dict[str, object], avoid: tuple[str, ...] = ()
) -> list[str]:
    """Up to `count` different sentences of `group`, at least one.

    Raises ValueError when `avoid` leaves none.
    """
    pool = PHRASES[group]
    if avoid:
        pool = tuple(text for text in pool if not any(word in text for word in avoid))
    if not pool:
        raise ValueError(f"no sentence of {group} is left without {avoid}")
    return [text.format_map(Blanks(rng, facts)) for text in rng.sample(pool, min(count, len(pool)))]

"""What statements may speak of: the totals of the tables, how they come about, and invented numbers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Final

from tests.corpus.grid import Figures
from tests.corpus.phrases import document_number

Facts = dict[str, object]

_ROWS: Final = {
    "received": "received",
    "carried_in": "carried_in",
    "carried_out": "carried_out",
    "processed": "processed_total",
    "granted": "granted",
    "partly": "partly_granted",
    "refused": "refused.",
    "unavailable": "unavailable.",
    "not_processed": "not_processed.",
    "otherwise": "otherwise",
    "petition": "not_processed.petition",
    "repeated": "not_processed.repeated",
    "not_held": "unavailable.not_held",
    "process": "refused.process",
    "query": "refused.administrative_query",
}
"""Names of totals of table 三: a row, or with a stop at its end all rows that begin so."""
_APPLICANTS: Final = {
    "natural": "natural_person",
    "business": "business",
    "research": "research",
    "welfare": "public_welfare",
    "lawyers": "legal_service",
}
_PROCEEDINGS: Final = {
    "rec": "reconsideration",
    "direct": "litigation_direct",
    "after": "litigation_after_reconsideration",
}
_DOCUMENTS: Final = ("issued", "repealed", "in_force")
_OUTCOMES: Final = ("upheld", "overturned", "other", "pending")


def of_requests(figures: Figures) -> dict[str, int]:
    """The totals of table 三, by the names that statements use."""
    totals = {row: int(value) for (row, column), value in figures.items() if column == "total"}
    facts = {
        name: sum(value for row, value in totals.items() if row == key or _belongs(row, key))
        for name, key in _ROWS.items()
    }
    facts |= {name: int(figures["received", column]) for name, column in _APPLICANTS.items()}
    facts["legal"] = facts["received"] - facts["natural"]
    return facts


def _belongs(row: str, key: str) -> bool:
    return (key[-1] == "." and row.startswith(key)) or (key == "otherwise" and row.startswith("otherwise."))


def of_review(figures: Figures) -> dict[str, int]:
    """The figures of table 四, by the names that statements use."""
    facts = {name: int(figures[row, "total"]) for name, row in _PROCEEDINGS.items()}
    for name, row in _PROCEEDINGS.items():
        facts |= {f"{name}_{outcome}": int(figures[row, outcome]) for outcome in _OUTCOMES}
    facts["lit"] = facts["direct"] + facts["after"]
    facts |= {f"lit_{key}": facts[f"direct_{key}"] + facts[f"after_{key}"] for key in _OUTCOMES}
    return facts


def of_proactive(figures: Figures) -> dict[str, int]:
    """Some figures of table 二; those of documents only where its generation has them."""
    facts = {name: int(figures[name, "decisions"]) for name in ("licensing", "penalties")}
    facts["coercive"] = int(figures["coercive_measures", "decisions"])
    if ("normative_documents", "issued") in figures:
        facts |= {name: int(figures["normative_documents", name]) for name in _DOCUMENTS}
    return facts


def made_up(rng: random.Random, received: int) -> dict[str, int]:
    """How the requests received came about: `L` last year's number, `five` that of five years; by
    quarter q1-q4, channel r1-r3 and unit u1-u3."""
    last = rng.randint(1, 9) if received < 6 else rng.randint(received // 2, received * 3 // 2)
    facts = {"L": last + (last == received), "five": received + last + rng.randint(1, 3 * received + 9)}
    for letter, count in (("q", 4), ("r", 3), ("u", 3)):
        for number, part in enumerate(_parts(rng, received, count), 1):
            facts[f"{letter}{number}"] = part
    return facts


def _parts(rng: random.Random, whole: int, count: int) -> Iterator[int]:
    ends = sorted(rng.randint(0, whole) for _ in range(count - 1))
    for start, end in zip((0, *ends), (*ends, whole), strict=True):
        yield end - start


TABLE_NAMES: Final = frozenset(
    (*_ROWS, *_APPLICANTS, "legal", *_PROCEEDINGS, "lit", "licensing", "penalties", "coercive", *_DOCUMENTS)
) | {f"{name}_{outcome}" for name in (*_PROCEEDINGS, "lit") for outcome in _OUTCOMES}
"""Names of what stands in a table."""
DERIVED: Final = frozenset(("L", "five", *(f"{letter}{n}" for letter in "qru" for n in range(1, 5))))
YEARS: Final = frozenset(("year", "last", "next"))
_MEASURES: Final = ("件", "件", "件", "宗", "条", "例", "份")


class Known(dict[str, object]):
    """The values of one statement's names: given facts first, the others invented when asked for.

    Raises KeyError for a name that is neither.
    """

    def __init__(self, rng: random.Random, facts: Mapping[str, object]) -> None:
        super().__init__(facts)
        self._rng = rng

    def __missing__(self, name: str) -> object:
        rng = self._rng
        if name in ("up0", "up1", "down0", "down1"):
            less, more = ("up0", "up1") if name[0] == "u" else ("down1", "down0")
            self[less] = rng.randint(100, 4000)
            self[more] = int(str(self[less])) + rng.randint(1, 900)
        elif name == "m":
            self[name] = rng.randint(1, 12)
        elif name == "day":
            self[name] = rng.randint(1, 28)
        elif name == "M":
            self[name] = rng.choice(_MEASURES)
        elif name in ("doc", "olddoc"):
            year = int(str(self["year" if name == "doc" else "last"]))
            self[name] = f"‹{document_number(rng, year)}›"
        elif name in tuple("stv"):
            self[name] = rng.randint(2, 30)
        elif name in tuple("abcdefgh"):
            self[name] = rng.randint(3, 800)
        elif name in tuple("ABCD"):
            self[name] = rng.randint(1000, 90_000)
        else:
            raise KeyError(name)
        return self[name]

"""Figures that satisfy every identity of tables 二, 三 and 四, from all zeros to thousands."""

from __future__ import annotations

import random
from decimal import Decimal

from tests.corpus.grid import Number
from tests.corpus.templates import APPLICANTS, PROCEEDINGS, RESULT_ROWS

SCALES = {"zero": 0, "small": 9, "middle": 180, "large": 6000}
"""The greatest figure of each scale."""


def scale(rng: random.Random) -> str:
    """A scale; small bodies, whose tables are mostly zeros, are the commonest."""
    return rng.choice(("zero", "zero", "small", "small", "middle", "large"))


def requests(rng: random.Random, generation: str, size: str) -> dict[tuple[str, str], Number]:
    """Table 三: per column received + carried_in = processed_total + carried_out, per row the sum."""
    top = SCALES[size]
    rows = ("received", "carried_in", *RESULT_ROWS[generation], "processed_total", "carried_out")
    columns: dict[str, dict[str, int]] = {}
    for index, (column, _) in enumerate(APPLICANTS):
        values = dict.fromkeys(rows, 0)
        if top and (index == 0 or rng.random() < 0.45):
            most = top if index == 0 else max(1, top // 8)
            values["received"] = rng.randint(1 if index == 0 else 0, most)
            values["carried_in"] = rng.randint(0, max(1, most // 10))
            left = values["received"] + values["carried_in"]
            values["carried_out"] = rng.randint(0, left // 6)
            values["processed_total"] = left - values["carried_out"]
            _spread(rng, values, RESULT_ROWS[generation], values["processed_total"])
        columns[column] = values
    figures: dict[tuple[str, str], Number] = {}
    for row in rows:
        total = 0
        for column, values in columns.items():
            figures[row, column] = values[row]
            total += values[row]
        figures[row, "total"] = total
    return figures


def _spread(rng: random.Random, values: dict[str, int], rows: tuple[str, ...], amount: int) -> None:
    """Share `amount` out over a few of `rows`, the first of them (granted) most often."""
    chosen = rng.sample(rows, min(len(rows), 1 + rng.randrange(6)))
    if rng.random() < 0.8 and rows[0] not in chosen:
        chosen[0] = rows[0]
    for row in chosen[:-1]:
        part = rng.randint(0, amount)
        values[row] += part
        amount -= part
    values[chosen[-1]] += amount


def review(rng: random.Random, size: str) -> dict[tuple[str, str], Number]:
    """Table 四: four outcomes and their total for each of three proceedings."""
    figures: dict[tuple[str, str], Number] = {}
    for proceeding in PROCEEDINGS:
        busy = size != "zero" and rng.random() < 0.6
        top = max(1, SCALES[size] // 60) if busy else 0
        parts = [rng.randint(0, top) for _ in range(4)]
        for outcome, part in zip(("upheld", "overturned", "other", "pending"), parts, strict=True):
            figures[proceeding, outcome] = part
        figures[proceeding, "total"] = sum(parts)
    return figures


def proactive(
    rng: random.Random, generation: str, size: str, rulemaking: bool
) -> dict[tuple[str, str], Number]:
    """Table 二. 规章 stay 0 unless `rulemaking`; N507's order of stocks and flows holds."""
    make = _proactive_2019 if generation == "2019" else _proactive_2021
    return make(rng, SCALES[size], rulemaking)


def _proactive_2019(rng: random.Random, top: int, rulemaking: bool) -> dict[tuple[str, str], Number]:
    figures: dict[tuple[str, str], Number] = {}
    for row in ("regulations", "normative_documents"):
        most = min(top, 300) if row != "regulations" or rulemaking else 0
        new = rng.randint(0, most)
        figures[row, "made"] = new + rng.randint(0, min(most, 5))
        figures[row, "newly_disclosed"] = new
        figures[row, "disclosed_total"] = new + rng.randint(0, most * 3)
    for row in ("licensing", "other_services", "penalties", "coercive_measures", "fees"):
        figures[row, "previous_items"] = before = rng.randint(0, top * 2)
        figures[row, "change"] = rng.randint(-min(before, max(1, top // 5)), top // 2) if top else 0
        if row != "fees":
            figures[row, "decisions"] = rng.randint(0, top * 30)
    figures["procurement", "items"] = bids = rng.randint(0, top)
    figures["procurement", "amount"] = _amount(rng, top) if bids else 0
    return figures


def _proactive_2021(rng: random.Random, top: int, rulemaking: bool) -> dict[tuple[str, str], Number]:
    figures: dict[tuple[str, str], Number] = {}
    for row in ("regulations", "normative_documents"):
        most = min(top, 300) if row != "regulations" or rulemaking else 0
        figures[row, "issued"] = issued = rng.randint(0, most)
        figures[row, "repealed"] = repealed = rng.randint(0, most)
        figures[row, "in_force"] = max(0, issued - repealed) + rng.randint(0, most * 4)
    for row in ("licensing", "penalties", "coercive_measures"):
        figures[row, "decisions"] = rng.randint(0, top * 30)
    figures["fees", "amount"] = _amount(rng, top) if rng.random() < 0.6 else 0
    return figures


def _amount(rng: random.Random, top: int) -> Number:
    if not top:
        return 0
    if rng.random() < 0.3:
        return rng.randint(1, top * 40)
    return Decimal(rng.randint(1, top * 4000)) / 100

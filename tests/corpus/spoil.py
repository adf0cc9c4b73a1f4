"""The ways to state a number wrongly, as the fault statements name them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise


def wrong_count(rng: random.Random, how: str, true: int, known: Mapping[str, object]) -> int | None:
    """A count stated wrongly: off by one, digits swapped, last year's, less or more, a stale year.

    None where that way gives nothing wrong; raises ValueError for an unknown way.
    """
    match how:
        case "off":
            wrong = true + rng.choice((-1, 1))
        case "less1":
            wrong = true - 1
        case "less":
            wrong = true - rng.randint(1, max(1, true // 10))
        case "more":
            wrong = true + rng.randint(1, max(1, true // 10))
        case "last":
            wrong = int(str(known["L"]))
        case "stale":
            wrong = true - rng.choice((1, 1, 1, 1, 2))
        case "swap":
            return _whole(_swapped(rng, str(true)), true)
        case _:
            raise ValueError(f"no such way to be wrong: {how}")
    return wrong if wrong > 0 and wrong != true else None


def wrong_share(rng: random.Random, how: str, true: Decimal) -> Decimal | None:
    """A share stated wrongly: digits swapped, ten or a tenth times it, of another base, points off."""
    match how:
        case "swap":
            text = _swapped(rng, f"{true:f}")
            return None if text is None else Decimal(text)
        case "ten":
            return true * 10 if true < 10 else (true / 10).quantize(true)
        case "base":
            return (true * rng.randint(40, 90) / 100).quantize(true)
        case "points":
            wrong = true + rng.choice((-1, 1)) * Decimal(rng.randint(13, 97)).scaleb(-1)
            return wrong.quantize(true) if 0 < wrong < 100 or true > 100 else None
    raise ValueError(f"no such way to be wrong: {how}")


def _whole(text: str | None, true: int) -> int | None:
    return None if text is None or int(text) == true else int(text)


def _swapped(rng: random.Random, text: str) -> str | None:
    """Two neighbouring digits exchanged, the first never to 0."""
    places = [i for i, char in enumerate(text) if char.isdigit()]
    pairs = [
        (one, two)
        for one, two in pairwise(places)
        if text[one] != text[two] and not (one == 0 and text[two] == "0")
    ]
    if not pairs:
        return None
    one, two = rng.choice(pairs)
    return text[:one] + text[two] + text[one + 1 : two] + text[one] + text[two + 1 :]

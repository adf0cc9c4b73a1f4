"""A percentage of prose beside its part: what it is called, which part its name says, slips of the pen."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from linter.checks.prose.prose_patterns import clause_before, counts, percent_of
from linter.report.prose.prose_tokens import Passage, Sentence
from linter.report.values.quantity import Quantity

_MOST = 24  # figures of a sentence that are paired


class Share(Struct, frozen=True):
    """A percentage and the figure it is the share of, by their places in the shape.

    `rate` tells that it is a rate of what was done, `lead` are the words between the two.
    """

    part_at: int
    at: int
    rate: bool
    lead: str


def name_of(share: Share) -> str:
    """What a rate is called, without 率: 按时办结."""
    lead = share.lead[: share.lead.rfind("率")]
    return lead[max(lead.rfind(mark) for mark in ",(") + 1 :]


def part_of_name(passage: Passage, sentence: Sentence, share: Share) -> Share:
    """A rate with the part that its name says: 收到9件,办结8件,结转1件,办结率88.9%."""
    word = name_of(share)[-2:]
    if not share.rate or not word or word in clause_before(passage, share.part_at):
        return share
    before = counts(passage, sentence.start, share.part_at)
    named = [at for at in before if word in clause_before(passage, at)]
    if not named:
        return share
    return replace(share, part_at=named[-1], lead=passage.shape[named[-1] + 1 : share.at])


def pairs(passage: Passage, sentence: Sentence, share: Share) -> Iterator[int]:
    """The figures of the sentence of which any other of it is a stated rate."""
    inside = counts(passage, sentence.start, sentence.end)[:_MOST] if share.rate else []
    stated = passage.quantity(share.at)
    for part in inside:
        for at in inside:
            if at != part and percent_of(passage.quantity(part), passage.quantity(at), stated):
                yield at


def exchanged(stated: Quantity) -> Iterator[Quantity]:
    """A percentage with two neighbouring digits that differ exchanged."""
    shown = f"{stated.value:f}"
    places = [at for at, char in enumerate(shown) if char != "."]
    for first, second in pairwise(places):
        if shown[first] != shown[second]:
            digits = [*shown]
            digits[first], digits[second] = digits[second], digits[first]
            value = Decimal("".join(digits))
            yield replace(stated, value=value, low=value, high=value)

"""The sentences that every report must contain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linter.checks.reference_data import YEAR
from linter.rulebook import Rulebook

__all__ = ["YEAR", "RequiredSentence", "required_sentences"]


class RequiredSentence(NamedTuple):
    """A sentence with its name; `has_year_field` if it contains YEAR, as the reporting year is not known."""

    name: str
    text: str
    has_year_field: bool


def required_sentences(book: Rulebook, year: int | None) -> Iterator[RequiredSentence]:
    """The required sentences of a rulebook in a report of `year`."""
    for sentence in book.domain.sentences:
        with_year = sentence.written(year)
        yield RequiredSentence(sentence.name, with_year or str(sentence.text), with_year is None)

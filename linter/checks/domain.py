"""Facts of the domain that checks look up: known documents, and which places can make 规章."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Document:
    """A known document.

    `since` and `until` are the first and last reporting years in which a report rightly rests on it
    (None: open). `near` tells that a near miss of its number is judged; `only_with_title` that its
    number is right only beside its own title. `legal` marks the documents that fix the report.
    """

    number: str
    title: str
    aliases: tuple[str, ...] = ()
    since: int | None = field(default=None, metadata={"alias": "from"})
    until: int | None = field(default=None, metadata={"alias": "to"})
    near: bool = False
    only_with_title: bool = False


@dataclass(frozen=True)
class Domain:
    """The base pack's facts."""

    documents: tuple[Document, ...] = ()
    rulemaking_places: frozenset[str] = frozenset()
    county_level_cities: frozenset[str] = frozenset()

    @cached_property
    def by_number(self) -> dict[str, Document]:
        """The known documents by number."""
        return {document.number: document for document in self.documents}

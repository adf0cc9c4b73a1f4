"""Facts of the domain that checks look up: known documents, and which places can make 规章."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from msgspec import Struct, field

from linter.regex_cache import compiled
from linter.report.text_match import letters_only
from linter.strict_yaml.annotations import Doc
from linter.strict_yaml.location import LocatedStr

_SHORTEST_NAME = 8  # 《条例》 may be any


class Document(Struct, frozen=True):
    """A known document.

    `since` and `until` are the first and last reporting years in which a report rightly rests on it
    (None: open). `near` tells that a near miss of its number is judged; `only_with_title` that its
    number is right only beside its own title. `url` is where its text is published officially.
    """

    number: Annotated[str, Doc("文号")]
    title: Annotated[str, Doc("标题")]
    aliases: Annotated[tuple[str, ...], Doc("标题的其他写法")] = ()
    since: Annotated[int | None, Doc("作为年报依据的首个报告年度")] = field(default=None, name="from")
    until: Annotated[int | None, Doc("作为年报依据的最后报告年度")] = field(default=None, name="to")
    near: Annotated[bool, Doc("是否判断与其字号相近的错写")] = False
    only_with_title: Annotated[bool, Doc("只在标题一同出现时才认")] = False
    url: Annotated[LocatedStr | None, Doc("官方公布原文的网址，http:// 或 https:// 开头")] = None


class Sentence(Struct, frozen=True):
    """A sentence that every report must hold in some wording; `{{year}}` stands for its reporting year."""

    name: Annotated[str, Doc("怎样称呼")]
    text: Annotated[LocatedStr, Doc("句子；{{year}} 代表报告年度")]

    def written(self, year: int | None) -> str | None:
        """The sentence in a report for that year; None when it names a year that is not known."""
        if YEAR in self.text and year is None:
            return None
        return self.text.replace(YEAR, str(year))


YEAR = "{{year}}"
"""What stands for the reporting year in a sentence."""


class Domain(Struct, frozen=True, dict=True):
    """The packs' facts."""

    documents: tuple[Document, ...] = ()
    rulemaking_places: frozenset[str] = frozenset()
    county_level_cities: frozenset[str] = frozenset()
    sentences: tuple[Sentence, ...] = ()

    @cached_property
    def by_number(self) -> dict[str, Document]:
        """The known documents by number."""
        return {document.number: document for document in self.documents}

    @cached_property
    def numbered(self) -> tuple[tuple[Document, str, int | None, int], ...]:
        """The known documents with the code, the year and the ordinal of their numbers."""
        return tuple([(one, *number_parts(one.number)) for one in self.documents])

    @cached_property
    def by_name(self) -> dict[str, tuple[Document, ...]]:
        """The known documents by the letters of their titles and aliases; several may share one."""
        names: dict[str, tuple[Document, ...]] = {}
        for document in self.documents:
            for name in dict.fromkeys(map(letters_only, (document.title, *document.aliases))):
                if len(name) >= _SHORTEST_NAME:
                    names[name] = (*names.get(name, ()), document)
        return names


_PARTS = compiled(r"(.+?)(?:〔(\d{4})〕|第)(\d+)号")


def number_parts(number: str) -> tuple[str, int | None, int]:
    """The code, the year (None: it has none) and the ordinal of a document number."""
    match = _PARTS.fullmatch(number)
    if match is None:
        return number, None, -1
    return match[1], int(match[2]) if match[2] else None, int(match[3])

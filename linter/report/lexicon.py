"""The wordings of every format generation, indexed for the parser.

Reading does not depend on which generation a report turns out to follow: a heading or a label of
any generation is recognised, and the rules judge afterwards whether it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Annotated

from msgspec import Struct, field
from msgspec.structs import force_setattr

from linter.report.template import Generation, TableTemplate
from linter.report.text_match import (
    KnownLabels,
    known_labels,
    letters_only,
    similarity,
    split_numeral,
    without_note,
)
from linter.report.values.body_words import BodyWords, body_words
from linter.report.values.citation_words import CitationWords, citation_words
from linter.report.values.figure import FigureWords, figure_words
from linter.report.values.period import PeriodWords, period_words
from linter.report.values.sector_words import SectorWords, sector_words
from linter.report.values.title import TitleWords, title_words
from linter.report.word_lists import NO_LISTS, WordLists
from linter.strict_yaml.annotations import DERIVED, Doc
from linter.strict_yaml.patterns import Patterns, either
from linter.strict_yaml.regex_literals import literals_of
from linter.text.normalize import normalize

_REMEMBERED = 4096
_UNKNOWN = ""  # the key of no section
_LONGEST = 90  # no label or heading is longer, blanks included
LONGEST_EXPLAINED = 300  # nor with an explanation in brackets behind it
_DISTINCTIVE = 4  # letters of a label that stands for no other thing
_ALIKE_HEADING = 84.0
_NUMBER_COUNTS = 6.0  # a numeral that agrees


class ResidueWords(Struct, frozen=True):
    """What a web page leaves around a report: whole lines, lines that close the article (`ends`, also
    as a mark at the end of a sentence), and things inside sentences (`parts`)."""

    lines: Annotated[Patterns, Doc("文章之外的行（正则表达式）")] = None
    ends: Annotated[Patterns, Doc("表示文章到此为止的行（正则表达式）")] = None
    parts: Annotated[Patterns, Doc("句子里夹带的残留（正则表达式）")] = None


class Words(Struct, frozen=True):
    """Words that reading needs; `lists` are the packs' word lists, which patterns name too."""

    residue: ResidueWords = ResidueWords()
    not_reports: re.Pattern[str] | None = None
    prefaces: re.Pattern[str] | None = None
    notices: re.Pattern[str] | None = None
    attachments: re.Pattern[str] | None = None
    leading_words: re.Pattern[str] | None = None
    lists: WordLists = NO_LISTS
    residue_line: re.Pattern[str] | None = DERIVED
    residue_literals: re.Pattern[str] | None = DERIVED
    ending_literals: re.Pattern[str] | None = DERIVED
    preface_grounds: re.Pattern[str] = DERIVED
    citations: CitationWords = DERIVED
    bodies: BodyWords = DERIVED
    periods: PeriodWords = DERIVED
    titles: TitleWords = DERIVED
    figures: FigureWords = DERIVED
    sector: SectorWords = DERIVED

    def __post_init__(self) -> None:
        """Compile once, when the rules load."""
        lists = self.lists
        made: dict[str, Callable[[], object]] = {
            "residue_line": lambda: either((self.residue.lines, self.residue.ends)),
            "residue_literals": lambda: literals_of((self.residue.lines, self.residue.ends)),
            "ending_literals": lambda: literals_of([self.residue.ends]),
            "preface_grounds": lambda: re.compile(lists.alternation_or_never("preface_grounds")),
            "citations": lambda: citation_words(lists, self.leading_words),
            "bodies": lambda: body_words(lists),
            "periods": lambda: period_words(lists),
            "titles": lambda: title_words(lists),
            "figures": lambda: figure_words(lists),
            "sector": lambda: sector_words(lists),
        }
        for name, make in made.items():
            if getattr(self, name) is DERIVED:
                force_setattr(self, name, make())


class Lexicon(Struct, frozen=True, dict=True):
    """The generations, oldest first, and the base pack's words."""

    generations: tuple[Generation, ...]
    words: Words = field(default_factory=Words)

    def generation_called(self, key: str | None) -> Generation | None:
        """The generation with that key."""
        return next((generation for generation in self.generations if generation.key == key), None)

    def generation(self, year: int | None) -> Generation | None:
        """The generation that a reporting year selects."""
        held = [g for g in self.generations if year is not None and g.since <= year]
        return held[-1] if held else None

    @cached_property
    def tables(self) -> tuple[tuple[str, TableTemplate], ...]:
        """Every table template with the key of its generation; one that is inherited unchanged once."""
        seen: list[tuple[str, TableTemplate]] = []
        for generation in reversed(self.generations):
            for table in generation.tables:
                if all(table != other for _, other in seen):
                    seen.append((generation.key, table))
        return tuple(seen)

    def forms(self, table: str) -> int:
        """How many forms the generations give the table with that key."""
        return sum(template.key == table for _, template in self.tables)

    # -- headings ------------------------------------------------------------------------------

    @cached_property
    def _headings(self) -> dict[str, str]:
        index: dict[str, str] = {}
        for generation in reversed(self.generations):
            for section in generation.sections:
                for wording in (section.heading, *section.variants, *section.deprecated):
                    index.setdefault(letters_only(normalize(wording)), section.key)
        return index

    @cached_property
    def _heading_patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        distinct: dict[re.Pattern[str], str] = {}
        sections = [section for generation in reversed(self.generations) for section in generation.sections]
        for section in sections:
            if section.patterns is not None:
                distinct.setdefault(section.patterns, section.key)
        for section in sections:
            if section.deprecated_patterns is not None:
                distinct.setdefault(section.deprecated_patterns, section.key)
        return tuple((key, pattern) for pattern, key in distinct.items())

    @cached_property
    def _numbers(self) -> dict[str, set[int]]:
        numbers: dict[str, set[int]] = {}
        for generation in self.generations:
            for section in generation.sections:
                if section.number is not None:
                    numbers.setdefault(section.key, set()).add(section.number)
        return numbers

    def is_number(self, key: str, number: int) -> bool:
        """Whether some generation gives the section that number."""
        return number in self._numbers.get(key, ())

    @cached_property
    def heading_words(self) -> frozenset[str]:
        """The cores of all exact wordings of section headings."""
        return frozenset(self._headings)

    def is_heading(self, text: str) -> bool:
        """Whether a normalized line without numeral is word for word a section's heading."""
        return len(text) < _LONGEST and letters_only(text) in self.heading_words

    def is_prescribed(self, text: str) -> bool:
        """Whether normalized words without numeral are a heading that a format prescribes."""
        return letters_only(text) in self.official_headings

    @cached_property
    def tabled_sections(self) -> tuple[str, ...]:
        """The keys of the sections that hold a table, in the newest format's order."""
        newest = self.generations[-1:]
        return tuple(section.key for one in newest for section in one.sections if section.table)

    @cached_property
    def official_headings(self) -> Mapping[str, str]:
        """The cores of the headings that the formats prescribe, with their sections' keys."""
        return dict(self._official)

    def named_section(self, text: str) -> str | None:
        """The section whose heading normalized words without numeral are in a known wording, not only like
        one."""
        if len(text) >= _LONGEST:
            return None
        known = self._named_sections
        key = known.get(text, _UNKNOWN)
        if key is _UNKNOWN:
            if len(known) >= _REMEMBERED:
                known.clear()
            key = known[text] = self._known_section(letters_only(text))
        return key

    @cached_property
    def _named_sections(self) -> dict[str, str | None]:
        return {}  # what was looked up, as below

    def begins_heading(self, text: str, key: str) -> bool:
        """Whether some wording of a section's heading begins with normalized words without numeral."""
        begun = letters_only(text)
        return any(words.startswith(begun) for words, of in self._headings.items() if of == key)

    @cached_property
    def _section_keys(self) -> dict[tuple[str, int | None], str | None]:
        return {}  # what was looked up: headings repeat from report to report

    def section_key(self, text: str, number: int | None) -> str | None:
        """The section that a heading (normalized, without its numeral) with that number stands for."""
        known = self._section_keys
        place = (text, number)
        key = known.get(place, _UNKNOWN)
        if key is _UNKNOWN:
            if len(known) >= _REMEMBERED:
                known.clear()
            key = known[place] = self._find_section(text, number)
        return key

    def _find_section(self, text: str, number: int | None) -> str | None:
        words = letters_only(text)
        if not 2 <= len(words) <= 40:
            return None
        known = self._known_section(words)
        if known is not None:
            return known
        best, score = None, _ALIKE_HEADING
        for wording, section_key in self._official:
            agrees = number is not None and number in self._numbers.get(section_key, ())
            alike = similarity(words, wording) + (_NUMBER_COUNTS if agrees else 0)
            if alike > score:
                best, score = section_key, alike
        return best

    def _known_section(self, words: str) -> str | None:
        exact = self._headings.get(words)
        if exact is not None:
            return exact
        return next((key for key, pattern in self._heading_patterns if pattern.search(words)), None)

    @cached_property
    def _official(self) -> tuple[tuple[str, str], ...]:
        """Official headings only: a slip of the pen in one is still like it, while looser wordings
        are alike to headings of other things."""
        return tuple(
            (letters_only(normalize(section.heading)), section.key)
            for generation in reversed(self.generations)
            for section in generation.sections
            if section.required
        )

    # -- labels of tables ----------------------------------------------------------------------

    @cached_property
    def labels(self) -> frozenset[str]:
        """The cores of all words that tables are labelled with."""
        return frozenset(label for _, table in self.tables for label in label_cores(table))

    @cached_property
    def official_labels(self) -> tuple[frozenset[str], ...]:
        """For each table the cores of its prescribed labels that are distinctive."""
        return tuple(
            frozenset(
                core
                for block in table.blocks
                for label in (*(c.label for c in block.columns), *(row.label for row in block.rows))
                if len(core := letters_only(split_numeral(normalize(label))[2])) >= _DISTINCTIVE
            )
            for _, table in self.tables
        )

    def foreign_columns(self, table: str, own: str, other: str) -> tuple[tuple[str, str], ...]:
        """The columns of a table in the form of the generation `other` whose names no label of its form in
        the generation `own` contains: names and their cores."""
        place = (table, own, other)
        if place not in self._foreign_columns:
            one, two = (
                generation.table(table) if (generation := self.generation_called(key)) else None
                for key in (own, other)
            )
            known = "\n".join(label_cores(one)) if one else ""
            names = {column.label for block in two.blocks for column in block.columns} if two else set()
            cores = ((name, letters_only(normalize(name))) for name in sorted(names))
            self._foreign_columns[place] = tuple((name, core) for name, core in cores if core not in known)
        return self._foreign_columns[place]

    @cached_property
    def _foreign_columns(self) -> dict[tuple[str, str, str], tuple[tuple[str, str], ...]]:
        return {}  # what was looked up: templates are the same in every report

    @cached_property
    def known_labels(self) -> KnownLabels:
        """The same, to be looked for among words."""
        return known_labels(self.labels)

    @cached_property
    def label_lines(self) -> dict[str, bool]:
        """Lines that were looked at, with whether they are labels of tables."""
        return {}

    @cached_property
    def distinctive_labels(self) -> frozenset[str]:
        """Labels so long that a line with nothing else belongs to a table."""
        return frozenset(label for label in self.labels if len(label) >= _DISTINCTIVE)

    @cached_property
    def _label_text(self) -> str:
        return "\n".join(sorted(self.labels))

    def is_label(self, text: str) -> bool:
        """Whether normalized `text` is a whole label of some table, explained in brackets or not."""
        if len(text) < _LONGEST and letters_only(text) in self.labels:
            return True
        bare = text.rstrip(" \t\n")
        return (
            bare.endswith(")")
            and len(bare) < LONGEST_EXPLAINED
            and letters_only(without_note(bare)) in self.labels
        )

    def is_label_part(self, text: str) -> bool:
        """Whether normalized `text` could be a piece of a label broken over lines, or a row of such pieces,
        as a PDF's narrow columns leave them."""
        words = letters_only(text) if len(text) < _LONGEST else ""
        if not words or words in self._label_text:
            return bool(words)
        pieces = text.split()
        return len(pieces) > 1 and all(letters_only(piece) in self._label_text for piece in pieces)

    # -- lines that are no part of a report ----------------------------------------------------

    @property
    def ending_residue(self) -> re.Pattern[str] | None:
        """Matches where a line shows that the article has ended."""
        return self.words.residue.ends

    @property
    def residue_line(self) -> re.Pattern[str] | None:
        """Matches a whole line that is a web page's, from its start; some of those close the article."""
        return self.words.residue_line

    @property
    def residue_part(self) -> re.Pattern[str] | None:
        """Matches what a web page leaves inside a line: tags and entities."""
        return self.words.residue.parts

    @property
    def not_report(self) -> re.Pattern[str] | None:
        """Matches titles of pages about reports that are none themselves."""
        return self.words.not_reports


def label_cores(table: TableTemplate) -> Iterator[str]:
    """The cores of every label of one table."""
    for header in table.head_words():
        yield letters_only(normalize(header))
    for block in table.blocks:
        if block.label:
            yield letters_only(normalize(block.label))
        for column in block.columns:
            yield from column.cores
        for row in block.rows:
            yield from row.cores

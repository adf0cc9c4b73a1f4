"""What a kind of check is: typed fields from YAML, and a pass over one report, one file or two reports.

A kind is a frozen record; its fields are what a rule of that kind states in YAML beside the
head that all rules share. It finds, the rule words: a check yields places and values, and the
rule's message puts the values into `{{placeholders}}`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, TypeAlias, TypeVar, TypeVarTuple

from msgspec import Struct

from linter.checks.prose_lines import Line, behind_title, joined, prose_lines, section_prose
from linter.checks.reference_data import Domain
from linter.diagnostic import Applicability, Fix, Related, Severity
from linter.memory import Memory
from linter.report.lexicon import Lexicon
from linter.report.model import Report
from linter.report.prose.prose_tokens import Passage, find_passages
from linter.report.template import Generation
from linter.strict_yaml.annotations import LocatedType
from linter.strict_yaml.location import LocatedStr, Location
from linter.text.edits import Edit
from linter.text.source import Source, Span

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


MESSAGE = LocatedType("另一种情形的说法，可以用 {{占位符}}")
SECTION_KEY = LocatedType()
TABLE_KEY = LocatedType()
ROW_KEY = LocatedType()
COLUMN_KEY = LocatedType()
CONTENT_KEY = LocatedType()
DOCUMENT_NUMBER = LocatedType()

Message: TypeAlias = Annotated[str, MESSAGE]
"""A message with `{{placeholders}}`."""

SectionKey: TypeAlias = Annotated[str, SECTION_KEY]
"""The key of a section of the format."""

TableKey: TypeAlias = Annotated[str, TABLE_KEY]
"""The key of a table of the format."""

RowKey: TypeAlias = Annotated[str, ROW_KEY]
"""The key of a row, of the check's own table where it has one."""

ColumnKey: TypeAlias = Annotated[str, COLUMN_KEY]
"""The key of a column, of the check's own table where it has one."""

ContentKey: TypeAlias = Annotated[str, CONTENT_KEY]
"""The key of a content of a free format."""

KnownNumber: TypeAlias = Annotated[str, DOCUMENT_NUMBER]
"""The number of a known document."""


def place_of(text: str) -> Location | None:
    """The place of a text in its file; None for one that no file states."""
    return text.where if isinstance(text, LocatedStr) else None


_NAMES_ROWS = ("rows",)


class Context(Struct, frozen=True, dict=True):
    """One report, and all that a check may know besides."""

    source: Source
    report: Report
    generation: Generation | None
    lexicon: Lexicon
    domain: Domain
    unfinished: bool = False
    memory: Memory | None = None

    @property
    def normalized(self) -> str:
        """The normalised view of the file's text."""
        return self.source.normalized

    def fact(self, of: Callable[[Context, *Ts], T], *about: *Ts) -> T:
        """What a function says of this report (and of what else it is asked about), asked once."""
        facts = self._facts
        key = (of, *about)
        if key not in facts:
            facts[key] = of(self, *about)
        said: T = facts[key]
        return said

    def of_text(self, of: Callable[[*Ts], T], *about: *Ts) -> T:
        """What a function says of some text alone, by a rule of the book. In an editor it is asked again
        only when one of `about` has changed: these decide what it says, and offsets count from the text's
        beginning."""
        if self.memory is None:
            return of(*about)
        owner = getattr(of, "__self__", None)
        key = (getattr(of, "__func__", of), id(owner), *about)
        kept = self.memory.find(key)
        if kept is None:
            kept = (of(*about),)
            self.memory.keep(key, kept)
        said: T = kept[0]
        return said

    @cached_property
    def _facts(self) -> dict[tuple[object, ...], Any]:
        return {}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The paragraphs of the report's prose; several checks read them."""
        return tuple(find_passages(self.report, self.source.normalized, self.memory, self.source.text))

    @cached_property
    def section_words(self) -> tuple[str, ...]:
        """What the prose of each section says, blanks dropped."""
        normalized = self.normalized
        return tuple([joined(normalized, section_prose(section)) for section in self.report.sections])

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the report's prose behind its title; several checks read them."""
        return tuple(prose_lines(self.source.normalized, behind_title(self.report)))

    def here(self, span: Span) -> str:
        """`第N行`, or where there are no lines its origin, for messages that name another place."""
        self._facts[_NAMES_ROWS] = True
        return self.source.where(span.start)

    @property
    def names_rows(self) -> bool:
        """Whether a message says where something stands, which lines before the report change."""
        return _NAMES_ROWS in self._facts


_NO_VALUES: Mapping[str, str] = MappingProxyType({})


class Finding(Struct, frozen=True):
    """What a check found: a place, and the values of the message's placeholders.

    `message` chooses another of the check's own message fields by name; `severity` lowers or raises
    this one finding against its rule.
    """

    span: Span
    values: Mapping[str, str] = _NO_VALUES
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    message: str | None = None
    severity: Severity | None = None


class Judged(Struct, frozen=True):
    """A statement that a check could judge: where it stands in a passage's shape, and what is wrong with
    it, if anything."""

    passage: Passage
    start: int
    end: int
    finding: Finding | None = None

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return self.passage.span(self.start, self.end)


class ReportCheck(Struct, frozen=True):
    """A kind that looks at one report at a time.

    `placeholders` are the names that messages may use; `subject` is the one that tells what is
    missing, of findings that stand on something else for want of it. A message field beside the rule's
    own `message` is a Message field of the kind whose name ends in `_message`. `summary` is what the kind
    looks for, in the words of those who write rules.
    """

    summary: ClassVar[str] = ""
    placeholders: ClassVar[frozenset[str]] = frozenset()
    subject: ClassVar[str] = ""
    fixes: ClassVar[Applicability | None] = None

    def run(self, context: Context) -> Iterator[Finding]:
        """The findings in a report, in any order."""
        raise NotImplementedError

    def verify(self, generation: Generation | None) -> Iterator[tuple[Location | None, str]]:
        """What is wrong with the rule itself under a generation's template: a place in its file (None:
        the rule's own) and a Chinese sentence. Asked when the rules load."""
        yield from ()


class FileCheck(Struct, frozen=True):
    """A kind that looks at a whole file."""

    summary: ClassVar[str] = ""
    placeholders: ClassVar[frozenset[str]] = frozenset()
    subject: ClassVar[str] = ""
    fixes: ClassVar[Applicability | None] = None

    def run_file(self, source: Source, count: int) -> Iterator[Finding]:
        """The findings about a file that holds `count` reports, in any order."""
        raise NotImplementedError


class PairCheck(Struct, frozen=True):
    """A kind that looks at a report together with the same body's report of the year before."""

    summary: ClassVar[str] = ""
    placeholders: ClassVar[frozenset[str]] = frozenset()
    subject: ClassVar[str] = ""
    fixes: ClassVar[Applicability | None] = None

    def run_pair(self, context: Context, previous: Context) -> Iterator[Finding]:
        """The findings in the report of `context`, in any order; `previous` is last year's."""
        raise NotImplementedError

    def verify(self, generation: Generation | None) -> Iterator[tuple[Location | None, str]]:
        """What is wrong with the rule itself under a generation's template, as in ReportCheck."""
        yield from ()


class PlaceSum(Struct, frozen=True):
    """What units' figures at one place add up to; `missing` units have none there that could be read.
    `words` say in Chinese which units make a difference up, where any stand out."""

    total: int | Decimal
    missing: int = 0
    words: str = ""


class UnitSums(Struct, frozen=True):
    """The sums of the reports of units, by the keys of table, row and column; `words` explain all
    differences at once."""

    places: Mapping[tuple[str, str, str], PlaceSum]
    words: str = ""


class SumCheck(Struct, frozen=True):
    """A kind that looks at a consolidated report together with the sums of its units' reports."""

    summary: ClassVar[str] = ""
    placeholders: ClassVar[frozenset[str]] = frozenset()
    subject: ClassVar[str] = ""
    fixes: ClassVar[Applicability | None] = None

    def run_sum(self, context: Context, sums: UnitSums) -> Iterator[Finding]:
        """The findings in the report of `context`, in any order."""
        raise NotImplementedError


AnyCheck = ReportCheck | FileCheck | PairCheck | SumCheck
"""A check of any sort."""


class ProseCheck(ReportCheck, frozen=True):
    """A kind that judges statements of the prose, and reports which it judged."""

    def judged(self, context: Context) -> Iterator[Judged]:
        """The statements that could be judged, right or wrong, in any order."""
        raise NotImplementedError

    def run(self, context: Context) -> Iterator[Finding]:
        """What is wrong with those that are."""
        return (one.finding for one in self.judged(context) if one.finding is not None)


_MOST_RELATED = 40


def related_places(places: Iterable[tuple[Span, str]]) -> tuple[Related, ...]:
    """Places and what they have to do with a finding, as many as anybody reads."""
    return tuple(Related(span, message) for span, message in islice(places, _MOST_RELATED))


def replacement(applicability: Applicability, message: str, *edits: tuple[Span, str]) -> Fix:
    """A fix that replaces each span by its text."""
    return Fix(applicability, message, tuple(Edit(span, content) for span, content in edits))

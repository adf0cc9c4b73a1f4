"""What a kind of check is: typed fields from YAML, and a pass over one report, one file or two reports.

A kind is a frozen dataclass; its fields are what a rule of that kind states in YAML beside the
head that all rules share. It finds, the rule words: a check yields places and values, and the
rule's message puts the values into `{{placeholders}}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, ClassVar, NamedTuple, TypeAlias

from linter.checks.prose_lines import Line, behind_title, prose_lines
from linter.checks.reference_data import Domain
from linter.diagnostic import Applicability, Fix, Related, Severity
from linter.frozen import frozen
from linter.report.lexicon import Lexicon
from linter.report.model import Report
from linter.report.prose.prose_tokens import Passage, find_passages
from linter.report.template import Generation
from linter.strict_yaml.annotations import TextType
from linter.strict_yaml.location import LocatedStr, Location
from linter.text.edits import Edit
from linter.text.source import Source, Span

if TYPE_CHECKING:
    from linter.strict_yaml.scalar import Run


class _LocatedType(TextType):
    """Decodes a text as itself, with its place in the file, where it is checked when the rules load."""

    def __init__(self, doc: str = "") -> None:
        self.doc = doc

    def decode(self, text: LocatedStr, run: Run) -> LocatedStr:
        """The text."""
        return text


MESSAGE = _LocatedType("另一种情形的说法，可以用 {{占位符}}")
SECTION_KEY = _LocatedType()
TABLE_KEY = _LocatedType()

Message: TypeAlias = Annotated[str, MESSAGE]
"""A message with `{{placeholders}}`."""

SectionKey: TypeAlias = Annotated[str, SECTION_KEY]
"""The key of a section of the format."""

TableKey: TypeAlias = Annotated[str, TABLE_KEY]
"""The key of a table of the format."""


@frozen
class Context:
    """One report, and all that a check may know besides."""

    source: Source
    report: Report
    generation: Generation | None
    lexicon: Lexicon
    domain: Domain
    unfinished: bool = False

    @property
    def normalized(self) -> str:
        """The normalised view of the file's text."""
        return self.source.normalized

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The paragraphs of the report's prose; several checks read them."""
        return tuple(find_passages(self.report, self.source.normalized))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the report's prose behind its title; several checks read them."""
        return tuple(prose_lines(self.source.normalized, behind_title(self.report)))

    def here(self, span: Span) -> str:
        """`第N行`, or where there are no lines its origin, for messages that name another place."""
        return self.source.where(span.start)


_NO_VALUES: Mapping[str, str] = MappingProxyType({})


class Finding(NamedTuple):
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


class Judged(NamedTuple):
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


class ReportCheck:
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


class FileCheck:
    """A kind that looks at a whole file."""

    summary: ClassVar[str] = ""
    placeholders: ClassVar[frozenset[str]] = frozenset()
    subject: ClassVar[str] = ""
    fixes: ClassVar[Applicability | None] = None

    def run_file(self, source: Source, count: int) -> Iterator[Finding]:
        """The findings about a file that holds `count` reports, in any order."""
        raise NotImplementedError


class PairCheck:
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


AnyCheck = ReportCheck | FileCheck | PairCheck
"""A check of any sort."""


class ProseCheck(ReportCheck):
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

"""A rule pack as its YAML file states it, before packs are put together.

A pack may bring a generation of the format (its sections and tables), word lists and facts, rules,
and overrides of rules that the packs it extends bring.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from linter.checks.base import AnyCheck
from linter.checks.reference_data import Document, Sentence
from linter.checks.registry import KINDS
from linter.diagnostic import Level, Status, Tag
from linter.report.lexicon import ResidueWords
from linter.report.template import (
    AspectTemplate,
    ContentTemplate,
    SectionTemplate,
    TableTemplate,
)
from linter.strict_yaml import Kinds, LocatedStr, Location

_FORMAT = "{{format}}"


@dataclass(frozen=True)
class Reference:
    """A legal ground: a document, and the clause of it where that is known. `{{format}}` stands for the
    document that fixes the generation's format."""

    document: str
    clause: str | None = None

    def cite(self, source: str | None) -> str | None:
        """The ground as it would be cited; None when it needs a format and there is no `source`."""
        if _FORMAT in self.document and source is None:
            return None
        document = self.document.replace(_FORMAT, source or "")
        gap = "" if document.endswith(("》", "）")) else " "
        return f"{document}{gap}{self.clause}" if self.clause else document


@dataclass(frozen=True)
class Transition:
    """Reporting years in which a source was not yet binding, and the severity in them."""

    years: tuple[int, ...]
    severity: Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Example:
    """A test of a rule: a report's text, or as much of one as shows the point, and the code of a finding
    that is wanted in it (with `row`: there) or that must be absent.

    `file` is what the text is called, and chooses the reader; `encoding` is how its bytes are written;
    `previous` is the text of the same body's report of the year before."""

    name: str
    input: str
    where: Location
    want: LocatedStr | None = None
    absent: LocatedStr | None = None
    row: int | None = None
    file: str = "测试.txt"
    encoding: Literal["utf-8", "gb18030"] = "utf-8"
    previous: str | None = None

    def __post_init__(self) -> None:
        """A test that expects nothing could not fail."""
        if self.want is None and self.absent is None:
            raise ValueError("测试要写明 want（应当发现）或 absent（不应发现）的规则代码")


@dataclass(frozen=True)
class RuleEntry:
    """A rule. `format` is the pack of the format from which it holds; `label` is its short Chinese name;
    `status` says how settled it is, `successor` the code of the rule that takes a deprecated one's place;
    `summary`, `why`, `wrong` and `right` are its documentation; `help` is advice shown under a finding.
    What is left out of these is taken from the same code in another pack."""

    code: LocatedStr
    name: LocatedStr
    severity: Level
    message: LocatedStr
    check: Annotated[AnyCheck, Kinds(KINDS)]
    where: Location
    format: LocatedStr | None = None
    label: LocatedStr | None = None
    status: Status = "stable"
    successor: LocatedStr | None = None
    summary: str = ""
    why: str = ""
    help: str = ""
    references: tuple[Reference, ...] = ()
    wrong: str = ""
    right: str = ""
    url: str | None = None
    tags: tuple[Tag, ...] = ()
    transition: Transition | None = None
    tests: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Override:
    """A change to a rule of a pack that this one extends."""

    code: LocatedStr
    where: Location
    format: LocatedStr | None = None
    severity: Level | None = None
    message: LocatedStr | None = None
    help: str | None = None
    references: tuple[Reference, ...] | None = None


@dataclass(frozen=True)
class GenerationHead:
    """What names a generation of the format."""

    key: str
    since: int
    source: str
    title: str = "政府信息公开工作年度报告"
    free_headings: bool = False


@dataclass(frozen=True)
class Pack:
    """One file of rules. Sections and tables replace those of the same key in the extended pack; a file
    that is `part_of` a pack adds to it."""

    pack: LocatedStr
    where: Location
    extends: LocatedStr | None = None
    part_of: LocatedStr | None = None
    generation: GenerationHead | None = None
    sections: tuple[SectionTemplate, ...] = ()
    tables: tuple[TableTemplate, ...] = ()
    contents: tuple[ContentTemplate, ...] = ()
    aspects: tuple[AspectTemplate, ...] = ()
    residue: ResidueWords = field(default_factory=ResidueWords)
    words: Mapping[LocatedStr, tuple[LocatedStr, ...]] = field(default_factory=dict)
    not_reports: tuple[str, ...] = ()
    leading_words: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[RuleEntry, ...] = ()
    overrides: tuple[Override, ...] = ()

"""What a rulebook holds: compiled rules by generation, their pages, and what reading needs to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from linter.checks.base import AnyCheck
from linter.checks.reference_data import Domain
from linter.diagnostic import Applicability, Severity, Status, Tag
from linter.report.lexicon import Lexicon
from linter.report.structure.parser import Parser


class CompiledRule(Struct, frozen=True):
    """A rule as one generation applies it. `transition` are reporting years of milder severity."""

    code: str
    name: str
    label: str
    severity: Severity
    message: str
    check: AnyCheck
    help: str = ""
    references: tuple[str, ...] = ()
    url: str | None = None
    transition: Mapping[int, Severity] | None = None

    def severity_in(self, year: int | None) -> Severity:
        """The severity for a reporting year."""
        return (self.transition or {}).get(year or 0, self.severity)


class RuleDoc(Struct, frozen=True):
    """What a rule's page says: the same YAML entry as documentation."""

    code: str
    name: str
    label: str
    severity: Severity
    fix: Applicability | None
    summary: str
    why: str
    help: str
    references: tuple[str, ...]
    wrong: str
    right: str
    url: str | None
    generations: tuple[str, ...]
    tags: tuple[Tag, ...] = ()
    status: Status = "stable"
    successor: str | None = None


class Rulebook(Struct, frozen=True, dict=True):
    """Compiled rules; safe to keep for ever and to share between threads.

    `by_generation` holds the rules of each generation, and under None those that need none; `alone` those of
    them that look at one report or one file and compare it with no other, which stand first. `notes` say
    which words of the user's packs are those of an earlier version. `key` is the same for what is made of the
    same files by the same program; it is empty in a book that was put together otherwise.
    """

    rules: Sequence[RuleDoc]
    by_generation: Mapping[str | None, tuple[CompiledRule, ...]]
    alone: Mapping[str | None, tuple[CompiledRule, ...]]
    lexicon: Lexicon
    domain: Domain
    grammar: bytes
    notes: tuple[str, ...] = ()
    key: str = ""

    @cached_property
    def by_code(self) -> Mapping[str, RuleDoc]:
        """The rules' pages by code."""
        return {rule.code: rule for rule in self.rules}

    @cached_property
    def parser(self) -> Parser:
        """The parser that knows this book's formats."""
        return Parser(self.grammar, self.lexicon)

    def rules_for(self, generation: str | None) -> tuple[CompiledRule, ...]:
        """The rules of a generation; for None those that do not depend on one."""
        return self.by_generation[generation if generation in self.by_generation else None]

    def rules_alone(self, generation: str | None) -> tuple[CompiledRule, ...]:
        """Those of them that look at one report or one file."""
        return self.alone[generation if generation in self.alone else None]

"""Packs put together: what extends what, which rules hold for which generation, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import filterfalse
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from linter.checks.base import AnyCheck, FileCheck, PairCheck, ReportCheck
from linter.checks.reference_data import Domain
from linter.diagnostic import Severity
from linter.report.lexicon import Lexicon, Words
from linter.report.template import Generation
from linter.report.word_lists import WordLists
from linter.rulebook.model import CompiledRule, Rulebook, RuleDoc
from linter.rulebook.pack import GenerationHead, Override, Pack, RuleEntry
from linter.rulebook.pack_parts import join_parts
from linter.rulebook.pack_reader import read_packs
from linter.rulebook.stated_names import name_faults
from linter.rulebook.validate import (
    ancestors,
    example_faults,
    faults_between,
    key_faults,
    override_faults,
    successor_faults,
)
from linter.strict_yaml import Fault, RuleError
from linter.strict_yaml.patterns import alternation, either

_BASE = "base"
T = TypeVar("T")


def assemble(texts: Sequence[tuple[str, bytes]], grammar: bytes) -> Rulebook:
    """The rulebook of these files (name and bytes). Raises RuleError with every fault of all."""
    faults: list[Fault] = []
    packs, lists, notes, names = read_packs(texts, faults)
    if len(packs) < len(texts):
        raise RuleError(faults)  # what is missing would only seem unknown to the others
    between: list[Fault] = []
    packs = join_parts(packs, between)
    between += faults_between(packs)
    faults += between
    faults += override_faults(packs)
    faults += example_faults(packs)
    faults += successor_faults(packs)
    faults += name_faults(names)
    if between:
        raise RuleError(faults)
    book = _Assembly({str(pack.pack): pack for pack in packs}).book(grammar, lists, notes)
    faults += _check_rules(book)
    if faults:
        raise RuleError(faults)
    return book.rulebook


class _Book(Struct, frozen=True):
    """A rulebook with what its last checks need."""

    rulebook: Rulebook
    entries: Mapping[str | None, Sequence[RuleEntry]]


def _check_rules(book: _Book) -> Iterator[Fault]:
    """What a check itself finds wrong with its fields, given each generation's template."""
    seen: set[Fault] = set()
    checks: dict[int, tuple[AnyCheck, list[Generation]]] = {}
    for generation in (None, *book.rulebook.lexicon.generations):
        for entry in book.entries[generation.key if generation else None]:
            checks.setdefault(id(entry.check), (entry.check, []))[1].extend(
                [generation] if generation else []
            )
            if isinstance(entry.check, ReportCheck | PairCheck):
                for where, message in entry.check.verify(generation):
                    fault = (where or entry.where).fault(message)
                    if fault not in seen:
                        seen.add(fault)
                        yield fault
    for check, generations in checks.values():
        yield from key_faults(check, generations, book.rulebook.domain)


class _Assembly:
    """The packs by name, joined."""

    def __init__(self, packs: Mapping[str, Pack]) -> None:
        self.packs = packs
        self.held = [(pack, pack.generation) for pack in packs.values() if pack.generation is not None]
        inherited = {str(each.pack) for pack, _ in self.held for each in ancestors(pack, packs)}
        free = (pack for name, pack in packs.items() if name not in inherited and name != _BASE)
        self.overlays = sorted(free, key=lambda pack: len(list(ancestors(pack, packs))))

    def book(self, grammar: bytes, lists: WordLists, notes: tuple[str, ...]) -> _Book:
        roots = [self.packs[_BASE]] if _BASE in self.packs else []
        chains: dict[str | None, list[Pack]] = {None: self._chain(roots)}
        generations: list[Generation] = []
        for pack, head in self.held:
            chain = self._chain([*reversed(list(ancestors(pack, self.packs)))])
            chains[head.key] = chain
            generations.append(_generation(head, chain))
        generations.sort(key=_since)
        entries = {key: _entries(chain) for key, chain in chains.items()}
        sources: dict[str | None, str | None] = {None: None} | {g.key: g.source for g in generations}
        compiled = {
            key: tuple(rule for entry in entries[key] if (rule := _compiled(entry, source)) is not None)
            for key, source in sources.items()
        }
        words = Words(
            residue=next((pack.residue for pack in roots), Words().residue),
            not_reports=either(pack.not_reports for pack in self.packs.values()),
            prefaces=either(pack.prefaces for pack in self.packs.values()),
            notices=either(pack.notices for pack in self.packs.values()),
            attachments=either(pack.attachments for pack in self.packs.values()),
            leading_words=alternation(
                re.escape(word) for pack in self.packs.values() for word in pack.leading_words
            ),
            lists=lists,
        )
        everywhere = {name for pack in self.packs.values() for name in pack.places.get("rulemaking", ())}
        domain = Domain(
            documents=tuple(document for pack in self.packs.values() for document in pack.documents),
            rulemaking_places=frozenset(everywhere),
            county_level_cities=frozenset(
                name for pack in self.packs.values() for name in pack.places.get("county_level_cities", ())
            ),
            sentences=tuple(sentence for pack in self.packs.values() for sentence in pack.sentences),
        )
        alone = {key: tuple(filter(_is_alone, rules)) for key, rules in compiled.items()}
        book = Rulebook(
            rules=_docs(entries, sources),
            by_generation={
                key: (*alone[key], *filterfalse(_is_alone, rules)) for key, rules in compiled.items()
            },
            alone=alone,
            lexicon=Lexicon(tuple(generations), words),
            domain=domain,
            grammar=grammar,
            notes=notes,
        )
        return _Book(book, entries)

    def _chain(self, packs: list[Pack]) -> list[Pack]:
        """These packs and the overlays that hold beside them.

        An overlay that extends a generation's pack holds for that generation and those that extend
        it; one that extends none holds everywhere.
        """
        names = {str(pack.pack) for pack in (*packs, *self.overlays)}
        return packs + [
            overlay
            for overlay in self.overlays
            if all(str(each.pack) in names for each in ancestors(overlay, self.packs))
        ]


def _generation(head: GenerationHead, chain: Sequence[Pack]) -> Generation:
    """The format that a chain of packs states, the later replacing what the earlier say of a key."""
    return Generation(
        key=head.key,
        since=head.since,
        source=head.source,
        sections=_values({part.key: part for pack in chain for part in pack.sections}),
        tables=_values({part.key: part for pack in chain for part in pack.tables}),
        contents=_values({part.key: part for pack in chain for part in pack.contents}),
        aspects=_values({part.key: part for pack in chain for part in pack.aspects}),
        title=head.title,
        free_headings=head.free_headings,
        draft=next((pack.draft for pack in reversed(chain) if pack.draft is not None), None),
    )


def _values(parts: Mapping[str, T]) -> tuple[T, ...]:
    return tuple(parts.values())


def _since(generation: Generation) -> int:
    return generation.since


def _entries(chain: Sequence[Pack]) -> list[RuleEntry]:
    """The rules of a chain of packs, the later replacing or overriding the earlier; an override of a rule
    that only a later pack brings waits for it."""
    rules: dict[str, RuleEntry] = {}
    waiting: list[Override] = []
    for pack in chain:
        for rule in pack.rules:
            rules[str(rule.code)] = _documented(rule, rules.get(str(rule.code)))
        for override in pack.overrides:
            if override.code in rules:
                rules[str(override.code)] = _overridden(rules[override.code], override)
            else:
                waiting.append(override)
    for override in waiting:
        if override.code in rules:  # else a rule of another generation's
            rules[str(override.code)] = _overridden(rules[override.code], override)
    return [rules[code] for code in sorted(rules)]


def _overridden(known: RuleEntry, override: Override) -> RuleEntry:
    return replace(
        known,
        severity=override.severity or known.severity,
        message=override.message or known.message,
        help=known.help if override.help is None else override.help,
        references=known.references if override.references is None else override.references,
        transition=known.transition if override.severity is None else None,
    )


def _documented(rule: RuleEntry, known: RuleEntry | None) -> RuleEntry:
    """A rule that replaces another of its code takes over the documentation that it leaves out."""
    if known is None:
        return rule
    return replace(
        rule,
        label=rule.label or known.label,
        summary=rule.summary or known.summary,
        why=rule.why or known.why,
        help=rule.help or known.help,
        references=rule.references or known.references,
        wrong=rule.wrong or known.wrong,
        right=rule.right or known.right,
        transition=rule.transition or known.transition,
        tags=rule.tags or known.tags,
    )


def _cited(entry: RuleEntry, source: str | None) -> tuple[str, ...]:
    return tuple(cited for reference in entry.references if (cited := reference.cite(source)))


def _compiled(entry: RuleEntry, source: str | None) -> CompiledRule | None:
    if entry.severity == "off" or entry.status == "deprecated":
        return None
    given = entry.transition
    transition = dict.fromkeys(given.years, Severity(given.severity)) if given is not None else None
    return CompiledRule(
        code=str(entry.code),
        name=str(entry.name),
        label=str(entry.label or entry.name),
        severity=Severity(entry.severity),
        message=str(entry.message),
        check=entry.check,
        help=entry.help,
        references=_cited(entry, source),
        url=entry.url,
        transition=transition,
    )


def _is_alone(rule: CompiledRule) -> bool:
    """Whether a rule compares a report with no other."""
    return isinstance(rule.check, ReportCheck | FileCheck)


def _docs(
    entries: Mapping[str | None, Sequence[RuleEntry]], sources: Mapping[str | None, str | None]
) -> tuple[RuleDoc, ...]:
    """One page a code: the newest generation's entry, with the generations that have the rule.
    `sources` are the documents that fix the generations, oldest first."""
    newest: dict[str, RuleEntry] = {}
    held: dict[str, list[str]] = {}
    for key in sources:
        for entry in entries[key]:
            if entry.severity != "off":
                held.setdefault(str(entry.code), []).extend(
                    [key] if key and entry.status != "deprecated" else []
                )
                if entry.summary or str(entry.code) not in newest:
                    newest[str(entry.code)] = entry
    latest = list(sources.values())[-1]
    return tuple(
        RuleDoc(
            code=code,
            name=str(entry.name),
            label=str(entry.label or entry.name),
            severity=Severity(entry.severity),
            fix=entry.check.fixes,
            summary=entry.summary,
            why=entry.why,
            help=entry.help,
            references=_cited(entry, latest),
            wrong=entry.wrong,
            right=entry.right,
            url=entry.url,
            generations=tuple(sorted(held[code])),
            tags=entry.tags,
            status=entry.status,
            successor=str(entry.successor) if entry.successor is not None else None,
        )
        for code, entry in sorted(newest.items())
    )


__all__ = ["assemble"]

"""Packs put together: what extends what, which rules hold for which generation, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from linter.checks.domain import Domain
from linter.checks.kind import ReportCheck
from linter.decode import Fault, RuleError, Text, Where, compose, decode, unknown
from linter.diagnostic import Severity
from linter.report.lexicon import Lexicon, Words
from linter.report.template import Generation
from linter.rulebook.pack import GenerationHead, Pack, RuleEntry
from linter.rulebook.values import CompiledRule, Rulebook, RuleDoc

_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_CODE = re.compile(r"[A-Z]\d{3}")
_BASE = "base"


def assemble(texts: Sequence[tuple[str, bytes]], grammar: bytes) -> Rulebook:
    """The rulebook of these files (name and bytes). Raises RuleError with every fault of all."""
    faults: list[Fault] = []
    packs = [pack for name, data in texts if (pack := _read(name, data, faults))]
    if not faults:
        _check_packs(packs, faults)
    if faults:
        raise RuleError(faults)
    book = _Assembly({str(pack.pack): pack for pack in packs}).book(grammar)
    faults += _check_rules(book)
    if faults:
        raise RuleError(faults)
    return book.rulebook


def _read(name: str, data: bytes, faults: list[Fault]) -> Pack | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        faults.append(Fault(name, 1, 1, "", "规则文件必须是 UTF-8 编码"))
        return None
    try:
        return decode(compose(text, name), Pack, name, faults)
    except RuleError as error:
        faults += error.faults
        return None


def _check_packs(packs: Sequence[Pack], faults: list[Fault]) -> None:
    """Faults between packs: names twice, unknown or circular `extends`, unknown codes, two rules alike."""
    _check_names(packs, faults)
    if faults:
        return
    codes = {str(rule.code) for pack in packs for rule in pack.rules}
    for pack in packs:
        faults += _check_codes(pack, codes)


def _check_names(packs: Sequence[Pack], faults: list[Fault]) -> None:
    """Names that repeat, and `extends` that leads nowhere or in a circle."""
    by_name: dict[str, Pack] = {}
    for pack in packs:
        if str(pack.pack) in by_name:
            faults.append(pack.pack.where.fault(f"规则包“{pack.pack}”已经有了"))
        by_name[str(pack.pack)] = pack
    for pack in packs:
        if pack.extends is not None and pack.extends not in by_name:
            faults.append(pack.extends.where.fault(unknown("规则包", pack.extends, by_name)))
        elif pack.extends is not None and pack in list(_ancestors(pack, by_name))[1:]:
            faults.append(pack.extends.where.fault("规则包互相扩展，没有尽头"))


def _check_codes(pack: Pack, codes: set[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for rule in pack.rules:
        if not _CODE.fullmatch(rule.code):
            yield rule.code.where.fault("规则代码应为一个大写字母加三位数字，如 N501")
        if rule.code in seen:
            yield rule.code.where.fault(f"规则 {rule.code} 在本文件中已经有了")
        seen.add(str(rule.code))
        yield from _check_messages(rule)
    for override in pack.overrides:
        if override.code not in codes:
            yield override.code.where.fault(unknown("规则代码", override.code, codes))


def _check_messages(rule: RuleEntry) -> Iterator[Fault]:
    known = rule.check.placeholders
    texts = [rule.message]
    texts += [
        text
        for field in fields(rule.check)
        if field.name.endswith("_message") and isinstance(text := getattr(rule.check, field.name), Text)
    ]
    for text in texts:
        for match in _PLACEHOLDER.finditer(text):
            if match[1] not in known:
                yield text.at(match.start()).fault(unknown("占位符", match[1], known))


def _ancestors(pack: Pack, by_name: Mapping[str, Pack]) -> Iterator[Pack]:
    """A pack and what it extends, step by step; a circle is walked once."""
    seen: list[Pack] = []
    current: Pack | None = pack
    while current is not None:
        yield current
        if current in seen:
            return
        seen.append(current)
        current = by_name.get(current.extends) if current.extends is not None else None


@dataclass(frozen=True)
class _Book:
    """A rulebook with what its last checks need."""

    rulebook: Rulebook
    entries: Mapping[str | None, Sequence[RuleEntry]]


def _check_rules(book: _Book) -> Iterator[Fault]:
    """What a check itself finds wrong with its fields, given each generation's template."""
    seen: set[Fault] = set()
    for generation in (None, *book.rulebook.lexicon.generations):
        for entry in book.entries[generation.key if generation else None]:
            if isinstance(entry.check, ReportCheck):
                for where, message in entry.check.verify(generation):
                    fault = (where or entry.where).fault(message)
                    if fault not in seen:
                        seen.add(fault)
                        yield fault


class _Assembly:
    """The packs by name, joined."""

    def __init__(self, packs: Mapping[str, Pack]) -> None:
        self.packs = packs
        self.overlays = [pack for pack in packs.values() if pack.generation is None and pack.pack != _BASE]

    def book(self, grammar: bytes) -> _Book:
        held = [pack for pack in self.packs.values() if pack.generation is not None]
        generations = sorted(
            (self._generation(pack, head) for pack in held if (head := pack.generation)), key=_since
        )
        roots = [self.packs[_BASE]] if _BASE in self.packs else []
        chains: dict[str | None, list[Pack]] = {None: [*roots, *self.overlays]}
        for pack in held:
            assert pack.generation is not None
            chains[pack.generation.key] = [*reversed(list(_ancestors(pack, self.packs))), *self.overlays]
        entries = {key: _entries(chain) for key, chain in chains.items()}
        compiled = {
            key: tuple(rule for entry in rules if (rule := _compiled(entry)) is not None)
            for key, rules in entries.items()
        }
        words = Words(
            residue=next((pack.residue for pack in roots), Words().residue),
            not_reports=tuple(word for pack in self.packs.values() for word in pack.not_reports),
            leading_words=tuple(word for pack in self.packs.values() for word in pack.leading_words),
        )
        everywhere = {name for pack in self.packs.values() for name in pack.places.get("rulemaking", ())}
        domain = Domain(
            documents=tuple(document for pack in self.packs.values() for document in pack.documents),
            rulemaking_places=frozenset(everywhere),
            county_level_cities=frozenset(
                name for pack in self.packs.values() for name in pack.places.get("county_level_cities", ())
            ),
        )
        book = Rulebook(_docs(entries), compiled, Lexicon(tuple(generations), words), domain, grammar)
        return _Book(book, entries)

    def _generation(self, pack: Pack, head: GenerationHead) -> Generation:
        sections: dict[str, object] = {}
        tables: dict[str, object] = {}
        contents: dict[str, object] = {}
        aspects: dict[str, object] = {}
        for part in reversed(list(_ancestors(pack, self.packs))):
            for into, values in (
                (sections, part.sections),
                (tables, part.tables),
                (contents, part.contents),
                (aspects, part.aspects),
            ):
                into.update({value.key: value for value in values})
        return Generation(
            key=head.key,
            since=head.since,
            source=head.source,
            sections=tuple(sections.values()),  # type: ignore[arg-type]
            tables=tuple(tables.values()),  # type: ignore[arg-type]
            contents=tuple(contents.values()),  # type: ignore[arg-type]
            aspects=tuple(aspects.values()),  # type: ignore[arg-type]
            title=head.title,
            free_headings=head.free_headings,
        )


def _since(generation: Generation) -> int:
    return generation.since


def _entries(chain: Sequence[Pack]) -> list[RuleEntry]:
    """The rules of a chain of packs, the later replacing or overriding the earlier."""
    rules: dict[str, RuleEntry] = {}
    for pack in chain:
        for rule in pack.rules:
            rules[str(rule.code)] = _documented(rule, rules.get(str(rule.code)))
        for override in pack.overrides:
            known = rules.get(str(override.code))
            if known is not None:
                rules[str(override.code)] = replace(
                    known,
                    severity=override.severity or known.severity,
                    message=override.message or known.message,
                    help=known.help if override.help is None else override.help,
                    transition=known.transition if override.severity is None else None,
                )
    return [rules[code] for code in sorted(rules)]


def _documented(rule: RuleEntry, known: RuleEntry | None) -> RuleEntry:
    """A rule that replaces another of its code takes over the documentation that it leaves out."""
    if known is None:
        return rule
    return replace(
        rule,
        summary=rule.summary or known.summary,
        why=rule.why or known.why,
        help=rule.help or known.help,
        references=rule.references or known.references,
        wrong=rule.wrong or known.wrong,
        right=rule.right or known.right,
        transition=rule.transition or known.transition,
    )


def _compiled(entry: RuleEntry) -> CompiledRule | None:
    if entry.severity == "off":
        return None
    transition = {
        year: Severity(entry.transition.severity)
        for year in (entry.transition.years if entry.transition else ())
        if entry.transition is not None and entry.transition.severity != "off"
    }
    return CompiledRule(
        code=str(entry.code),
        name=str(entry.name),
        severity=Severity(entry.severity),
        message=str(entry.message),
        check=entry.check,
        help=entry.help,
        references=tuple(map(str, entry.references)),
        url=entry.url,
        transition=transition or None,
    )


def _docs(entries: Mapping[str | None, Sequence[RuleEntry]]) -> tuple[RuleDoc, ...]:
    """One page a code: the newest generation's entry, with the generations that have the rule."""
    newest: dict[str, RuleEntry] = {}
    held: dict[str, list[str]] = {}
    for key, rules in entries.items():
        for entry in rules:
            if entry.severity != "off":
                held.setdefault(str(entry.code), [])
                held[str(entry.code)] += [key] if key else []
                if entry.summary or str(entry.code) not in newest:
                    newest[str(entry.code)] = entry
    return tuple(
        RuleDoc(
            code=code,
            name=str(entry.name),
            severity=Severity(entry.severity),
            fix=entry.check.fixes,
            summary=entry.summary,
            why=entry.why,
            help=entry.help,
            references=tuple(map(str, entry.references)),
            wrong=entry.wrong,
            right=entry.right,
            url=entry.url,
            generations=tuple(sorted(held[code])),
        )
        for code, entry in sorted(newest.items())
    )


__all__ = ["Where", "assemble"]

"""What can be wrong with packs once they are read: names, codes, messages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import get_args

from msgspec.structs import replace

from linter.checks.base import (
    COLUMN_KEY,
    CONTENT_KEY,
    DOCUMENT_NUMBER,
    MESSAGE,
    ROW_KEY,
    SECTION_KEY,
    TABLE_KEY,
    AnyCheck,
)
from linter.checks.reference_data import Domain
from linter.regex_cache import compiled
from linter.report.template import Generation
from linter.rulebook.pack import Override, Pack, RuleEntry
from linter.strict_yaml import Fault, LocatedStr, Location
from linter.strict_yaml.annotations import LocatedType
from linter.strict_yaml.structure import members, text_type
from linter.suggest import did_you_mean, unknown

_PLACEHOLDER = compiled(r"\{\{(.*?)\}\}", re.DOTALL)
_LONGEST = 500  # characters of a message: it is shown on one line
_IN_GROUNDS = frozenset({"format"})
_IN_SENTENCES = frozenset({"year"})
_WEB = ("http://", "https://")
_CODE = compiled(r"[A-Z][0-9]{3}")
_LABEL = compiled(r"\S{2,8}")


def ancestors(pack: Pack, by_name: Mapping[str, Pack]) -> Iterator[Pack]:
    """A pack and what it extends, step by step; a circle is walked once."""
    seen: list[Pack] = []
    current: Pack | None = pack
    while current is not None:
        yield current
        if current in seen:
            return
        seen.append(current)
        current = by_name.get(current.extends) if current.extends is not None else None


def faults_within(pack: Pack) -> Iterator[Fault]:
    """Faults of one pack that show without the others: codes, words in messages, addresses, overrides."""
    if pack.part_of is not None and (pack.extends is not None or pack.generation is not None):
        yield pack.part_of.where.fault("part_of 不能与 extends、generation 同时写")
    seen: set[tuple[str, str | None]] = set()
    for rule in pack.rules:
        if not _CODE.fullmatch(rule.code):
            yield rule.code.where.fault("规则代码应为一个大写字母加三位数字，如 N501")
        if (rule.code, rule.format) in seen:
            yield rule.code.where.fault(f"规则 {rule.code} 在本文件中已经有了")
        seen.add((rule.code, rule.format))
        if rule.label is not None and not _LABEL.fullmatch(rule.label):
            yield rule.label.where.fault("短名应为二到八个字，不含空白")
        yield from _message_faults(rule)
    for document in pack.documents:
        if document.url is not None and not document.url.startswith(_WEB):
            yield document.url.where.fault("网址应以 http:// 或 https:// 开头")
    yield from _repeated_overrides(pack.overrides)
    for sentence in pack.sentences:
        yield from _placeholder_faults(sentence.text, _IN_SENTENCES, sentence.text.where)


def _repeated_overrides(overrides: Iterable[Override]) -> Iterator[Fault]:
    seen: set[tuple[str, str | None]] = set()
    for override in overrides:
        if (override.code, override.format) in seen:
            yield override.code.where.fault(f"对规则 {override.code} 的改动在本规则包中已经有了")
        seen.add((override.code, override.format))


def faults_between(packs: Sequence[Pack]) -> Iterator[Fault]:
    """Names that repeat, and `extends` that leads nowhere or in a circle."""
    by_name: dict[str, Pack] = {}
    generations: dict[str, Pack] = {}
    for pack in packs:
        if pack.pack in by_name:
            yield pack.pack.where.fault(f"规则包“{pack.pack}”已经有了")
        by_name[str(pack.pack)] = pack
        if pack.generation is not None:
            other = generations.setdefault(pack.generation.key, pack)
            if other is not pack:
                yield pack.pack.where.fault(f"格式“{pack.generation.key}”在规则包“{other.pack}”中已经有了")
    for pack in packs:
        if pack.extends is not None and pack.extends not in by_name:
            yield pack.extends.where.fault(unknown("规则包", pack.extends, by_name))
        elif pack.extends is not None and pack in list(ancestors(pack, by_name))[1:]:
            yield pack.extends.where.fault("规则包互相扩展，没有尽头")


def override_faults(packs: Sequence[Pack]) -> Iterator[Fault]:
    """Overrides of rules that there are not, and words in their messages that no such rule fills."""
    checks: dict[str, list[AnyCheck]] = {}
    for pack in packs:
        for rule in pack.rules:
            checks.setdefault(str(rule.code), []).append(rule.check)
    for pack in packs:
        for override in pack.overrides:
            if override.code not in checks:
                yield override.code.where.fault(unknown("规则代码", override.code, checks))
            elif override.message is not None:
                known = frozenset.intersection(*(check.placeholders for check in checks[override.code]))
                yield from _placeholder_faults(override.message, known, override.message.where)


def example_faults(packs: Sequence[Pack]) -> Iterator[Fault]:
    """Codes in tests that no rule has: such a test could never find anything."""
    codes = sorted({str(rule.code) for pack in packs for rule in pack.rules})
    for pack in packs:
        for rule in pack.rules:
            for example in rule.tests:
                for code in (example.want, example.absent):
                    if code is not None and code not in codes:
                        yield code.where.fault(unknown("规则代码", code, codes))


def successor_faults(packs: Sequence[Pack]) -> Iterator[Fault]:
    """Successors that no rule is, or that are themselves deprecated, and successors of rules in use."""
    rules = [rule for pack in packs for rule in pack.rules]
    codes = sorted({str(rule.code) for rule in rules})
    deprecated = {str(rule.code) for rule in rules if rule.status == "deprecated"}
    for rule in rules:
        if rule.successor is None:
            continue
        if rule.status != "deprecated":
            yield rule.successor.where.fault("status 是 deprecated 的规则才写 successor")
        elif rule.successor not in codes:
            yield rule.successor.where.fault(unknown("规则代码", rule.successor, codes))
        elif rule.successor in deprecated:
            yield rule.successor.where.fault(f"规则 {rule.successor} 自己也停用了")


def key_faults(check: AnyCheck, generations: Sequence[Generation], domain: Domain) -> Iterator[Fault]:
    """Sections, tables, rows, columns, contents and documents that there are not, in any of the generations
    for which a rule holds."""
    own = getattr(check, "table", None)
    tables = [table for generation in generations for table in generation.tables]
    held = [table for table in tables if own is None or table.key == own] or tables
    known: Mapping[LocatedType, tuple[str, Collection[str]]] = {
        SECTION_KEY: ("部分", {part.key for each in generations for part in each.sections}),
        TABLE_KEY: ("表", {table.key for table in tables}),
        ROW_KEY: ("行", {key for table in held for key in table.row_keys()}),
        COLUMN_KEY: ("列", {key for table in held for key in table.column_keys()}),
        CONTENT_KEY: ("内容", {part.key for each in generations for part in each.contents}),
        DOCUMENT_NUMBER: ("文件（要先写在 documents 里）", domain.by_number.keys()),
    }
    for how, key in _typed(check):
        what, names = known[how]
        if key not in names:
            yield key.where.fault(f"没有名为“{key}”的{what}{did_you_mean(key, names)}")


def _typed(check: AnyCheck) -> Iterator[tuple[LocatedType, LocatedStr]]:
    """The texts of a check that name something, with what they name."""
    for member in members(type(check)):
        value = getattr(check, member.name)
        for hint, texts in _hinted(member.hint, value):
            how = text_type(hint)
            if isinstance(how, LocatedType) and how is not MESSAGE:
                yield from ((how, text) for text in texts if isinstance(text, LocatedStr))


def _hinted(hint: object, value: object) -> Iterator[tuple[object, Iterable[object]]]:
    """The values of a field by their type: its own, or those of its items."""
    arguments = get_args(hint)
    if isinstance(value, tuple):
        yield arguments[0], value
    elif isinstance(value, Mapping):
        yield arguments[0], value.keys()
        yield arguments[1], value.values()
    else:
        yield hint, (value,)


def _message_faults(rule: RuleEntry) -> Iterator[Fault]:
    known = rule.check.placeholders
    yield from _placeholder_faults(rule.message, known, rule.message.where)
    for member in members(type(rule.check)):
        if text_type(member.hint) is MESSAGE:
            text: str = getattr(rule.check, member.name)
            at = replace(rule.where, field=f"{rule.where.field}.{member.key}")
            yield from _placeholder_faults(text, known, at)
    for index, reference in enumerate(rule.references):
        at = replace(rule.where, field=f"{rule.where.field}.references[{index}]")
        yield from _placeholder_faults(f"{reference.document}{reference.clause or ''}", _IN_GROUNDS, at)


def _placeholder_faults(text: str, known: frozenset[str], where: Location) -> Iterator[Fault]:
    """Unknown words in a message; a text that knows its own place is pointed into, else `where`."""
    if len(text) > _LONGEST:
        yield (text.where if isinstance(text, LocatedStr) else where).fault(f"说法过长，最多 {_LONGEST} 个字")
    for match in _PLACEHOLDER.finditer(text):
        if match[1] not in known:
            place = text.at(match.start()) if isinstance(text, LocatedStr) else where
            yield place.fault(unknown("占位符", match[1], sorted(known)))

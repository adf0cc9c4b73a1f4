"""Check the names in a config file against its rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from linter.app.config.file import Config, SuppressionEntry
from linter.report.lexicon import Lexicon
from linter.strict_yaml import Fault, LocatedStr
from linter.suggest import nearest, shorten, unknown


def faults(config: Config, codes: Mapping[str, str], lexicon: Lexicon) -> Iterator[Fault]:
    """Unknown rules, sections, tables, rows and columns; `codes` are the rules' names by code."""
    for code in config.written.codes():
        if not any(known.startswith(code) for known in codes) or not code:
            yield code.where.fault(_no_rule(code, codes, f"没有以“{shorten(code)}”开头的规则"))
    sections = {section.key for generation in lexicon.generations for section in generation.sections}
    for entry in config.written.suppressions:
        if entry.code not in codes:
            yield entry.code.where.fault(_no_rule(entry.code, codes, f"没有规则“{shorten(entry.code)}”"))
        if entry.section is not None and entry.section not in sections:
            yield entry.section.where.fault(unknown("章节", entry.section, sorted(sections)))
        yield from _table_faults(entry, lexicon)


def _table_faults(entry: SuppressionEntry, lexicon: Lexicon) -> Iterator[Fault]:
    tables = [table for generation in lexicon.generations for table in generation.tables]
    if entry.table is not None:
        keys = _once(table.key for table in tables)
        if entry.table not in keys:
            yield entry.table.where.fault(unknown("表", entry.table, keys))
            return
        tables = [table for table in tables if table.key == entry.table]
    rows = _once(key for table in tables for key in table.row_keys())
    columns = _once(key for table in tables for key in table.column_keys())
    for what, key, known in (("行", entry.row, rows), ("列", entry.column, columns)):
        if key is not None and key not in known:
            yield key.where.fault(unknown(what, key, known))


def _once(words: Iterable[str]) -> Sequence[str]:
    return list(dict.fromkeys(words))


def _no_rule(code: LocatedStr, codes: Mapping[str, str], message: str) -> str:
    names = {name: known for known, name in codes.items()} | {known: known for known in codes}
    near = nearest(code.upper(), names) or nearest(code, names)  # a code in small letters, or a name
    return f"{message}，是不是想写“{names[near]}（{codes[names[near]]}）”？" if near else message

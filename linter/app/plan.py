"""Which config file, which rules and which choices hold for each file of a run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from linter.app.baselines import Baselines
from linter.app.config.discovery import Search
from linter.app.deprecated_codes import config_notes, option_notes
from linter.app.file_settings import FileSettings
from linter.app.item import Item
from linter.diagnostic import Severity
from linter.rulebook import Rulebook, RuleDoc
from linter.settings import Settings
from linter.strict_yaml.location import Fault, RuleError

if TYPE_CHECKING:
    from pathlib import Path

    from linter.app.config.file import Config

Packs = tuple["Path", ...]


class RunOptions(Struct, frozen=True):
    """What a run asks for, whatever the files: settings, rule files besides the built-in ones, one config
    file for all or none, and the level that fails (None: what the config of each file says)."""

    settings: Settings = Settings()
    rules: Packs = ()
    config: str | None = None
    no_config: bool = False
    fail_on: Severity | None = None


class Batch(Struct, frozen=True):
    """Items that follow one another and share a rulebook, which was loaded with `packs`."""

    items: tuple[Item, ...]
    book: Rulebook
    packs: Packs


class Plan(Struct, frozen=True):
    """All batches in the order of the files, at least one, and the config of each item (None without).

    `notes` say which words of earlier versions the packs use, and which deprecated codes the command line
    and the configs name.
    """

    batches: tuple[Batch, ...]
    configs: tuple[Config | None, ...]

    notes: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of all batches."""
        return tuple(item for batch in self.batches for item in batch.items)

    @property
    def pages(self) -> Sequence[RuleDoc]:
        """The pages of the rules of all batches."""
        if len(self.batches) == 1:
            return self.batches[0].book.rules  # decoded only for outputs that show them
        return tuple(self.rules.values())

    @property
    def rules(self) -> Mapping[str, RuleDoc]:
        """The pages of the rules of all batches by code; of one that several have, the last."""
        return {rule.code: rule for batch in self.batches for rule in batch.book.rules}


def plan(
    items: Sequence[Item],
    options: RunOptions,
    baselines: Baselines,
    load: Callable[[Packs], Rulebook],
    *,
    compares: bool = False,
    sums: bool = False,
) -> Plan:
    """What holds for each item. `load` gives the rulebook of the built-in packs and others; `compares`
    tells that reports of the year before are at hand, `sums` that those of units are. Raises RuleError with
    the faults of all config files, of the packs they name, or of the baselines."""
    search = Search(options.config, off=options.no_config)
    paths = [search.path(item.name) for item in items]
    configs = _read(sorted({path for path in (*paths, options.config) if path is not None}), options.config)
    own = tuple(configs[path] if path is not None else None for path in paths)
    packs = {config: _packs(options.rules, config) for config in (None, *configs.values())}
    needed = {packs[config] for config in (*own, *configs.values())} or {options.rules}
    with _unquoted(configs.values(), options.rules):
        books = {key: load(key) for key in sorted(needed)}
    _verify(configs.values(), {config: books[packs[config]] for config in configs.values()})
    baselines.read(own)
    hides = bool(configs) or baselines.used
    silent = {
        key: _silent_codes(book, compares=compares, sums=sums) if hides else () for key, book in books.items()
    }
    pairs = [
        (_chosen(item, config, options, baselines, silent[packs[config]]), config)
        for item, config in zip(items, own, strict=True)
    ]
    batches = [
        Batch(tuple(item for item, _ in group), books[key], key)
        for key, group in groupby(pairs, key=lambda pair: packs[pair[1]])
    ]
    key, book = next(iter(books.items()))
    notes = dict.fromkeys(note for each in books.values() for note in each.notes)
    notes |= dict.fromkeys(note for each in books.values() for note in option_notes(options.settings, each))
    for config in configs.values():
        notes |= dict.fromkeys(config_notes(config, books[packs[config]]))
    return Plan(tuple(batches) or (Batch((), book, key),), own, tuple(notes))


def _silent_codes(book: Rulebook, *, compares: bool, sums: bool) -> tuple[str, ...]:
    """The rules that say nothing without a report of the year before, or without the sums of units: their
    silence proves nothing."""
    from linter.checks.base import PairCheck, SumCheck

    kinds = (*(() if compares else (PairCheck,)), *(() if sums else (SumCheck,)))
    rules = (rule for rules in book.by_generation.values() for rule in rules)
    return tuple(sorted({rule.code for rule in rules if isinstance(rule.check, kinds)}))


def _unquoted(configs: Iterable[Config], rules: Packs) -> AbstractContextManager[None]:
    """Faults of rule files that configs name outside of their folders and the user did not."""
    foreign = {pack for config in configs for pack in config.foreign_packs} - {*map(str, rules)}
    if not foreign:
        return nullcontext()
    from linter.app.config.quoting import unquoted

    return unquoted(foreign)


def _read(paths: Sequence[str], named: str | None) -> dict[str, Config]:
    if not paths:
        return {}
    from linter.app.config.loader import read_config  # imports YAML

    configs: dict[str, Config] = {}
    faults: list[Fault] = []
    for path in paths:
        try:
            configs[path] = read_config(path, named=path == named)
        except RuleError as error:
            faults += error.faults
    if faults:
        raise RuleError(faults)
    return configs


def _packs(rules: Packs, config: Config | None) -> Packs:
    """The rule files of the command line and then those of a config, each once."""
    if config is None or not config.packs:
        return rules
    from pathlib import Path

    return tuple({os.path.realpath(pack): Path(pack) for pack in (*config.packs, *map(str, rules))}.values())


def _verify(configs: Iterable[Config], books: Mapping[Config, Rulebook]) -> None:
    faults: list[Fault] = []
    for config in configs:
        from linter.app.config import validate

        book = books[config]
        faults += validate.faults(config, {rule.code: rule.name for rule in book.rules}, book.lexicon)
    if faults:
        raise RuleError(faults)


def _chosen(
    item: Item,
    config: Config | None,
    options: RunOptions,
    baselines: Baselines,
    silent: tuple[str, ...],
) -> Item:
    """The item with its own choice, where a config or a baseline makes one; `silent` rules are dropped."""
    counts = baselines.counts(config, item.name)
    if config is None and counts is None and not baselines.writing:
        return item
    settings = config.settings(options.settings, item.name) if config is not None else options.settings
    settings = replace(settings, dropped=settings.dropped + silent)
    level = options.fail_on or (config.fail_on if config is not None else None) or Severity.ERROR
    suppressions = config.suppressions_for(item.name) if config is not None else ()
    return replace(item, file_settings=FileSettings(settings, level, suppressions, counts, baselines.writing))

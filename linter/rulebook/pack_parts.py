"""Packs that are written in several files, and rules that name the format from which they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from linter.report.lexicon import ResidueWords
from linter.rulebook.pack import Pack
from linter.strict_yaml import Fault, LocatedStr
from linter.strict_yaml.patterns import either
from linter.suggest import unknown


def join_parts(packs: Sequence[Pack], faults: list[Fault]) -> list[Pack]:
    """The packs with what their parts state, each rule and override in the pack of its format.

    A rule of an independent pack that names a format goes into a further pack that extends the format.
    Names of packs that there are not, and codes that two parts of a pack state, are added to `faults`.
    """
    whole = [pack for pack in packs if pack.part_of is None]
    index = {str(pack.pack): at for at, pack in enumerate(whole)}
    result = [_selected(pack, None) for pack in whole]
    for pack in packs:
        for name in (*_targets(pack), *_formats(pack)):
            if name not in index:
                faults.append(name.where.fault(unknown("规则包", name, index)))
            elif pack.part_of is None:
                result.append(_selected(pack, name))
            else:
                at = index[str(name)]
                faults += _repeated_codes(result[at], pack, name)
                result[at] = _joined(result[at], pack, name)
    return result


def _targets(part: Pack) -> Iterator[LocatedStr]:
    if part.part_of is not None:
        yield part.part_of


def _formats(pack: Pack) -> Iterator[LocatedStr]:
    """The formats that rules and overrides of a pack name, each once."""
    named = [*(rule.format for rule in pack.rules), *(override.format for override in pack.overrides)]
    yield from dict.fromkeys(name for name in named if name is not None and name != pack.part_of)


def _selected(pack: Pack, format_: LocatedStr | None) -> Pack:
    """The rules and overrides of an independent pack that name this format; for None the rest of it."""
    rules = tuple(rule for rule in pack.rules if rule.format == format_)
    overrides = tuple(override for override in pack.overrides if override.format == format_)
    if format_ is None:
        return replace(pack, rules=rules, overrides=overrides)
    name = LocatedStr(f"{pack.pack}（{format_}）", pack.pack.where)
    return Pack(pack=name, where=pack.where, extends=format_, rules=rules, overrides=overrides)


def _joined(pack: Pack, part: Pack, name: LocatedStr) -> Pack:
    """A pack with what a part states for it: for the pack that it is a part of, its facts too."""
    rules = tuple(rule for rule in part.rules if (rule.format or part.part_of) == name)
    overrides = tuple(override for override in part.overrides if (override.format or part.part_of) == name)
    pack = replace(pack, rules=pack.rules + rules, overrides=pack.overrides + overrides)
    if name != part.part_of:
        return pack
    return replace(
        pack,
        sections=pack.sections + part.sections,
        tables=pack.tables + part.tables,
        contents=pack.contents + part.contents,
        aspects=pack.aspects + part.aspects,
        draft=part.draft or pack.draft,
        residue=_both(pack.residue, part.residue),
        not_reports=either((pack.not_reports, part.not_reports)),
        prefaces=either((pack.prefaces, part.prefaces)),
        notices=either((pack.notices, part.notices)),
        attachments=either((pack.attachments, part.attachments)),
        leading_words=pack.leading_words + part.leading_words,
        documents=pack.documents + part.documents,
        sentences=pack.sentences + part.sentences,
        places={
            kind: (*pack.places.get(kind, ()), *part.places.get(kind, ()))
            for kind in (*pack.places, *part.places)
        },
    )


def _both(one: ResidueWords, other: ResidueWords) -> ResidueWords:
    return ResidueWords(
        either((one.lines, other.lines)), either((one.ends, other.ends)), either((one.parts, other.parts))
    )


def _repeated_codes(pack: Pack, part: Pack, name: LocatedStr) -> Iterator[Fault]:
    known = {str(rule.code) for rule in pack.rules}
    for rule in part.rules:
        if (rule.format or part.part_of) == name and rule.code in known:
            yield rule.code.where.fault(f"规则 {rule.code} 在规则包“{name}”中已经有了")
    changed = {str(override.code) for override in pack.overrides}
    for override in part.overrides:
        if (override.format or part.part_of) == name and override.code in changed:
            yield override.code.where.fault(f"对规则 {override.code} 的改动在规则包“{name}”中已经有了")

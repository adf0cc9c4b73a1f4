"""Pack files to packs: bytes, YAML, word lists, patterns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linter.report.word_lists import NO_LISTS, WordLists
from linter.rulebook.pack import Pack
from linter.rulebook.renamed import rename_extended, rename_kinds
from linter.rulebook.stated_names import StatedNames, stated_names
from linter.rulebook.validate import faults_within
from linter.rulebook.word_lists import Lists, merge_word_lists
from linter.strict_yaml import Fault, LocatedStr, MapNode, Node, RuleError, ScalarNode, compose, decode


class ReadPacks(NamedTuple):
    """What was read of pack files: the packs, the word lists of all, notes for the user on words of
    earlier versions, and the names that the files state."""

    packs: list[Pack]
    lists: WordLists
    notes: tuple[str, ...]
    names: tuple[StatedNames, ...]


def read_packs(
    texts: Sequence[tuple[str, bytes]], faults: list[Fault], known: WordLists = NO_LISTS
) -> ReadPacks:
    """The packs that can be read, and the word lists of all, `known` ones among them.

    `texts` are names and bytes of files. What is wrong with each by itself is added to `faults`; what
    only seems wrong because another file cannot be read is not.
    """
    roots = [(name, root) for name, data in texts if (root := _compose(name, data, faults)) is not None]
    names = {name for _, root in roots if (name := _pack_name(root)) is not None}
    notes = [note for name, root in roots for note in rename_kinds(name, root)]
    notes += (note for name, root in roots for note in rename_extended(name, root, names))
    stated = [lists for name, root in roots for lists in _stated_lists(name, root)]
    lists = merge_word_lists(stated, known, faults)
    whole = len(stated) == len(texts)
    packs = []
    for name, root in roots:
        pack = decode(root, Pack, name, faults, lists if whole else None)
        if pack is not None:
            packs.append(pack)
            faults += faults_within(pack)
    named = (stated_names(name, root) for name, root in roots)
    return ReadPacks(packs, lists, tuple(notes), tuple(each for each in named if each is not None))


def _pack_name(root: Node) -> str | None:
    """The name of a pack that others may extend: not of a file that is a part of another."""
    entry = root.pairs.get("pack") if isinstance(root, MapNode) and "part_of" not in root.pairs else None
    return entry[1].value if entry is not None and isinstance(entry[1], ScalarNode) else None


def _compose(name: str, data: bytes, faults: list[Fault]) -> Node | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        faults.append(Fault(name, 1, 1, "", "规则文件必须是 UTF-8 编码"))
        return None
    own: list[Fault] = []
    try:
        root = compose(text, name, own)
    except RuleError as error:
        faults += error.faults
        return None
    faults += own
    return root


def _stated_lists(name: str, root: Node) -> Iterator[Lists]:
    """The word lists of a pack; none where they cannot be decoded, which decoding the pack reports."""
    entry = root.pairs.get("words") if isinstance(root, MapNode) else None
    if entry is None:
        yield {}
    elif (lists := decode(entry[1], _LISTS, name, [])) is not None:
        yield lists


_LISTS = dict[LocatedStr, tuple[LocatedStr, ...]]

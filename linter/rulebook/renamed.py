"""Words that packs of earlier versions use, and what is written instead: kinds of check, names of packs."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct

from linter.strict_yaml import Fault, ListNode, MapNode, Node, ScalarNode
from linter.strict_yaml.node import join

_KIND = "check"
_EXTENDS = "extends"


class Renamed(Struct, frozen=True):
    """What a word of a kind has become: the present words by their keys, the keys that are named otherwise,
    and those of them whose one value is a list now."""

    words: Mapping[str, str]
    keys: Mapping[str, str] = MappingProxyType({})
    lists: frozenset[str] = frozenset()

    def __str__(self) -> str:
        words = "、".join(f"{key}: {word}" for key, word in self.words.items())
        return "，".join((words, *(f"{old} 写作 {new}" for old, new in self.keys.items())))


def _subkind(kind: str, what: str) -> Renamed:
    return Renamed({_KIND: kind, "what": what})


RENAMED: Mapping[str, Renamed] = {
    "required-sections": _subkind("required", "sections"),
    "required-contents": _subkind("required", "contents"),
    "aspects": _subkind("required", "aspects"),
    "table-required": _subkind("required", "tables"),
    "row-required": _subkind("required", "rows"),
    "period-required": _subkind("required", "period"),
    "citation-required": _subkind("required", "citation"),
    "section-order": _subkind("sections", "order"),
    "duplicate-section": _subkind("sections", "repeated"),
    "extra-section": _subkind("sections", "extra"),
    "empty-section": _subkind("sections", "empty"),
    "numbering": _subkind("sections", "numerals"),
    "heading-wording": _subkind("wording", "headings"),
    "label-wording": _subkind("wording", "labels"),
    "deprecated-heading": _subkind("other-format", "headings"),
    "table-generation": _subkind("other-format", "tables"),
    "blank-cell": _subkind("cells", "blank"),
    "readable-figure": _subkind("cells", "not-a-number"),
    "possible-count": _subkind("cells", "impossible"),
    "amount-unit": _subkind("cells", "unit"),
    "row-length": _subkind("cells", "row-length"),
    "period-complete": _subkind("dates", "whole-year"),
    "period-year": _subkind("dates", "period-year"),
    "date": _subkind("dates", "calendar"),
    "document-number": _subkind("citation", "number"),
    "title-number": _subkind("citation", "title"),
    "superseded": _subkind("citation", "superseded"),
    "mixed-punctuation": _subkind("punctuation", "half-width"),
    "citation-brackets": _subkind("punctuation", "year-brackets"),
    "nested-title-marks": _subkind("punctuation", "title-marks"),
    "carry-over": _subkind("previous-report", "carry-over"),
    "stock-chain": _subkind("previous-report", "stock"),
    "sudden-change": _subkind("previous-report", "sudden-change"),
    "copied-text": _subkind("previous-report", "copied-text"),
    "encoding": _subkind("file", "encoding"),
    "no-report": _subkind("file", "report"),
    "fee-statement": Renamed(
        {_KIND: "text-required"},
        {"section": "sections", "statements": "patterns"},
        frozenset({"section"}),
    ),
}
"""The kinds of earlier versions that are named otherwise now."""

RENAMED_PACKS: Mapping[str, str] = {
    "pairs": "2019",
    "pairs-2021": "2021",
    "prose": "base",
    "prose-tables": "2019",
}
"""The built-in packs of earlier versions, and those that hold for the same reports now."""


def rename_kinds(file: str, root: Node) -> Iterator[str]:
    """Rewrite the rules of a pack that name a kind by an earlier word; a Chinese note on each.

    New nodes stand where the old ones did, so that faults have the places of the file.
    """
    rules = root.pairs.get("rules") if isinstance(root, MapNode) else None
    if rules is None or not isinstance(rules[1], ListNode):
        return
    for index, rule in enumerate(rules[1].items):
        key, word = rule.pairs.get(_KIND, (None, None)) if isinstance(rule, MapNode) else (None, None)
        if isinstance(rule, MapNode) and key is not None and isinstance(word, ScalarNode):
            renamed = RENAMED.get(word.value)
            if renamed is not None:
                _rewrite(rule, key, word, renamed)
                path = join(f"rules[{index}]", _KIND)
                yield _note(file, word, path, f"种类“{word.value}”已经改名，请改写为 {renamed}")


def rename_extended(file: str, root: Node, names: Container[str]) -> Iterator[str]:
    """Rewrite the name of a built-in pack of an earlier version that a pack extends; a Chinese note on it.

    `names` are packs that users have; one of them is meant itself.
    """
    key, word = root.pairs.get(_EXTENDS, (None, None)) if isinstance(root, MapNode) else (None, None)
    if not isinstance(root, MapNode) or key is None or not isinstance(word, ScalarNode):
        return
    present = RENAMED_PACKS.get(word.value)
    if present is not None and word.value not in names:
        root.pairs[_EXTENDS] = (key, _scalar(present, word))
        message = f'规则包“{word.value}”已并入别的规则包，请改写为 extends: "{present}"'
        yield _note(file, word, _EXTENDS, message)


def _rewrite(rule: MapNode, key: ScalarNode, word: ScalarNode, renamed: Renamed) -> None:
    """Put the present words and keys into a rule."""
    pairs: dict[str, tuple[ScalarNode, Node]] = {}
    for name, (own, value) in rule.pairs.items():
        pairs[renamed.keys.get(name, name)] = (own, _listed(value) if name in renamed.lists else value)
    for name, present in renamed.words.items():
        if name == _KIND or name not in pairs:
            pairs[name] = (key, _scalar(present, word))
    rule.pairs = pairs


def _listed(value: Node) -> ListNode:
    listed = ListNode(value.start)
    listed.items.append(value)
    return listed


def _scalar(value: str, place: ScalarNode) -> ScalarNode:
    """A word at a place of the file where another stands."""
    return ScalarNode(value, False, place.start, place.end)


def _note(file: str, word: ScalarNode, path: str, message: str) -> str:
    return str(Fault(file, word.line, word.column, path, message))

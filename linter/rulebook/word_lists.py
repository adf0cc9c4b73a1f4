"""The word lists of all packs as one table: what adds to what, which list names which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from linter.checks.prose.phrases import NAMES
from linter.report.word_lists import WordLists
from linter.strict_yaml import Fault, LocatedStr
from linter.strict_yaml.names import NAMED
from linter.suggest import unknown

Lists: TypeAlias = Mapping[LocatedStr, tuple[LocatedStr, ...]]
"""The lists of one pack as it states them; `{name}` among the words stands for another list's."""


def merge_word_lists(packs: Sequence[Lists], known: WordLists, faults: list[Fault]) -> WordLists:
    """The lists of `known` and of packs; a list that several packs state has the words of all.

    What is wrong with the lists is added to `faults`: names that cannot be used, names of lists that
    there are not, lists that name each other in a circle, lists without words.
    """
    stated: dict[str, list[str]] = {name: list(words) for name, words in known.by_name.items()}
    for pack in packs:
        for name, words in pack.items():
            faults += _name_faults(name, words)
            stated.setdefault(str(name), []).extend(words)
    return WordLists({name: tuple(dict.fromkeys(_words(name, stated, (), faults))) for name in stated})


def _name_faults(name: LocatedStr, words: Sequence[LocatedStr]) -> Iterator[Fault]:
    if not NAMED.fullmatch(f"{{{name}}}"):
        yield name.where.fault("词表的名称应为小写英文字母，可以用下划线相连，如 receive")
    elif name in NAMES:
        yield name.where.fault(f"“{name}”是句式中的代号，词表要用别的名称")
    if not words:
        yield name.where.fault(f"词表“{name}”没有词")
    for word in words:
        if not word:
            yield word.where.fault("词不能为空")


def _words(
    name: str, stated: Mapping[str, Sequence[str]], above: tuple[str, ...], faults: list[Fault]
) -> Iterator[str]:
    """The words of a list, and of those that it names; `above` are the lists that led to it."""
    for word in stated[name]:
        named = NAMED.fullmatch(word)
        if named is None:
            yield str(word)
        elif named[1] not in stated:
            _fault(word, unknown("词表", named[1], sorted(stated)), faults)
        elif named[1] in (*above, name):
            _fault(word, "词表互相引用，没有尽头", faults)
        else:
            yield from _words(named[1], stated, (*above, name), faults)


def _fault(word: str, message: str, faults: list[Fault]) -> None:
    if isinstance(word, LocatedStr) and (fault := word.where.fault(message)) not in faults:
        faults.append(fault)

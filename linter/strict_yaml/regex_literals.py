"""What a text must hold for a regular expression to match in it: literals, found when the rules load.

A search costs far more than asking whether a short word occurs. Where a rule's pattern cannot do without
some words, and none of them is there, the pattern is not tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from typing import Any, TypeAlias

Needs: TypeAlias = tuple[tuple[str, ...], ...]
"""Of each of these groups of literals, at least one stands in whatever text a pattern matches in."""

_MOST_TEXTS = 16  # that a part of a pattern may stand for, to be known one by one
_MOST_WHOLE = 128  # the same where they are to be looked for themselves
_MOST_OPTIONS = 24  # a group of more excludes little and costs as much as a search
_MOST_GROUPS = 3
_LONGEST_RANGE = 26  # characters
_BASE = 4.0  # how much rarer a word is for each further character
_NOWHERE = "(?!)(?s:.{1000000})"  # nor are texts searched that are too short for it
_MARKS = range(0xE000, 0xF900)  # private characters stand for figures, which are rarer than letters


def needs_of(pattern: re.Pattern[str]) -> Needs:
    """The literals that a pattern cannot do without, what excludes most first; empty when there are none."""
    import re._parser as parser  # type: ignore[import-not-found]

    if pattern.flags & re.IGNORECASE:
        return ()
    return _best(*_sequence(parser.parse(pattern.pattern, pattern.flags)))


def _best(texts: _Texts, groups: _Groups) -> Needs:
    """The groups that exclude most."""
    if texts is not None:
        groups = [*groups, *_group(texts)]
    known = sorted({group for group in groups if len(group) <= _MOST_OPTIONS}, key=_weight)
    return tuple(tuple(sorted(group, key=len)) for group in known[:_MOST_GROUPS])


def needs_of_each(pattern: re.Pattern[str] | None) -> tuple[Needs, ...]:
    """The literals that each alternative of a pattern cannot do without; empty for no pattern."""
    import re._parser as parser

    if pattern is None:
        return ()
    tree = parser.parse(pattern.pattern, pattern.flags)
    if len(tree) != 1 or str(tree[0][0]) != "BRANCH":
        return (needs_of(pattern),)
    if pattern.flags & re.IGNORECASE:
        return ((),)
    return tuple([_best(*_sequence(body)) for body in tree[0][1][1]])


def literals_of(patterns: Iterable[re.Pattern[str] | None]) -> re.Pattern[str] | None:
    """A pattern of literals of which one stands in whatever text one of some patterns matches in; None where
    that can be any text."""
    literals: set[str] = set()
    for pattern in patterns:
        if pattern is not None:
            group = _best_group(pattern)
            if group is None:
                return None
            literals |= group
    if not literals:
        return re.compile(_NOWHERE)
    [least] = _group(frozenset(literals))
    return re.compile("|".join(map(re.escape, sorted(least))))


def may_hold(literals: re.Pattern[str] | None, text: str) -> bool:
    """Whether a text holds one of the literals that `literals_of` found; any does where there are none."""
    return literals is None or literals.search(text) is not None


def _best_group(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """The group of literals that excludes most, however many they are; None where there is none."""
    import re._parser as parser

    if pattern.flags & re.IGNORECASE:
        return None
    texts, groups = _sequence(parser.parse(pattern.pattern, pattern.flags))
    if texts is not None:
        groups = [*groups, *_group(texts)]
    return min(groups, key=lambda group: (_weight(group), sorted(group)), default=None)


def whole_literals(pattern: re.Pattern[str] | None) -> tuple[str, ...]:
    """Texts that a pattern matches wherever they stand: to look for them first is cheap."""
    import re._parser as parser

    if pattern is None or pattern.flags & re.IGNORECASE:
        return ()
    tree = parser.parse(pattern.pattern, pattern.flags)
    is_choice = len(tree) == 1 and str(tree[0][0]) == "BRANCH"
    found: set[str] = set()
    for body in tree[0][1][1] if is_choice else [tree]:
        texts, _ = _sequence(body, _MOST_WHOLE)
        if texts and _is_context_free(body):
            found |= texts
    least = _group(frozenset(found))[0] if found and "" not in found else ()
    return tuple(sorted(least, key=lambda text: (len(text), text)))


def _is_context_free(parts: Any) -> bool:
    """Whether no part of a sequence asks what stands around it."""
    for operation, argument in parts:
        name = str(operation)
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            return False
        if name == "SUBPATTERN" and not _is_context_free(argument[3]):
            return False
        if name == "BRANCH" and not all(map(_is_context_free, argument[1])):
            return False
        if name.endswith("REPEAT") and not _is_context_free(argument[2]):
            return False
        if name == "ATOMIC_GROUP" and not _is_context_free(argument):
            return False
    return True


def may_match(needs: Needs, text: str) -> bool:
    """Whether a text holds what a pattern cannot do without."""
    for options in needs:
        for option in options:
            if option in text:
                break
        else:
            return False
    return True


def longest_match(pattern: re.Pattern[str]) -> int:
    """The most characters that a match of a pattern takes."""
    import re._parser as parser

    most: int = parser.parse(pattern.pattern, pattern.flags).getwidth()[1]
    return most


_Texts: TypeAlias = frozenset[str] | None  # all that a part can match; None where that is not known
_Groups: TypeAlias = list[frozenset[str]]
_NOTHING: _Texts = frozenset({""})


def _sequence(parts: Any, most: int = _MOST_TEXTS) -> tuple[_Texts, _Groups]:
    """What a sequence matches: all its texts, if no more than `most`, or the groups of literals that it
    needs."""
    groups: _Groups = []
    run, is_whole = frozenset({""}), True  # the texts of the parts since the last unknown one
    for operation, argument in parts:
        texts, own = _part(str(operation), argument, most)
        groups += own
        joined = None if texts is None or len(run) * len(texts) > most else _joined(run, texts)
        if joined is not None:
            run = joined
            continue
        groups += _group(run)
        is_whole = False
        run = texts if texts is not None and len(texts) <= most else frozenset({""})
        groups += _group(texts) if texts is not None and len(texts) > most else []
    if is_whole:
        return run, groups
    return None, [*groups, *_group(run)]


def _joined(run: frozenset[str], texts: frozenset[str]) -> frozenset[str]:
    return frozenset(map("".join, product(run, texts)))


def _group(texts: frozenset[str]) -> _Groups:
    """Texts as a group of needed literals, without those that hold another."""
    if "" in texts:
        return []
    return [frozenset(one for one in texts if not any(two != one and two in one for two in texts))]


def _part(operation: str, argument: Any, most: int) -> tuple[_Texts, _Groups]:
    if operation == "LITERAL":
        return frozenset({chr(argument)}), []
    if operation == "IN":
        return _class(argument), []
    if operation == "SUBPATTERN":
        _, added, removed, body = argument
        return (None, []) if added & re.IGNORECASE or removed else _sequence(body, most)
    if operation == "ATOMIC_GROUP":
        return _sequence(argument, most)
    if operation == "BRANCH":
        return _choice([_sequence(body, most) for body in argument[1]])
    if operation.endswith("REPEAT"):
        low, high, body = argument
        return _repeat(low, high, body, most)
    if operation == "ASSERT":
        texts, groups = _sequence(argument[1], most)
        return _NOTHING, groups if texts is None else [*groups, *_group(texts)]
    return (_NOTHING, []) if operation in ("AT", "ASSERT_NOT") else (None, [])


def _class(items: Any) -> _Texts:
    """The characters of a class that lists them, or short ranges of them; None for another."""
    found: set[str] = set()
    for operation, argument in items:
        name = str(operation)
        first, last = argument if name == "RANGE" else (argument, argument)
        if name not in ("LITERAL", "RANGE") or last - first >= _LONGEST_RANGE:
            return None
        found.update(map(chr, range(first, last + 1)))
    return frozenset(found)


def _repeat(low: int, high: Any, body: Any, most: int) -> tuple[_Texts, _Groups]:
    texts, groups = _sequence(body, most)
    if not low:
        is_known = texts is not None and high == 1
        return (texts | {""} if texts is not None and is_known else None), []
    if texts is None:
        return None, groups
    return (texts, groups) if high == 1 else (None, [*groups, *_group(texts)])


def _choice(options: list[tuple[_Texts, _Groups]]) -> tuple[_Texts, _Groups]:
    """What one of several matches: the best group of each, together."""
    known = [texts for texts, groups in options if texts is not None and not groups]
    if len(known) == len(options):
        return frozenset().union(*known), []
    together: set[str] = set()
    for texts, groups in options:
        candidates = groups if texts is None else [*groups, *_group(texts)]
        if not candidates:
            return None, []
        best = candidates[0]
        for other in candidates[1:]:
            best = min(best, other, key=_weight)
        together |= best
    return None, _group(frozenset(together))


def _weight(group: frozenset[str]) -> float:
    """How likely some text is to hold one of a group."""
    return sum(_BASE ** -(sum(2 if ord(char) in _MARKS else 1 for char in text)) for text in group)

"""Regular expressions in packs: one that is broken, or that could take too long, is a fault in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from linter.checks.prose.prose_patterns import NAMES, expand
from linter.report.word_lists import NAMED, NO_LISTS, WordLists
from linter.rulebook.regex_cost import Unbounded, measure
from linter.rulebook.regex_syntax import UnsupportedError, parse
from linter.strict_yaml import Fault, ListNode, MapNode, Node, ScalarNode
from linter.suggest import unknown

# Where a pack states patterns: keys from the root down, * for every item.
PLACES = (
    ("sections", "*", "patterns", "*"),
    ("sections", "*", "deprecated_patterns", "*"),
    ("aspects", "*", "patterns", "*"),
    ("contents", "*", "headings", "*"),
    ("contents", "*", "paragraphs", "*"),
    ("residue", "*", "*"),
    ("not_reports", "*"),
    ("rules", "*", "with_power", "*"),
    ("rules", "*", "without_power", "*"),
    ("rules", "*", "masks", "*"),
    ("rules", "*", "kept", "*"),
    ("rules", "*", "doubtful", "*"),
    ("rules", "*", "publication", "*"),
    ("rules", "*", "drafting", "*"),
    ("rules", "*", "due", "*", "body"),
    ("rules", "*", "statements", "*"),
    ("rules", "*", "elsewhere", "*"),
    ("rules", "*", "taken", "*"),
    ("rules", "*", "not_taken", "*"),
    ("rules", "*", "unless", "*"),
    ("rules", "*", "partly", "*"),
    ("rules", "*", "nothing", "*"),
    *(("rules", "*", "statements", "*", key, "*") for key in ("counts", "none", "others")),
    *(("rules", "*", key) for key in ("bodies", "down")),
    *(
        ("rules", "*", key, "*")
        for key in (
            *("words", "about", "others", "behind", "wider"),
            *("partial", "complete", "rest", "stops", "asides", "overlapping", "overlaps", "no_whole"),
            "examples",
            *(
                "shares",
                "rates",
                "rate_words",
                "manners",
                "together",
                "general",
                "wholes",
                "no_base",
                "requests",
                "totals",
                "results",
                "growth",
            ),
            *("preface", "openings", "own", "history", "contrast"),
        )
    ),
)

LONGEST = 1000  # characters of a pattern as it is written
LONGEST_EXPANDED = 20_000  # and with the words of the lists that it names
DEEPEST = 12
MOST_STEPS = 100_000  # a character; the built-in patterns stay below
MOST_IN_ALL = 2_000_000  # for all patterns of a pack


class Flaw(NamedTuple):
    """Why a pattern is refused; `at` is the offset in it, None for the whole."""

    at: int | None
    message: str


class Judged(NamedTuple):
    """What a pattern may cost (steps a character of text) and what is wrong with it."""

    cost: float
    flaws: tuple[Flaw, ...] = ()


def judge(pattern: str, longest: int = LONGEST) -> Judged:
    """The bound on a pattern's steps for each character of a text, and why it cannot be used."""
    if len(pattern) > longest:
        return _refused(Flaw(None, f"正则表达式过长，最多 {longest} 个字符，可以拆成几条"))
    if _depth(pattern) > DEEPEST:
        return _refused(Flaw(None, f"括号嵌套过深，最多 {DEEPEST} 层"))
    try:
        re.compile(pattern)
    except (re.error, OverflowError) as error:
        at: int = getattr(error, "pos", None) or 0
        return _refused(Flaw(at, f"不是正确的正则表达式，错在第{at + 1}个字符（{error}）"))
    try:
        cost, unbounded = measure(parse(pattern))
    except UnsupportedError as error:
        return _refused(Flaw(error.at, f"第{error.at + 1}个字符处{_UNSUPPORTED}"))
    if unbounded:
        return _refused(*(_endless(pattern, each) for each in unbounded))
    if cost > MOST_STEPS:
        return _refused(Flaw(None, "可能的读法太多，匹配会很慢；请减少可有可无的部分，或缩小重复的上限"))
    return Judged(cost)


def pattern_faults(root: Node, file: str, lists: WordLists | None) -> Iterator[Fault]:
    """A fault for each pattern of a pack that is no regular expression or could take too long. Without
    `lists`, which are not known then, patterns that name some are not judged."""
    known = NO_LISTS if lists is None else lists
    total = 0.0
    for keys in PLACES:
        for path, scalar in _scalars(root, keys, ""):
            names = [(match[1], match.start()) for match in NAMED.finditer(scalar.value)]
            if lists is None and any(name not in NAMES for name, _ in names):
                continue
            for name, at in names:
                if name not in NAMES and name not in known:
                    column = scalar.first + at if scalar.first else scalar.column
                    message = unknown("代号或词表", name, sorted((*NAMES, *known.by_name)))
                    yield Fault(file, scalar.line, column, path, message)
            judged = _judge_written(scalar.value, known)
            for flaw in judged.flaws:
                exact = scalar.first and flaw.at is not None and not names
                column = scalar.first + (flaw.at or 0) if exact else scalar.column
                yield Fault(file, scalar.line, column, path, flaw.message)
            if total <= MOST_IN_ALL < total + judged.cost:
                yield Fault(file, scalar.line, scalar.column, path, _TOGETHER)
            total += judged.cost


def expand_patterns(root: Node, lists: WordLists) -> None:
    """Put the words of the lists into the patterns of a pack that name them."""
    for keys in PLACES:
        for _, scalar in _scalars(root, keys, ""):
            scalar.value = lists.expand(scalar.value)


def _judge_written(pattern: str, lists: WordLists) -> Judged:
    expanded = expand(lists.expand(pattern), groups=False)
    is_named = len(pattern) <= LONGEST and expanded != pattern
    return judge(expanded, LONGEST_EXPANDED if is_named else LONGEST)


_TOGETHER = "到这里为止，本文件的正则表达式合起来太慢"
_UNSUPPORTED = "的写法不能用：不支持反向引用、原子分组、条件和内嵌选项"


def _refused(*flaws: Flaw) -> Judged:
    return Judged(0, flaws)


def _endless(pattern: str, found: Unbounded) -> Flaw:
    return Flaw(found.at, f"第{found.at + 1}个字符“{pattern[found.at]}”：{found.message}")


def _depth(pattern: str) -> int:
    """How deep groups nest; brackets in classes may count too."""
    deepest = depth = 0
    for char in re.sub(r"\\.", "", pattern):
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    return deepest


def _scalars(node: Node, keys: tuple[str, ...], path: str) -> Iterator[tuple[str, ScalarNode]]:
    """The scalars below a node at these keys, with their dotted paths."""
    if not keys:
        if isinstance(node, ScalarNode):
            yield path, node
        return
    key, rest = keys[0], keys[1:]
    if isinstance(node, ListNode) and key == "*":
        for index, child in enumerate(node.items):
            yield from _scalars(child, rest, f"{path}[{index}]")
    elif isinstance(node, MapNode):
        for word, (_, child) in node.pairs.items():
            if key in ("*", word):
                yield from _scalars(child, rest, f"{path}.{word}".lstrip("."))

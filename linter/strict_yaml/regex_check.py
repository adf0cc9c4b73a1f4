"""Why a regular expression of a file is refused: it is broken, or it could take too long."""

from __future__ import annotations

import re
import warnings

from msgspec import Struct

from linter.strict_yaml.regex_cost import Unbounded, measure
from linter.strict_yaml.regex_syntax import UnsupportedError, parse

LONGEST = 1000  # characters of a pattern as it is written
LONGEST_EXPANDED = 20_000  # and with what its names stand for
DEEPEST = 12
MOST_STEPS = 100_000  # a character; the built-in patterns stay below
MOST_IN_ALL = 2_000_000  # for all patterns of a file


class Flaw(Struct, frozen=True):
    """Why a pattern is refused; `at` is the offset in it, None for the whole."""

    at: int | None
    message: str


class Judged(Struct, frozen=True):
    """What a pattern may cost (steps a character of text) and what is wrong with it."""

    cost: float
    flaws: tuple[Flaw, ...] = ()


def judge(pattern: str, longest: int = LONGEST) -> Judged:
    """The bound on a pattern's steps for each character of a text, and why it cannot be used."""
    if len(pattern) > longest:
        return _refused(Flaw(None, f"正则表达式过长，最多 {longest} 个字符，可以拆成几条"))
    if _depth(pattern) > DEEPEST:
        return _refused(Flaw(None, f"括号嵌套过深，最多 {DEEPEST} 层"))
    if (nested := _nested_set(pattern)) is not None:
        return _refused(Flaw(nested, f"第{nested + 1}个字符处{_SET}"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
    except Warning as warning:
        at = _number(str(warning))
        return _refused(Flaw(at, f"第{at + 1}个字符处{_SET}"))
    except (re.error, OverflowError) as error:
        at = getattr(error, "pos", None) or 0
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


TOGETHER = "到这里为止，本文件的正则表达式合起来太慢"
_UNSUPPORTED = "的写法不能用：不支持反向引用、原子分组、条件和内嵌选项"
_SET = (
    "的写法不能用：方括号里不能再有方括号，也没有 [:alpha:] 这样的类和 --、&&、||、~~ 这样的运算；"
    "要的就是这些符号本身时，前面加反斜杠"
)


_CLASS = re.compile(r"\\.|\[\^?\]?((?:\\.|[^\]\\])*)\]", re.DOTALL)
_BRACKET = re.compile(r"\\.|(\[)", re.DOTALL)
_NAMED = re.compile(r"([:.=])\w+\1")


def _nested_set(pattern: str) -> int | None:
    """The offset of the bracket in [^[:alpha:]] or [a[b]], which `re` reads as a class that ends at the first
    ] and says nothing of; None without one."""
    for found in _CLASS.finditer(pattern):
        inside = found[1] or ""
        for bracket in _BRACKET.finditer(inside):
            is_closed_twice = pattern.startswith("]", found.end())
            if bracket[1] and (is_closed_twice or _NAMED.fullmatch(inside, bracket.end())):
                return found.start(1) + bracket.start()
    return None


def _number(message: str) -> int:
    """The offset at the end of a warning of `re`: Possible nested set at position 1."""
    found = re.search(r"\d+$", message)
    return int(found[0]) if found else 0


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

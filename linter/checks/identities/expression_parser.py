"""The language of the identities, described in grammar/identity.lark, from text to values."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from msgspec.structs import astuple, replace

from linter.checks.identities.expression import Comparison, Extreme, Identity, IdentityError, Sum, Term
from linter.checks.interval import Amount, Function, Operator
from linter.resources import data_file

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

_LONGEST = 2000  # characters; the longest built-in one has 120
# What may stand at a place, by a terminal that only that place accepts; else a whole identity may end.
_EXPECTED = (
    ("SIGN NAME", "名称或数"),
    ("NUMBER NAME", "名称或数"),
    ("NAME", "名称、min 或 max"),
    ("NUMBER", "数"),
    ("COMPARISON", "加减号或比较符号（== != <= < >= >）"),
    ("_THEN", "加减号或 then"),
    ("RPAR", "加减号、逗号或右括号"),
)


class IdentitySyntaxError(IdentityError):
    """A text that is no identity; `column` counts from 1 in code points of that text."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


def parse(text: str) -> Identity:
    """The identity that `text` writes; raises IdentitySyntaxError."""
    *condition, comparison = map(_comparison, _read(text, "identity").find_data("comparison"))
    left, op, right, within = astuple(comparison)
    return Identity(left, op, right, within, condition[0] if condition else None)


def parse_sum(text: str) -> Sum:
    """The sum that `text` writes, one side of an identity; raises IdentitySyntaxError."""
    return _sum(_read(text, "sum"))


def _read(text: str, start: str) -> Tree[Token]:
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken

    if len(text) > _LONGEST:
        raise IdentitySyntaxError(f"式子过长，最多 {_LONGEST} 个字符", 1)
    try:
        return _parser().parse(text, start)
    except UnexpectedCharacters as error:
        at: Any = error.pos_in_stream  # set, whatever its type says
        hint = "；相等要写作 ==" if text[at] == "=" else ""
        raise IdentitySyntaxError(f"不认识“{text[at]}”{hint}", at + 1) from None
    except UnexpectedToken as error:
        accepts = error.accepts
        wanted = next((words for names, words in _EXPECTED if set(names.split()) <= accepts), "加减号或结尾")
        if error.token.type == "$END":
            raise IdentitySyntaxError(f"没有写完，后面应有{wanted}", len(text) + 1) from None
        at = error.token.start_pos or 0
        raise IdentitySyntaxError(f"这里应为{wanted}，不是“{error.token}”", at + 1) from None


def _comparison(tree: Tree[Token]) -> Comparison:
    left, op, right, *within = tree.children
    operator: Operator = next(known for known in get_args(Operator) if known == op)
    return Comparison(_sum(left), operator, _sum(right), _number(within[1]) if within else 0)


def _sum(tree: Any) -> Sum:  # a child of a tree, whose type says that it may be a token
    terms: list[Term] = []
    sign = "+"
    for child in tree.children:
        if getattr(child, "type", None) == "SIGN":
            sign = child
        else:
            terms.append(replace(_term(child), sign=1 if sign == "+" else -1))
    return tuple(terms)


def _term(tree: Any) -> Term:
    *factor, atom = tree.children
    times = _number(factor[0]) if factor else 1
    if not hasattr(atom, "type"):
        name, *arguments = atom.children
        function: Function = next(known for known in get_args(Function) if known == name)
        return Term(1, None, 0, times, Extreme(function, tuple(map(_sum, arguments))))
    return Term(1, None, _number(atom)) if atom.type == "NUMBER" else Term(1, str(atom), 0, times)


def _number(token: Any) -> Amount:
    return Decimal(token) if "." in token else int(token)


@cache
def _parser() -> Lark:
    from lark import Lark

    with open(data_file("grammar", "identity.lark"), encoding="utf-8") as file:
        grammar = file.read()
    return Lark(grammar, parser="lalr", start=["identity", "sum"])

"""The language of the identities: `received + carried_in == processed_total + carried_out`.

Described in grammar/identity.lark. What `parse` returns is a plain value: it pickles, and those
who use it need neither Lark nor the grammar.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, get_args

from linter.resources import data_file

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

Comparison: TypeAlias = Literal["==", "<=", "<", ">=", ">"]


class IdentityError(ValueError):
    """An identity that cannot be used; the message is Chinese."""


class IdentitySyntaxError(IdentityError):
    """A text that is no identity; `column` counts from 1 in code points of that text."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


class UnknownNamesError(IdentityError):
    """Names, or prefixes with `.*`, that no figure of the table has."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"表中没有这些名称：{'、'.join(names)}")
        self.names = names


class Term(NamedTuple):
    """An addend: a name (`received`, `refused.*`), or a number when `name` is None."""

    sign: Literal[1, -1]
    name: str | None
    number: int = 0

    def __str__(self) -> str:
        return str(self.number) if self.name is None else self.name


class Identity(NamedTuple):
    """A comparison of two sums."""

    left: tuple[Term, ...]
    op: Comparison
    right: tuple[Term, ...]

    def __str__(self) -> str:
        return f"{_written(self.left)} {self.op} {_written(self.right)}"

    def names(self) -> tuple[str, ...]:
        """Every name once, in the order of writing; prefixes as they were written."""
        return tuple(dict.fromkeys(term.name for term in self.left + self.right if term.name is not None))

    def expand(self, known: Sequence[str]) -> Identity:
        """The identity with every prefix replaced by the known names that begin with it.

        Raises UnknownNamesError that lists all names not known and all prefixes that fit none.
        """
        unknown = tuple(name for name in self.names() if not _matching(name, known))
        if unknown:
            raise UnknownNamesError(unknown)
        return Identity(_expanded(self.left, known), self.op, _expanded(self.right, known))


def _written(terms: tuple[Term, ...]) -> str:
    text = "".join(f" {'-' if term.sign < 0 else '+'} {term}" for term in terms)
    return text.removeprefix(" + ").lstrip()


def _matching(name: str, known: Sequence[str]) -> tuple[str, ...]:
    if name.endswith(".*"):
        return tuple(other for other in known if other.startswith(name[:-1]))
    return (name,) if name in known else ()


def _expanded(terms: tuple[Term, ...], known: Sequence[str]) -> tuple[Term, ...]:
    return tuple(
        Term(term.sign, name, term.number)
        for term in terms
        for name in (_matching(term.name, known) if term.name is not None else (None,))
    )


_LONGEST = 2000  # characters; the longest built-in one has 120
# What may stand at a place, by the terminal that tells; else the end of a whole identity is near.
_EXPECTED = (
    ("NAME", "名称或整数"),
    ("COMPARISON", "加减号或比较符号（== <= < >= >）"),
)


def parse(text: str) -> Identity:
    """The identity that `text` writes; raises IdentitySyntaxError."""
    from lark import Token, Tree

    left, op, right = _read(text, "identity").children
    assert isinstance(left, Tree)
    assert isinstance(op, Token)
    assert isinstance(right, Tree)
    comparison: Comparison = next(known for known in get_args(Comparison) if known == op)
    return Identity(tuple(_terms(left)), comparison, tuple(_terms(right)))


def parse_sum(text: str) -> tuple[Term, ...]:
    """The sum that `text` writes, one side of an identity; raises IdentitySyntaxError."""
    return tuple(_terms(_read(text, "sum")))


def expand_sum(terms: tuple[Term, ...], known: Sequence[str]) -> tuple[Term, ...]:
    """The sum with every prefix replaced by the known names; raises UnknownNamesError."""
    return Identity(terms, "==", ()).expand(known).left


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
        wanted = next((words for name, words in _EXPECTED if name in error.accepts), "加减号或结尾")
        if error.token.type == "$END":
            raise IdentitySyntaxError(f"没有写完，后面应有{wanted}", len(text) + 1) from None
        at = error.token.start_pos or 0
        raise IdentitySyntaxError(f"这里应为{wanted}，不是“{error.token}”", at + 1) from None


def _terms(side: Tree[Token]) -> Iterable[Term]:
    sign: Literal[1, -1] = 1
    for leaf in side.scan_values(lambda _: True):
        if leaf.type == "SIGN":
            sign = 1 if leaf == "+" else -1
        elif leaf.type == "NUMBER":
            yield Term(sign, None, int(leaf))
        else:
            yield Term(sign, str(leaf))


@cache
def _parser() -> Lark:
    from lark import Lark

    grammar = data_file("grammar", "identity.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", start=["identity", "sum"])

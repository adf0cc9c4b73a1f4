"""Identities of a table's figures as values: `received + carried_in == processed_total + carried_out`.

They pickle, and those who use them need neither Lark nor the grammar (see expression_parser).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from linter.checks.interval import Amount, Function, Operator


class IdentityError(ValueError):
    """An identity that cannot be used; the message is Chinese."""


class UnknownNamesError(IdentityError):
    """Names, or prefixes with `.*`, that no figure of the table has."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"表中没有这些名称：{'、'.join(names)}")
        self.names = names


class Term(Struct, frozen=True):
    """An addend: a name (`received`, `refused.*`), an extreme, or a number when it has neither.

    A name or an extreme counts `factor` times.
    """

    sign: Literal[1, -1]
    name: str | None
    number: Amount = 0
    factor: Amount = 1
    extreme: Extreme | None = None

    def __str__(self) -> str:
        if self.name is None and self.extreme is None:
            return str(self.number)
        factor = "" if self.factor == 1 else f"{self.factor} * "
        return f"{factor}{self.name if self.extreme is None else self.extreme}"


Sum: TypeAlias = tuple[Term, ...]


class Extreme(Struct, frozen=True):
    """The least or the greatest of some sums."""

    function: Function
    arguments: tuple[Sum, ...]

    def __str__(self) -> str:
        return f"{self.function}({', '.join(map(sum_text, self.arguments))})"


class Comparison(Struct, frozen=True):
    """Two sums compared, give or take `within`."""

    left: Sum
    op: Operator
    right: Sum
    within: Amount = 0

    def __str__(self) -> str:
        within = f" within {self.within}" if self.within else ""
        return f"{sum_text(self.left)} {self.op} {sum_text(self.right)}{within}"


class Identity(Struct, frozen=True):
    """A comparison, asked only where `condition` holds, if there is one."""

    left: Sum
    op: Operator
    right: Sum
    within: Amount = 0
    condition: Comparison | None = None

    def __str__(self) -> str:
        condition = "" if self.condition is None else f"if {self.condition} then "
        return f"{condition}{self.comparison}"

    @property
    def comparison(self) -> Comparison:
        """What is asked, without its condition."""
        return Comparison(self.left, self.op, self.right, self.within)

    def names(self) -> tuple[str, ...]:
        """Every name once, in the order of writing; prefixes as they were written."""
        condition = () if self.condition is None else self.condition.left + self.condition.right
        terms = leaves(condition + self.left + self.right)
        return tuple(dict.fromkeys(term.name for _, term in terms if term.name is not None))

    def expand(self, known: Sequence[str]) -> Identity:
        """The identity with every prefix replaced by the known names that begin with it.

        Raises UnknownNamesError that lists all names not known and all prefixes that fit none.
        """
        unknown = tuple(name for name in self.names() if not _matching(name, known))
        if unknown:
            raise UnknownNamesError(unknown)
        condition = self.condition
        if condition is not None:
            sides = _expanded(condition.left, known), _expanded(condition.right, known)
            condition = replace(condition, left=sides[0], right=sides[1])
        left, right = _expanded(self.left, known), _expanded(self.right, known)
        return replace(self, left=left, right=right, condition=condition)


def sum_text(terms: Sum) -> str:
    """A sum as a rule writes it."""
    text = "".join(f" {'-' if term.sign < 0 else '+'} {term}" for term in terms)
    return text.removeprefix(" + ").lstrip()


def leaves(terms: Sum, sign: int = 1) -> Iterator[tuple[int, Term]]:
    """The names and numbers in a sum, also inside of extremes, each with 1 if it adds and -1 if it takes
    away."""
    for term in terms:
        own = sign * term.sign
        if term.extreme is None:
            yield own, term
        else:
            for argument in term.extreme.arguments:
                yield from leaves(argument, own)


def expand_sum(terms: Sum, known: Sequence[str]) -> Sum:
    """The sum with every prefix replaced by the known names; raises UnknownNamesError."""
    return Identity(terms, "==", ()).expand(known).left


def _matching(name: str, known: Sequence[str]) -> tuple[str, ...]:
    if name.endswith(".*"):
        return tuple(other for other in known if other.startswith(name[:-1]))
    return (name,) if name in known else ()


def _expanded(terms: Sum, known: Sequence[str]) -> Sum:
    expanded: list[Term] = []
    for term in terms:
        if term.extreme is not None:
            arguments = (each for argument in term.extreme.arguments for each in _arguments(argument, known))
            expanded.append(replace(term, extreme=Extreme(term.extreme.function, tuple(arguments))))
        elif term.name is not None:
            expanded += (replace(term, name=name) for name in _matching(term.name, known))
        else:
            expanded.append(term)
    return tuple(expanded)


def _arguments(argument: Sum, known: Sequence[str]) -> Iterator[Sum]:
    """An argument of an extreme; a prefix alone stands for each of its names, not for their sum."""
    expanded = _expanded(argument, known)
    if len(argument) == 1 and argument[0].name is not None:
        yield from ((term,) for term in expanded)
    else:
        yield expanded

"""The mutants of a module: its text with one operator, constant or statement changed.

Operators are cosmic-ray's, of comparisons the bound and the negation; a few that it has not are added here.
What no test can notice is left out: annotations and aliases of types.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_CHOSEN = re.compile(
    r"""core/(?:
        ReplaceComparisonOperator_(?:
            Eq_NotEq | NotEq_Eq | Lt_LtE | Lt_GtE | LtE_Lt | LtE_Gt | Gt_GtE | Gt_LtE | GtE_Gt | GtE_Lt
            | Is_IsNot | IsNot_Is )
        | ReplaceBinaryOperator_(?:
            Add_Sub | Sub_Add | Mul_(?:Add|FloorDiv) | Div_Mul | FloorDiv_Mul | Mod_Mul | Pow_Mul
            | BitOr_BitAnd | BitAnd_BitOr | BitXor_BitAnd | LShift_RShift | RShift_LShift )
        | ReplaceUnaryOperator_(?:USub_UAdd | Invert_UAdd | Delete_Not)
        | AddNot | ReplaceTrueWithFalse | ReplaceFalseWithTrue | ReplaceAndWithOr | ReplaceOrWithAnd
        | ReplaceBreakWithContinue | ReplaceContinueWithBreak | ExceptionReplacer | NumberReplacer
        | RemoveDecorator | ZeroIterationForLoop
    )""",
    re.VERBOSE,
)
_SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any"}
_Range = tuple[tuple[int, int], tuple[int, int]]  # from, to: rows from 1, columns from 0


class Mutant(NamedTuple):
    """A module with one change: by which operator, in which row (from 1), and the whole changed text."""

    operator: str
    row: int
    text: str


def mutants(text: str) -> Iterator[Mutant]:
    """Every mutant of a module's text that still compiles and is another program."""
    tree = ast.parse(text)
    untold = list(_untold(tree))
    seen = {ast.dump(tree)}
    for mutant, at in (*_of_cosmic_ray(text), *_own(text, tree)):
        if any(start <= at < end for start, end in untold):
            continue
        try:
            dump = ast.dump(ast.parse(mutant.text))
        except SyntaxError:
            continue
        if dump not in seen:
            seen.add(dump)
            yield mutant


def _of_cosmic_ray(text: str) -> Iterator[tuple[Mutant, tuple[int, int]]]:
    from cosmic_ray.ast import get_ast
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator, operator_names

    nodes = list(_walk(get_ast(text)))
    for name in filter(_CHOSEN.fullmatch, operator_names()):
        operator = get_operator(name)()
        places = [place for node in nodes for place in operator.mutation_positions(node)]
        for occurrence, (start, _) in enumerate(places):
            changed = mutate_code(text, operator, occurrence)
            if changed is not None:
                yield Mutant(name.removeprefix("core/"), start[0], changed), start


def _walk(node: object) -> Iterator[object]:
    """A node and all below it in the order in which cosmic-ray counts them."""
    yield node
    for child in getattr(node, "children", ()):
        yield from _walk(child)


def _own(text: str, tree: ast.AST) -> Iterator[tuple[Mutant, tuple[int, int]]]:
    """Statements left out, extremes and quantifiers swapped, memberships turned round."""
    lines = text.splitlines(keepends=True)

    def changed(operator: str, node: _Placed, words: str) -> tuple[Mutant, tuple[int, int]]:
        start, end = (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)
        before = "".join(lines[: start[0] - 1]).encode() + lines[start[0] - 1].encode()[: start[1]]
        after = lines[end[0] - 1].encode()[end[1] :] + "".join(lines[end[0] :]).encode()
        rows = "\n" * (end[0] - start[0])  # so that all that follows stays in its row
        return Mutant(operator, start[0], (before + words.encode() + after).decode() + rows), start

    for node in ast.walk(tree):
        if isinstance(node, ast.AugAssign) or (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom)
        ):
            yield changed("RemoveStatement", node, "pass")
        elif isinstance(node, ast.Name) and node.id in _SWAPPED and isinstance(node.ctx, ast.Load):
            yield changed("SwapFunction", node, _SWAPPED[node.id])
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            yield changed("NegateMembership", node, f"(not ({ast.unparse(node)}))")
        elif isinstance(node, ast.Return) and node.value is not None and not _is_nothing(node.value):
            yield changed("ReturnNone", node, "return None")
        elif isinstance(node, ast.comprehension):
            for test in node.ifs:
                yield changed("DropFilter", test, "True")


_Placed = ast.stmt | ast.expr


def _is_nothing(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and (node.value is None or node.value is False)


def _untold(tree: ast.AST) -> Iterator[_Range]:
    """The stretches that no test can tell from others: annotations, aliases of types, imports for these."""
    for node in ast.walk(tree):
        told: Iterable[ast.AST | None] = ()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            told = (node.returns,)
        elif isinstance(node, ast.arg):
            told = (node.annotation,)
        elif isinstance(node, ast.keyword) and node.arg in ("strict", "frozen"):
            told = (node.value,)  # they state what holds anyway; mypy and other tests see to it
        elif isinstance(node, ast.AnnAssign):
            alias = isinstance(node.annotation, ast.Name) and node.annotation.id == "TypeAlias"
            told = (node if alias else node.annotation,)
        elif isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            told = (node,)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript | ast.BinOp):
            # an alias without its annotation, as in `_Range = tuple[int, int]`
            first = node.targets[0]
            told = (
                (node,)
                if isinstance(first, ast.Name)
                and first.id.lstrip("_")[:1].isupper()
                and not (first.id.isupper())
                else ()
            )
        for each in told:
            if isinstance(each, ast.stmt | ast.expr):
                yield (each.lineno, each.col_offset), (each.end_lineno or 0, each.end_col_offset or 0)

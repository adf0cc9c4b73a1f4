"""Sums of a table that statements are compared with: their terms, their rows, their unit of money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from linter.checks.base import Context, RowKey, TableKey
from linter.checks.identities.expression import IdentityError, Sum, expand_sum, leaves
from linter.checks.prose.phrases import PhrasePatterns
from linter.report.prose.prose_tokens import Passage
from linter.report.tables.table import Table
from linter.strict_yaml.patterns import occurs

_YUAN: Mapping[str, Decimal] = {"元": Decimal(1), "亿元": Decimal(10) ** 8}


def row_keys(context: Context, table: str) -> tuple[str, ...]:
    """The keys of the rows of a report's table."""
    found = context.report.table(table)
    return found.template.row_keys() if found is not None else ()


def plain_names(terms: Sum) -> tuple[str, ...]:
    """The names in a sum that only adds figures, each once; empty for another."""
    names = [
        term.name
        for term in terms
        if term.name is not None and not term.name.endswith("*") and (term.sign, term.factor) == (1, 1)
    ]
    return tuple(names) if len({*names}) == len(terms) else ()


@lru_cache(maxsize=1024)
def sum_terms(written: Sum, rows: tuple[str, ...]) -> tuple[Sum, tuple[str, ...]]:
    """A sum with the names of a table's rows, and those names in order; empty where it has others."""
    try:
        terms = expand_sum(written, rows)
    except IdentityError:
        return (), ()
    return terms, tuple([term.name for _, term in leaves(terms) if term.name is not None])


def row_totals(
    context: Context,
    passage: Passage,
    at: int,
    requests: PhrasePatterns,
    table: TableKey,
    rows: Iterable[RowKey],
) -> tuple[Decimal, ...]:
    """The totals of some rows of a table and the sum of these; none where the sentence that holds the place
    has no word of `requests`, and without the table."""
    found = context.report.table(table) if table else None
    sentence = passage.sentence(at)
    if found is None or not occurs(requests, passage.shape[sentence.start : sentence.end]):
        return ()
    known = [found.values.get((row, "total")) for row in rows]
    values = [Decimal(value) for value in known if value is not None]
    return (*values, sum(values, Decimal(0)))


def yuan(table: Table, places: Sequence[tuple[str, str]]) -> Decimal:
    """How many yuan one is of what an amount of a table is counted in."""
    units = {table.cell[place].figure.unit for place in places if place in table.cell} - {""}
    return _YUAN.get(units.pop() if len(units) == 1 else "", Decimal(10_000))

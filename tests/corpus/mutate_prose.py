"""Mutations of family X: a statement in running text that is wrong, as faults.txt has them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import combinations, permutations
from typing import Final

from tests.corpus.draft import Draft, Wish
from tests.corpus.known import TABLE_NAMES
from tests.corpus.mutant import Mutant, Mutation, each_era, insert, mutant, preface, style_for, valid
from tests.corpus.numbers import RATIOS, cut, rounded
from tests.corpus.render import Rendered
from tests.corpus.statement import Claim, Statement, Template
from tests.corpus.tell import FAULTS, STATEMENTS

_TRIES: Final = 500
_PERIOD: Final = "other"  # there its section is never left out
_WITHOUT_TABLES: Final = frozenset(("X605", "X606", "X607", "X611", "X612"))


def _fault(
    template: Template, codes: tuple[str, ...], where: str, name: str, rng: random.Random, year: int
) -> Mutant:
    """A valid report of `year` with one wrong statement; raises ValueError when none can be made."""
    zeros = "received == 0" in template.source
    for _ in range(_TRIES):
        size = "zero" if zeros else rng.choice(("small", "middle", "large"))
        draft = valid(rng, year, Wish(size=size, period=_PERIOD, quiet=rng.random() < 0.3))
        statement = template.fill(rng, draft.facts, wrong=True)
        if statement is None or _is_true_after_all(draft, statement):
            continue
        return mutant(name, _with(rng, draft, where, statement.text), style_for(rng), partial(_on_it, codes))
    raise ValueError(f"no way to state {template.source} wrongly")


def _on_it(codes: tuple[str, ...], rendered: Rendered) -> Iterable[tuple[str, Iterable[int]]]:
    return [(code, rendered.marks["here"].rows) for code in codes]


def _with(rng: random.Random, draft: Draft, where: str, words: str) -> Draft:
    """The draft with the words put where their kind stands: alone or among others."""
    others = [template.source for template in STATEMENTS["neutral"]]
    if where not in ("preface", "opening") and rng.random() < 0.5:
        words += rng.choice(others)
        if rng.random() < 0.5:
            words = rng.choice(others) + words
    if where == "preface":
        return preface(draft, words, "here")
    if where == "opening":
        return insert(draft, "overview", words, "here")
    if where == "active":
        where = "proactive" if draft.generation == "2008" or rng.random() < 0.5 else "overview"
    return insert(draft, where, words, "here", at=where == "overview")


def _is_true_after_all(draft: Draft, statement: Statement) -> bool:
    """Whether what is stated wrongly is, by chance, the truth about something near."""
    wrong = [claim for claim in statement.claims if claim.wrong]
    near = {Fraction(value) for value in _numbers(statement.claims) if value}
    near |= {one + other for one, other in combinations(near, 2)}  # 94件，其中36件：of 130 as well
    totals = {value for name, value in draft.facts.items() if name in TABLE_NAMES and isinstance(value, int)}
    available = draft.facts["received"], draft.facts["carried_in"]
    totals.add(sum(value for value in available if isinstance(value, int)))
    for claim in wrong:
        if claim.form in RATIOS:
            if _is_some_share(claim, near | {Fraction(total) for total in totals if total}):
                return True
        elif _names_table(claim) and next(_numbers([claim]), None) in totals:
            return True
    return False


def _names_table(claim: Claim) -> bool:
    return any(name in TABLE_NAMES for name in claim.expression.replace("+", " ").split())


def _numbers(claims: Iterable[Claim]) -> Iterator[int]:
    """The counts among `claims`, as they are stated."""
    for claim in claims:
        digits = claim.text.replace(",", "").strip()
        if claim.form not in RATIOS and digits.isdigit():
            yield int(digits)


def _is_some_share(claim: Claim, numbers: set[Fraction]) -> bool:
    """Whether any two of `numbers` make the share stated, or the growth from one to the other."""
    text = claim.text.replace("百分之", "").strip("%％‰ ")
    stated = Decimal(text)
    exponent = stated.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    for part, whole in permutations(numbers, 2):
        for share in (part / whole, (whole - part) / whole, (part - whole) / whole):
            value = share * RATIOS[claim.form]
            if stated in (cut(value, places), rounded(value, places)):
                return True
    return False


def _all() -> dict[str, Mutation]:
    cases: dict[str, Mutation] = {}
    for group, templates in FAULTS.items():
        listed, where = group.split()
        codes = tuple(listed.split(","))
        for number, template in enumerate(templates, 1):
            eras = "2019 2020 2021" if number % 2 else "2020 2021"
            if codes[0] in _WITHOUT_TABLES and not template.of_tables:
                eras = f"2008 {eras}"
            if codes == ("X610",):
                eras = "2021"  # table 二 of older generations counts otherwise
            stem = f"{'-'.join(codes)}-{where}-{number}"
            place = "opening" if group == "X607 overview" else where
            cases |= each_era(stem, partial(_fault, template, codes, place), eras)
    return cases


PROSE_MUTATIONS: Final = _all()
"""Wrong statements by name: CODES-section-number@era."""

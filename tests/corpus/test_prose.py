"""What generated prose states is true of the tables, and what is meant to be wrong is wrong."""

from __future__ import annotations

import ast
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from tests.corpus import Draft, Wish, build, random_style, render
from tests.corpus.draft import Paragraph
from tests.corpus.mutate_prose import PROSE_MUTATIONS
from tests.corpus.statement import Claim, Statement, Template, parse
from tests.corpus.tell import FAULTS, PLACES, STATEMENTS

CODES = {"X610", "X611", "X612", *(f"X60{number}" for number in range(1, 8))}
TOTALS = {
    "received": "received",
    "carried_in": "carried_in",
    "carried_out": "carried_out",
    "processed": "processed_total",
    "granted": "granted",
    "partly": "partly_granted",
    "petition": "not_processed.petition",
    "repeated": "not_processed.repeated",
    "not_held": "unavailable.not_held",
    "process": "refused.process",
    "query": "refused.administrative_query",
}
CASES = {"rec": "reconsideration", "direct": "litigation_direct", "after": "litigation_after_reconsideration"}
SIZES = ("zero", "small", "middle", "large")
NUMERALS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"两": 2}


def known_from_cells(draft: Draft) -> dict[str, int]:
    """The totals that statements speak of, added up from the cells of the tables."""
    requests = {key: int(value) for key, value in draft.grid("requests").figures().items()}
    review = {key: int(value) for key, value in draft.grid("review").figures().items()}
    proactive = {key: int(value) for key, value in draft.grid("proactive").figures().items()}
    kinds = ("natural_person", "business", "research", "public_welfare", "legal_service", "other")
    row = {key: sum(requests[key, kind] for kind in kinds) for key, _ in requests}
    facts = {name: row[key] for name, key in TOTALS.items()}
    for group in ("refused", "unavailable", "not_processed", "otherwise"):
        facts[group] = sum(value for key, value in row.items() if key.partition(".")[0] == group)
    names = ("natural", "business", "research", "welfare", "lawyers")
    facts |= {name: requests["received", kind] for name, kind in zip(names, kinds, strict=False)}
    facts["legal"] = sum(requests["received", kind] for kind in kinds[1:])
    for name, key in CASES.items():
        outcomes = {one: review[key, one] for one in ("upheld", "overturned", "other", "pending")}
        facts |= {f"{name}_{one}": value for one, value in outcomes.items()}
        facts[name] = sum(outcomes.values())
    for one in ("", "_upheld", "_overturned", "_other", "_pending"):
        facts[f"lit{one}"] = facts[f"direct{one}"] + facts[f"after{one}"]
    for name, key in (
        ("licensing", "licensing"),
        ("penalties", "penalties"),
        ("coercive", "coercive_measures"),
    ):
        facts[name] = proactive[key, "decisions"]
    if draft.generation == "2021":
        facts |= {one: proactive["normative_documents", one] for one in ("issued", "repealed", "in_force")}
    return facts


def worth(expression: str, known: Mapping[str, object]) -> Fraction:
    """The value of an expression of a statement, worked out apart from the corpus."""

    def of(node: ast.expr) -> Fraction:
        match node:
            case ast.Name(id=name):
                return Fraction(str(known[name]))
            case ast.Constant(value=int(number)):
                return Fraction(number)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return of(left) + of(right)
            case ast.BinOp(left=left, op=ast.Sub(), right=right):
                return of(left) - of(right)
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                return of(left) * of(right)
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return of(left) / of(right)
        raise AssertionError(ast.dump(node))

    return of(ast.parse(expression, mode="eval").body)


def stated(text: str) -> tuple[Fraction, Fraction]:
    """The number that a stretch of text states, and the worth of its last digit."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    unit = Fraction(1)
    for sign, size in (("万", Fraction(10_000)), ("%", Fraction(1, 100)), ("‰", Fraction(1, 1000))):
        if plain.endswith(sign):
            plain, unit = plain[:-1], size
    if plain.startswith("百分之"):
        plain, unit = plain[3:], Fraction(1, 100)
    if re.fullmatch("[零一两二三四五六七八九十]+", plain):
        tens, ten, ones = plain.rpartition("十")
        number = (NUMERALS[tens] if tens else 1) * 10 if ten else 0
        return Fraction(number + (NUMERALS[ones] if ones else 0)), Fraction(1)
    places = len(plain.partition(".")[2])
    return Fraction(Decimal(plain)) * unit, unit / 10**places


def says(claim: Claim, known: Mapping[str, object]) -> bool:
    """Whether a claim holds: exactly for counts, by rounding or cutting for shares."""
    true = worth(claim.expression, known)
    value, step = stated(claim.text)
    if claim.form == "about":
        return value <= true < value + 10
    if claim.form in ("", "n", "cn"):
        return value == true
    return abs(value - true) <= step / 2 or value <= true < value + step


def drafts(generation: str, count: int) -> list[Draft]:
    return [build(random.Random(seed), Wish(generation=generation)) for seed in range(count)]


@pytest.mark.parametrize("generation", ["2008", "2019", "2021"])
def test_every_claim_is_true_of_the_tables(generation: str) -> None:
    claims = 0
    for draft in drafts(generation, 200):
        truth = known_from_cells(draft) if generation != "2008" else {}
        for told in draft.told:
            known = {**told.known, **truth}
            assert known == told.known
            for claim in told.claims:
                assert says(claim, known), (told.text, claim)
                assert claim.text.strip() in told.text
                claims += 1
    assert claims > 1000


def test_the_ways_requests_come_in_make_their_number() -> None:
    for draft in drafts("2021", 200):
        facts = draft.facts
        for letter, count in (("q", 4), ("r", 3), ("u", 3)):
            parts = [int(str(facts[f"{letter}{number}"])) for number in range(1, count + 1)]
            assert sum(parts) == facts["received"]
            assert min(parts) >= 0
        assert facts["L"] != facts["received"]


def test_a_draft_holds_what_it_tells() -> None:
    seen = 0
    for seed in range(200):
        draft = build(random.Random(seed))
        words = "\n".join(
            item.text for section in draft.sections for item in section.items if isinstance(item, Paragraph)
        )
        for told in draft.told:
            assert told.text.replace("‹", "").replace("›", "") in words
            seen += 1
    assert seen > 1000


@cache
def _drawn(seed: int, years: tuple[int, ...]) -> tuple[Draft, tuple[Any, ...]]:
    rng = random.Random(seed)
    draft = build(rng, Wish(year=rng.choice(years), size=rng.choice(SIZES), quiet=True))
    return draft, rng.getstate()


def drawn(seed: int, years: tuple[int, ...]) -> tuple[Draft, random.Random]:
    """A draft of one of the years, and the generator as it is behind it."""
    draft, state = _drawn(seed, years)
    rng = random.Random()
    rng.setstate(state)
    return draft, rng


def filled(template: Template, wrong: bool, years: tuple[int, ...] = (2020, 2022, 2024)) -> list[Statement]:
    """A few fillings of a template, in drafts of every size."""
    found = []
    for seed in range(160):
        draft, rng = drawn(seed, years)
        statement = template.fill(rng, draft.facts, wrong)
        if statement is not None:
            found.append(statement)
        if len(found) > 3:
            break
    return found


TEMPLATES = [one for group in STATEMENTS.values() for one in group]
WRONG = [one for group in FAULTS.values() for one in group]


def test_there_are_many_statements_and_none_twice() -> None:
    sources = [one.source for one in (*TEMPLATES, *WRONG)]
    assert len(sources) == len(set(sources))
    assert len(TEMPLATES) >= 200
    placed = {one.source for place in PLACES.values() for one in place}
    assert {one.source for key, group in STATEMENTS.items() for one in group if key != "neutral"} <= placed


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.source[:40])
def test_every_statement_can_be_told(template: Template) -> None:
    assert filled(template, wrong=False)


@pytest.mark.parametrize("template", WRONG, ids=lambda one: one.source[:40])
def test_a_fault_is_wrong_in_its_marked_number_only(template: Template) -> None:
    statements = filled(template, wrong=True)
    assert statements
    for statement in statements:
        assert [claim.wrong for claim in statement.claims].count(True) == template.can_be_wrong
        for claim in statement.claims:
            if claim.wrong:
                assert not says(claim, statement.known), (statement.text, claim)
            else:
                assert says(claim, statement.known), (statement.text, claim)
    for statement in filled(template, wrong=False):
        assert all(says(claim, statement.known) for claim in statement.claims)


def test_every_code_has_many_wordings() -> None:
    wordings: dict[str, int] = defaultdict(int)
    for group, templates in FAULTS.items():
        for code in group.split()[0].split(","):
            wordings[code] += len(templates)
    assert set(wordings) == CODES
    assert min(wordings.values()) >= 8


@pytest.mark.parametrize("name", PROSE_MUTATIONS)
def test_mutants_say_where_their_fault_stands(name: str) -> None:
    stem, _, era = name.partition("@")
    for seed in range(2):
        mutant = PROSE_MUTATIONS[name](random.Random(seed))
        rows = re.split(r"\r\n|\n|\r", mutant.text)
        codes = [expected.code for expected in mutant.expected]
        assert codes == [part for part in stem.split("-") if part in CODES]
        for expected in mutant.expected:
            assert expected.severity == (
                "error" if expected.code in ("X601", "X602", "X603", "X607") else "warning"
            )
            words = "".join(rows[row - 1] for row in sorted(expected.rows))
            assert len(words.strip()) > 8
        assert era in ("2008", "2019", "2020", "2021")


def test_wrapped_paragraphs_lose_nothing() -> None:
    seen = 0
    for seed in range(200):
        rng = random.Random(seed)
        draft, style = build(rng), random_style(rng)
        if style.wrap:
            joined = re.sub(r"\s", "", unicodedata.normalize("NFKC", render(draft, style).text))
            for told in draft.told:
                words = unicodedata.normalize("NFKC", told.text.replace("‹", "").replace("›", ""))
                assert re.sub(r"\s", "", words) in joined or style.angles or style.broken_numbers
            seen += 1
    assert seen > 5


def test_a_line_that_is_no_statement_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        parse("共{received件")
    with pytest.raises(ValueError, match="no statement"):
        parse("")

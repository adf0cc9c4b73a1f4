"""A statement: a template with blanks for expressions, filled in with claims that can be checked."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import CodeType
from typing import Final, NamedTuple

from tests.corpus.known import DERIVED, TABLE_NAMES, YEARS, Known
from tests.corpus.numbers import RATIOS, Hand, dressed_count, dressed_share, random_hand, written
from tests.corpus.spoil import wrong_count, wrong_share

_BLANK: Final = re.compile(r"\{([^{}!|]+)(?:!([a-z0-9/]+))?(?:\|([^{}]+))?\}")
_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_LINE: Final = re.compile(r"(?:\[([^]]+)\] )?(.*)")
_SPACES: Final = re.compile(" +")


class Blank(NamedTuple):
    """A blank of a template: an expression, how to write its value, the ways to state it wrongly."""

    expression: str
    code: CodeType
    form: str
    ways: tuple[str, ...]
    names: frozenset[str]


class Claim(NamedTuple):
    """A number in a statement: what it is the value of, its form, the characters it is stated in."""

    expression: str
    form: str
    text: str
    wrong: bool = False


class Statement(NamedTuple):
    """A statement as it stands in a report, with its claims and the values its names stand for."""

    text: str
    claims: tuple[Claim, ...]
    known: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Template:
    """A statement of statements.txt or faults.txt. `words` are what stands around the blanks."""

    source: str
    words: tuple[str, ...]
    blanks: tuple[Blank, ...]
    condition: CodeType | None
    names: frozenset[str]

    @property
    def of_tables(self) -> bool:
        """Whether it speaks of what stands in a table."""
        return bool(self.names & (TABLE_NAMES | DERIVED))

    @property
    def can_be_wrong(self) -> bool:
        """Whether one of its numbers can be stated wrongly."""
        return any(blank.ways for blank in self.blanks)

    def fill(self, rng: random.Random, facts: Mapping[str, object], wrong: bool = False) -> Statement | None:
        """The statement about `facts`, with its marked number `wrong` or all of them right.

        None when `facts` lack something it speaks of, when its condition does not hold, when a
        number cannot be written in its form, or could not be wrong.
        """
        known, hand = Known(rng, facts), random_hand(rng)
        try:
            if self.condition is not None and not eval(self.condition, {}, known):
                return None
            parts, claims = [self.words[0]], []
            for blank, behind in zip(self.blanks, self.words[1:], strict=True):
                value = eval(blank.code, {"Fraction": Fraction}, known)
                if isinstance(value, str):
                    text: str | None = value
                else:
                    spoilt = wrong and bool(blank.ways)
                    text = (_wrong if spoilt else _right)(rng, blank, Fraction(value), hand, known)
                    claims.append(Claim(blank.expression, blank.form, text or "", spoilt))
                if text is None:
                    return None
                parts += (text, behind)
        except (NameError, ZeroDivisionError):  # NameError: Known lacks it
            return None
        text = _SPACES.sub(" ", "".join(parts)).strip()
        return Statement(text, tuple(claims), known)


def _right(rng: random.Random, blank: Blank, value: Fraction, hand: Hand, known: Known) -> str | None:
    if blank.form in RATIOS and value <= 0:
        return None
    if blank.names & YEARS and hand.counts != "gap":
        return str(value)
    return written(value, blank.form, hand)


def _wrong(rng: random.Random, blank: Blank, value: Fraction, hand: Hand, known: Known) -> str | None:
    how = rng.choice(blank.ways)
    if blank.form in RATIOS:
        true = written(value, blank.form, Hand(places=hand.places, cut=hand.cut))
        share = wrong_share(rng, how, Decimal((true or "").strip("%‰百分之"))) if value > 0 else None
        return None if share is None else dressed_share(share, blank.form, hand)
    count = wrong_count(rng, how, int(value), known)
    if count is None or any(count in also_right(name, known) for name in blank.names):
        return None
    if blank.names & YEARS:
        return dressed_count(count, Hand("gap" if hand.counts == "gap" else "plain"))
    return written(Fraction(count), blank.form, hand)


_ANSWERED = ("granted", "partly", "refused", "unavailable")


def also_right(name: str, known: Known) -> set[int]:
    """The other figures that a statement of the total called `name` may rightly give."""
    if name not in ("received", "processed") or "carried_in" not in known:
        return set()
    received, carried = int(str(known["received"])), int(str(known["carried_in"]))
    if name == "received":
        return {received + carried}
    processed = int(str(known["processed"]))
    answered = sum(int(str(known[each])) for each in _ANSWERED)
    return {
        received,
        received + carried,
        processed - carried,
        answered,
        answered + int(str(known["not_processed"])),
    }


def parse(line: str) -> Template:
    """A line of a file of statements; raises ValueError where it holds none."""
    match = _LINE.fullmatch(line)
    if match is None or not match[2]:
        raise ValueError(f"no statement: {line}")
    blanks, words, at = [], [], 0
    for found in _BLANK.finditer(match[2]):
        expression, ways, form = found[1], found[2] or "", found[3] or ""
        names = frozenset(_NAME.findall(expression))
        blanks.append(
            Blank(expression, _compiled(expression), form, tuple(ways.split("/")) if ways else (), names)
        )
        words.append(match[2][at : found.start()])
        at = found.end()
    words.append(match[2][at:])
    if any("{" in word or "}" in word for word in words):
        raise ValueError(f"a blank that cannot be read: {line}")
    condition = match[1]
    names = frozenset(_NAME.findall(condition or "")) - {"and", "or", "not"}
    return Template(
        line,
        tuple(words),
        tuple(blanks),
        compile(condition, "condition", "eval") if condition else None,
        names.union(*(blank.names for blank in blanks)),
    )


def _compiled(expression: str) -> CodeType:
    """The code of an expression, its one division exact."""
    over, _, under = expression.rpartition(" / ")
    return compile(f"Fraction({over}, {under})" if over else expression, expression, "eval")


def load(name: str) -> dict[str, tuple[Template, ...]]:
    """The statements of a file beside this one, by the words behind each "@"; lines of # are remarks.

    Raises ValueError for a line that cannot be read.
    """
    groups: dict[str, list[Template]] = {}
    lines: list[Template] = []
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            lines = groups.setdefault(line[1:], [])
        elif line and not line.startswith("#"):
            lines.append(parse(line))
    return {group: tuple(templates) for group, templates in groups.items()}

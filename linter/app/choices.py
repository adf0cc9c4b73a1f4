"""Whether the rules and the year that somebody chose can be meant: a typing mistake must not pass for a clean
report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linter.rulebook import Rulebook, RuleDoc
from linter.suggest import did_you_mean

FIRST_YEAR, LAST_YEAR = 2008, 2100
"""The years of which there are reports: the first is the one in which the duty began."""


class ChoiceError(ValueError):
    """A choice that cannot be meant; str() says so in Chinese."""


def check_codes(what: str, codes: Iterable[str], books: Sequence[Rulebook]) -> None:
    """Raise ChoiceError for a code, given as `what`, that no rule of the books begins with."""
    for code in codes:
        if not code or not any(rule.code.startswith(code) for book in books for rule in book.rules):
            raise ChoiceError(f"{what}：没有以“{code}”开头的规则{suggestion(code, books[0].rules)}")


def check_year(what: str, year: int) -> None:
    """Raise ChoiceError for a year, given as `what`, that no report is about."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ChoiceError(f"{what}：“{year}”不是 {FIRST_YEAR} 到 {LAST_YEAR} 之间的年度")


def suggestion(word: str, rules: Sequence[RuleDoc]) -> str:
    """Which rule may have been meant, by its code or by its name."""
    labels = {key: f"{rule.code}（{rule.name}）" for rule in rules for key in (rule.code.lower(), rule.name)}
    return did_you_mean(word.lower(), labels, labels.__getitem__)

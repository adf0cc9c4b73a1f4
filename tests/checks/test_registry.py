"""The table of kinds: every kind can be stated in YAML, is used, and says what it may say."""

from __future__ import annotations

import pickle
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from itertools import chain
from typing import get_args, get_type_hints

import pytest

from linter.checks.base import AnyCheck, PairCheck
from linter.checks.registry import KINDS
from linter.checks.text import wording
from linter.documents import open_document
from linter.rulebook import CompiledRule, Rulebook
from linter.rulebook.pack import Pack, RuleEntry
from linter.strict_yaml import Fault, LocatedStr, Location, RuleError, compose, decode
from tests.corpus import MUTATIONS
from tests.linting import check_fields, lint
from tests.rulebook.embed import as_block, as_requests, as_review, as_sections, report

HEAD = "pack: own\nrules:\n  - code: Z901\n    name: own\n    severity: info\n    message: 有\n"
# Its identities compare one cell with one cell: where either is blank, they cannot be judged.
UNHEARD = {("2019", "N507", "blank_message")}
kinds = pytest.mark.parametrize("word", sorted(KINDS))


def faults(text: str) -> list[Fault]:
    """What decoding a pack of one rule finds wrong."""
    found: list[Fault] = []
    decode(compose(text, "own.yaml"), Pack, "own.yaml", found)
    return found


def required(kind: type[AnyCheck]) -> list[str]:
    """The fields that a rule of a kind must state."""
    return [
        str(field.metadata.get("alias", field.name))
        for field in check_fields(kind)
        if field.init and field.default is MISSING and field.default_factory is MISSING
    ]


@kinds
def test_a_kind_is_a_frozen_check_with_a_word_in_ascii(word: str) -> None:
    kind = KINDS[word]
    assert re.fullmatch("[a-z]+(-[a-z]+)*", word)
    assert "__dataclass_fields__" in vars(kind)
    assert kind.__setattr__ is not object.__setattr__
    assert sum(issubclass(kind, sort) for sort in get_args(AnyCheck)) == 1
    assert kind.__doc__


def test_no_kind_has_two_words() -> None:
    assert len(set(KINDS.values())) == len(KINDS)


@kinds
def test_messages_of_a_kind_are_text_and_its_words_are_names(word: str) -> None:
    kind = KINDS[word]
    hints = get_type_hints(kind)
    for field in check_fields(kind):
        if field.name.endswith("_message"):
            assert hints[field.name] in (str, LocatedStr)
    assert all(re.fullmatch(r"[a-z_]+", name) for name in kind.placeholders)


@kinds
def test_no_field_of_a_kind_is_a_field_of_every_rule(word: str) -> None:
    own = {str(field.metadata.get("alias", field.name)) for field in check_fields(KINDS[word])}
    assert not own & {field.name for field in fields(RuleEntry)}


@kinds
def test_a_rule_of_the_kind_must_state_itsfields(word: str) -> None:
    found = faults(f"{HEAD}    check: {word}\n")
    assert [one.field for one in found] == [f"rules[0].{name}" for name in required(KINDS[word])]
    assert all("缺少必需的键" in one.message for one in found)


@kinds
def test_a_rule_of_the_kind_takes_no_otherfields(word: str) -> None:
    found = faults(f"{HEAD}    check: {word}\n    surplus_words: 1\n")
    assert "不认识的键“surplus_words”" in found[0].message
    assert (found[0].line, found[0].column) == (8, 5)


def test_a_word_for_no_kind_is_told_with_the_nearest() -> None:
    [found] = faults(f"{HEAD}    check: identitys\n")
    assert "是不是想写“identity”？" in found.message
    with pytest.raises(RuleError, match="identity"):
        raise RuleError([found])


def checks(book: Rulebook) -> Iterator[AnyCheck]:
    for rules in book.by_generation.values():
        for rule in rules:
            yield rule.check


def test_the_built_in_packs_use_every_kind(book: Rulebook) -> None:
    unused = set(KINDS.values()) - {type(check) for check in checks(book)}
    assert unused <= set(wording.KINDS.values())  # some are for packs of users


def test_checks_survive_being_kept(book: Rulebook) -> None:
    held = list(checks(book))
    assert pickle.loads(pickle.dumps(held)) == held


def rarities() -> Iterator[bytes]:
    """Reports with what no mutation brings about: blanks that break an identity, and the like."""
    rows = (
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
        "（七）总计",
    )
    received, carried, granted, processed = (f"{row} | {{}} | 0 | 0 | 0 | 0 | 0 | {{}} |" for row in rows)
    balance = (received.format(2, 2), carried.format("/", 1), granted.format(3, 3), processed.format(3, 3))
    yield as_requests("\n".join(balance)).encode()
    results = (received.format(1, 1), granted.format("/", 1), processed.format(1, 1))
    yield as_requests("\n".join(results)).encode()
    yield as_review(" | ".join(["/", "0", "0", "0", "1"] * 3) + " |").encode()
    yield as_block("一", "规章 | 0 | 0 | 0 |\n行政规范性文件 | 6 | / | 3 |").encode()
    yield as_sections("六、其他需要报告的事项\n七、收费及减免情况\n全年没有收费。").encode()
    yield report().replace("五、存在", "存在").encode()
    yield report().encode().replace("单一".encode(), b"\xe5\x8d\xff")
    yield ("发布日期：2024-04-08\n" + report()).encode()
    yield "今天没有报告。\n".encode()


def test_every_message_of_every_rule_is_said_somewhere(book: Rulebook) -> None:
    """A message that nothing here brings about is one that nobody has seen filled."""
    silent = {
        (generation, rule.code, name): pattern(text)
        for generation, rules in book.by_generation.items()
        for rule in rules
        for name, text in messages(rule)
        if text
        and not isinstance(rule.check, PairCheck)  # test_pairs hears those
        and (generation, rule.code, name) not in UNHEARD
    }
    assert len(silent) > 100
    for data in chain(rarities(), mutants(silent)):
        said = [(one.code, one.message) for one in lint(open_document(data, "a.txt"), book).diagnostics]
        for key in [key for key, sample in silent.items() if fills(said, key[1], sample)]:
            del silent[key]
    assert set(silent) == set()


def fills(said: list[tuple[str, str]], code: str, sample: re.Pattern[str]) -> bool:
    """Whether one of the messages said is of that code and form."""
    return any(found == code and sample.fullmatch(message) for found, message in said)


def mutants(silent: Mapping[tuple[str | None, str, str], object]) -> Iterator[bytes]:
    """A mutant of each mutation whose code is among those silent when its turn comes."""
    for name, mutate in MUTATIONS.items():
        if {code for _, code, _ in silent} & set(name.partition("@")[0].split("-")):
            yield mutate(random.Random(0)).data


def messages(rule: CompiledRule) -> Iterator[tuple[str, str]]:
    """The names and texts of all that a rule may say."""
    yield "message", rule.message
    for field in check_fields(rule.check):
        if field.name.endswith("_message"):
            yield field.name, getattr(rule.check, field.name)


def pattern(text: str) -> re.Pattern[str]:
    """What a message looks like when it is filled."""
    return re.compile(".*".join(map(re.escape, re.split(r"\{\{\w+\}\}", text))), re.DOTALL)


def test_a_place_is_filled_in_and_never_stated() -> None:
    for kind in KINDS.values():
        assert Location not in get_type_hints(kind).values()

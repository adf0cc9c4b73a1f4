"""A rulebook becomes bytes and comes back as it was."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import pytest
from msgspec import Struct
from msgspec.msgpack import decode, encode
from msgspec.structs import replace

from linter.checks.base import AnyCheck, FileCheck, ReportCheck
from linter.checks.identities.expression import Comparison, Extreme, Identity, Term
from linter.checks.registry import check_types
from linter.rulebook import Rulebook
from linter.rulebook.codec import KeptPattern, decode_book
from linter.rulebook.encoder import encode_book, place_of
from linter.strict_yaml import FrozenDict, LocatedStr


@pytest.fixture(scope="module")
def data(book: Rulebook) -> bytes:
    return encode_book(book)


EXPRESSION = {Identity, Comparison, Extreme, Term}  # they hold one another


def parts(value: object) -> Iterator[tuple[type, object]]:
    """All that a value is made of, with the classes that say how."""
    value = value.restored() if isinstance(value, KeptPattern) else value
    kind = dict if isinstance(value, dict) else type(value)
    yield kind, len(value) if isinstance(value, tuple | dict | frozenset) else None
    if isinstance(value, LocatedStr):
        yield LocatedStr, (str(value), value.where, value.at(3))
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from parts(getattr(value, name))
    elif isinstance(value, dict):
        for key in value:
            yield str, key
            yield from parts(value[key])
    elif isinstance(value, tuple):
        for each in value:
            yield from parts(each)
    else:
        yield kind, value


def test_all_is_as_it_was(book: Rulebook, data: bytes) -> None:
    again = decode_book(data)
    assert list(again.by_generation) == list(book.by_generation)
    for name in book.__struct_fields__:
        if name in {"by_generation", "alone"}:
            for key, rules in getattr(book, name).items():
                assert list(parts(getattr(again, name)[key])) == list(parts(rules))
        elif name == "rules":
            assert again.rules == book.rules
        else:
            assert list(parts(getattr(again, name))) == list(parts(getattr(book, name)))


def test_no_pattern_is_compiled(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def compiled_again(pattern: str, flags: int) -> re.Pattern[str]:
        raise AssertionError(pattern)

    monkeypatch.setattr(re, "_compile", compiled_again)
    assert sum(1 for rules in decode_book(data).by_generation.values() for _ in rules) > 100


def test_a_pattern_is_restored_when_it_is_used(data: bytes, book: Rulebook) -> None:
    kept: Any = decode_book(data).lexicon.words.not_reports
    plain = book.lexicon.words.not_reports
    assert isinstance(kept, KeptPattern)
    assert plain is not None
    assert not {"search", "pattern"} & {*vars(kept)}
    assert (kept.pattern, kept.flags, kept.groups) == (plain.pattern, plain.flags, plain.groups)
    assert "search" in vars(kept)
    assert kept.search("") is None
    again = pickle.loads(pickle.dumps(kept))
    assert again == kept
    assert again.restored() == re.compile(plain.pattern, plain.flags)
    assert {kept: 1}[again] == 1
    with pytest.raises(AttributeError):
        _ = kept.other


def test_what_two_generations_share_is_made_once(data: bytes) -> None:
    again = decode_book(data)
    checks = [
        next(rule.check for rule in rules if rule.code == "C202") for rules in again.by_generation.values()
    ]
    assert all(check is checks[0] for check in checks)
    assert again.by_generation["2021"] is again.by_generation["2021"]


def test_rules_that_compare_reports_stand_behind_and_are_decoded_for_themselves(data: bytes) -> None:
    again = decode_book(data)
    for key, alone in again.alone.items():
        assert all(isinstance(rule.check, ReportCheck | FileCheck) for rule in alone)
        others = again.by_generation[key][len(alone) :]
        assert again.by_generation[key][: len(alone)] == alone
        assert not any(isinstance(rule.check, ReportCheck | FileCheck) for rule in others)
    assert len(again.by_generation["2021"]) > len(again.alone["2021"])


@pytest.mark.parametrize("place", ["os:system", "linter.checks.base:place_of", "linter.checks.base:Missing"])
def test_a_place_that_is_no_class_of_a_record_is_refused(data: bytes, place: str) -> None:
    places, *rest = decode(data)
    with pytest.raises((ValueError, TypeError, AttributeError)):
        decode_book(encode([[place] * len(places), *rest]))


def test_nothing_of_it_can_be_changed(data: bytes) -> None:
    again = decode_book(data)
    shared: Any = again.by_generation
    with pytest.raises(TypeError):
        shared["2021"] = ()
    for kind, value in (each for rules in again.by_generation.values() for each in parts(rules)):
        assert kind is not list, value
    assert isinstance(again.lexicon.words.lists.by_name, FrozenDict)


def test_it_can_be_sent_to_another_process(data: bytes, book: Rulebook) -> None:
    again = pickle.loads(pickle.dumps(decode_book(data)))
    assert list(again.by_generation) == list(book.by_generation)
    assert list(parts(again.by_generation["2021"])) == list(parts(book.by_generation["2021"]))


def test_a_class_that_no_rulebook_holds_is_refused(book: Rulebook) -> None:
    class Other(Struct, frozen=True):
        pass

    wrong: Any = Other()
    for value in (wrong, [1], 1j):
        with pytest.raises(TypeError):
            encode_book(replace(book, notes=value))


def records(hint: Any) -> Iterator[type]:
    """The classes of records that an annotation names, and those that they name."""
    if isinstance(hint, type) and (issubclass(hint, Struct) or hasattr(hint, "_fields")):
        yield hint
        hints = [] if hint in EXPRESSION else get_type_hints(hint).values()
        for each in hints:
            yield from records(each)
    for each in get_args(hint):
        yield from records(each)


@pytest.mark.parametrize("kind", [each.check for each in check_types()])
def test_every_record_that_a_kind_may_hold_can_be_kept(kind: type[AnyCheck]) -> None:
    hints = [get_type_hints(kind)[name] for name in kind.__struct_fields__]
    assert all(place_of(record) for hint in hints for record in records(hint))

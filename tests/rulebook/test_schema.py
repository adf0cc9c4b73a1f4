"""The schema of packs: it accepts what loads, and rejects only what does not load."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from linter.checks.registry import KINDS, check_types
from linter.cli import main
from linter.resources import builtin_packs
from linter.rulebook.pack import Pack
from linter.rulebook.schema import pack_schema
from linter.strict_yaml import Fault, compose, decode
from linter.strict_yaml.location import Location, RuleError
from linter.strict_yaml.structure import members


@cache
def validator() -> Draft202012Validator:
    schema = pack_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@cache
def packs() -> tuple[Any, ...]:
    return tuple(yaml.safe_load(path.read_text(encoding="utf-8")) for path in builtin_packs())


def decodes(value: object) -> bool:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    faults: list[Fault] = []
    try:
        decode(compose(text, "a.yaml", faults), Pack, "a.yaml", faults, None)  # word lists are elsewhere
    except RuleError:
        return False
    return not faults


def small(pack: Any) -> Any:
    """A pack with its long lists cut, so that a property over it is quick."""
    if isinstance(pack, dict):
        return {key: small(value) for key, value in pack.items()}
    if isinstance(pack, list):
        return [small(value) for value in (pack if any("check" in str(one) for one in pack) else pack[:2])]
    return pack


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from places(inner, (*path, key))


SMALL = [
    {key: (value[:12] if key == "rules" else value) for key, value in small(pack).items()} for pack in packs()
]
STRANGE: st.SearchStrategy[Any] = st.sampled_from(
    [None, 7, -1.5, True, "词", "", [], ["词"], {}, {"词": "词"}, [[]]]
)


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A built-in pack with one thing replaced, dropped, or added under a strange key."""
    pack = copy.deepcopy(draw(st.sampled_from(SMALL)))
    path = draw(st.sampled_from(list(places(pack))))
    holder = pack
    for key in path[:-1]:
        holder = holder[key]
    how = draw(st.sampled_from(["replace", "drop", "add"]))
    if how == "replace":
        holder[path[-1]] = draw(STRANGE)
    elif how == "drop":
        del holder[path[-1]]
    elif isinstance(holder, dict):
        holder[draw(st.sampled_from(["词", "holds", "severity", "variants"]))] = draw(STRANGE)
    return pack


def test_the_built_in_packs_are_valid() -> None:
    for pack in packs():
        assert [error.message for error in validator().iter_errors(pack)] == []


@given(mutated())
def test_schema_and_loading_agree(pack: Any) -> None:
    valid = validator().is_valid(pack)
    if not valid:
        assert not decodes(pack)
    elif not decodes(pack):
        # What a class checks about itself is beyond the schema: a test that expects nothing.
        tests = [test for rule in pack.get("rules") or () for test in rule.get("tests") or ()]
        assert any(test.get("want") is None and test.get("absent") is None for test in tests)


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"severity": "fatal"}, "severity"),
        ({"check": "identiy"}, "check"),
        ({"each": "cell"}, "each"),
        ({"holds": None}, "holds"),
        ({"section": "overview"}, "section"),
        ({"what": "rows"}, "what"),
        ({"check": "required"}, "what"),
        ({"references": [{"clause": "第一条"}]}, "document"),
    ],
)
def test_a_faulty_rule_is_rejected(change: dict[str, object], part: str) -> None:
    pack = copy.deepcopy(next(pack for pack in packs() if pack["pack"] == "identities"))
    rule = next(rule for rule in pack["rules"] if rule["code"] == "N501")
    rule.update(change)
    errors = list(validator().iter_errors(pack))
    assert errors
    assert any(part in f"{list(error.absolute_path)} {error.message}" for error in errors)


def test_every_key_and_every_kind_has_words() -> None:
    made: Any = pack_schema()["$defs"]
    for name, definition in made.items():
        properties = definition["properties"]
        # The keys of kinds are told where the kind is known.
        lacking = [key for key, value in properties.items() if value and "description" not in value]
        assert lacking == [], name
    assert all(kind.summary for kind in KINDS.values())
    for word, what, check in check_types():
        own = [each for each in members(check) if each.hint is not Location]
        assert check.summary, (word, what)
        assert [each.key for each in own if not each.doc] == [], (word, what)


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(pack_schema()))

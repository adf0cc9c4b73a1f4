"""Packs in several files, and rules that hold from a format on."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.resources import builtin_packs
from linter.rulebook import CompiledRule, Rulebook
from linter.strict_yaml.patterns import occurs
from tests.rulebook.packs import faults, loaded

RULE = """\
  - code: {code}
    name: own-rule{format}
    severity: warning
    check: traditional
    message: {message}
"""
NEW_FORMAT = """\
pack: "2030"
extends: "2021"
generation: {key: "2030", since: 2030, source: 国办公开办函〔2030〕7号}
"""
GENERATIONS = ("2008", "2019", "2021", None)


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")


def rule(message: str, since: str | None = None, code: str = "Z901") -> str:
    return RULE.format(code=code, message=message, format=f'\n    format: "{since}"' if since else "")


def found(book: Rulebook, generation: str | None, code: str = "Z901") -> CompiledRule | None:
    return next((each for each in book.rules_for(generation) if each.code == code), None)


def messages(book: Rulebook, generations: tuple[str | None, ...] = GENERATIONS) -> list[str | None]:
    rules = [found(book, generation) for generation in generations]
    return [each.message if each else None for each in rules]


def test_a_rule_holds_from_its_format_on(tmp_path: Path) -> None:
    own = loaded(tmp_path, "pack: own\nrules:\n" + rule("甲", "2019"))
    assert messages(own) == [None, "甲", "甲", None]
    assert own.by_code["Z901"].generations == ("2019", "2021")


def test_a_later_format_has_a_variant_of_a_rule(tmp_path: Path) -> None:
    text = "pack: own\nrules:\n" + rule("丙", "2021") + rule("甲") + rule("乙", "2019")
    assert messages(loaded(tmp_path, text)) == ["甲", "乙", "丙", "甲"]


def test_a_new_format_has_the_rules_of_the_one_that_it_extends(tmp_path: Path) -> None:
    text = "pack: own\nrules:\n" + rule("甲", "2021") + rule("乙", "2030")
    assert messages(loaded(tmp_path, NEW_FORMAT, text), ("2021", "2030")) == ["甲", "乙"]
    assert messages(
        loaded(tmp_path, NEW_FORMAT, text.split("  - code")[0] + rule("甲", "2021")), ("2030",)
    ) == ["甲"]


def test_a_new_format_may_replace_rules_of_the_program(tmp_path: Path) -> None:
    text = NEW_FORMAT + "rules:\n" + rule("新", code="G804") + rule("新", code="H701")
    own = loaded(tmp_path, text)
    for code in ("G804", "H701"):
        new, old = found(own, "2030", code), found(own, "2021", code)
        assert new is not None
        assert old is not None
        assert (new.message, old.message == "新") == ("新", False)


def test_an_override_holds_from_its_format_on(tmp_path: Path) -> None:
    own = loaded(tmp_path, 'pack: own\noverrides: [{code: G804, format: "2021", message: 改过}]\n')
    changed = [
        (each := found(own, key, "G804")) is not None and each.message == "改过" for key in GENERATIONS
    ]
    assert changed == [False, False, True, False]


def test_a_part_adds_to_its_pack(tmp_path: Path) -> None:
    head = 'pack: own\nextends: "2021"\nrules:\n' + rule("甲")
    part = (
        "pack: more\npart_of: own\ndocuments: [{number: 云政办发〔2022〕18号, title: 编制规范}]\n"
        "residue: {lines: [a]}\nplaces: {rulemaking: [云岭市]}\nleading_words: [据]\noverrides:\n"
        "  - {code: Z901, severity: error}\nrules:\n" + rule("乙", code="Z902")
    )
    own = loaded(tmp_path, head, part)
    assert [each.message for key in GENERATIONS if (each := found(own, key, "Z902"))] == ["乙"]
    changed = found(own, "2021")
    assert changed is not None
    assert changed.severity.value == "error"
    assert "云政办发〔2022〕18号" in own.domain.by_number
    assert "云岭市" in own.domain.rulemaking_places
    assert occurs(own.lexicon.words.leading_words, "据")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("pack: own\npart_of: bass\n", 2, "不认识的规则包“bass”，是不是想写“base”？"),
        ("pack: own\npart_of: citations\n", 2, "不认识的规则包“citations”"),
        ("pack: own\nrules:\n" + rule("甲", "2020"), 5, "不认识的规则包“2020”"),
        ('pack: own\npart_of: base\nextends: "2021"\n', 2, "part_of 不能与 extends、generation 同时写"),
        (
            "pack: own\npart_of: base\nrules:\n" + rule("甲", code="G804"),
            4,
            "规则 G804 在规则包“base”中已经有了",
        ),
        ("pack: own\nrules:\n" + rule("甲", "2021") * 2, 9, "规则 Z901 在本文件中已经有了"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(tmp_path: Path, text: str, line: int, message: str) -> None:
    first = faults(tmp_path, text)[0]
    assert first.line == line
    assert first.message.startswith(message)


def test_rules_of_one_topic_stand_in_one_file() -> None:
    topics = {
        path.stem: path.read_text(encoding="utf-8") for path in builtin_packs() if path.parent.name == "rules"
    }
    letters = {
        name: {line.split()[2][0] for line in text.splitlines() if line.startswith("  - code: ")}
        for name, text in topics.items()
    }
    assert letters == {
        "structure": {"S"},
        "citations": {"C"},
        "period": {"P"},
        "tables": {"T"},
        "identities": {"N"},
        "prose": {"X"},
        "previous": {"H"},
        "rollup": {"H"},
        "text": {"G"},
    }

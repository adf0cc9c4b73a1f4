"""The table of kinds: every kind can be stated in YAML, is used, and says what it may say."""

from __future__ import annotations

import pickle
import random
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import get_args, get_type_hints

import pytest
from msgspec.structs import fields

from linter.checks.base import AnyCheck, PairCheck, SumCheck
from linter.checks.registry import KINDS, CheckType, check_types
from linter.checks.text.wording import TextForbidden, TextReplaced
from linter.documents import open_document
from linter.rulebook import CompiledRule, Rulebook
from linter.rulebook.pack import Pack, RuleEntry
from linter.rulebook.validate import faults_within
from linter.settings import Settings
from linter.strict_yaml import Fault, LocatedStr, Location, RuleError, compose, decode
from linter.strict_yaml.structure import Subkinds
from tests.corpus import MUTATIONS
from tests.linting import check_fields, lint
from tests.samples.examples import as_block, as_requests, as_review, as_sections, report

HEAD = "pack: own\nrules:\n  - code: Z901\n    name: own\n    severity: info\n    message: 有\n"
# Its identities compare one cell with one cell: where either is blank, they cannot be judged.
# A page that is a picture is none of a text; before 2019 no format prescribes a table. Names of files are
# no part of a text either.
UNHEARD = {
    ("2019", "N507", "blank_message"),
    *((generation, "G809", "message") for generation in (None, "2008", "2019", "2021")),
    *((generation, "G810", "message") for generation in (None, "2008", "2019", "2021")),
    *(("2008", "G809", name) for name in ("rows_message", "table_message")),
}
TYPES = tuple(check_types())
kinds = pytest.mark.parametrize("type_", TYPES, ids=[":".join(filter(None, each[:2])) for each in TYPES])
FOR_PACKS = {TextForbidden, TextReplaced}  # what no general rule asks for, and offices do


def faults(text: str) -> list[Fault]:
    """What decoding a pack of one rule finds wrong."""
    found: list[Fault] = []
    decode(compose(text, "own.yaml"), Pack, "own.yaml", found)
    return found


def required(kind: type[AnyCheck]) -> list[str]:
    """The fields that a rule of a kind must state."""
    return [field.encode_name for field in check_fields(kind) if field.required]


def stated(type_: CheckType) -> str:
    """The lines that name a kind in a rule."""
    return f"    check: {type_.kind}\n" + (f"    what: {type_.what}\n" if type_.what else "")


@kinds
def test_a_kind_is_a_frozen_check_with_words_in_ascii(type_: CheckType) -> None:
    kind = type_.check
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", word) for word in (type_.kind, type_.what) if word)
    assert kind.__struct_config__.frozen
    assert sum(issubclass(kind, sort) for sort in get_args(AnyCheck)) == 1
    assert kind.__doc__


def test_no_class_has_two_words() -> None:
    assert len({type_.check for type_ in TYPES}) == len(TYPES)


def test_kinds_are_few_and_those_of_subkinds_have_several() -> None:
    assert len(KINDS) <= 30
    assert all(len(kind.table) > 1 for kind in KINDS.values() if isinstance(kind, Subkinds))


@kinds
def test_messages_of_a_kind_are_text_and_its_words_are_names(type_: CheckType) -> None:
    kind = type_.check
    hints = get_type_hints(kind)
    for field in check_fields(kind):
        if field.name.endswith("_message"):
            assert hints[field.name] in (str, LocatedStr)
    assert all(re.fullmatch(r"[a-z_]+", name) for name in kind.placeholders)


@kinds
def test_no_field_of_a_kind_is_a_field_of_every_rule(type_: CheckType) -> None:
    own = {field.encode_name for field in check_fields(type_.check)}
    assert not own & ({field.name for field in fields(RuleEntry)} | {"what"})


@kinds
def test_a_rule_of_the_kind_must_state_its_fields(type_: CheckType) -> None:
    found = faults(HEAD + stated(type_))
    assert [one.field for one in found] == [f"rules[0].{name}" for name in required(type_.check)]
    assert all("缺少必需的键" in one.message for one in found)


@kinds
def test_a_rule_of_the_kind_takes_no_other_fields(type_: CheckType) -> None:
    found = faults(f"{HEAD}{stated(type_)}    surplus_words: 1\n")
    assert "不认识的键“surplus_words”" in found[0].message
    assert (found[0].line, found[0].column) == (9 if type_.what else 8, 5)


def test_a_word_for_no_kind_is_told_with_the_nearest() -> None:
    [found] = faults(f"{HEAD}    check: identitys\n")
    assert "是不是想写“identity”？" in found.message
    with pytest.raises(RuleError, match="identity"):
        raise RuleError([found])


def test_a_kind_of_several_subkinds_wants_to_know_which() -> None:
    [absent] = faults(f"{HEAD}    check: required\n    document: 1号\n")
    assert (absent.field, absent.message) == ("rules[0].what", "缺少必需的键“what”")
    [unknown] = faults(f"{HEAD}    check: required\n    what: periods\n    document: 1号\n")
    assert unknown.field == "rules[0].what"
    assert "是不是想写“period”？" in unknown.message
    [other] = faults(f"{HEAD}    check: required\n    what: period\n    document: 1号\n")
    assert "不认识的键“document”" in other.message


def test_a_message_may_name_what_its_subkind_knows() -> None:
    head = "pack: own\nrules:\n  - {code: Z901, name: own, severity: info, check: required, "
    pack = decode(compose(head + "what: period, message: '{{year}}'}\n", "a.yaml"), Pack, "a.yaml", [])
    assert pack is not None
    assert list(faults_within(pack)) == []
    pack = decode(compose(head + "what: rows, message: '{{year}}'}\n", "a.yaml"), Pack, "a.yaml", [])
    assert pack is not None
    assert [fault.message for fault in faults_within(pack)] == [
        "不认识的占位符“year”；可用：count、rows、table"
    ]


def checks(book: Rulebook) -> Iterator[AnyCheck]:
    for rules in book.by_generation.values():
        for rule in rules:
            yield rule.check


def test_the_built_in_packs_use_every_kind(book: Rulebook) -> None:
    unused = {type_.check for type_ in TYPES} - {type(check) for check in checks(book)}
    assert unused <= FOR_PACKS


def test_checks_survive_being_kept(book: Rulebook) -> None:
    held = list(checks(book))
    assert pickle.loads(pickle.dumps(held)) == held


def numbered(headings: tuple[str, ...]) -> str:
    """Sections of a few words each, numbered from 一."""
    return "".join(f"{'一二三四五'[at]}、{words}\n平稳有序。\n" for at, words in enumerate(headings))


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
    new = "本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 0 | 0 | 0 |\n"
    old = "本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n规章 | 0 | 0 | 0 |\n"
    decided = "本年处理决定数量 |\n行政许可 | 12 |\n行政处罚 | 3 |\n"
    changed = "上一年项目数量 | 本年增/减 | 处理决定数量 |\n行政许可 | 9 | 0 | 12 |\n行政处罚 | 9 | 0 | 2 |\n"
    for year, table in ((2022, old + decided), (2020, new + changed)):
        yield f"临江区民政局{year}年政府信息公开工作年度报告\n二、主动公开政府信息情况\n{table}".encode()
    title = "临江区民政局2023年政府信息公开工作年度报告\n统计期限为去年1月1日至12月31日。\n"
    points = ("总体情况", "组织领导情况", "信息发布情况", "监督保障情况")
    others = ("主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况")
    ending = ("存在的主要问题及改进情况", "其他需要报告的事项")
    yield f"{title}{numbered(points)}{numbered((*others, *ending))}".encode()
    glued = (
        "第二十条第（一）项信息内容{}规章000行政规范性文件000第二十条第（五）项{}行政许可3第二十条第（六）项"
    )
    for year, table in ((2022, old + decided), (2020, new + changed)):
        heads = re.findall(r"[上本处对].*数量|现行.*|本年.*件数", table)
        words = glued.format("".join(heads[:3]).replace(" | ", ""), "".join(heads[3:]).replace(" | ", ""))
        yield f"临江区民政局{year}年政府信息公开工作年度报告\n二、主动公开政府信息情况\n{words}\n".encode()
    yield as_sections("六、其他需要报告的事项\n七、收费及减免情况\n全年没有收费。").encode()
    yield report().replace("五、存在", "存在").encode()
    yield report().encode().replace("单一".encode(), b"\xe5\x8d\xff")
    yield ("发布日期：2024-04-08\n" + report()).encode()
    yield "今天没有报告。\n".encode()
    yield f"{report()}临江区民政局\n2023年1月18日\n".encode()
    disclosed = (
        "本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n规章 | 0 | 0 | 4 |\n规范性文件 | 0 | 0 | 8 |\n"
    )
    yield f"临江区民政局2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n{disclosed}".encode()


def test_every_message_of_every_rule_is_said_somewhere(book: Rulebook) -> None:
    """A message that nothing here brings about is one that nobody has seen filled."""
    silent = {
        (generation, rule.code, name): pattern(text)
        for generation, rules in book.by_generation.items()
        for rule in rules
        for name, text in messages(rule)
        if text
        and not isinstance(rule.check, PairCheck | SumCheck)  # test_pairs and test_roll_up hear those
        and (generation, rule.code, name) not in UNHEARD
    }
    assert len(silent) > 100
    draft = "临江区民政局2023年政府信息公开工作年度报告\n一、总体情况\n全年公开信息86条。\n".encode()
    texts = chain(rarities(), mutants(silent))
    for data, settings in chain([(draft, Settings(unfinished=True))], ((each, Settings()) for each in texts)):
        found = lint(open_document(data, "a.txt"), book, settings).diagnostics
        said = [(one.code, one.message) for one in found]
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
    for type_ in TYPES:
        assert Location not in get_type_hints(type_.check).values()

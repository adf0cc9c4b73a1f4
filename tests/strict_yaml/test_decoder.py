"""YAML text -> frozen records: what is read, and every fault in its place."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, field

from linter.strict_yaml import Fault, Kinds, LocatedStr, Location, RuleError, compose, decode, load
from linter.strict_yaml.structure import Subkinds


class Level(Enum):
    ERROR = "error"
    OFF = "off"


class Sum(Struct, frozen=True):
    holds: LocatedStr
    each: Literal["row", "column"] = "row"


class Near(Struct, frozen=True):
    words: tuple[str, ...]
    cutoff: float = 0.8


class Far(Struct, frozen=True):
    words: str


class Rule(Struct, frozen=True):
    where: Location
    code: str
    severity: Level
    check: Annotated[Sum | Near, Kinds({"sum": Sum, "near": Near})]
    help: str | None = None


class Years(Struct, frozen=True):
    start: int = field(name="from")
    until: int | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.start:
            raise ValueError("终止年份早于起始年份")


class Pack(Struct, frozen=True):
    rules: tuple[Rule, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    years: Years | None = None
    strict: bool = False
    inner: tuple[Pack, ...] = ()


class Scalars(Struct, frozen=True):
    text: str = ""
    whole: int = 0
    number: float = 0.0
    flag: bool = False
    choice: Literal["on", 2, True] = 2
    by_year: Mapping[int, str] = field(default_factory=dict)


BOTH = pytest.mark.parametrize("libyaml", [True, False], ids=["libyaml", "pure"])


def faults_of(text: str, type_: type, libyaml: bool = True) -> list[str]:
    with pytest.raises(RuleError) as caught:
        load(text, "甲.yaml", type_, libyaml=libyaml)
    assert list(caught.value.faults) == sorted(caught.value.faults)
    assert str(caught.value) == "\n".join(map(str, caught.value.faults))
    return [str(fault).removeprefix("甲.yaml:") for fault in caught.value.faults]


GOOD = """\
rules:
  - code: A1
    severity: off
    check: sum
    holds: a + b == c
  - {code: "2", check: near, words: [甲, "乙"], severity: error, cutoff: 1, help: ~}
labels: {received: 本年新收, "on": 开}
years: {from: 2021}
strict: true
"""


@BOTH
def test_reads_every_kind_of_value(libyaml: bool) -> None:
    pack = load(GOOD, "甲.yaml", Pack, libyaml=libyaml)
    first, second = pack.rules
    assert (first.code, first.severity, first.help) == ("A1", Level.OFF, None)
    assert first.where == Location("甲.yaml", 2, 5, "rules[0]")
    assert isinstance(first.check, Sum)
    assert (first.check.holds, first.check.each) == ("a + b == c", "row")
    assert second.check == Near(("甲", "乙"), 1.0)
    assert second.where == Location("甲.yaml", 6, 5, "rules[1]")
    assert pack.labels == {"received": "本年新收", "on": "开"}
    assert pack.years == Years(2021)
    assert pack.strict is True


def test_a_decoded_value_pickles_and_cannot_be_changed() -> None:
    pack = load(GOOD, "甲.yaml", Pack)
    copy = pickle.loads(pickle.dumps(pack))
    assert copy == pack
    assert copy.rules[0].check.holds.where == Location("甲.yaml", 5, 12, "rules[0].holds")
    labels: Any = pack.labels
    with pytest.raises(TypeError):
        labels["x"] = "y"
    with pytest.raises(TypeError):
        labels.update(x="y")
    assert "x" not in pack.labels


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("{holds: a == b}", 11),
        ('{holds: "a == b"}', 12),
        ("{holds: 'a == b'}", 12),
        ('{holds: "a \\x3d= b"}', 9),  # escapes: the place of the text as a whole
        ("holds: >\n  a == b\n", 8),
        ("{holds: a\n  == b}", 9),
    ],
)
def test_text_knows_the_column_of_its_characters(text: str, column: int) -> None:
    value = load(text, "甲.yaml", Sum)
    assert (value.holds.at(2).line, value.holds.at(2).column) == (1, column)


def test_a_place_makes_a_fault() -> None:
    holds = load("holds: a == b", "甲.yaml", Sum).holds
    assert str(holds.at(5).fault("没有这个名称")) == "甲.yaml:1:13: holds: 没有这个名称"


@BOTH
def test_all_faults_are_reported_at_once(libyaml: bool) -> None:
    text = """\
rules:
- code: 2019
  severty: error
  check: smu
  hold: x
- code: a
  code: b
  severity: of
  check: sum
  each: rows
  words: [甲]
- 3
lables: {}
strict: yes
"""
    assert faults_of(text, Pack, libyaml) == [
        '2:9: rules[0].code: 应为文字，这里是整数 2019；要当文字用，请加引号："2019"',
        "3:3: rules[0].severty: 不认识的键“severty”，是不是想写“severity”？",
        "4:10: rules[0].check: 不认识的值“smu”，是不是想写“sum”？可用：sum、near",
        "5:3: rules[0].hold: 不认识的键“hold”，是不是想写“holds”？",
        "6:3: rules[1].holds: 缺少必需的键“holds”",
        "7:3: rules[1].code: 键“code”重复，第 6 行已经写过",
        "8:13: rules[1].severity: 不认识的值“of”，是不是想写“off”？可用：error、off",
        "10:9: rules[1].each: 不认识的值“rows”，是不是想写“row”？可用：row、column",
        "11:3: rules[1].words: 不认识的键“words”；可用：code、severity、check、holds、each、help",
        "12:3: rules[2]: 应为键值表，这里是整数 3",
        "13:1: lables: 不认识的键“lables”，是不是想写“labels”？",
        "14:9: strict: 应为真假值（true 或 false），这里是文字“yes”",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("rules: ~", "1:8: rules: 不能为空，应为列表"),
        ("rules:", "1:7: rules: 不能为空，应为列表"),
        ("rules: {a: 1}", "1:8: rules: 应为列表，这里是键值表"),
        ("- a", "1:1: 应为键值表，这里是列表"),
        ("labels: {甲: [1]}", "1:13: labels.甲: 应为文字，这里是列表"),
        ("labels: {2019: 甲}", '1:10: labels.2019: 应为文字，这里是整数 2019；要当文字用，请加引号："2019"'),
        ("years: {from: 2021, until: 2019}", "1:8: years: 终止年份早于起始年份"),
        ("years: {start: 2021}", "1:8: years.from: 缺少必需的键“from”"),
        ("inner:\n- inner:\n  - stirct: true\n", "3:5: inner[0].inner[0].stirct: "),
        ("? {a: 1}\n: 2\n", "1:3: 键应为文字；以 { 或 [ 开头的文字要加引号"),
        ("<<: {strict: true}", "1:1: <<: 不支持合并键 <<"),
        ("strict: !!bool true", "1:9: strict: 不支持标签 !!bool"),
        ("rules: !x []", "1:8: rules: 不支持标签 !x"),
        ("strict: ! true", "1:9: strict: 不支持标签 !"),
    ],
)
@BOTH
def test_one_fault_in_its_place(text: str, fault: str, libyaml: bool) -> None:
    assert faults_of(text, Pack, libyaml)[0].startswith(fault)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1:1: 文件是空的"),
        ("\n# 只有注释\n", "1:1: 文件是空的"),
        ("---\n", "1:1: 文件是空的"),
        ("a: 1\n\tb: 2\n", "2:1: 缩进不能用制表符（Tab），请改用空格"),
        ('a: 1\nb: "x\n', "2:4: 引号没有结束"),
        ("a: [1, 2\nb: 3\n", "2:2: 方括号里缺少逗号，或没有用 ] 结束"),
        ("a: {b: 1\n", "2:1: 花括号里缺少逗号，或没有用 } 结束"),
        ("a: b: c\n", "1:5: 这里不能再有冒号；文字里有“: ”时要加引号"),
        ("a: @x\n", "1:4: 文字不能以这个字符开头，请加引号"),
        ('a: "\\q"\n', "1:6: 双引号里有不认识的转义；反斜杠要写成 \\\\，或改用单引号"),
        ("a: 1\nb\nc: 2\n", "3:1: 这一行缺少冒号"),
        ("a: 1\n---\nb: 2\n", "2:1: 一个文件只能有一份 YAML 文档，这里又开始了一份"),
        ("a: \x07\n", "1:4: 有不能出现的控制字符 U+0007"),
        ("a: 1\nb: \ud800\n", "2:4: 有不能出现的控制字符 U+D800"),
        ("a: *x\n", "1:4: a: 别名 *x 没有定义；以 * 开头的文字要加引号"),
        ("a: &x [*x]\n", "1:8: a[0]: 别名 *x 引用了它自己"),
        ('a: "\\U99999999"\n', "1:1: YAML 语法错误"),
    ],
)
@BOTH
def test_text_that_is_no_yaml(text: str, fault: str, libyaml: bool) -> None:
    assert faults_of(text, Scalars, libyaml) == [fault]


@BOTH
def test_syntax_faults_come_with_the_faults_before_them(libyaml: bool) -> None:
    faults = faults_of("a: 1\na: 2\nb: [\n", Scalars, libyaml)
    assert faults == ["2:1: a: 键“a”重复，第 1 行已经写过", "4:1: 这里缺少内容，或括号没有结束"]


@BOTH
def test_a_placeholder_without_quotes_is_explained(libyaml: bool) -> None:
    assert faults_of("text: {{column}}一列\n", Scalars, libyaml) == [
        "1:8: text: 键应为文字；以 { 或 [ 开头的文字要加引号",
        "1:17: 缩进与上文不一致，或引号、括号之后还有多余的内容",
    ]


@BOTH
def test_nesting_and_aliases_are_bounded(libyaml: bool) -> None:
    deep = faults_of("[" * 100_000, Scalars, libyaml)
    assert len(deep) == 1
    assert deep[0].endswith("嵌套过深，超过 64 层")
    laughs = "a0: &a0 [哈, 哈, 哈, 哈, 哈, 哈, 哈, 哈, 哈, 哈]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    assert [fault.split(": ")[-1] for fault in faults_of(laughs, Scalars, libyaml)] == ["别名展开后过大"]


@BOTH
def test_an_alias_stands_for_its_node(libyaml: bool) -> None:
    pack = load("labels: {甲: &x 收, 乙: *x}\ninner: [{labels: {丙: *x}}]", "甲.yaml", Pack, libyaml=libyaml)
    assert pack.labels == {"甲": "收", "乙": "收"}
    assert pack.inner[0].labels == {"丙": "收"}


@pytest.mark.parametrize(
    "word", ["no", "off", "on", "yes", "1.2.3", "2019年", "-甲", "~x", "2019-01-01", "Nil"]
)
@BOTH
def test_words_stay_words(word: str, libyaml: bool) -> None:
    assert load(f"text: {word}", "甲.yaml", Scalars, libyaml=libyaml).text == word


@pytest.mark.parametrize(
    "word",
    ["2019", "-1", "+0", "007", "1.5", "1e3", ".5", "0x1F", "0o7", ".inf", "true", "False", "null", "~", ""],
)
def test_what_yaml_takes_for_something_else_must_be_quoted(word: str) -> None:
    assert len(faults_of(f"text: {word}", Scalars)) == 1
    assert load(f"text: '{word}'", "甲.yaml", Scalars).text == word
    assert load(f"text: !!str {word}", "甲.yaml", Scalars).text == word


def test_numbers_and_choices() -> None:
    value = load("{whole: -12, number: 1e2, choice: true, by_year: {2019: 甲}}", "甲.yaml", Scalars)
    assert (value.whole, value.number, value.choice, value.by_year) == (-12, 100.0, True, {2019: "甲"})
    assert load("choice: on", "甲.yaml", Scalars).choice == "on"
    assert load("choice: 2", "甲.yaml", Scalars).choice == 2


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("whole: 1.0", "1:8: whole: 应为整数，这里是数 1.0"),
        ("whole: '1'", "1:8: whole: 应为整数，这里是文字“1”"),
        ("whole: 010", "1:8: whole: 应为整数，这里是数 010"),
        ("whole: " + "9" * 5000, "1:8: whole: 应为整数，这里是数 " + "9" * 39 + "…"),
        ("number: 1e999", "1:9: number: 应为数，这里是数 1e999"),
        ("number: .nan", "1:9: number: 应为数，这里是数 .nan"),
        ("choice: '2'", "1:9: choice: 不认识的值“2”"),
        ("by_year: {甲: 乙}", "1:11: by_year.甲: 应为整数，这里是文字“甲”"),
    ],
)
def test_wrong_scalars(text: str, fault: str) -> None:
    (only,) = faults_of(text, Scalars)
    assert only.startswith(fault)


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter() -> None:
    assert load("\ufefftext: 甲\r\nwhole: 3\r\n", "甲.yaml", Scalars) == Scalars("甲", 3)


def test_compose_alone_raises_for_every_duplicate_key() -> None:
    with pytest.raises(RuleError) as caught:
        compose("a: {b: 1, b: 2}\na: 3\n", "甲.yaml")
    assert [fault.field for fault in caught.value.faults] == ["a.b", "a"]


def test_types_that_yaml_cannot_give_are_refused() -> None:
    with pytest.raises(TypeError):
        decode(compose("a", "甲.yaml"), set, "甲.yaml", [])


class Clash(Struct, frozen=True):
    holds: str
    check: Annotated[Sum, Kinds({"sum": Sum})]


def test_a_key_with_two_meanings_is_refused() -> None:
    with pytest.raises(TypeError, match="share"):
        load("{holds: a, check: sum}", "甲.yaml", Clash)


class Item(Struct, frozen=True):
    code: str
    check: Annotated[
        Sum | Near | Far,
        Kinds({"sum": Sum, "like": Subkinds("相近", "what", "查什么", {"near": Near, "far": Far}, {})}),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{code: a, check: like, what: near, words: [b]}", Item("a", Near(("b",)))),
        ("{what: far, words: b, check: like, code: a}", Item("a", Far("b"))),
    ],
)
def test_a_second_word_chooses_among_subkinds(text: str, value: Item) -> None:
    assert load(text, "甲.yaml", Item) == value


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("{code: a, check: like, words: [b]}", ["1:1: what: 缺少必需的键“what”"]),
        (
            "{code: a, check: like, waht: near, words: [b]}",
            ["1:24: waht: 不认识的键“waht”，是不是想写“what”？"],
        ),
        ("{code: a, check: like, what: nera, words: 1}", ["1:30: what: "]),
        ("{code: a, check: like, what: [near], words: 1}", ["1:30: what: "]),
        (
            "{code: a, check: like, what: far, cutoff: 1}",
            ["1:1: words: 缺少", "1:35: cutoff: 不认识"],
        ),
        ("{code: a, check: sum, what: near, holds: b}", ["1:23: what: 不认识的键“what”"]),
    ],
)
def test_what_is_wrong_with_a_second_word_is_told_once(text: str, faults: list[str]) -> None:
    found = faults_of(text, Item)
    assert len(found) == len(faults)
    assert all(one.startswith(fault) for one, fault in zip(found, faults, strict=True))


class SecondClash(Struct, frozen=True):
    words: str
    check: Annotated[Far, Kinds({"like": Subkinds("相近", "what", "查什么", {"far": Far}, {})})]


def test_a_key_of_a_subkind_with_two_meanings_is_refused() -> None:
    with pytest.raises(TypeError, match="share"):
        load("{words: a, check: like, what: far}", "甲.yaml", SecondClash)


WORDS = [
    "rules",
    "labels",
    "years",
    "inner",
    "code",
    "severity",
    "check",
    "sum",
    "words",
    "off",
    "2019",
    "甲",
]
MARKS = [
    *"-:,[]{}&*!|>'\"%@`#?\\~ \t\n\r\x00\x85\u2028\ufeff\ud800",
    "<<",
    "---",
    "...",
    "!!str ",
    "&a ",
    "*a ",
]
SHAPES = ["\n  ", "\n- ", ": ", "\nrules:\n- code: "]
yamlish = st.lists(st.sampled_from([*WORDS, *MARKS, *SHAPES]), max_size=40).map("".join)


@given(text=yamlish | st.text() | st.builds(GOOD[:120].__add__, yamlish), libyaml=st.booleans())
def test_any_text_is_decoded_or_refused(text: str, libyaml: bool) -> None:
    try:
        value = load(text, "甲.yaml", Pack, libyaml=libyaml)
    except RuleError as error:
        faults = error.faults
        assert faults
        assert list(faults) == sorted(faults)
        lines = text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + 1
        for fault in faults:
            assert isinstance(fault, Fault)
            assert 1 <= fault.line <= lines + 1
            assert fault.column >= 1
            assert "\n" not in str(fault)
    else:
        assert isinstance(value, Pack)


@given(
    st.builds(
        Scalars,
        text=st.text(st.characters(codec="utf-8")),
        whole=st.integers(-(10**17), 10**17),
        number=st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9),
        flag=st.booleans(),
        by_year=st.dictionaries(st.integers(0, 9999), st.text("甲乙 x", min_size=1)),
    ),
    st.booleans(),
)
def test_what_is_written_is_read_back(value: Scalars, libyaml: bool) -> None:
    import yaml

    numbers = {"whole": value.whole, "number": float(value.number), "flag": value.flag}
    written = yaml.safe_dump({"text": value.text}, default_style='"', allow_unicode=True)
    written += yaml.safe_dump({**numbers, "by_year": dict(value.by_year)}, allow_unicode=True)
    assert load(written, "甲.yaml", Scalars, libyaml=libyaml) == value

"""What is wrong with a pack is said at once, all of it, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.checks.identities.expression import IdentityError
from linter.checks.identities.expression_parser import parse
from linter.cli import main
from linter.rulebook import Fault, RuleError, load
from linter.rulebook.compiler import assemble

RULE = """\
  - code: {code}
    name: own-rule
    severity: warning
    check: {check}
    message: "{message}"
"""
IDENTITY = """\
pack: own
extends: "2021"
rules:
  - code: Z901
    name: own-identity
    severity: warning
    check: identity
    table: {table}
    each: row
    holds: {holds}
    message: "{{{{where}}}}不平"
"""


def rule(code: str = "Z901", check: str = "traditional", message: str = "有误") -> str:
    return RULE.format(code=code, check=check, message=message)


def identity(holds: str, table: str = "review") -> str:
    return IDENTITY.format(holds=holds, table=table)


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")


def faults(folder: Path, **texts: str) -> list[tuple[str, int, int, str]]:
    """File name, line, column and message of each fault of packs written into a folder."""
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    with pytest.raises(RuleError) as caught:
        load(paths)
    assert list(caught.value.faults) == sorted(caught.value.faults)
    return [(Path(one.file).name, one.line, one.column, one.message) for one in caught.value.faults]


def only(folder: Path, text: str) -> tuple[int, int, str]:
    """Line, column and message of the one fault of a pack."""
    [(name, line, column, message)] = faults(folder, own=text)
    assert name == "own.yaml"
    return line, column, message


def test_extends_what_there_is_not(tmp_path: Path) -> None:
    line, column, message = only(tmp_path, "pack: own\nextends: bases\n")
    assert (line, column) == (2, 10)
    assert "不认识的规则包“bases”，是不是想写“base”？" in message


def test_packs_that_extend_each_other(tmp_path: Path) -> None:
    found = faults(tmp_path, a="pack: a\nextends: b\n", b="pack: b\nextends: a\n")
    assert [one[:3] for one in found] == [("a.yaml", 2, 10), ("b.yaml", 2, 10)]
    assert {one[3] for one in found} == {"规则包互相扩展，没有尽头"}
    assert only(tmp_path, "pack: own\nextends: own\n")[:2] == (2, 10)


def test_a_pack_of_a_name_that_is_taken(tmp_path: Path) -> None:
    assert only(tmp_path, 'pack: "2021"\n') == (1, 7, "规则包“2021”已经有了")


def test_a_generation_that_is_taken(tmp_path: Path) -> None:
    text = 'pack: own\ngeneration: {key: "2021", since: 2031, source: 某文件}\n'
    assert only(tmp_path, text) == (1, 7, "格式“2021”在规则包“2021”中已经有了")


def test_a_code_twice(tmp_path: Path) -> None:
    line, column, message = only(tmp_path, "pack: own\nrules:\n" + rule() + rule())
    assert (line, column) == (8, 11)
    assert "Z901" in message


@pytest.mark.parametrize("code", ["z901", "Z90", "Z9012", "ZZ01", "Z９01"])
def test_a_code_that_is_none(tmp_path: Path, code: str) -> None:
    line, column, message = only(tmp_path, "pack: own\nrules:\n" + rule(code))
    assert (line, column) == (3, 11)
    assert "N501" in message


@pytest.mark.parametrize("label", ["短", "一二三四五六七八九", "有 空格"])
def test_a_label_of_another_length(tmp_path: Path, label: str) -> None:
    text = "pack: own\nrules:\n" + rule().replace("name: ", f"label: {label}\n    name: ", 1)
    line, _, message = only(tmp_path, text)
    assert (text.splitlines()[line - 1].split()[0], message) == ("label:", "短名应为二到八个字，不含空白")


def test_a_rule_without_a_label_is_shown_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("pack: own\nrules:\n" + rule(), encoding="utf-8")
    own = load([path]).by_code["Z901"]
    assert own.label == own.name


def test_an_override_of_no_rule(tmp_path: Path) -> None:
    text = "pack: own\noverrides:\n  - {code: N999, severity: off}\n"
    line, column, message = only(tmp_path, text)
    assert (line, column) == (3, 12)
    assert "不认识的规则代码“N999”" in message


def test_an_unknown_placeholder_and_where_in_the_message(tmp_path: Path) -> None:
    line, column, message = only(
        tmp_path, "pack: own\nrules:\n" + rule(message="共{{count}}个，{{exampels}}")
    )
    assert (line, column) == (7, 15 + len("共{{count}}个，"))
    assert "不认识的占位符“exampels”，是不是想写“examples”？" in message


def test_an_unknown_placeholder_in_another_message_of_the_kind(tmp_path: Path) -> None:
    text = "pack: own\nrules:\n" + rule(check="encoding") + '    lossy_message: "按{{encodnig}}读取"\n'
    line, _, message = only(tmp_path, text)
    assert 3 <= line <= 8
    assert "不认识的占位符“encodnig”，是不是想写“encoding”？" in message


def test_an_unknown_placeholder_in_an_override(tmp_path: Path) -> None:
    text = 'pack: own\noverrides:\n  - code: G804\n    message: "有{{cuont}}个"\n'
    line, column, message = only(tmp_path, text)
    assert (line, column) == (4, 16)
    assert "是不是想写“count”？" in message


def test_an_unknown_placeholder_in_a_ground(tmp_path: Path) -> None:
    text = "pack: own\nrules:\n" + rule() + '    references: [{document: "{{fromat}}"}]\n'
    line, _, message = only(tmp_path, text)
    assert line == 3
    assert "是不是想写“format”？" in message


def test_an_unknown_kind(tmp_path: Path) -> None:
    line, column, message = only(tmp_path, "pack: own\nrules:\n" + rule(check="identitty"))
    assert (line, column) == (6, 12)
    assert "是不是想写“identity”？" in message


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("    severty: warning", "是不是想写“severity”？"),
        ("    least: many", "应为整数"),
        ("    code: Z902", "code"),
    ],
)
def test_keys_that_are_unknown_wrong_or_twice(tmp_path: Path, line: str, wanted: str) -> None:
    at, _, message = only(tmp_path, "pack: own\nrules:\n" + rule() + line + "\n")
    assert at == 8
    assert wanted in message


def test_an_identity_that_breaks_off(tmp_path: Path) -> None:
    line, column, message = only(tmp_path, identity("upheld + == total"))
    assert (line, column) == (10, 12 + len("upheld + "))
    assert "==" in message


def test_an_identity_with_one_equals_sign(tmp_path: Path) -> None:
    line, column, message = only(tmp_path, identity("upheld = total"))
    assert (line, column) == (10, 12 + len("upheld "))
    assert "相等要写作 ==" in message


def test_names_that_the_table_lacks(tmp_path: Path) -> None:
    line, column, message = only(tmp_path, identity("upheld + overturnde == total"))
    assert (line, column) == (10, 12)
    assert "overturnde" in message


def test_a_table_that_the_format_lacks(tmp_path: Path) -> None:
    line, _, message = only(tmp_path, identity("upheld == total", table="reviews"))
    assert line == 8
    assert "reviews" in message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("residue:\n  lines: ['^首页', '(未完']\n", 3),
        ("not_reports: ['[']\n", 2),
        ("sections:\n  - key: other\n    heading: 其他\n    patterns: ['*其他']\n", 5),
        ("aspects:\n  - {key: a, name: 甲, patterns: ['a{2,1}']}\n", 3),
    ],
)
def test_a_pattern_that_is_none(tmp_path: Path, text: str, line: int) -> None:
    at, column, message = only(tmp_path, "pack: own\n" + text)
    assert at == line
    assert column > 1
    assert "正则表达式" in message


def test_several_faults_of_several_files(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        c="pack: c\nextends: nothing\n",
        a="pack: a\nrules:\n" + rule("bad", message="{{no}}") + rule("Z902", message="{{neither}}"),
        b="pack: b\noverrides:\n  - {code: N999}\n  - {code: N998}\n",
    )
    assert [one[:2] for one in found] == [
        ("a.yaml", 3),
        ("a.yaml", 7),
        ("a.yaml", 12),
        ("b.yaml", 3),
        ("b.yaml", 4),
        ("c.yaml", 2),
    ]


def test_a_file_that_cannot_be_read_hides_no_faults_of_another(tmp_path: Path) -> None:
    found = faults(tmp_path, a="pack: a\nrules: [\n", b="pack: b\nrules:\n" + rule("bad") + "    none: 1\n")
    assert {one[0] for one in found} == {"a.yaml", "b.yaml"}
    found = faults(tmp_path, a="pack: a\nsurplus: 1\n", b="pack: b\nrules:\n" + rule(message="{{no}}"))
    assert [one[:2] for one in found] == [("a.yaml", 2), ("b.yaml", 7)]


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", 1, "空"),
        (b"# only a remark\n", 1, "空"),
        ("pack: 自己\n".encode("gb18030"), 1, "UTF-8"),
        (b"rules: []\n", 1, "pack"),
        (b"pack:\n", 1, "不能为空"),
        (b"pack: 2021\n", 1, "引号"),
        (b"- pack: own\n", 1, "键值表"),
        (b"pack: own\n\trules: []\n", 2, "Tab"),
        (b"pack: own\npack: other\n", 2, "pack"),
        (b"pack: own\n---\npack: other\n", 2, ""),
    ],
)
def test_files_that_are_no_packs(tmp_path: Path, data: bytes, line: int, words: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(data)
    with pytest.raises(RuleError) as caught:
        load([path])
    fault = caught.value.faults[0]
    assert (fault.file, fault.line) == (str(path), line)
    assert words in fault.message


def test_a_file_that_is_missing_and_one_that_is_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(RuleError) as caught:
            load([path])
        [fault] = caught.value.faults
        assert isinstance(fault, Fault)
        assert (fault.file, fault.line, fault.column) == (str(path), 1, 1)


def test_missing_files_are_all_named(tmp_path: Path) -> None:
    paths = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    with pytest.raises(RuleError) as caught:
        load(paths)
    assert [fault.file for fault in caught.value.faults] == [str(path) for path in paths]


@pytest.mark.parametrize(
    "command", [["check", "a.txt"], ["extract", "a.txt"], ["rules"], ["explain", "N501"]]
)
def test_the_command_stops_and_says_where(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(
        "云岭市临江区民政局2023年政府信息公开工作年度报告\n一、总体情况\n", encoding="utf-8"
    )
    Path("own.yaml").write_text("pack: own\nrules:\n" + rule(message="{{no}}"), encoding="utf-8")
    assert main([*command, "--rules", "own.yaml"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "own.yaml:7:15: rules[0].message: 不认识的占位符“no”" in printed.err


def test_a_word_in_a_kinds_own_message_is_pointed_at() -> None:
    text = (
        "pack: 试\nrules:\n  - {code: Z901, name: a, severity: error, check: cells, what: blank,\n"
        '     whole_message: "全空{{tabel}}", message: x}\n'
    )
    with pytest.raises(RuleError) as caught:
        assemble([("a.yaml", text.encode())], b"")
    assert [(one.line, one.column, one.field) for one in caught.value.faults] == [
        (4, 24, "rules[0].whole_message")
    ]


def test_a_file_of_more_than_a_megabyte_is_not_read(tmp_path: Path) -> None:
    assert [fault[1:] for fault in faults(tmp_path, a="#" * 1024 * 1024 + "\n")] == [
        (1, 1, "读不了规则文件：文件太大，最多 1 MB")
    ]


def test_messages_and_identities_have_a_largest_size() -> None:
    rule = "pack: 试\nrules:\n  - {code: Z901, name: a, severity: error, check: traditional, message: %s}\n"
    cases = ((rule % ("字" * 501), "说法过长"),)
    with pytest.raises(IdentityError, match="式子过长"):
        parse("a + " * 500 + "a == b")
    for text, told in cases:
        with pytest.raises(RuleError, match=told):
            assemble([("a.yaml", text.encode())], b"")

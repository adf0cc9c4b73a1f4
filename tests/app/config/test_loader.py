"""`.nianbao.yaml` read: all its faults at once, each with its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from linter.app.config import validate
from linter.app.config.discovery import NAME, Search
from linter.app.config.loader import named_files, read_config
from linter.diagnostic import Severity
from linter.rulebook import Rulebook
from linter.settings import Settings
from linter.strict_yaml import RuleError

POSIX = pytest.mark.skipif(os.name != "posix", reason="要有命名管道")
WHOLE = """\
extends: [规则.yaml]
select: [N, T4]
ignore: [G804]
severity: {C201: warning, S109: off}
fail-on: warning
per-file-ignores:
  "旧/**": [S, T]
  "*.md": [G]
baseline: 基线.json
suppressions:
  - {code: N502, file: 2023/民政局.txt, reason: 省级系统导出的总计, table: requests, row: received}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("规则.yaml").write_text("pack: own\n", encoding="utf-8")


def _faults(text: str, book: Rulebook | None = None) -> list[str]:
    Path(".nianbao.yaml").write_text(text, encoding="utf-8")
    try:
        config = read_config(".nianbao.yaml")
    except RuleError as error:
        return [str(fault) for fault in error.faults]
    codes = {rule.code: rule.name for rule in book.rules} if book else {}
    return [str(fault) for fault in validate.faults(config, codes, book.lexicon)] if book else []


def test_a_whole_file(book: Rulebook) -> None:
    assert _faults(WHOLE, book) == []
    config = read_config(".nianbao.yaml")
    assert config.packs == (os.path.abspath("规则.yaml"),)
    assert config.baseline == os.path.abspath("基线.json")
    assert config.fail_on is Severity.WARNING
    settings = config.settings(Settings(year=2021), "旧/甲.md")
    assert settings == Settings(
        ("N", "T4"), ("G804",), 2021, (("C201", Severity.WARNING), ("S109", None)), ("S", "T", "G")
    )
    named = config.settings(Settings(("C",), ("S",)), "a.txt")
    assert (named.select, named.ignore) == (("C",), ("S",))
    assert [one.code for one in config.suppressions_for("2023/民政局.txt")] == ["N502"]
    assert config.suppressions_for("民政局.txt") == ()


@pytest.mark.parametrize("text", ["", "\n", "# 只有注释\n\n  # 还是\n", "{}\n"])
def test_an_empty_file_chooses_nothing(text: str, book: Rulebook) -> None:
    assert _faults(text, book) == []
    assert read_config(".nianbao.yaml").settings(Settings(), "a.txt") == Settings()


def test_all_faults_of_the_shape_come_at_once() -> None:
    assert _faults(
        "fail_on: error\nselect: N\nseverity: {N501: fatal}\nsuppressions:\n  - {code: N501, file: a.txt}\n"
    ) == [
        ".nianbao.yaml:1:1: fail_on: 不认识的键“fail_on”，是不是想写“fail-on”？",
        ".nianbao.yaml:2:9: select: 应为列表，这里是文字“N”",
        ".nianbao.yaml:3:18: severity.N501: 不认识的值“fatal”；可用：error、warning、info、off",
        ".nianbao.yaml:5:5: suppressions[0].reason: 缺少必需的键“reason”",
    ]


def test_paths_and_reasons_are_looked_at() -> None:
    found = _faults(
        "extends: [没有.yaml]\nper-file-ignores: {'!a': [N], '': [N]}\n"
        "suppressions:\n  - {code: N501, file: ../a.txt, reason: ' '}\n"
    )
    assert [fault.split(": ", 1)[1] for fault in found] == [
        "extends[0]: 找不到规则文件：没有.yaml",
        "per-file-ignores.!a: 不支持以“!”开头的排除写法",
        "per-file-ignores.: 路径不能为空",
        "suppressions[0].file: 路径不能用“..”；只能写配置文件所在文件夹里的文件",
        "suppressions[0].reason: 理由不能为空；请写明为什么不报，供以后核对",
    ]


def test_unknown_names_are_told_with_their_place(book: Rulebook) -> None:
    found = _faults(
        "select: [N, N9]\nignore: ['']\nseverity: {n501: off}\nper-file-ignores: {a: [request-balanc]}\n"
        "suppressions:\n"
        "  - {code: N5, file: a.txt, reason: 有}\n"
        "  - {code: N501, file: a.txt, reason: 有, section: request, table: request, row: x}\n"
        "  - {code: N501, file: a.txt, reason: 有, table: review, row: received, column: amount}\n",
        book,
    )
    meant, near = "，是不是想写“N501（request-balance）”？", "，是不是想写“requests”？可用："
    assert [fault.split("；可用")[0] for fault in found] == [
        ".nianbao.yaml:1:13: select[1]: 没有以“N9”开头的规则",
        ".nianbao.yaml:2:10: ignore[0]: 没有以“”开头的规则",
        ".nianbao.yaml:3:12: severity.n501: 没有以“n501”开头的规则" + meant,
        ".nianbao.yaml:4:24: per-file-ignores.a[0]: 没有以“request-balanc”开头的规则" + meant,
        ".nianbao.yaml:6:12: suppressions[0].code: 没有规则“N5”" + meant,
        f".nianbao.yaml:7:51: suppressions[1].section: 不认识的章节“request”{near}" + _sections(book),
        f".nianbao.yaml:7:67: suppressions[1].table: 不认识的表“request”{near}proactive、requests、review",
        found[-2].split("；可用")[0],
        found[-1].split("；可用")[0],
    ]
    assert "suppressions[2].row: 不认识的行“received”" in found[-2]
    assert "suppressions[2].column: 不认识的列“amount”" in found[-1]


def _sections(book: Rulebook) -> str:
    keys = {part.key for generation in book.lexicon.generations for part in generation.sections}
    return "、".join(sorted(keys))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("select: [N]\n".encode("utf-16"), ".nianbao.yaml:1:1: 配置文件必须是 UTF-8 编码"),
        (b"select: [N\nignore: [G]\n", ".nianbao.yaml:2:"),
        (b"- N\n", ".nianbao.yaml:1:1: 应为键值表，这里是列表"),
    ],
)
def test_what_is_no_config_is_refused(data: bytes, said: str) -> None:
    Path(".nianbao.yaml").write_bytes(data)
    with pytest.raises(RuleError) as refused:
        read_config(".nianbao.yaml")
    assert str(refused.value).startswith(said)


def test_the_nearest_file_upwards_is_found_and_each_folder_looked_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "甲 区" / "乙局" / "2023"
    deep.mkdir(parents=True)
    outer, inner = tmp_path / ".nianbao.yaml", tmp_path / "甲 区" / ".nianbao.yaml"
    outer.touch()
    inner.touch()
    asked: list[str] = []
    is_there = os.path.lexists

    def counting(path: str) -> bool:
        asked.append(path)
        return is_there(path)

    monkeypatch.setattr("os.path.lexists", counting)
    search = Search()
    assert [search.path(str(deep / name)) for name in ("a.txt", "b.txt")] == [str(inner)] * 2
    assert search.path("c.txt") == str(outer)
    assert len(asked) == len(set(asked)) == 8
    assert Search("x.yaml").path("c.txt") == "x.yaml"
    assert Search(off=True).path("c.txt") is None


def test_what_a_config_names_is_known_though_it_be_missing() -> None:
    path = Path(".nianbao.yaml")
    path.write_text("extends: [没有.yaml]\nbaseline: 基线.json\n", encoding="utf-8")
    assert named_files(str(path)) == (os.path.abspath("没有.yaml"), os.path.abspath("基线.json"))
    path.write_text("extends: [没有.yaml\n", encoding="utf-8")
    assert named_files(str(path)) == named_files("没有这个文件") == ()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.mkdir(), "这是一个文件夹"),
        (lambda path: path.symlink_to("没有"), "找不到配置文件"),
        (lambda path: path.symlink_to(path), "链接绕成了圈"),
        pytest.param(_pipe, "不是普通文件", marks=POSIX),
    ],
)
@pytest.mark.parametrize("name", [".nianbao.yaml", ".nianbao.yml"])
def test_what_has_the_name_of_a_config_and_is_none_is_told(
    name: str, make: Callable[[Path], None], said: str
) -> None:
    make(Path(name))
    found = Search().path("年报.txt")
    assert found is not None
    with pytest.raises(RuleError) as raised:
        read_config(found)
    assert (said if name == NAME else "请把这个文件改名") in raised.value.faults[0].message


@pytest.mark.parametrize("text", ['baseline: "a\\0b"\n', 'extends: ["a\\0b"]\n'])
def test_a_path_that_no_system_takes_is_a_fault(text: str) -> None:
    assert any("路径里有不能用的字符" in fault for fault in _faults(text))

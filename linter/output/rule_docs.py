"""Pages of docs/rules: one per rule, an index, and the kinds of checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, get_args

from linter.checks.base import AnyCheck
from linter.checks.registry import KINDS
from linter.output.rule_families import FAMILIES
from linter.output.rule_page import FIXES, status_words
from linter.output.text import WORDS
from linter.rulebook import RuleDoc
from linter.strict_yaml.annotations import TextType
from linter.strict_yaml.location import LocatedStr, Location
from linter.strict_yaml.structure import Subkinds, members, text_type

_MADE = "<!-- 由 nianbao rules docs 从 rules/*.yaml 生成，请勿手工修改。 -->"


def pages(rules: Sequence[RuleDoc]) -> dict[str, str]:
    """The text of every page by file name."""
    made = {f"{rule.code}.md": _text(_page(rule)) for rule in rules}
    return {"README.md": _text(_index(rules)), "kinds.md": _text(_kinds()), **made}


def is_page(path: str) -> bool:
    """Whether a file is such a page, or empty. Raises OSError."""
    with open(path, "rb") as file:
        head = file.read(1024)
    return not head or _MADE.encode() in head


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _page(rule: RuleDoc) -> Iterator[str]:
    yield f"# {rule.code} {rule.label}"
    yield ""
    yield _MADE
    yield ""
    yield _one_line(rule.summary)
    yield ""
    yield f"- 名称：`{rule.name}`"
    yield f"- 级别：{WORDS[rule.severity]}（`{rule.severity.value}`）"
    yield f"- 可否自动修复：{FIXES[rule.fix]}"
    if (status := status_words(rule)) is not None:
        yield f"- 状态：{status}"
    if rule.generations:
        yield f"- 适用格式：{'、'.join(rule.generations)}"
    if rule.url:
        yield f"- 网址：<{rule.url}>"
    yield from _section("为什么", rule.why.strip().splitlines())
    yield from _section("依据", [f"- {ground}" for ground in rule.references])
    yield from _section("错误示例", _fenced(rule.wrong))
    yield from _section("正确示例", _fenced(rule.right))
    yield from _section("怎样改", rule.help.strip().splitlines())


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"## {title}"
        yield ""
        yield from lines


def _fenced(example: str) -> list[str]:
    lines = [line.rstrip() for line in example.strip("\n").splitlines()]
    return ["```text", *lines, "```"] if lines else []


def _index(rules: Sequence[RuleDoc]) -> Iterator[str]:
    yield "# 规则"
    yield ""
    yield _MADE
    yield ""
    yield "级别是默认的级别，可以在规则包中改动。"
    yield "规则的写法见[规则包](../packs.md)，检查的种类见 [kinds.md](kinds.md)。"
    for letter, family in groupby(rules, key=_letter):
        yield ""
        yield f"## {letter} {FAMILIES.get(letter, '')}".rstrip()
        yield ""
        yield "| 代码 | 短名 | 名称 | 级别 | 修复 | 查什么 |"
        yield "|---|---|---|---|---|---|"
        for rule in family:
            cells = (WORDS[rule.severity], FIXES[rule.fix], _one_line(rule.summary).replace("|", "\\|"))
            yield f"| [{rule.code}]({rule.code}.md) | {rule.label} | {rule.name} | {' | '.join(cells)} |"


def _letter(rule: RuleDoc) -> str:
    return rule.code[0]


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _kinds() -> Iterator[str]:
    yield "# 检查的种类"
    yield ""
    yield _MADE
    yield ""
    yield "规则的 `check` 写种类，种类自己的键与 `code`、`message` 等并列。带 * 的键必须写。"
    for word, kind in sorted(KINDS.items()):
        yield from ("", f"## {word}", "", f"{kind.summary}。")
        if isinstance(kind, Subkinds):
            yield from ("", f"`{kind.key}`*：{kind.doc}。", "", f"| `{kind.key}` | 查什么 |", "|---|---|")
            yield from (f"| `{choice}` | {kind.docs[choice]} |" for choice in kind.table)
            for choice in kind.table:
                yield from ("", f"### {word}：`{kind.key}: {choice}`", "")
                yield from _check(kind.table[choice])
        else:
            yield ""
            yield from _check(kind)


def _check(check: type[AnyCheck]) -> Iterator[str]:
    """What messages may say, whether there is a fix, and the keys."""
    used = "、".join(f"`{{{{{name}}}}}`" for name in sorted(check.placeholders))
    yield f"- 占位符：{used or '无'}"
    yield f"- 自动修复：{FIXES[check.fixes]}"
    own = [member for member in members(check) if member.hint is not Location]
    if own:
        yield from ("", "| 键 | 内容 | 用处 |", "|---|---|---|")
    for member in own:
        star = "*" if member.required else ""
        yield f"| `{member.key}`{star} | {_shape(member.hint)} | {member.doc} |"


_SHAPES: Mapping[object, str] = {
    str: "文字",
    LocatedStr: "文字",
    int: "整数",
    float: "数",
    bool: "true 或 false",
}


def _shape(hint: Any) -> str:
    """The type of a key's value, in Chinese."""
    if hint in _SHAPES:
        return _SHAPES[hint]
    if how := text_type(hint):
        return _SHAPES[str] if isinstance(how, TextType) else f"{_SHAPES[str]}的列表"
    args = [each for each in get_args(hint) if each not in (type(None), Ellipsis)]
    if not args:
        return "键值表"
    if isinstance(args[0], str):
        return " 或 ".join(f"`{word}`" for word in args)
    if len(args) == 2:
        return f"键值表（{_shape(args[0])}：{_shape(args[1])}）"
    return f"{_shape(args[0])}的列表" if type(None) not in get_args(hint) else _shape(args[0])

"""What the families of rules are called: the letter that a code begins with."""

from __future__ import annotations

from collections.abc import Mapping

FAMILIES: Mapping[str, str] = {
    "S": "结构",
    "C": "引用文件",
    "P": "统计期限",
    "T": "表格形式",
    "N": "勾稽关系",
    "X": "文字与数字",
    "H": "两份报告之间",
    "G": "通用",
}
"""The families of the built-in rules, in the order in which people look for them."""


def family(code: str) -> str:
    """The family of a rule in words; the bare letter of one that somebody made up."""
    return FAMILIES.get(code[:1], code[:1])


def rank(code: str) -> tuple[int, str]:
    """The key that sorts codes by family, in the order of the table, and then by number."""
    letters = tuple(FAMILIES)
    return (letters.index(code[0]) if code[:1] in FAMILIES else len(letters), code)

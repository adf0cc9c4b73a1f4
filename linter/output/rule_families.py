"""Names of the rule families, by the first letter of the code."""

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
"""The families of the built-in rules, in the order of display."""


def family(code: str) -> str:
    """The name of a rule's family; the bare letter of an unknown one."""
    return FAMILIES.get(code[:1], code[:1])


def rank(code: str) -> tuple[int, str]:
    """The sort key of a code: its family in the order of the table, then the code."""
    letters = tuple(FAMILIES)
    return (letters.index(code[0]) if code[:1] in FAMILIES else len(letters), code)

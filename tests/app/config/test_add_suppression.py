"""A suppression put into a config file by hand of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.app.config.add_suppression import InsertError, insert
from linter.app.config.file import ConfigFile
from linter.app.config.loader import read_config
from linter.strict_yaml import RuleError
from linter.text.edits import apply_edits

KEYS = [("code", "N501"), ("file", "2023/[水]务局.txt"), ("table", "requests"), ("row", "refused.process")]
ENTRY = """\
code: N501
    file: "2023/[水]务局.txt"
    table: requests
    row: refused.process
    reason: ""
"""
OTHER = "{code: C201, file: a.txt, reason: 旧}"

LAYOUTS = {
    "empty": ("", f"suppressions:\n  - {ENTRY}"),
    "comments only": ("# 配置\n", f"# 配置\nsuppressions:\n  - {ENTRY}"),
    "no line end": ("# 配置", f"# 配置\nsuppressions:\n  - {ENTRY}"),
    "a document mark": ("---\n", f"---\nsuppressions:\n  - {ENTRY}"),
    "no such key": (
        "ignore: [G804] # 繁体\n\n# 完\n",
        f"ignore: [G804] # 繁体\n\n# 完\nsuppressions:\n  - {ENTRY}",
    ),
    "no such key, no line end": ("ignore: [G804]", f"ignore: [G804]\nsuppressions:\n  - {ENTRY}"),
    "an end mark": ("ignore: [G804]\n...\n", f"ignore: [G804]\nsuppressions:\n  - {ENTRY}...\n"),
    "a key without value": (
        "suppressions: # 待写\nignore: [G804]\n",
        f"suppressions: # 待写\n  - {ENTRY}ignore: [G804]\n",
    ),
    "a key at the end": ("suppressions:", f"suppressions:\n  - {ENTRY}"),
    "no items": (
        "suppressions: [] # 暂无\nignore: [G804]\n",
        f"suppressions:  # 暂无\n  - {ENTRY}ignore: [G804]\n",
    ),
    "items in lines": (
        "suppressions:\n  - code: C201\n    file: a.txt\n    reason: 旧 # 甲\n\n# 其他\nignore: [G804]\n",
        (
            "suppressions:\n  - code: C201\n    file: a.txt\n    reason: 旧 # 甲\n"
            f"  - {ENTRY}\n# 其他\nignore: [G804]\n"
        ),
    ),
    "items without indent": (
        f"suppressions:\n- {OTHER}",
        f"suppressions:\n- {OTHER}\n- {ENTRY}".replace("\n    ", "\n  "),
    ),
    "a reason over lines": (
        "suppressions:\n  - code: C201\n    file: a.txt\n    reason: |\n      旧\n      约\nignore: [G804]\n",
        (
            "suppressions:\n  - code: C201\n    file: a.txt\n    reason: |\n      旧\n      约\n"
            f"  - {ENTRY}ignore: [G804]\n"
        ),
    ),
    "items in brackets": (
        f"suppressions: [{OTHER}]\n",
        (
            f"suppressions: [{OTHER}, "
            '{code: N501, file: "2023/[水]务局.txt", table: requests, row: refused.process, reason: ""}]\n'
        ),
    ),
    "all in braces": (
        "{ignore: [G804], }\n",
        (
            "{ignore: [G804], suppressions: "
            '[{code: N501, file: "2023/[水]务局.txt", table: requests, row: refused.process, '
            'reason: ""}], }\n'
        ),
    ),
    "nothing in braces": (
        "{}\n",
        (
            '{suppressions: [{code: N501, file: "2023/[水]务局.txt", table: requests, '
            'row: refused.process, reason: ""}]}\n'
        ),
    ),
}


def _read(text: str, folder: Path) -> ConfigFile:
    path = folder / ".nianbao.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    return read_config(str(path)).written


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_layout_and_comments_stay(layout: str, line_end: str, tmp_path: Path) -> None:
    before, after = (text.replace("\n", line_end) for text in LAYOUTS[layout])
    if line_end not in before:  # nothing tells how lines end here
        after = after.replace(line_end, "\n")
    inserted = insert(before, KEYS)
    written = apply_edits(before, inserted.edits)
    assert written == after
    filled = f"{written[: inserted.reason]}已核对{written[inserted.reason :]}"
    new = _read(filled, tmp_path).suppressions
    assert [str(one.code) for one in new[:-1]] == ["C201"] * before.count("C201")
    assert new[-1].value()[:3] == ("N501", "2023/[水]务局.txt", "已核对")
    assert new[-1].keys() == (None, "requests", "refused.process", None)


def test_the_empty_reason_is_a_fault_at_its_place(tmp_path: Path) -> None:
    written = apply_edits("ignore: [G804]\n", insert("ignore: [G804]\n", KEYS[:2]).edits)
    with pytest.raises(RuleError) as caught:
        _read(written, tmp_path)
    [fault] = caught.value.faults
    assert (fault.line, fault.column, fault.message) == (5, 13, "理由不能为空；请写明为什么不报，供以后核对")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [\n", "配置文件有语法错误，请先改正"),
        ("- 甲\n", "配置文件不是由“键: 值”组成的，请先改正"),
        ("suppressions: 无\n", "配置文件里的 suppressions 不是列表，请先改正"),
        ("suppressions: {code: N501}\n", "配置文件里的 suppressions 不是列表，请先改正"),
        ("{suppressions: }\n", "请先把 suppressions 写成列表"),
    ],
)
def test_what_cannot_take_one_says_why(text: str, message: str) -> None:
    with pytest.raises(InsertError, match=message):
        insert(text, KEYS)

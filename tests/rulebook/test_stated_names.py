"""Names in packs that would be taken for new ones, or mean nothing, are faults in their places."""

from __future__ import annotations

from pathlib import Path

from tests.rulebook.packs import faults, loaded

NAMES = """\
pack: 本市
extends: "2021"
sections:
  - {key: problem, heading: 存在的问题}
  - {key: shortcomings, heading: 存在的主要问题及改进情况}
  - {key: problems, heading: 存在的主要问题, table: review}
  - {key: problems, heading: 问题, table: reviews}
tables:
  - key: budget
    name: 预算
    blocks:
      - columns: [{key: sum, label: 金额}, {key: sum, label: 合计}]
        rows: [{key: a, label: 甲}, {key: a, label: 乙}]
aspects:
  - {key: ours, name: 甲, patterns: [甲]}
  - {key: ours, name: 乙, patterns: [乙]}
documents:
  - {number: 云政发〔2021〕1号, title: 云岭市政府信息公开规定}
  - {number: 云政发〔2021〕1号, title: 云岭市政府信息公开办法}
  - {number: 国办公开办函〔2021〕30号, title: 国务院办公厅的通知}
places: {rule_making: [云岭市]}
overrides:
  - {code: S101, severity: warning}
  - {code: S101, help: 请改}
"""

RULES = """\
pack: 本市
extends: "2021"
rules:
  - {code: Y901, name: a, severity: error, message: "应引用《{{title}}》", check: required, what: citation,
     document: 国办公开办函〔2021〕31号, unless_cited: [国办公开办函〔2019〕60号, 没有这份文件]}
  - {code: Y902, name: b, severity: error, message: 有, check: text-forbidden, patterns: [甲],
     sections: [problem]}
  - {code: Y903, name: c, severity: error, message: 有, check: identity,
     table: request, each: row, holds: a == b}
  - {code: Y904, name: d, severity: error, message: 有, check: identity, table: requests, each: row,
     holds: natural_person <= total, units: [receive], at: totals}
"""


def test_every_name_that_cannot_be_meant_is_a_fault(tmp_path: Path) -> None:
    found = faults(tmp_path, NAMES)
    told = [(each.line, each.column, each.field, each.message) for each in found]
    builtin = "文件“国办公开办函〔2021〕30号”已经有了，在 "
    same = told.pop([each[3].startswith(builtin) for each in told].index(True))
    assert same[:3] == (20, 14, "documents[2].number")
    assert told == [
        (4, 11, "sections[0].key", _new("problem", "部分", "problems")),
        (5, 11, "sections[1].key", _new("shortcomings", "部分", "problems")),
        (7, 11, "sections[3].key", "本规则包中已经有代号为“problems”的部分"),
        (7, 41, "sections[3].table", "没有名为“reviews”的表，是不是想写“review”？"),
        (12, 48, "tables[0].blocks[0].columns[1].key", "这张表里已经有代号为“sum”的列"),
        (13, 42, "tables[0].blocks[0].rows[1].key", "这张表里已经有代号为“a”的行"),
        (16, 11, "aspects[1].key", "本规则包中已经有代号为“ours”的方面"),
        (19, 14, "documents[1].number", f"文件“云政发〔2021〕1号”已经有了，在 {tmp_path / '0.yaml'} 第18行"),
        (21, 10, "places.rule_making", "不认识的地名表“rule_making”，是不是想写“rulemaking”？"),
        (24, 12, "overrides[1].code", "对规则 S101 的改动在本规则包中已经有了"),
    ]


def _new(key: str, what: str, near: str) -> str:
    return (
        f"所扩展的规则包里没有代号为“{key}”的{what}，是不是想写“{near}”？"
        f"确实要另加一个{what}时，请用不相近的代号和名称"
    )


def test_names_in_rules_are_looked_up(tmp_path: Path) -> None:
    near = "国办公开办函〔2021〕30号"
    assert [(each.line, each.column, each.message) for each in faults(tmp_path, RULES)] == [
        (5, 16, f"没有名为“国办公开办函〔2021〕31号”的文件（要先写在 documents 里），是不是想写“{near}”？"),
        (5, 65, "没有名为“没有这份文件”的文件（要先写在 documents 里）"),
        (7, 17, "没有名为“problem”的部分，是不是想写“problems”？"),
        (9, 13, "没有名为“request”的表，是不是想写“requests”？"),
        (11, 46, "“receive”不是表中的名称，是不是想写“received”？"),
        (11, 60, "“totals”不是表中的名称，是不是想写“total”？"),
    ]


def test_names_that_are_new_and_names_that_are_known_are_right(tmp_path: Path) -> None:
    loaded(
        tmp_path,
        'pack: 本市\nextends: "2021"\nsections:\n  - {key: problems, heading: 问题和打算}\n'
        "  - {key: annex, heading: 附表说明, required: false, table: requests}\n"
        "documents:\n  - {number: 云政发〔2021〕1号, title: 云岭市政府信息公开规定}\n"
        "rules:\n  - {code: Y901, name: a, severity: error, message: '应引用{{title}}', check: required,"
        " what: citation, document: 云政发〔2021〕1号}\n",
    )


def test_a_part_of_a_pack_changes_no_rule_again(tmp_path: Path) -> None:
    own = "pack: 本市\nextends: '2021'\noverrides:\n  - {code: S101, severity: warning}\n"
    part = "pack: 本市的一部分\npart_of: 本市\noverrides:\n  - {code: S101, severity: error}\n"
    [fault] = faults(tmp_path, own, part)
    assert (fault.file, fault.line, fault.column) == (str(tmp_path / "1.yaml"), 4, 12)

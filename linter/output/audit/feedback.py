"""`units/<单位>/反馈.txt`: a few lines that can be sent to the unit as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.output.audit.labels import PAGE, year_words
from linter.output.audit.model import STATUS_NAMES, Audit, FindingRow, Status, UnitResult
from linter.output.audit.unit_counts import rule_label
from linter.output.width import visible

_MOST_RULES = 15  # of one severity
_MOST_PLACES = 3  # of one rule
_INDENT = "　　"
_LEVELS = (("error", "错误", "请改正"), ("warning", "警告", "请核对，确有不妥的请修改"))
_DEADLINE = f"{_INDENT}请于　　月　　日前修改后重新报送。"


def feedback(audit: Audit, result: UnitResult, rows: Sequence[FindingRow], copy: str | None) -> Iterator[str]:
    """The lines of the text without their ends. `rows` are the findings of the counted report, `copy` the
    name of its commented copy. The day by which to answer is left to the office."""
    yield visible(f"{result.unit.name}：")
    yield from map(visible, _body(audit, result, rows, copy))


def _body(audit: Audit, result: UnitResult, rows: Sequence[FindingRow], copy: str | None) -> Iterator[str]:
    report = f"{year_words(audit)}政府信息公开工作年度报告"
    if result.status is Status.MISSING:
        yield f"{_INDENT}尚未收到你单位{report}。请于　　月　　日前报送。"
    elif not result.submissions:
        why = result.note or STATUS_NAMES[result.status]
        yield f"{_INDENT}你单位报送的{report}不能使用（{STATUS_NAMES[result.status]}）：{why}。"
        yield _DEADLINE.replace("修改后重新报送", "重新报送")
    else:
        yield from _questions(result)
        yield from _findings(audit, report, rows, copy)


def _questions(result: UnitResult) -> Iterator[str]:
    """What only the unit can answer."""
    if result.status is Status.DUPLICATE:
        names = "、".join(f"“{_base(each.file.name)}”" for each in result.submissions)
        yield f"{_INDENT}你单位报送了 {len(result.submissions)} 份报告（{names}），请确认以哪一份为准。"
    for each in result.submissions:
        if each.doubtful and each.issuer is not None:
            yield f"{_INDENT}“{_base(each.file.name)}”里写的机关是“{each.issuer}”，请核对机关名称。"


def _findings(audit: Audit, report: str, rows: Sequence[FindingRow], copy: str | None) -> Iterator[str]:
    counts = {severity: sum(each.severity == severity for each in rows) for severity, _, _ in _LEVELS}
    infos = len(rows) - sum(counts.values())
    if any(counts.values()):
        numbers = "，".join(
            f"{word} {counts[severity]} 处" for severity, word, _ in _LEVELS if counts[severity]
        )
        yield f"{_INDENT}你单位报送的{report}已审核，发现{numbers}："
    else:
        yield f"{_INDENT}你单位报送的{report}已审核，没有发现需要修改的问题。"
    for severity, word, action in _LEVELS:
        if counts[severity]:
            yield f"【{word}】{action}："
            yield from _rules(audit, [each for each in rows if each.severity == severity])
    if infos:
        yield f"{_INDENT}另有 {infos} 处提示供参考，见“{PAGE}”。"
    if copy is not None:
        yield f"{_INDENT}具体位置见附件“{copy}”里的批注。"
    if any(counts.values()):
        yield _DEADLINE


def _rules(audit: Audit, rows: Sequence[FindingRow]) -> Iterator[str]:
    """One line a rule: its places, what is wrong there, and what to do."""
    by_rule: dict[str, list[FindingRow]] = {}
    for each in rows:
        by_rule.setdefault(each.code, []).append(each)
    for number, (code, own) in enumerate(by_rule.items(), 1):
        if number > _MOST_RULES:
            yield f"……还有 {len(by_rule) - _MOST_RULES} 类问题，见“{PAGE}”。"
            return
        places = "；".join(f"{each.place}，{_sentence(each.message)}" for each in own[:_MOST_PLACES])
        more = f"；等 {len(own)} 处" if len(own) > _MOST_PLACES else ""
        label = f"{code} {rule_label(audit, code)}".rstrip()
        action = f"。{_sentence(own[0].help)}" if own[0].help else ""
        yield f"{number}. {label}：{places}{more}{action}。"


def _base(name: str) -> str:
    """The name of a file as its sender knows it."""
    return name.replace("!", "/").rpartition("/")[2]


def _sentence(words: str) -> str:
    """Words without the full stop at their end."""
    return " ".join(words.split()).rstrip("。；")

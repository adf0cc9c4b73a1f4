"""Results of the tests in rules, as text or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.output.json_lines import Json, dump
from linter.output.text import WORDS
from linter.output.width import visible
from linter.rulebook.rule_tests import RuleTestResult, Uncovered


def text(results: Sequence[RuleTestResult], uncovered: Sequence[Uncovered]) -> str:
    """Each test that failed with what was wanted and what was found, each rule that lacks tests, and a
    summary line."""
    lines = (*_failures(results), *_uncovered_lines(uncovered), _summary(results, uncovered))
    return "".join(f"{line}\n" for line in lines)


def json(results: Sequence[RuleTestResult], uncovered: Sequence[Uncovered]) -> str:
    """One JSON object: `tests` in their order, and `uncovered` rules."""
    lines = (
        '{"tests": [\n' + ",\n".join(dump(_object(result)) for result in results) + "\n]",
        ' "uncovered": [\n' + ",\n".join(dump(_gap(each)) for each in uncovered) + "\n]}\n",
    )
    return ",\n".join(lines)


def _failures(results: Sequence[RuleTestResult]) -> Iterator[str]:
    for result in results:
        if result.passed:
            continue
        where = result.example.where
        yield f"{where.file}:{where.line}: 规则 {result.code} 的测试“{visible(result.example.name)}”没有通过"
        yield f"  要求：{_wanted(result)}"
        if result.unreadable is not None:
            yield f"  结果：{result.unreadable}"
        elif not result.found:
            yield "  结果：没有发现任何问题"
        else:
            yield "  结果："
            for located in result.found:
                one = located.diagnostic
                yield f"    第{located.row}行 {one.code} {WORDS[one.severity]}：{visible(one.message)}"


def _wanted(result: RuleTestResult) -> str:
    example = result.example
    place = f"（在第{example.row}行）" if example.row is not None else ""
    parts = [f"应当发现 {example.want}{place}"] if example.want is not None else []
    if example.absent is not None:
        parts.append(f"不应发现 {example.absent}")
    return "，".join(parts)


def _uncovered_lines(uncovered: Sequence[Uncovered]) -> Iterator[str]:
    for each in uncovered:
        missing = [f"want: {each.code}"] * each.lacks_want + [f"absent: {each.code}"] * each.lacks_absent
        yield f"{each.file}:{each.line}: 规则 {each.code} 缺少测试：{'、'.join(missing)}"


def _summary(results: Sequence[RuleTestResult], uncovered: Sequence[Uncovered]) -> str:
    failed = sum(not result.passed for result in results)
    words = f"{len(results)}个测试，" + (f"{failed}个没有通过" if failed else "全部通过")
    return words + (f"；{len(uncovered)}条规则的测试不全" if uncovered else "；每条规则都有测试")


def _object(result: RuleTestResult) -> Json:
    example = result.example
    return {
        "code": result.code,
        "name": example.name,
        "filename": example.where.file,
        "row": example.where.line,
        "passed": result.passed,
        "want": example.want,
        "want_row": example.row,
        "absent": example.absent,
        "error": result.unreadable,
        "found": [
            {"code": located.diagnostic.code, "row": located.row, "message": located.diagnostic.message}
            for located in result.found
        ],
    }


def _gap(each: Uncovered) -> Json:
    return {
        "code": each.code,
        "filename": each.file,
        "row": each.line,
        "want": not each.lacks_want,
        "absent": not each.lacks_absent,
    }

"""What came of the tests inside rules, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.output.json_lines import Json, dump
from linter.output.text import WORDS
from linter.output.width import visible
from linter.rulebook.rule_tests import Trial, Uncovered


def text(trials: Sequence[Trial], uncovered: Sequence[Uncovered]) -> str:
    """Each test that failed with what was wanted and what was found, each rule that lacks tests, and a
    summary line."""
    lines = (*_failures(trials), *_lacking(uncovered), _summary(trials, uncovered))
    return "".join(f"{line}\n" for line in lines)


def json(trials: Sequence[Trial], uncovered: Sequence[Uncovered]) -> str:
    """One JSON object: `tests` in their order, and `uncovered` rules."""
    lines = (
        '{"tests": [\n' + ",\n".join(dump(_object(trial)) for trial in trials) + "\n]",
        ' "uncovered": [\n' + ",\n".join(dump(_gap(each)) for each in uncovered) + "\n]}\n",
    )
    return ",\n".join(lines)


def _failures(trials: Sequence[Trial]) -> Iterator[str]:
    for trial in trials:
        if trial.passed:
            continue
        where = trial.example.where
        yield f"{where.file}:{where.line}: 规则 {trial.code} 的测试“{visible(trial.example.name)}”没有通过"
        yield f"  要求：{_wanted(trial)}"
        if trial.unreadable is not None:
            yield f"  结果：{trial.unreadable}"
        elif not trial.found:
            yield "  结果：没有发现任何问题"
        else:
            yield "  结果："
            for seen in trial.found:
                one = seen.diagnostic
                yield f"    第{seen.row}行 {one.code} {WORDS[one.severity]}：{visible(one.message)}"


def _wanted(trial: Trial) -> str:
    example = trial.example
    place = f"（在第{example.row}行）" if example.row is not None else ""
    parts = [f"应当发现 {example.want}{place}"] if example.want is not None else []
    if example.absent is not None:
        parts.append(f"不应发现 {example.absent}")
    return "，".join(parts)


def _lacking(uncovered: Sequence[Uncovered]) -> Iterator[str]:
    for each in uncovered:
        missing = [f"want: {each.code}"] * each.lacks_want + [f"absent: {each.code}"] * each.lacks_absent
        yield f"{each.file}:{each.line}: 规则 {each.code} 缺少测试：{'、'.join(missing)}"


def _summary(trials: Sequence[Trial], uncovered: Sequence[Uncovered]) -> str:
    failed = sum(not trial.passed for trial in trials)
    words = f"{len(trials)}个测试，" + (f"{failed}个没有通过" if failed else "全部通过")
    return words + (f"；{len(uncovered)}条规则的测试不全" if uncovered else "；每条规则都有测试")


def _object(trial: Trial) -> Json:
    example = trial.example
    return {
        "code": trial.code,
        "name": example.name,
        "filename": example.where.file,
        "row": example.where.line,
        "passed": trial.passed,
        "want": example.want,
        "want_row": example.row,
        "absent": example.absent,
        "error": trial.unreadable,
        "found": [
            {"code": seen.diagnostic.code, "row": seen.row, "message": seen.diagnostic.message}
            for seen in trial.found
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

"""What a reviewer looks at first: the most pressing, and of no kind too many."""

from __future__ import annotations

from msgspec.structs import replace

from linter.diagnostic import Severity
from linter.output.audit.model import Status, Unit, UnitResult
from linter.output.audit.priorities import Priorities, PriorityItem
from linter.output.audit.unit_counts import UnitCounts
from linter.output.page.matrix import RuleCount
from tests.output.audit.sample import AUDIT

NOTHING = replace(AUDIT, rollups=())


def counts(errors: int, warnings: int = 0) -> UnitCounts:
    severities = {Severity.ERROR: errors, Severity.WARNING: warnings, Severity.INFO: 0}
    rules = {"N502": RuleCount(errors, Severity.ERROR)} if errors else {}
    return UnitCounts(severities, rules)


def unit(name: str, status: Status = Status.SUBMITTED) -> UnitResult:
    return UnitResult(Unit(name), status)


def test_nothing_is_to_do_where_all_is_well() -> None:
    found = Priorities()
    found.add(unit("甲局"), counts(0))
    assert list(found.groups(NOTHING)) == []


def test_of_many_units_some_are_named_and_all_counted() -> None:
    found = Priorities()
    for number in range(100):
        found.add(unit(f"第{number}局", Status.MISSING), None)
    [missing] = found.groups(NOTHING)
    assert (missing.title, missing.count, len(missing.items)) == ("未报送", 100, 30)
    assert missing.items[0] == PriorityItem("第0局")


def test_the_worst_come_first_and_equals_in_their_order() -> None:
    found = Priorities()
    for number, errors in enumerate([1, 5, 2, 5, *[1] * 20]):
        found.add(unit(f"第{number}局"), counts(errors, number % 2))
    worst, rules = found.groups(NOTHING)
    assert (worst.title, worst.count, len(worst.items)) == ("有错误", 24, 10)
    assert [each.name for each in worst.items][:3] == ["第1局", "第3局", "第2局"]
    assert worst.items[0].words == "错误 5，警告 1"
    assert [(each.name, each.words) for each in rules.items] == [("N502 每行总计不符", "24 个单位，33 处")]


def test_a_rule_that_one_unit_alone_fails_is_not_frequent() -> None:
    found = Priorities()
    found.add(unit("甲局"), counts(3))
    assert [each.title for each in found.groups(NOTHING)] == ["有错误"]

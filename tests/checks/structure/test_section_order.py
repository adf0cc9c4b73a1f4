"""S102, S105: sections out of order and sections that come twice."""

from __future__ import annotations

import pytest

from linter.checks.structure.section_order import DuplicateSection, SectionOrder
from tests.samples import HEADINGS
from tests.samples.structure import declares, findings, report

ORDER, TWICE = SectionOrder(before_message="在前"), DuplicateSection()


def _order(*numbers: int) -> list[str]:
    return [HEADINGS[number - 1] for number in numbers]


@pytest.mark.parametrize(
    ("numbers", "first", "neighbour", "message", "others"),
    [
        ((1, 2, 4, 3, 5, 6), 3, 2, None, 0),
        ((2, 3, 4, 5, 6, 1), 1, 2, "before_message", 0),
        ((6, 1, 2, 3, 4, 5), 6, 5, None, 0),
        ((1, 3, 4, 5, 2, 6), 2, 1, None, 0),
        ((1, 5, 2, 3, 4, 6), 5, 4, None, 0),
        ((2, 3, 1), 1, 2, "before_message", 0),
        ((4, 5, 6, 1, 2, 3), 1, 4, "before_message", 2),
    ],
)
def test_one_finding_on_the_first_that_moved(
    numbers: tuple[int, ...], first: int, neighbour: int, message: str | None, others: int
) -> None:
    text = report(_order(*numbers))
    (found,) = findings(ORDER, text)
    assert text[found.span.start : found.span.end] == HEADINGS[first - 1]
    assert found.values == {"heading": HEADINGS[first - 1][2:], "neighbour": HEADINGS[neighbour - 1]}
    assert found.message == message
    assert len(found.related) == others
    assert declares(ORDER, [found])


@pytest.mark.parametrize("numbers", [(1, 2, 3, 4, 5, 6), (2, 3, 5), (1, 2, 3, 4, 5, 5, 6), (4,)])
def test_in_order(numbers: tuple[int, ...]) -> None:
    assert findings(ORDER, report([*_order(*numbers), "九、建议提案办理情况"])) == []


def test_a_doubled_section() -> None:
    text = report(_order(1, 2, 3, 4, 5, 5, 6))
    (found,) = findings(TWICE, text)
    starts = [at for at in range(len(text)) if text.startswith(HEADINGS[4], at)]
    assert found.span.start == starts[1]
    assert [place.span.start for place in found.related] == starts[:1]
    assert found.values == {"heading": HEADINGS[4][2:], "first": "第10行"}
    assert declares(TWICE, [found])


def test_a_section_three_times_is_one_finding() -> None:
    (found,) = findings(TWICE, report(_order(1, 2, 3, 4, 5, 5, 5, 6)))
    assert len(found.related) == 2


def test_a_heading_of_an_older_format_is_not_a_second_section() -> None:
    headings = _order(1, 2, 3)
    assert findings(TWICE, report([*headings, "四、依申请公开政府信息情况", *_order(5, 6)])) == []
    twice = ["三、依申请公开政府信息情况", "四、依申请公开政府信息情况"]
    assert len(findings(TWICE, report([*_order(1, 2), *twice, *_order(5, 6)]))) == 1


def test_unknown_and_withdrawn_sections_are_never_doubled() -> None:
    headings = [*_order(1, 2, 3, 4, 5, 6), "七、收费情况", "八、收费情况", "九、特色工作", "十、特色工作"]
    assert findings(TWICE, report(headings)) == []

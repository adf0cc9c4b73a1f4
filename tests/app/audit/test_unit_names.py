"""Which unit a name means, and when nobody is meant."""

from __future__ import annotations

import pytest

from linter.app.audit.unit_names import Match, UnitNames
from linter.output.audit.model import Basis, Unit
from linter.rulebook import load

UNITS = (
    Unit("云岭市人民政府"),
    Unit("云岭市民政局", ("市民政局",)),
    Unit("临江区民政局", ("民政局",)),
    Unit("城南区民政局", ("民政局",)),
    Unit("清溪县卫生健康委员会"),
)


@pytest.fixture(scope="module")
def names() -> UnitNames:
    return UnitNames(UNITS, load().lexicon.words)


@pytest.mark.parametrize(
    ("issuer", "file", "match"),
    [
        ("云岭市民政局", "a.txt", Match(1, Basis.ISSUER)),
        ("云岭市 民政局", "a.txt", Match(1, Basis.ISSUER)),
        ("市民政局", "a.txt", Match(1, Basis.SHORT_NAME)),
        ("云岭市临江区民政局", "a.txt", Match(2, Basis.PART_OF_NAME)),
        ("卫生健康委员会", "a.txt", Match(4, Basis.PART_OF_NAME)),
        ("民政局", "a.txt", None),
        ("民政局", "城南区民政局.txt", Match(3, Basis.PART_OF_NAME)),
        ("民政局", "城南区民政局/年报.txt", Match(3, Basis.PART_OF_NAME)),
        ("云岭市人民政府办公室", "a.txt", Match(0, Basis.PART_OF_NAME, doubtful=True)),
        ("本单位", "清溪县卫生健康委员会.txt", Match(4, Basis.FILE_NAME, doubtful=True)),
        ("清溪县卫生建康委员会", "a.txt", Match(4, Basis.LIKENESS, doubtful=True)),
        ("临河区民政局", "a.txt", None),
        ("南川市渔业局", "a.txt", None),
    ],
)
def test_a_body_is_known_by_its_name(names: UnitNames, issuer: str, file: str, match: Match | None) -> None:
    assert names.of_issuer(issuer, file) == match


def test_a_file_is_known_by_the_longest_name_in_it(names: UnitNames) -> None:
    assert names.of_file("报送/云岭市人民政府/2023云岭市民政局年报.jpg") == Match(1, Basis.FILE_NAME)
    assert names.of_file("云岭市民政局.zip!年报/扫描件.jpg") == Match(1, Basis.FILE_NAME)
    assert names.of_file("市民政局.jpg") == Match(1, Basis.FILE_NAME, doubtful=True)
    assert names.of_file("年报.jpg") is None

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


def _level_names() -> UnitNames:
    """Two counties with the same offices, under a city."""
    units = [Unit("云岭市民政局", ("市民政局",)), Unit("云岭市教育局", ("市教育局",))]
    for place in ("平湾", "清溪"):
        above = f"云岭市{place}县人民政府"
        units.append(Unit(above, (f"{place}县",)))
        units += [Unit(f"{place}县{own}局", (f"{place}{own}",), above) for own in ("民政", "教育")]
    return UnitNames(units, load().lexicon.words)


@pytest.mark.parametrize(
    ("file", "unit", "doubtful"),
    [
        ("平湾县民政局/年报.docx", 3, False),
        ("平湾县/民政局年报.docx", 3, False),
        ("各县/清溪县/民政局.docx", 6, False),
        ("云岭市/民政局/年报.txt", 0, False),
        ("云岭市平湾县人民政府/教育局年报.jpg", 4, False),
        ("平湾县/报送.zip!民政局.txt", 3, False),
        ("云岭市教育局/平湾县民政局年报.doc", 3, False),
        ("平湾县/清溪县民政局.docx", 6, False),
        ("平湾县民政局v1.2/年报", 3, False),
        ("2023.12/平湾县民政局/年报", 3, False),
        ("平湾县民政局/关于转发市教育局通知.jpg", 3, True),
        ("平湾县民政局/清溪教育.jpg", 3, True),
        ("云岭市平湾县人民政府/平湾民政.jpg", 3, True),
        ("平湾县/平湾教育.jpg", 4, True),
        ("平湾县/年报.docx", 2, True),
        ("市民政局!重要.docx", 0, True),
        ("民政局.docx", None, False),
    ],
)
def test_folders_and_file_name_are_read_apart(file: str, unit: int | None, doubtful: bool) -> None:
    found = _level_names().of_file(file)
    assert found == (None if unit is None else Match(unit, Basis.FILE_NAME, doubtful))


@pytest.mark.parametrize(
    ("issuer", "file", "unit"),
    [
        ("民政局", "平湾县/年报.docx", 3),
        ("县民政局", "平湾县/年报.docx", 3),
        ("民政局", "清溪县/平湾县民政局.docx", 3),
        ("民政局", "云岭市清溪县人民政府/1.docx", 6),
        ("民政局", "年报.docx", None),
        ("县教育局", "云岭市/年报.docx", None),
    ],
)
def test_a_folder_tells_the_place_that_an_issuer_leaves_out(issuer: str, file: str, unit: int | None) -> None:
    found = _level_names().of_issuer(issuer, file)
    assert found == (None if unit is None else Match(unit, Basis.PART_OF_NAME))


def test_a_path_tells_that_a_file_is_a_later_version(names: UnitNames) -> None:
    for file in ("民政局（修改后）.docx", "最终版/民政局.docx", "民政局年报（2）更正.docx"):
        assert names.is_later(file)
    for file in ("民政局.docx", "民政局（修改前）.docx", "终审法院.docx"):
        assert not names.is_later(file)

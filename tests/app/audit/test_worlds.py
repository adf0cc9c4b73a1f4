"""Generated worlds: each planted fault is found, and nothing else."""

from __future__ import annotations

import os
from copy import deepcopy
from functools import lru_cache
from pathlib import Path

import pytest

from linter.output.audit.model import Basis, Difference, UnitResult
from tests.app.audit.auditing import Runner, audited
from tests.corpus import world_faults as faults
from tests.corpus.worlds import World, summed, world, written


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Results are kept from test to test: most files of all worlds are the same."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NIANBAO_NO_CACHE", raising=False)
    monkeypatch.setenv("NIANBAO_CACHE_DIR", cache)


@lru_cache(maxsize=1)
def _small() -> World:
    return world(1, districts=2, units=4)


def small() -> World:
    """A world of 14 units that a test may change."""
    return deepcopy(_small())


def units(made: World) -> dict[str, UnitResult]:
    made.write(Path())
    return {each.unit.name: each for each in audited(total=False, previous=False).units}


def test_a_world_without_faults_has_none() -> None:
    small().write(Path())
    audit = audited()
    assert {each.status.value for each in audit.units} == {"submitted"}
    assert audit.counts.total == 0
    assert [each.unit for each in audit.rollups] == [None, "云岭市临江区人民政府", "云岭市城南区人民政府"]
    assert all(each.file and each.agreed == 200 and not each.differences for each in audit.rollups)
    assert [each.year for each in audit.years] == [2022, 2023]
    assert {each.reports for each in audit.years} == {12}


def test_years_are_compared_by_the_same_units_and_each_counts_once() -> None:
    made = small()
    faults.missing(made, "云岭市教育局")
    made.write(Path())
    years = audited().years
    without = {"云岭市教育局", "云岭市临江区人民政府", "云岭市城南区人民政府"}
    lowest = [body for name, body in made.bodies.items() if name not in without]
    assert [each.reports for each in years] == [11, 11]
    assert dict(years[0].sums) == summed(body.before for body in lowest)
    assert dict(years[1].sums) == summed(body.draft for body in lowest)


def test_a_year_with_few_reports_is_not_compared() -> None:
    made = small()
    old = made.previous["云岭市教育局2022年报.txt"].decode()
    made.previous["更早.txt"] = old.replace("2022", "2021").encode()
    made.write(Path())
    audit = audited()
    assert [each.year for each in audit.years] == [2022, 2023]
    assert {each.reports for each in audit.years} == {12}


def test_every_fault_of_submission_is_found_and_nothing_else() -> None:
    made = small()
    chosen = faults.plant_all(made, 3)
    made.write(Path())
    audit = audited()
    assert {each.unit.name: each.status.value for each in audit.units} == made.states
    files = {each.name: each.status.value for each in audit.files}
    assert {name: files[name] for name in made.strays} == made.strays
    inside = {f"补报/{chosen['twice']}.zip!{chosen['twice']}/年报.txt", "（汇总报告）汇总.txt"}
    assert files.keys() == made.files.keys() | made.strays.keys() | inside
    doubtful = {each.unit.name for each in audit.units if each.doubtful}
    assert doubtful == {chosen["slip_in_name"]}
    [like] = [each for each in audit.units if each.unit.name == chosen["slip_in_name"]]
    assert like.submissions[0].basis is Basis.LIKENESS
    [rollup] = [each for each in audit.rollups if each.unit is None]
    top = {name for name, body in made.bodies.items() if not body.parent}
    gone = {name for name, state in made.states.items() if state not in ("submitted", "duplicate")}
    assert set(rollup.missing) == gone & top
    assert all(not each.differences for each in audit.rollups if each.missing)


def test_how_two_submissions_differ_is_said() -> None:
    made = small()
    name = "云岭市教育局"
    faults.twice(made, name)
    faults.twice_with_other_figures(made, "临江区民政局")
    found = units(made)
    assert "内容完全相同" in found[name].note
    assert "行政许可" in found["临江区民政局"].note


def test_a_later_version_counts_and_it_is_said() -> None:
    made = small()
    faults.twice_with_other_figures(made, "临江区民政局")
    faults.twice(made, "云岭市教育局")
    found = units(made)
    first = found["临江区民政局"].counted
    assert first is not None
    assert first.file.name == "临江区民政局（修改后）.txt"
    assert "汇总用“临江区民政局（修改后）.txt”（从文件名看是修改后的）" in found["临江区民政局"].note
    assert found["云岭市教育局"].note.endswith("年度报告.txt”")


def test_units_that_a_consolidated_report_leaves_out_or_counts_twice_are_named() -> None:
    for plant, name, words in (
        (faults.left_out, "云岭市教育局", "没有计入"),
        (faults.counted_twice, "云岭市民政局", "重复计入"),
    ):
        made = small()
        plant(made, name)
        made.write(Path())
        rollup = audited(previous=False).rollups[0]
        assert {each.units for each in rollup.differences} == {(name,)}
        assert words in rollup.words
        assert name in rollup.words


def test_a_slip_in_a_consolidated_report_is_shown() -> None:
    made = small()
    place = ("proactive", "licensing", "decisions")
    faults.with_figure(made, "云岭市教育局", place, 4000)
    total = int(made.total.grid("proactive").value("licensing", "decisions"))
    crossed = int(str(total)[1] + str(total)[0] + str(total)[2:])
    faults.slip_in_total(made, place, crossed)
    made.write(Path())
    [difference] = audited(previous=False).rollups[0].differences
    assert (difference.place, difference.stated, difference.total) == (place, crossed, total)
    assert "颠倒" in difference.words


def slips(*changes: tuple[str, tuple[str, str, str], int]) -> dict[tuple[str, str, str], Difference]:
    """The differences of a world in whose units' own reports figures are changed."""
    made = small()
    for name, place, change in changes:
        faults.slip_in_unit(made, name, place, change)
    made.write(Path())
    return {each.place: each for each in audited(previous=False).rollups[0].differences}


TOTAL = ("requests", "received", "total")


def test_a_slip_that_breaks_a_units_own_identities_is_traced_to_it() -> None:
    [difference] = slips(("云岭市教育局", TOTAL, 9000)).values()
    assert (difference.place, difference.units) == (TOTAL, ("云岭市教育局",))
    value = small().bodies["云岭市教育局"].draft.grid("requests").value("received", "total")
    assert f"它填的是 {int(value) + 9000}，按它自己的勾稽关系应为 {value}" in difference.words


def test_each_of_two_slips_is_traced_to_its_unit() -> None:
    other = ("requests", "granted", "total")
    found = slips(("云岭市教育局", TOTAL, 9000), ("云岭市民政局", other, 7000))
    assert {place: each.units for place, each in found.items()} == {
        TOTAL: ("云岭市教育局",),
        other: ("云岭市民政局",),
    }


def test_look_alikes_of_a_slip_are_not_traced() -> None:
    # A figure that takes part in no identity: nothing shows that the unit's is wrong.
    [difference] = slips(("云岭市教育局", ("proactive", "licensing", "decisions"), 9000)).values()
    assert difference.units == ()
    # The unit's identities fail, but by another amount than the consolidated report is off.
    made = small()
    faults.slip_in_unit(made, "云岭市教育局", TOTAL, 9000)
    faults.slip_in_total(made, TOTAL, int(made.total.grid("requests").value("received", "total")) + 500)
    made.write(Path())
    [difference] = audited(previous=False).rollups[0].differences
    assert difference.units == ()
    # What is above was added up from the wrong figure as well: there is no difference at all.
    made = small()
    faults.with_figure(made, "云岭市教育局", TOTAL, 9000)
    made.write(Path())
    assert audited(previous=False).rollups[0].differences == ()
    # The slip is consistent within the report: its identities hold.
    person = ("requests", "received", "natural_person")
    balance = [("requests", "carried_out", each) for each in ("natural_person", "total")]
    found = slips(*(("云岭市教育局", each, 9000) for each in (person, TOTAL, *balance)))
    assert found
    assert all("勾稽" not in each.words for each in found.values())


def test_only_changed_files_are_checked_again() -> None:
    made = small()
    made.write(Path())
    whole = audited()
    again = Runner()
    assert audited(runner=again) == whole
    assert again.names == []
    faults.twice_with_other_figures(made, "云岭市教育局")
    made.write(Path())
    changed = Runner()
    audited(runner=changed)
    assert [Path(name).name for name in changed.names] == ["云岭市教育局（修改后）.txt"]


def test_without_a_roster_last_years_units_must_submit() -> None:
    made = small()
    faults.missing(made, "云岭市教育局")
    made.write(Path())
    audit = audited(roster=None, total=False)
    assert {each.unit.name: each.status.value for each in audit.units} == made.states
    assert any("以上年报送的单位为准" in note for note in audit.notes)


def test_a_changed_report_of_last_year_is_compared_again_with_its_own_alone() -> None:
    made = small()
    made.write(Path())
    audited()
    name = "云岭市教育局"
    draft = made.bodies[name].before.with_grid("requests", lambda grid: grid.add("carried_out", "total", 1))
    path = Path("上年") / f"{name}{made.year - 1}年报.txt"
    path.write_bytes(written(draft))
    again = Runner()
    found = audited(runner=again)
    assert [Path(each).name for each in again.names] == [path.name, Path(made.path_of(name)).name]
    assert found.counts.by_rule == (("H701", 1),)


def test_contents_go_with_the_files_where_nothing_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    made = small()
    faults.short_name(made, "云岭市教育局")  # its file's name does not tell which report it is compared with
    name = "云岭市民政局"
    draft = made.bodies[name].before.with_grid("requests", lambda grid: grid.add("carried_out", "total", 1))
    made.previous[f"{name}{made.year - 1}年报.txt"] = written(draft)
    made.write(Path())
    here = audited()
    assert here.counts.by_rule == (("H701", 1),)
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")
    far = Runner(remote=True)
    assert audited(runner=far, remote=True) == here
    assert far.names.count("报送/报告1.txt") == 2


def test_differences_are_findings_of_the_consolidated_report() -> None:
    made = small()
    faults.left_out(made, "云岭市教育局")
    made.write(Path())
    audit = audited(previous=False)
    [total] = [each for each in audit.files if each.name == "（汇总报告）汇总.txt"]
    codes = dict(total.counts.by_rule)
    assert codes.keys() == {"H703"}
    assert audit.counts.by_rule == (("H703", codes["H703"]),)
    Path(".nianbao.yaml").write_text(
        "suppressions:\n  - {code: H703, file: 汇总.txt, reason: 已经核实}\n", encoding="utf-8"
    )
    assert audited(previous=False).counts.total == 0


def test_an_audit_that_was_stopped_goes_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = small()
    made.write(Path())
    monkeypatch.setenv("NIANBAO_CACHE_DIR", str(tmp_path / "own"))
    for stop in (5, 7):
        with pytest.raises(KeyboardInterrupt):
            audited(previous=False, runner=Runner(stop=stop))
    rest = Runner()
    done = audited(previous=False, runner=rest)
    assert len(rest.names) == 15 - 5 - 7
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")
    assert audited(previous=False) == done


def test_names_in_gbk_are_shown_and_matched() -> None:
    made = small()
    name = "云岭市教育局"
    data = made.files.pop(made.path_of(name))
    made.write(Path())
    raw = os.fsdecode(f"{name}年报.txt".encode("gb18030"))
    (Path("报送") / raw).write_bytes(data.replace(name.encode(), "本机关".encode()))
    (Path("报送") / os.fsdecode(b"\xff\xfe.jpg")).write_bytes(faults.JPEG)
    audit = audited(previous=False)
    assert f"{name}年报.txt" in {each.name for each in audit.files}
    assert {each.unit.name: each.status.value for each in audit.units} == made.states


@pytest.mark.slow
def test_a_world_of_three_levels_and_two_hundred_units() -> None:
    made = world(5, districts=8, units=22)
    assert len(made.bodies) == 206
    chosen = faults.plant_all(made, 5)
    made.write(Path())
    audit = audited()
    assert {each.unit.name: each.status.value for each in audit.units} == made.states
    assert {each.name: each.status.value for each in audit.files if each.name in made.strays} == made.strays
    assert all(not each.differences for each in audit.rollups)
    above = {made.path_of(name) for name, body in made.bodies.items() if body.category == "区县"}
    found = {each.name: dict(each.counts.by_rule) for each in audit.files if each.counts.total}
    assert {name: codes for name, codes in found.items() if name not in above} == {
        made.path_of(chosen["wrong_year"]): {"G810": 1},
        made.path_of(chosen["not_a_report"]): {"G806": 1},
    }
    # What the units carry over is the same in sum, and little of what was carried over before.
    assert all(codes.keys() == {"H705"} for name, codes in found.items() if name in above)

"""`nianbao audit` from its command line to its folder."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import jsonschema
import openpyxl
import pytest

from linter.cli import main
from tests.corpus import world_faults as faults
from tests.corpus.worlds import World, world

Captured = pytest.CaptureFixture[str]
SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / "audit.json"
ALL = ["audit", "报送", "--roster", "名单.csv", "--total", "汇总.txt", "--previous", "上年", "--out", "审核"]


@pytest.fixture(scope="module")
def planted() -> World:
    made = world(1, districts=1, units=6)
    faults.plant_all(made, 3)
    faults.left_out(made, "云岭市教育局")
    return made


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: str, planted: World) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NIANBAO_NO_CACHE", raising=False)
    monkeypatch.setenv("NIANBAO_CACHE_DIR", cache)
    planted.write(tmp_path)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_folder_is_the_same_from_one_process_and_from_two_and_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    main([*ALL, "--jobs", "1"])
    one = contents(Path("审核"))
    main([*ALL, "--jobs", "1"])
    assert contents(Path("审核")) == one
    monkeypatch.setenv("NIANBAO_CACHE_DIR", str(tmp_path / "other"))
    main([*ALL, "--jobs", "2"])
    assert contents(Path("审核")) == one


def test_audit_json_keeps_to_its_schema_and_says_what_was_found(planted: World) -> None:
    main(ALL)
    audit = json.loads(Path("审核/audit.json").read_bytes())
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes())).validate(audit)
    assert {each["name"]: each["status"] for each in audit["units"]} == planted.states
    assert audit["year"] == 2023
    assert audit["rollups"][0]["differences"]


def test_the_tables_and_the_workbook_hold_the_figures_and_findings() -> None:
    main(ALL)
    with duckdb.connect() as database:
        database.execute("SELECT count(*), count(DISTINCT unit) FROM '审核/figures.parquet' WHERE counted")
        assert database.fetchall() == [(200 * 8, 8)]
        database.execute(
            "SELECT sum(value) FROM '审核/figures.parquet' WHERE counted AND parent IS NULL"
            " AND \"table\" = 'requests' AND row = 'received' AND \"column\" = 'total'"
        )
        [[total]] = database.fetchall()
    audit = json.loads(Path("审核/audit.json").read_bytes())
    assert total == audit["rollups"][0]["sums"]["requests.received.total"]
    book = openpyxl.load_workbook("审核/审核.xlsx", read_only=True)
    assert {"报送情况", "问题清单", "汇总核对"} <= set(book.sheetnames)
    rows = list(book["报送情况"].iter_rows(values_only=True))
    assert len(rows) == 1 + len(audit["units"])
    book.close()


def test_every_unit_has_a_page_and_a_text_to_send(planted: World) -> None:
    main(ALL)
    folders = {each.name: each for each in Path("审核/units").iterdir()}
    assert folders.keys() == planted.bodies.keys()
    for name, folder in folders.items():
        assert name in (folder / "问题.html").read_text(encoding="utf-8")
        assert (folder / "反馈.txt").read_text(encoding="utf-8").startswith(name)


def test_the_exit_status_is_that_of_check(planted: World, capsys: Captured) -> None:
    assert main([*ALL, "--select", "S"]) == 0
    assert main([*ALL, "--select", "H702", "--fail-on", "warning"]) == 0
    paths = (Path("报送") / planted.path_of(name) for name in planted.bodies)
    draft = next(path for path in paths if path.exists())
    draft.write_text(draft.read_text(encoding="utf-8").partition("\n五、")[0], encoding="utf-8")
    assert main([*ALL, "--select", "S"]) == 1
    assert main([*ALL, "--select", "S", "--exit-zero"]) == 0
    capsys.readouterr()
    assert main(["audit", "没有", "--out", "审核"]) == 2
    assert "没有 不是文件夹" in capsys.readouterr().err
    Path("空").mkdir()
    assert main(["audit", "空", "--out", "审核"]) == 2
    assert "空 里没有任何文件" in capsys.readouterr().err
    Path("名单.csv").write_text("姓名\n甲\n", encoding="utf-8")
    assert main(ALL) == 2
    assert "名单.csv:1" in capsys.readouterr().err
    assert main(["audit", "报送", "--out", "报送"]) == 2
    assert Path("报送").is_dir()


def test_hostile_texts_and_figures_stay_text() -> None:
    path = next(path for path in Path("报送").rglob("*年度报告.txt"))
    text = path.read_text(encoding="utf-8")
    huge = text.replace("行政许可 | ", "行政许可 | 99999999999999999999999999999999999", 1)
    path.write_text(huge.replace("一、", "<script>alert(1)</script>\n一、", 1), encoding="utf-8")
    Path("报送/=cmd|'x'!A1,\"<b>.txt").write_text(text.replace("\n五、", "\n"), encoding="utf-8")
    assert main([*ALL, "--fail-on", "error"]) in (0, 1)
    audit = json.loads(Path("审核/audit.json").read_bytes())
    assert "=cmd|'x'!A1,\"<b>.txt" in {each["name"] for each in audit["files"]}
    assert huge != text
    with duckdb.connect() as database:
        database.execute("SELECT state FROM '审核/figures.parquet' WHERE value IS NULL")
        assert database.fetchall() == [("located",)]
    for page in Path("审核").rglob("*.html"):
        assert "<script>alert(1)" not in page.read_text(encoding="utf-8")


def test_a_folder_in_which_no_report_counts_has_no_sums(tmp_path: Path) -> None:
    Path("空").mkdir()
    Path("空/通知.txt").write_text("关于报送年报的通知", encoding="utf-8")
    Path("一.csv").write_text("单位\n云岭市水务局\n", encoding="utf-8")
    assert main(["audit", "空", "--roster", "一.csv", "--out", "无"]) == 0
    found = json.loads(Path("无/audit.json").read_text(encoding="utf-8"))
    assert [each["status"] for each in found["units"]] == ["missing"]
    assert found["years"] == []

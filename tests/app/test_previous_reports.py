"""`check --previous`: which reports are compared with which, and what is said when none can be."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from linter.app.check import Check
from linter.app.item import Item
from linter.app.previous_reports import ReportIndex
from linter.app.report_entry import ReportEntry
from linter.app.run_files import run_files
from linter.cli import main
from linter.rulebook import load
from linter.settings import Settings
from tests.corpus.pairs import Pair, pair

Captured = pytest.CaptureFixture[str]
MORE = [(row, kind, 2) for row in ("carried_in", "granted", "processed_total") for kind in ("other", "total")]
H = ["--select", "H", "--output-format", "concise"]


def broken(seed: int, year: int) -> Pair:
    """A pair in which two applications were not carried over."""
    return pair(seed, year).with_grid("requests", *MORE)


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return name


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def renamed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


def shelf(*reports: tuple[str | None, int | None]) -> ReportIndex:
    return ReportIndex(tuple(ReportEntry(f"{n}.txt", 1, *one) for n, one in enumerate(reports)))


def found(one: ReportIndex, issuer: str, year: int) -> list[str]:
    return [entry.file for entry in one.find(issuer, year)]


def test_reports_are_found_by_body_and_year() -> None:
    one = shelf(("云岭市发展局", 2022), ("云岭市民政局", 2023), ("南川市民政局", 2023), (None, 2023))
    assert found(one, "云岭市民政局", 2023) == ["1.txt"]
    assert found(one, "雲嶺市 發展局", 2022) == ["0.txt"]
    assert found(one, "云岭市财政局", 2023) == []
    assert found(one, "云岭市民政局", 2021) == []


def test_a_name_without_its_place_is_known_where_one_alone_fits() -> None:
    one = shelf(("云岭市民政局", 2023), ("财政局", 2023), ("双桥县教育局", 2023))
    assert found(one, "民政局", 2023) == ["0.txt"]
    assert found(one, "云岭市财政局", 2023) == ["1.txt"]
    assert found(one, "云岭市双桥县教育局", 2023) == ["2.txt"]
    assert found(one, "局", 2023) == []
    two = shelf(("云岭市民政局", 2023), ("南川市民政局", 2022), ("民政局", 2023))
    assert found(two, "民政局", 2022) == []
    assert found(two, "南川市民政局", 2023) == []


def test_a_shelf_can_be_sent_to_workers() -> None:
    one = shelf(("云岭市民政局", 2023))
    there = pickle.loads(pickle.dumps(one))
    assert (there.entries, there.alone) == (one.entries, one.alone)


def test_a_file_against_a_file(tmp_path: Path, capsys: Captured) -> None:
    before, now = broken(1, 2024).rendered()
    write(tmp_path, "2023.txt", before.text)
    write(tmp_path, "2024.txt", now.text)
    assert main(["check", "2024.txt", "--previous", "2023.txt", *H]) == 1
    out = capsys.readouterr().out
    row = now.cell_row("requests", "carried_in", "total")
    assert out.startswith(f"2024.txt:{row}:")
    assert out.count("H701") == out.count("\n") == 1
    main(["check", "2024.txt", "--previous", "2023.txt", "--select", "H", "--output-format", "json"])
    [one] = json.loads(capsys.readouterr().out)
    there = [each["location"]["row"] for each in one["related"] if each.get("filename") == "2023.txt"]
    assert set(there) == {before.cell_row("requests", "carried_out", kind) for kind in ("other", "total")}
    here = [each["location"]["row"] for each in one["related"] if "filename" not in each]
    assert here == [now.cell_row("requests", "carried_in", "other")]
    main(["check", "2024.txt", "--previous", "2023.txt", "--select", "H"])
    out = capsys.readouterr().out
    assert f"::: 2023.txt:{before.cell_row('requests', 'carried_out', 'total')}:" in out
    assert out.endswith("检查了 1 个文件（1 份报告，与上年比较 1 份），错误 1，警告 0，提示 0\n")


def test_without_previous_nothing_is_compared(tmp_path: Path, capsys: Captured) -> None:
    write(tmp_path, "2024.txt", broken(1, 2024).rendered()[1].text)
    assert main(["check", "2024.txt", "--select", "H"]) == 0
    assert capsys.readouterr().out == "检查了 1 个文件（1 份报告），没有发现问题\n"


def test_a_folder_is_paired_over_all_reports_of_all_files(tmp_path: Path, capsys: Captured) -> None:
    one, two, fine = broken(1, 2024), broken(2, 2023), pair(12, 2024)
    assert len({each.now.issuer.name for each in (one, two, fine)}) == 3
    write(tmp_path, "old/several.txt", one.rendered()[0].text + two.rendered()[0].text)
    write(tmp_path, "old/fine.md", fine.rendered()[0].text)
    write(tmp_path, "new/several.txt", two.rendered()[1].text + one.rendered()[1].text)
    write(tmp_path, "new/fine.txt", fine.rendered()[1].text)
    outs = []
    for jobs in ("1", "2"):
        assert main(["check", "new", "--previous", "old", "--jobs", jobs, *H]) == 1
        outs.append(capsys.readouterr())
    assert outs[0] == outs[1]
    assert outs[0].out.count("H701") == outs[0].out.count("new/several.txt".replace("/", os.sep)) == 2
    assert outs[0].err == ""
    main(["check", "new", "--previous", "old", "--select", "H"])
    assert "（3 份报告，与上年比较 3 份）" in capsys.readouterr().out


def test_a_folder_against_itself(tmp_path: Path, capsys: Captured) -> None:
    one = broken(1, 2024)
    write(tmp_path, "2023.txt", one.rendered()[0].text)
    write(tmp_path, "2024.txt", one.rendered()[1].text)
    write(tmp_path, "both.txt", "".join(text.text for text in broken(2, 2024).rendered()))
    assert main(["check", "--previous", ".", "--select", "H", "--output-format", "json"]) == 1
    first, second = json.loads(capsys.readouterr().out)
    assert (first["filename"], second["filename"]) == ("2024.txt", "both.txt")
    assert any(each.get("filename") == "2023.txt" for each in first["related"])
    assert all("filename" not in each for each in second["related"])
    main(["check", "--previous", ".", "--select", "H"])
    assert "（4 份报告，与上年比较 2 份）" in capsys.readouterr().out


def test_spawned_workers_compare_too(tmp_path: Path) -> None:
    items, entries = [], []
    for seed in range(4):
        one = broken(seed, 2024)
        name = write(tmp_path, f"{seed}-old.txt", one.rendered()[0].text)
        body = f"云岭市第{'一二三四'[seed]}民政局"
        text = renamed(one.rendered()[1].text, one.now.title or "?", f"{body}2024年政府信息公开工作年度报告")
        items.append(Item(f"{seed}.txt", data=text.encode()))
        entries.append(ReportEntry(name, 1, body, 2023))
    task = Check(Settings(select=("H",)), "concise", previous=ReportIndex(tuple(entries)))
    alone = list(run_files(items, task, load(), jobs=1))
    assert [outcome.totals.compared for outcome in alone] == [1] * 4
    assert all("H701" in outcome.text for outcome in alone)
    assert list(run_files(items, task, load(), jobs=2, start="spawn")) == alone


def test_one_file_for_one_file_is_compared_whatever_the_bodies_are_called(
    tmp_path: Path, capsys: Captured
) -> None:
    before, now = broken(1, 2024).rendered()
    body = broken(1, 2024).now.issuer.name
    write(tmp_path, "old.txt", renamed(before.text, body, "云岭市粮食局"))
    write(tmp_path, "new.txt", now.text)
    assert main(["check", "new.txt", "--previous", "old.txt", *H]) == 1
    said = capsys.readouterr()
    assert "H701" in said.out
    assert said.err == (
        f"nianbao: new.txt 与上年报告的机关名称不同，仍作比较：本年报告是{body}，上年报告是云岭市粮食局\n"
    )
    write(tmp_path, "more.txt", now.text)
    assert main(["check", "new.txt", "more.txt", "--previous", "old.txt", *H]) == 0
    twice = f"nianbao: {body}2024年度的年报不止一份，内容相同：new.txt、more.txt\n"
    assert capsys.readouterr() == ("", twice)


def test_a_wrong_year_is_told_and_not_compared(tmp_path: Path, capsys: Captured) -> None:
    before, now = broken(1, 2024).rendered()
    write(tmp_path, "old.txt", before.text)
    write(tmp_path, "new.txt", now.text)
    assert main(["check", "old.txt", "--previous", "new.txt", "--select", "H"]) == 0
    said = capsys.readouterr()
    assert said.err == "nianbao: old.txt 未与上年比较：new.txt 是2024年度的报告，应当用2022年度的\n"
    assert "与上年比较 0 份" in said.out


def test_two_reports_of_one_body_and_year_are_told(tmp_path: Path, capsys: Captured) -> None:
    before, now = broken(1, 2024).rendered()
    for name in ("old/a.txt", "old/b.txt"):
        write(tmp_path, name, before.text)
    write(tmp_path, "new.txt", now.text)
    assert main(["check", "new.txt", "--previous", "old", *H]) == 0
    assert "2023年度的报告不止一份（" in capsys.readouterr().err


def test_several_reports_in_one_file_for_one_file(tmp_path: Path, capsys: Captured) -> None:
    one, two = pair(1, 2024), pair(2, 2024)
    assert one.now.issuer != two.now.issuer
    write(tmp_path, "old.txt", one.rendered()[0].text)
    write(tmp_path, "new.txt", one.rendered()[1].text + two.rendered()[1].text)
    assert main(["check", "new.txt", "--previous", "old.txt", "--select", "H"]) == 0
    said = capsys.readouterr()
    assert said.err == (
        f"nianbao: new.txt（第2份报告）未与上年比较：old.txt 中没有{two.now.issuer.name}2023年度的报告\n"
    )
    assert "与上年比较 1 份" in said.out


def test_standard_input_against_a_file(tmp_path: Path) -> None:
    before, now = broken(1, 2024).rendered()
    write(tmp_path, "old.txt", before.text)
    done = subprocess.run(
        [sys.executable, "-m", "linter", "check", "-", "--previous", "old.txt", *H],
        input=now.text.encode(), capture_output=True, check=False, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.decode().startswith("stdin.txt:")
    assert done.stderr == b""


def test_what_cannot_be_read_is_told_and_hides_nothing(tmp_path: Path, capsys: Captured) -> None:
    before, now = broken(1, 2024).rendered()
    write(tmp_path, "old/a.txt", before.text)
    (tmp_path / "old/z.txt").write_bytes(b"PK\x03\x04")
    write(tmp_path, "new.txt", now.text)
    assert main(["check", "new.txt", "--previous", "old", *H]) == 2
    said = capsys.readouterr()
    assert "H701" in said.out
    assert said.err.startswith(f"nianbao: 上年报告：{os.path.join('old', 'z.txt')}：是压缩包")
    assert main(["check", ".", "--previous", "old", *H]) == 2
    assert capsys.readouterr().err.count("z.txt") == 1  # once, though it is met twice


def test_a_path_that_leads_nowhere_stops_the_run(tmp_path: Path, capsys: Captured) -> None:
    write(tmp_path, "new.txt", broken(1, 2024).rendered()[1].text)
    assert main(["check", "new.txt", "--previous", "none.txt"]) == 2
    assert capsys.readouterr() == ("", "nianbao: --previous：找不到文件：none.txt\n")
    write(tmp_path, "notice.txt", "关于放假的通知\n")
    assert main(["check", "new.txt", "--previous", "notice.txt", *H]) == 0
    said = capsys.readouterr()
    assert said.err == "nianbao: --previous：notice.txt 中没有年报，没有可以比较的上年报告\n"
    with pytest.raises(SystemExit) as stop:
        main(["check", "new.txt", "--previous", "-"])
    assert stop.value.code == 2


def test_a_plain_check_does_not_import_what_only_pairs_need(tmp_path: Path) -> None:
    write(tmp_path, "new.txt", broken(1, 2024).rendered()[1].text)
    script = (
        "import sys; from linter.cli import main; main(['check', 'new.txt', '--output-format', 'concise']);"
        "print([m for m in ('linter.app.previous_reports', 'linter.cli.previous') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert done.stdout.decode().splitlines()[-1] == "[]"

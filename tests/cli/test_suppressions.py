"""Living with findings, end to end: config files, suppressions, baselines; names Chinese and with spaces."""

from __future__ import annotations

import io
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from linter.app.check import Check
from linter.app.config.loader import read_config
from linter.app.file_settings import FileSettings
from linter.app.item import Item
from linter.app.run_files import run_files
from linter.cli import main
from linter.rulebook import Rulebook
from linter.settings import Settings
from linter.strict_yaml.location import Location

Captured = pytest.CaptureFixture[str]

REPORT = """\
云岭市临江区{body}2023年政府信息公开工作年度报告
根据国办公开办函(2021)30号编制，统计期限为2022年1月1日至2022年12月31日。
一、总体情况
全年公开信息12条。
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `报送 材料` with reports in two years' folders; the current folder."""
    root = tmp_path / "报送 材料"
    for name in ("2023/民政局.txt", "2023/水务局.txt", "旧 报告/档案馆.txt"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(REPORT.format(body=path.stem), encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def write(text: str, name: str = ".nianbao.yaml") -> None:
    Path(name).write_text(text, encoding="utf-8")


def found(capsys: Captured, *argv: str, status: int | None = None) -> set[tuple[str, str, str]]:
    """File, code and severity of each finding."""
    return checked(capsys, *argv, status=status)[0]


def checked(capsys: Captured, *argv: str, status: int | None = None) -> tuple[set[tuple[str, str, str]], str]:
    """The same, and what is said on standard error."""
    code = main(["check", *argv, "--output-format", "json"])
    out, err = capsys.readouterr()
    assert status is None or code == status, err
    findings = json.loads(out)
    return {(each["filename"].replace(os.sep, "/"), each["code"], each["severity"]) for each in findings}, err


def codes(findings: set[tuple[str, str, str]], file: str) -> set[str]:
    return {code for name, code, _ in findings if name == file}


def test_a_config_chooses_rules_severities_and_the_fail_level(capsys: Captured) -> None:
    write("select: [P, C]\nignore: [C201]\nseverity: {P3: info, C203: 'off'}\n")
    assert found(capsys, status=0) == {
        (f, "P303", "info") for f in ("2023/民政局.txt", "2023/水务局.txt", "旧 报告/档案馆.txt")
    }
    assert found(capsys, "--fail-on", "info", status=1)
    write("select: [P]\nseverity: {P303: warning}\nfail-on: warning\n")
    found(capsys, status=1)
    found(capsys, "--fail-on", "error", status=0)
    found(capsys, "--exit-zero", status=0)
    assert {code for _, code, _ in found(capsys, "--select", "C203")} == {"C203"}
    assert {code for _, code, _ in found(capsys, "--no-config")} > {code for _, code, _ in found(capsys)}


def test_a_chosen_severity_beats_the_transition_of_2019(capsys: Captured) -> None:
    write(REPORT.format(body="财政局").replace("2023", "2019"), "2019.txt")
    assert ("2019.txt", "S101", "warning") in found(capsys, "2019.txt")
    write("severity: {S: error}\n")
    assert ("2019.txt", "S101", "error") in found(capsys, "2019.txt")


def test_ignores_by_file(capsys: Captured) -> None:
    write("per-file-ignores: {'旧 报告/**': [S, P303], '民政*.txt': [C]}\n")
    both = found(capsys)
    assert codes(both, "旧 报告/档案馆.txt") == {"C203"}
    assert codes(both, "2023/民政局.txt") == codes(both, "2023/水务局.txt") - {"C203"}
    assert "P303" not in codes(found(capsys, "--select", "P303"), "旧 报告/档案馆.txt")


def test_the_nearest_config_holds_for_each_file_in_their_order(capsys: Captured) -> None:
    write("select: [P]\n")
    write("select: [C]\nfail-on: warning\n", "旧 报告/.nianbao.yaml")
    main(["check", "旧 报告", "2023", "--output-format", "concise"])
    lines = [line.split(":")[0] + line.split()[2][:0] for line in capsys.readouterr().out.splitlines()]
    assert [Path(line).stem for line in lines] == ["档案馆", "民政局", "水务局"]
    assert codes(found(capsys), "旧 报告/档案馆.txt") == {"C203"}
    assert codes(found(capsys), "2023/民政局.txt") == {"P303"}
    found(capsys, "旧 报告", status=1)
    assert {code for _, code, _ in found(capsys, "--config", "旧 报告/.nianbao.yaml")} == {"C203"}


def test_packs_of_configs_hold_where_the_config_does(capsys: Captured) -> None:
    kept = "pack: own\nextends: '2021'\noverrides:\n  - {code: P303, severity: warning}\n"
    write(kept, "我的 规则.yaml")
    write("extends: [我的 规则.yaml]\nselect: [P303]\n")
    write("select: [P303]\n", "旧 报告/.nianbao.yaml")
    expected = {
        ("2023/民政局.txt", "P303", "warning"),
        ("2023/水务局.txt", "P303", "warning"),
        ("旧 报告/档案馆.txt", "P303", "error"),
    }
    assert found(capsys, status=1) == expected
    assert found(capsys, "--rules", "我的 规则.yaml") == {(f, c, "warning") for f, c, _ in expected}
    assert found(capsys, "2023", "--rules", str(Path("我的 规则.yaml").resolve()), status=0)


def test_all_faults_of_all_configs_come_before_anything_is_checked(capsys: Captured) -> None:
    write("selct: [P]\n")
    write("fail-on: fatal\n", "旧 报告/.nianbao.yaml")
    assert main(["check"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert ".nianbao.yaml:1:1: selct: 不认识的键“selct”，是不是想写“select”？" in err
    assert f"旧 报告{os.sep}.nianbao.yaml:1:10: fail-on: 不认识的值“fatal”" in err
    write("select: [P, N999]\n")
    assert main(["check", "2023"]) == 2
    assert ".nianbao.yaml:1:13: select[1]: 没有以“N999”开头的规则" in capsys.readouterr().err
    assert main(["check", "2023", "--config", "没有.yaml"]) == 2
    assert "没有.yaml:1:1: 找不到配置文件" in capsys.readouterr().err
    assert main(["check", "2023", "--no-config"]) == 1


@pytest.mark.parametrize(
    "argv", [["--config", "a.yaml", "--no-config"], ["--baseline", "a.json", "--write-baseline", "b.json"]]
)
def test_options_that_exclude_each_other(argv: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", *argv])
    assert stop.value.code == 2
    assert "一起使用" in capsys.readouterr().err


def test_standard_input_takes_the_config_of_its_name(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("select: [P]\n")
    write("select: [C203]\n", "旧 报告/.nianbao.yaml")
    for argv, expected in (([], "P303"), (["--stdin-filename", "旧 报告/新.txt"], "C203")):
        data = io.BytesIO(REPORT.format(body="档案馆").encode())
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(data, encoding="utf-8"))
        assert {code for _, code, _ in found(capsys, "-", *argv)} == {expected}


def suppress(*entries: str) -> str:
    return "suppressions:\n" + "".join(f"  - {{{entry}, reason: 省级系统导出}}\n" for entry in entries)


def test_a_suppression_hides_its_finding_and_is_counted(capsys: Captured) -> None:
    write(suppress("code: P303, file: 2023/民政局.txt"))
    everything, (left, said) = found(capsys, "--no-config"), checked(capsys)
    assert everything - left == {("2023/民政局.txt", "P303", "error")}
    assert said == ""
    main(["check"])
    assert "；另有 1 个问题已注明理由不报\n" in capsys.readouterr().out


TABLE = (
    "二、主动公开政府信息情况\n| 第二十条第(五)项 |\n| 信息内容 | 本年处理决定数量 |\n| 行政许可 | 约三 |\n"
)


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        (
            "code: T405, file: 城管局.txt, table: proactive, row: licensing, column: decisions",
            ["C203", "C203"],
        ),
        ("code: T405, file: 城管局.txt, row: penalties", ["C203", "C203", "T405"]),
        ("code: T405, file: 城管局.txt, section: overview", ["C203", "C203", "T405"]),
        ("code: C203, file: 城管局.txt, section: overview", ["C203", "T405"]),
        ("code: C203, file: 城管局.txt", ["T405"]),
    ],
)
def test_a_suppression_is_narrowed_by_place(entry: str, left: list[str], capsys: Captured) -> None:
    write(REPORT.format(body="城管局") + "见临政发(2023)5号。\n" + TABLE, "城管局.txt")
    write(suppress(entry))
    main(["check", "城管局.txt", "--select", "T405,C203", "--output-format", "concise"])
    assert sorted(line.split()[2] for line in capsys.readouterr().out.splitlines()) == left


def unused(capsys: Captured, *argv: str) -> list[str]:
    main(["check", *argv, "--output-format", "concise"])
    return [line for line in capsys.readouterr().err.splitlines() if "没有用上" in line]


def test_a_suppression_of_no_use_is_told_where_it_could_have_been_used(capsys: Captured) -> None:
    write(suppress("code: P303, file: 2023/民政局.txt"))
    mended = REPORT.format(body="民政局").replace("2022年", "2023年")
    write(mended, "2023/民政局.txt")
    why = "P303 的这条不报说明没有用上：“2023/民政局.txt”中已经没有这个问题；请删去这一条"
    told = [f"nianbao: .nianbao.yaml:2:5: suppressions[0]: {why}"]
    assert unused(capsys) == unused(capsys, "2023/民政局.txt") == told
    assert unused(capsys, "2023/水务局.txt") == []  # its file was not checked
    assert unused(capsys, "--select", "C") == []  # its rule was not asked for
    assert unused(capsys, "--no-config") == []
    write("\x00\x01\x02" * 99, "2023/民政局.txt")
    assert unused(capsys) == []  # its file could not be read
    assert main(["check", "2023/水务局.txt", "--select", "C", "--fail-on", "error"]) == 0


def test_a_pattern_is_of_use_when_any_file_uses_it(capsys: Captured) -> None:
    write(suppress("code: P303, file: '2023/*.txt'"))
    mended = REPORT.format(body="民政局").replace("2022年", "2023年")
    write(mended, "2023/民政局.txt")
    assert unused(capsys) == unused(capsys, "2023/民政局.txt") == []
    write(mended, "2023/水务局.txt")
    assert len(unused(capsys)) == len(unused(capsys, "2023")) == 1
    assert unused(capsys, "2023/民政局.txt") == unused(capsys, "旧 报告") == []


def test_a_suppression_for_no_file_is_told(capsys: Captured) -> None:
    write(suppress("code: P303, file: 2023/民政.txt", "code: P303, file: '2024/*.txt'"))
    first, second = unused(capsys)
    assert "没有“2023/民政.txt”这个文件；请改正路径，或删去这一条" in first
    assert "没有与“2024/*.txt”相符的文件" in second
    assert unused(capsys, "2023") == [first]


def test_a_baseline_hides_what_is_known_and_shows_what_is_new(capsys: Captured) -> None:
    everything = found(capsys, status=1)
    assert main(["check", "--write-baseline", "基线 一.json"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("检查了 3 个文件（3 份报告），没有发现问题；另有 ")
    assert out.endswith(" 个问题已列入基线\n")
    assert err.endswith(" 个问题写入基线 基线 一.json\n")
    assert everything
    assert checked(capsys, "--baseline", "基线 一.json", status=0) == (set(), "")
    text = Path("2023/民政局.txt").read_text(encoding="utf-8")
    write("\n\n" + text.replace("，", ",") + "参见国办公开办函(2021)30号。\n", "2023/民政局.txt")
    assert found(capsys, "--baseline", "基线 一.json", "--ignore", "G8") == {
        ("2023/民政局.txt", "C203", "warning")
    }
    write(text.replace("2022年", "2023年"), "2023/民政局.txt")
    assert checked(capsys, "--baseline", "基线 一.json", status=0) == (
        set(),
        "nianbao: 基线 基线 一.json 中有 1 条已经消失或减少，可用 --write-baseline 重新写入\n",
    )
    Path("2023/水务局.txt").unlink()
    _, said = checked(capsys, "--baseline", "基线 一.json", "2023/民政局.txt")
    assert int(said.split("中有 ")[1].split()[0]) > 1


def test_a_finding_that_occurs_once_more_is_shown(capsys: Captured) -> None:
    line = "参见国办公开办函(2021)30号。\n"
    write(REPORT.format(body="民政局") + line, "2023/民政局.txt")
    main(["check", "--write-baseline", "b.json"])
    write(REPORT.format(body="民政局") + line * 2, "2023/民政局.txt")
    capsys.readouterr()
    main(["check", "--baseline", "b.json", "--output-format", "concise"])
    assert capsys.readouterr().out.splitlines()[0].startswith(f"2023{os.sep}民政局.txt:2:3:")


def test_a_baseline_is_the_same_wherever_the_command_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    main(["check", "--write-baseline", "b.json"])
    first = Path("b.json").read_bytes()
    assert list(json.loads(first)["files"]) == ["2023/民政局.txt", "2023/水务局.txt", "旧 报告/档案馆.txt"]
    monkeypatch.chdir("旧 报告")
    main(["check", str(folder), "--write-baseline", "../b.json", "--jobs", "1"])
    assert Path("../b.json").read_bytes() == first
    capsys.readouterr()
    assert found(capsys, "--baseline", "../b.json", status=0) == set()


def test_rules_that_compare_are_not_told_gone_when_nothing_is_compared(capsys: Captured) -> None:
    table = "三、收到和处理政府信息公开申请情况\n"
    zeros = " | 0" * 6
    last = f"| 四、结转下年度继续办理 | 2{zeros} |\n"
    this = (
        f"| 一、本年新收政府信息公开申请数量 | 0{zeros} |\n| 二、上年结转政府信息公开申请数量 | 1{zeros} |\n"
    )
    write(REPORT.format(body="民政局") + table + this, "2023/民政局.txt")
    write(REPORT.format(body="民政局").replace("2023年政", "2022年政") + table + last, "旧 报告/档案馆.txt")
    argv = ["2023/民政局.txt", "--select", "H701"]
    assert found(capsys, *argv, "--previous", "旧 报告", status=1) == {("2023/民政局.txt", "H701", "error")}
    write(suppress("code: H701, file: 2023/民政局.txt"))
    assert unused(capsys, *argv) == unused(capsys, *argv, "--previous", "旧 报告") == []
    write("")
    assert main(["check", *argv, "--previous", "旧 报告", "--write-baseline", "b.json"]) == 0
    assert "H701" in Path("b.json").read_text(encoding="utf-8")
    capsys.readouterr()
    assert checked(capsys, *argv, "--baseline", "b.json") == (set(), "")
    assert found(capsys, *argv, "--baseline", "b.json", "--previous", "旧 报告", status=0) == set()


def test_a_config_names_its_baseline(capsys: Captured) -> None:
    write("baseline: 基线.json\n")
    assert main(["check"]) == 2
    assert ".nianbao.yaml:1:11: baseline: 读不了基线文件：文件不存在" in capsys.readouterr().err
    assert main(["check", "--write-baseline", "基线.json"]) == 0
    capsys.readouterr()
    assert found(capsys, status=0) == set()
    assert found(capsys, "--no-config", status=1)
    write('{"version": 1}', "基线.json")
    assert main(["check"]) == 2
    assert "基线.json:1:1: format: 不是 nianbao 的基线文件" in capsys.readouterr().err


def test_what_is_suppressed_is_in_no_baseline(capsys: Captured) -> None:
    write(suppress("code: P303, file: 2023/民政局.txt"))
    main(["check", "2023/民政局.txt", "--write-baseline", "b.json"])
    assert "P303" not in Path("b.json").read_text(encoding="utf-8")
    capsys.readouterr()
    assert checked(capsys, "2023/民政局.txt", "--baseline", "b.json", status=0) == (set(), "")


def test_a_baseline_is_written_whole_or_not_at_all(capsys: Captured) -> None:
    before = '{"format": "nianbao-baseline", "version": 1, "files": {}}'
    write(before, "b.json")
    write("\x00\x01\x02" * 99, "2023/坏.txt")
    assert main(["check", "--write-baseline", "b.json"]) == 2
    assert "有 1 个文件未能检查，没有写入基线 b.json" in capsys.readouterr().err
    assert Path("b.json").read_text(encoding="utf-8") == before
    assert main(["check", "--write-baseline", "没有/b.json"]) == 2
    assert capsys.readouterr() == ("", "nianbao: 没有/b.json:1:1: 基线所在的文件夹不存在\n")
    assert main(["check", "--write-baseline", "2023"]) == 2
    assert [path.name for path in Path().iterdir() if "tmp" in path.name] == []


def test_a_baseline_of_some_files_keeps_the_entries_of_the_others(capsys: Captured) -> None:
    main(["check", "--write-baseline", "b.json"])
    whole = Path("b.json").read_bytes()
    capsys.readouterr()
    assert main(["check", "2023/民政局.txt", "--write-baseline", "b.json"]) == 0
    assert "，保留原有的 " in capsys.readouterr().err
    assert Path("b.json").read_bytes() == whole


def test_a_baseline_of_some_rules_keeps_the_entries_of_the_others(capsys: Captured) -> None:
    main(["check", "--write-baseline", "b.json"])
    whole = Path("b.json").read_bytes()
    codes = {entry["code"] for entries in json.loads(whole)["files"].values() for entry in entries}
    assert len(codes) > 1
    assert main(["check", "--select", min(codes), "--write-baseline", "b.json"]) == 0
    assert Path("b.json").read_bytes() == whole


def test_a_baseline_forgets_files_that_a_checked_folder_holds_no_more(capsys: Captured) -> None:
    main(["check", "--write-baseline", "b.json"])
    Path("2023/水务局.txt").unlink()
    assert main(["check", "旧 报告", "--write-baseline", "b.json"]) == 0
    assert "2023/水务局.txt" in Path("b.json").read_text(encoding="utf-8")
    assert main(["check", "2023", "--write-baseline", "b.json"]) == 0
    assert list(json.loads(Path("b.json").read_bytes())["files"]) == ["2023/民政局.txt", "旧 报告/档案馆.txt"]


@pytest.mark.parametrize("content", ["报告", "{}", '{"files": []}'])
def test_only_a_baseline_is_replaced_by_one(content: str, capsys: Captured) -> None:
    write(content, "../我的.txt")
    assert main(["check", "--write-baseline", "../我的.txt"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "不是 nianbao 的基线，不能用基线覆盖它" in said.err
    assert Path("../我的.txt").read_text(encoding="utf-8") == content


def test_a_damaged_baseline_is_written_anew(capsys: Captured) -> None:
    main(["check", "--write-baseline", "b.json"])
    sound = Path("b.json").read_bytes()
    Path("b.json").write_bytes(b"<<<<<<< HEAD\n" + sound)
    assert main(["check", "--write-baseline", "b.json"]) == 0
    assert Path("b.json").read_bytes() == sound


@pytest.mark.skipif(os.name != "posix", reason="只有 POSIX 系统人人可以建链接")
def test_a_baseline_holds_through_a_linked_folder(capsys: Captured) -> None:
    Path("链接").symlink_to("2023")
    Path("../别处").symlink_to(Path.cwd())
    main(["check", "2023", "--write-baseline", "b.json"])
    capsys.readouterr()
    assert found(capsys, "链接", "--baseline", "b.json", status=0) == set()
    assert found(capsys, "2023", "--baseline", "../别处/b.json", status=0) == set()
    written = Path("b.json").read_bytes()
    assert main(["check", "链接", "--write-baseline", "../别处/b.json"]) == 0
    assert Path("b.json").read_bytes() == written


@pytest.mark.skipif(os.name != "posix", reason="只有 POSIX 系统人人可以建链接")
def test_a_baseline_written_through_a_linked_folder_by_an_earlier_version_holds(capsys: Captured) -> None:
    Path("链接").symlink_to("2023")
    main(["check", "2023", "--write-baseline", "b.json"])
    text = Path("b.json").read_text(encoding="utf-8").replace('"2023/', '"链接/')
    write(text, "b.json")
    capsys.readouterr()
    assert found(capsys, "链接", "--baseline", "b.json", status=0) == set()


def test_nothing_checked_writes_no_baseline(capsys: Captured) -> None:
    main(["check", "--write-baseline", "b.json"])
    before = Path("b.json").read_bytes()
    Path("空").mkdir()
    assert main(["check", "空", "--write-baseline", "b.json"]) == 2
    assert "没有检查任何报告，没有写入基线 b.json" in capsys.readouterr().err
    assert Path("b.json").read_bytes() == before


def test_jobs_change_nothing(capsys: Captured) -> None:
    pad = "全年召开会议，研究部署政务公开工作。\n" * 900
    for n in range(12):
        write(REPORT.format(body=f"第{n}街道办事处") + pad, f"2023/{n:02}.txt")
    write(suppress("code: P303, file: '2023/0*.txt'", "code: N501, file: '2023/**'") + "baseline: b.json\n")
    seen = set()
    for jobs in ("1", "3"):
        main(["check", "--write-baseline", "b.json", "--jobs", jobs])
        written = Path("b.json").read_text(encoding="utf-8")
        write(REPORT.format(body="第3街道办事处").replace("2022", "2021") + pad, "2023/03.txt")
        write(REPORT.format(body="第11街道办事处").replace("2022", "2021") + pad, "2023/11.txt")
        status = main(["check", "--jobs", jobs])
        seen.add((written, status, *capsys.readouterr()))
        for n in (3, 11):
            write(REPORT.format(body=f"第{n}街道办事处") + pad, f"2023/{n:02}.txt")
    [(_, status, out, err)] = seen
    assert status == 1
    assert "11.txt:2:" in out
    assert "已列入基线" in out
    assert "N501 的这条不报说明没有用上" in err
    assert "中有 1 条已经消失" in err


def test_choices_reach_spawned_workers(book: Rulebook) -> None:
    write(suppress("code: P303, file: '**', section: overview", "code: C203, file: '**'"))
    config = read_config(".nianbao.yaml")
    paths = [str(path) for path in sorted(Path().rglob("*.txt"))]
    choice = FileSettings(Settings(), suppressions=config.suppressions, collect=True)
    items = [Item(path, file_settings=choice) for path in paths]
    task = Check(Settings(), "json")
    alone = list(run_files(items, task, book, jobs=1))
    assert pickle.loads(pickle.dumps(items)) == items
    assert list(run_files(items, task, book, jobs=2, start="spawn")) == alone
    used = {place for outcome in alone if outcome.record for place in outcome.record.used}
    assert used == {Location(".nianbao.yaml", 3, 5, "suppressions[1]")}
    assert all(outcome.record and outcome.record.found for outcome in alone)


def test_extract_reads_by_the_packs_of_the_config(capsys: Captured) -> None:
    write("extends: [没有.yaml]\n")
    assert main(["extract", "2023/民政局.txt"]) == 2
    assert ".nianbao.yaml:1:11: extends[0]: 找不到规则文件：没有.yaml" in capsys.readouterr().err
    assert main(["extract", "2023/民政局.txt", "--no-config"]) == 0


def test_a_run_without_config_imports_nothing_of_it() -> None:
    code = (
        "import sys; from linter.cli import main; main(['check', '2023/民政局.txt']);"
        "print([name for name in sys.modules if name in ('yaml', 'json', 'linter.app.config.file',"
        " 'linter.app.config.glob', 'linter.strict_yaml.decoder', 'linter.report.locator')"
        " or name.startswith('linter.app.baseline.')])"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"

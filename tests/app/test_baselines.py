"""The baselines of a run: which is read for which file, and what may be replaced by a new one."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from linter.app.baseline.file import Files
from linter.app.baseline.fingerprint import Fingerprint
from linter.app.baselines import LARGEST, Baselines, key, render_baseline, shown
from linter.app.config.file import Config
from linter.app.config.loader import read_config
from linter.report.locator import Place
from linter.strict_yaml import RuleError

KNOWN: Files = {"a.txt": {Fingerprint("N501", Place(1)): 2}}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def config(name: str = "b.json", folder: str = ".") -> Config:
    """A config that names a baseline."""
    path = Path(folder, "nianbao.yaml")
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"baseline: {name}\n" if name else "fail-on: info\n", encoding="utf-8")
    return read_config(str(path))


def refused(baselines: Baselines, *configs: Config | None) -> list[str]:
    with pytest.raises(RuleError) as caught:
        baselines.read(configs)
    return str(caught.value).splitlines()


def test_a_run_without_baseline_reads_and_writes_none() -> None:
    baselines = Baselines()
    baselines.read([None, config("")])
    assert not baselines.used
    assert not baselines.writing
    assert (baselines.target, baselines.listed, baselines.paths()) == (None, {}, {})
    assert baselines.path(None) is baselines.path(config("")) is None
    assert baselines.counts(None, "a.txt") is None


def test_the_one_that_is_given_holds_for_all_files() -> None:
    Path("given.json").write_text(render_baseline(KNOWN), encoding="utf-8")
    baselines = Baselines("given.json")
    assert baselines.used
    assert not baselines.writing
    baselines.read([None, config("none.json")])  # the other is not even looked for
    assert baselines.paths() == {"given.json": KNOWN}
    assert baselines.path(config()) == "given.json"
    assert baselines.counts(None, "a.txt") == baselines.counts(config(), "a.txt") == KNOWN["a.txt"]
    assert baselines.counts(None, "b.txt") == {}


def test_each_config_has_its_own_which_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("b.json").write_text(render_baseline(KNOWN), encoding="utf-8")
    one, same, other = config(), config(), config("")
    baselines = Baselines()
    baselines.read([one, None])
    Path("b.json").unlink()
    baselines.read([one, same, other])
    assert not baselines.used
    assert list(baselines.paths()) == [str(folder / "b.json")]
    assert baselines.counts(same, "a.txt") == KNOWN["a.txt"]
    assert baselines.counts(other, "a.txt") is baselines.counts(None, "a.txt") is None


def test_what_is_wrong_with_several_is_told_at_once_where_they_are_named() -> None:
    Path("x").mkdir()
    Path("x/b.json").write_text("[]", encoding="utf-8")
    one, other = config(), config(folder="x")
    assert refused(Baselines(), one, other) == [
        "nianbao.yaml:1:11: baseline: 读不了基线文件：文件不存在；可用 --write-baseline 生成",
        f"{os.path.join('x', 'b.json')}:1:1: format: 不是 nianbao 的基线文件",
    ]


def test_one_that_is_given_and_cannot_be_read_is_told_by_its_name() -> None:
    [said] = refused(Baselines("none.json"), None, config())
    assert said == "none.json:1:1: 读不了基线文件：文件不存在；可用 --write-baseline 生成"


def test_faults_quote_a_file_only_where_it_is_in_the_folder_of_its_config(folder: Path) -> None:
    secret = folder / "secret.json"
    secret.write_text('{"format": "nianbao-baseline", "password": 1}', encoding="utf-8")
    [said] = refused(Baselines(), config("../secret.json", folder="x"))
    assert said.startswith("secret.json:1:1: 这个文件不能用")
    assert "password" not in said
    assert "password" in "".join(refused(Baselines(), config("secret.json")))
    assert "password" in "".join(refused(Baselines("secret.json"), config("../secret.json", folder="x")))


def test_the_largest_baseline_has_some_megabytes() -> None:
    assert LARGEST == 64 << 20


@pytest.mark.parametrize("given", [True, False])
def test_a_file_is_bounded_in_size(given: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linter.app.baselines.LARGEST", 10)
    Path("b.json").write_text(render_baseline(KNOWN), encoding="utf-8")
    [said] = refused(Baselines("b.json" if given else None), config())
    assert "读不了基线文件" in said
    [said] = refused(Baselines(target="b.json"))
    assert "读不了原来的基线" in said


def test_a_file_to_write_keeps_what_it_lists_and_nothing_is_compared() -> None:
    Path("b.json").write_text(render_baseline(KNOWN), encoding="utf-8")
    baselines = Baselines(target="b.json")
    baselines.read([config("none.json")])
    assert baselines.used
    assert baselines.writing
    assert baselines.target == "b.json"
    assert baselines.listed == KNOWN
    assert baselines.paths() == {}


@pytest.mark.parametrize("content", ["", " \n", '{"format": "nianbao-baseline", <<<<<<<'])
def test_an_empty_or_a_damaged_one_is_written_anew(content: str) -> None:
    Path("b.json").write_text(content, encoding="utf-8")
    baselines = Baselines(target="b.json")
    baselines.read([])
    assert baselines.listed == {}


def test_a_new_one_lists_nothing() -> None:
    baselines = Baselines(target="new.json")
    baselines.read([])
    assert (baselines.listed, baselines.writing) == ({}, True)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("x", "这是一个文件夹，不能写入基线"),
        ("none/b.json", "基线所在的文件夹不存在"),
        ("report.txt", "这个文件不是 nianbao 的基线，不能用基线覆盖它"),
    ],
)
def test_what_is_no_baseline_is_not_to_be_replaced_by_one(target: str, said: str) -> None:
    Path("x").mkdir()
    Path("report.txt").write_text("年报", encoding="utf-8")
    assert refused(Baselines(target=target)) == [f"{target}:1:1: {said}"]


def test_a_file_is_known_by_its_path_from_the_baseline(folder: Path) -> None:
    (folder / "in").mkdir()
    assert key("b.json", "in/a.txt") == "in/a.txt"
    assert key("in/b.json", "a.txt") == "../a.txt"
    assert key(str(folder / "b.json"), os.path.join("in", "..", "a.txt")) == "a.txt"


@pytest.mark.skipif(os.name != "posix", reason="只有 POSIX 系统有这些链接")
def test_a_file_is_known_by_either_way_through_a_linked_folder(folder: Path) -> None:
    (folder / "real").mkdir()
    (folder / "link").symlink_to("real")
    assert key("b.json", "link/a.txt") == "real/a.txt"
    assert key("link/b.json", "real/a.txt") == "a.txt"
    (folder / "real" / "c.txt").symlink_to(folder / "a.txt")
    assert key("b.json", "link/c.txt") == "real/c.txt"  # a linked file is known by its own name
    mark = {Fingerprint("N501", Place(1)): 1}
    for known, name in (("real/a.txt", "link/a.txt"), ("link/a.txt", "link/a.txt")):
        Path("b.json").write_text(render_baseline({known: mark}), encoding="utf-8")
        baselines = Baselines("b.json")
        baselines.read([None])
        assert baselines.counts(None, name) == mark


def test_paths_are_shown_as_typed(folder: Path) -> None:
    assert re.fullmatch(r"a\.json", shown(str(folder / "a.json")))
    assert shown("a.json") == "a.json"

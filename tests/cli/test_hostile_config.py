"""A config that came with a folder: whatever it names, the run ends at once, and no other file is quoted."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from linter.cli import main
from tests.corpus import example

SECRET = "root:x:0:0:root:/root:/bin/bash"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "外面").mkdir()
    (tmp_path / "外面" / "密码").write_text(f"{SECRET}\n", encoding="utf-8")
    (tmp_path / "外面" / "密码.json").write_text(
        json.dumps({"format": "nianbao-baseline", "version": SECRET, "files": {}}), encoding="utf-8"
    )
    folder = tmp_path / "报送"
    folder.mkdir()
    (folder / "甲.txt").write_text(example(1).text, encoding="utf-8")
    monkeypatch.chdir(folder)


def _run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(["check", "甲.txt", *arguments])
    return status, "".join(capfd.readouterr())


@pytest.mark.parametrize(
    "config",
    [
        "extends: [../外面/密码]\n",
        "extends: [链接.yaml]\n",
        "baseline: ../外面/密码.json\n",
        "baseline: 链接.json\n",
    ],
)
def test_a_file_outside_of_the_folder_is_named_and_not_quoted(
    config: str, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("链接.yaml").symlink_to("../外面/密码")
    Path("链接.json").symlink_to("../外面/密码.json")
    Path(".nianbao.yaml").write_text(config, encoding="utf-8")
    status, said = _run(capfd)
    assert status == 2
    assert "不显示其中的内容" in said
    assert SECRET[:6] not in said


def test_nor_is_what_a_config_leads_to(capfd: pytest.CaptureFixture[str]) -> None:
    Path(".nianbao.yaml").symlink_to("../外面/密码")
    status, said = _run(capfd)
    assert status == 2
    assert "不显示其中的内容" in said
    assert SECRET[:6] not in said


def test_what_the_user_names_is_quoted(capfd: pytest.CaptureFixture[str]) -> None:
    for option in ("--rules", "--config"):
        status, said = _run(capfd, option, "../外面/密码")
        assert status == 2
        assert SECRET[:6] in said
    Path(".nianbao.yaml").write_text("extends: [../外面/密码]\n", encoding="utf-8")
    status, said = _run(capfd, "--rules", str(Path("../外面/密码").resolve()))
    assert SECRET[:6] in said


@pytest.mark.skipif(os.name != "posix", reason="the system has no such files")
@pytest.mark.parametrize("named", ["管道", "/dev/zero"])
@pytest.mark.parametrize("key", ["extends: [{}]", "baseline: {}"])
def test_pipes_and_devices_end_no_run_late(key: str, named: str, capfd: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("管道")
    Path(".nianbao.yaml").write_text(key.format(named), encoding="utf-8")
    status, said = _run(capfd)
    assert status == 2
    assert "是设备或命名管道，不是普通文件" in said or "不显示其中的内容" in said


@pytest.mark.skipif(os.name != "posix", reason="the system has no such files")
@pytest.mark.parametrize(
    ("config", "words"),
    [
        (None, "是设备或命名管道，不是普通文件"),
        ("/dev/zero", "不显示其中的内容"),
        ("没有这个文件", "找不到配置文件"),
        (".nianbao.yaml", "链接绕成了圈"),
    ],
)
def test_a_config_that_cannot_be_read_does_not_seem_to_be_absent(
    config: str | None, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    if config is None:
        os.mkfifo(".nianbao.yaml")
    else:
        Path(".nianbao.yaml").symlink_to(config)
    status, said = _run(capfd)
    assert status == 2
    assert ".nianbao.yaml" in said
    assert words in said


def test_a_folder_of_that_name_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    Path(".nianbao.yaml").mkdir()
    status, said = _run(capfd)
    assert status == 2
    assert said == "nianbao: .nianbao.yaml:1:1: 这是一个文件夹，不是配置文件\n"


@pytest.mark.skipif(os.name != "posix", reason="the system has no such files")
@pytest.mark.parametrize("option", ["--rules", "--config", "--baseline"])
def test_nor_do_those_that_are_named_in_the_command(option: str, capfd: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("管道")
    status, said = _run(capfd, option, "管道")
    assert status == 2
    assert "是设备或命名管道，不是普通文件" in said


def test_a_config_of_many_gigabytes_is_not_read(capfd: pytest.CaptureFixture[str]) -> None:
    with open(".nianbao.yaml", "wb") as file:
        file.truncate(1 << 40)
    status, said = _run(capfd)
    assert status == 2
    assert "读不了配置文件：文件太大" in said

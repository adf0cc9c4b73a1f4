"""The offline bundle as a user gets it: unpacked, installed without network, and used."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from release import bundle

ROOT = Path(__file__).parents[2]
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


def _texts() -> dict[str, bytes]:
    return {name: data for name, data, _ in bundle._texts()}


def test_the_texts_are_as_their_systems_read_them() -> None:
    texts = _texts()
    assert "没有找到 Python".encode("gbk") in texts["install.bat"]
    assert texts["install.bat"].count(b"\n") == texts["install.bat"].count(b"\r\n") > 20
    assert texts["README.txt"].startswith(b"\xef\xbb\xbf")
    assert b"\r" not in texts["install.sh"]
    assert {mode for name, _, mode in bundle._texts() if name == "install.sh"} == {0o755}


def test_the_installers_take_the_versions_that_the_bundle_holds() -> None:
    first, last = (tuple(map(int, each.split("."))) for each in (bundle.VERSIONS[0], bundle.VERSIONS[-1]))
    said = f"{first} <= sys.version_info[:2] <= {last}"
    words = "、".join(bundle.VERSIONS[:-1]) + " 或 " + bundle.VERSIONS[-1]
    for name in ("install.bat", "install.sh"):
        text = (ROOT / "release" / name).read_text(encoding="utf-8")
        assert said in text
        assert words in text
        assert all(version in text for version in bundle.VERSIONS)
        assert f"nianbao[{bundle.EXTRAS}]" in text
    assert words in (ROOT / "release/README.txt").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert bundle.EXTRAS in project["optional-dependencies"]
    assert project["requires-python"] == f">={bundle.VERSIONS[0]}"


def _wheel(folder: Path, name: str, *requirements: str) -> None:
    said = "".join(f"Requires-Dist: {each}\n" for each in requirements)
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\n{said}\n")


def test_what_only_another_system_needs_is_missed(tmp_path: Path) -> None:
    _wheel(tmp_path, "nianbao", "click", 'Pages.Lib; extra == "web"', 'duckdb; extra == "audit"')
    _wheel(tmp_path, "click", 'colorama; platform_system == "Windows"', 'six; python_version < "3.12"')
    _wheel(tmp_path, "pages_lib", 'other; extra == "web"')
    systems = {name: bundle.missing(tmp_path, system, "3.12") for name, system in bundle.SYSTEMS.items()}
    assert systems.pop("windows") == {"colorama"}
    assert set(map(len, systems.values())) == {0}
    assert bundle.missing(tmp_path, bundle.SYSTEMS["linux-x86_64"], "3.11") == {"six"}


def _system() -> str:
    machine = {"AMD64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
    return {"linux": f"linux-{machine}"}.get(sys.platform, "")


@pytest.mark.slow
@pytest.mark.skipif(
    _system() not in bundle.SYSTEMS or VERSION not in bundle.VERSIONS, reason="not a system of install.sh"
)
def test_it_is_installed_without_network_and_checks_a_report(tmp_path: Path) -> None:
    archive = tmp_path / "nianbao-offline.zip"
    try:
        bundle.make(archive, [_system()], [VERSION])
    except bundle.BundleError as error:
        if re.search(r"onnection|resolve|network|timed out", str(error)):
            pytest.skip("依赖包下载不了（没有网络？）")
        raise
    place = tmp_path / "离线 安装"
    with zipfile.ZipFile(archive) as unpacked:
        unpacked.extractall(place)
    home = tmp_path / "家"
    (home / "Desktop").mkdir(parents=True)
    installer = place / bundle.FOLDER / "install.sh"
    bin_folder = os.path.dirname(os.path.realpath(sys.executable))
    environment = {
        "PATH": f"{bin_folder}:/usr/bin:/bin",
        "HOME": str(home),
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
    }
    done = subprocess.run(
        ["sh", str(installer)], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "装好了" in done.stdout
    program = home / ".local/bin/nianbao"
    entry = (home / "Desktop/nianbao.desktop").read_text(encoding="utf-8")
    assert f'Exec="{home}/.local/share/nianbao/bin/nianbao" %F' in entry
    fixture = str(ROOT / "fixtures/07-sums-2020.md")
    checked = subprocess.run(
        [str(program), "check", fixture], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert checked.returncode == 1, checked.stderr
    assert "检查了 1 个文件（1 份报告），错误 3" in checked.stdout

"""Neovim itself, set up as docs/editors.md says, shows a report's findings, fixes, formats and saves it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from linter.cli import main
from tests.lsp.e2e import reports
from tests.lsp.guide import GUIDE, blocks, with_this_server

ROOT = Path(__file__).parents[2]
NVIM = shutil.which("nvim")


def _version(program: str) -> tuple[int, int]:
    told = subprocess.run([program, "--version"], capture_output=True, encoding="utf-8", check=True).stdout
    found = re.match(r"NVIM v(\d+)\.(\d+)", told)
    assert found is not None
    return int(found[1]), int(found[2])


def _settings(version: tuple[int, int]) -> str:
    """The lines of the guide for a version, with this checkout's server in the place of the command."""
    titles = re.findall(r"^## (Neovim ([\d.]+).*)$", GUIDE, re.MULTILINE)
    since = {tuple(map(int, first.split("."))): title for title, first in titles}
    assert len(since) == 3
    [lua] = blocks("lua", since[max(first for first in since if first <= version)])
    return with_this_server(lua)


@pytest.mark.slow
def test_neovim_shows_fixes_formats_and_saves(tmp_path: Path) -> None:
    if NVIM is None:
        pytest.skip("nvim is not installed (Debian, Ubuntu: apt-get install neovim)")
    if (version := _version(NVIM)) < (0, 7):
        pytest.skip(f"Neovim {version} has no client of its own that is fit for use; 0.7 has")
    text = reports.prose()
    folder = tmp_path / "年报 材料"
    folder.mkdir()
    report, result, command = folder / "年报.txt", tmp_path / "result.json", tmp_path / "命令.txt"
    report.write_bytes(text.encode())
    command.write_bytes(text.encode())
    main(["check", "--fix", "--exit-zero", str(command)])
    (tmp_path / "init.lua").write_text(_settings(version), encoding="utf-8")
    script = ROOT / "tests" / "lsp" / "neovim.lua"
    environment = os.environ | {
        "NIANBAO_REPORT": str(report),
        "NIANBAO_RESULT": str(result),
        "PYTHONPATH": str(ROOT),
        **{f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "STATE", "CACHE")},
    }
    done = subprocess.run(
        [NVIM, "--headless", "-n", "-i", "NONE", "-u", str(tmp_path / "init.lua"), "-c", f"luafile {script}"],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert result.exists(), done.stderr
    told: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    assert "error" not in told, told["error"]
    assert told["steps"] == dict.fromkeys(("attached", "shown", "fixed", "formatted"), True), done.stderr
    before = {
        code: {each["words"] for each in told["before"] if each["code"] == code} for code in reports.PROSE
    }
    assert before == reports.PROSE
    assert {each["source"] for each in told["before"]} == {"nianbao"}
    mended = text.replace("\r\n", "\n").replace("[2021]", "〔2021〕")
    assert "\n".join(told["fixed"]) == mended.removesuffix("\n")
    assert {each["code"] for each in told["after"]} == {"C204", "C205", "P304"}
    assert report.read_bytes().rstrip() == command.read_bytes().rstrip()


@pytest.mark.parametrize("version", [(0, 7), (0, 9), (0, 11)])
def test_the_guide_has_settings_for_each_version(version: tuple[int, int]) -> None:
    assert _settings(version).count("\n") <= 10

"""Emacs itself, set up as docs/editors.md says, shows a report's findings, formats and saves it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from linter.cli import main
from tests.lsp.e2e import reports
from tests.lsp.guide import blocks, with_this_server

ROOT = Path(__file__).parents[2]
EMACS = shutil.which("emacs")


@pytest.mark.slow
def test_emacs_shows_formats_and_saves(tmp_path: Path) -> None:
    start = ["--batch", "--eval", "(package-initialize)"]
    if EMACS is None:
        pytest.skip("emacs is not installed (Debian, Ubuntu: apt-get install emacs-nox elpa-eglot)")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    known = subprocess.run(
        [EMACS, *start, "-l", "eglot"], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if known.returncode != 0:
        pytest.skip("Emacs has no Eglot (Emacs 29 brings it; Debian, Ubuntu: apt-get install elpa-eglot)")
    [eglot] = [block for block in blocks("elisp", "Emacs") if "eglot" in block]
    report, result = tmp_path / "年报 材料" / "年报.txt", tmp_path / "result.json"
    command, settings = tmp_path / "命令.txt", tmp_path / "settings.el"
    report.parent.mkdir()
    for path in (report, command):
        path.write_bytes(reports.prose().encode())
    main(["check", "--fix", "--exit-zero", str(command)])
    settings.write_text(with_this_server(eglot), encoding="utf-8")
    done = subprocess.run(
        [EMACS, *start, "-l", str(ROOT / "tests" / "lsp" / "emacs.el")],
        cwd=report.parent,
        env=environment
        | {"NIANBAO_SETTINGS": str(settings), "NIANBAO_REPORT": str(report), "NIANBAO_RESULT": str(result)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert result.exists(), done.stderr
    shown = json.loads(result.read_text(encoding="utf-8"))
    for code, words in reports.PROSE.items():
        assert {of for message, of in shown if code in message} == words
    assert report.read_bytes() == command.read_bytes()

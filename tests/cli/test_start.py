"""What a check of one text file imports: a start is mostly imports."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from linter.cli.garbage import collect_again
from tests.samples.layouts import report

MOST = 230
"""Modules of our own; one more is a decision, not an accident."""

UNWANTED = {
    "_hashlib", "ast", "asyncio", "calendar", "concurrent.futures", "dataclasses", "email", "gettext",
    "hashlib", "html", "http", "inspect", "json", "lark", "locale", "logging", "lxml",
    "msgspec.inspect", "msgspec.json", "multiprocessing", "opencc", "openpyxl", "pathlib", "pdfminer",
    "pickle", "platform", "pygls", "rapidfuzz", "rich", "shtab", "subprocess", "tempfile", "textwrap",
    "tokenize", "typing_extensions", "urllib.parse", "xlsxwriter", "xml", "yaml", "zipfile",
    "linter.app.fix", "linter.app.own_results", "linter.checks.previous.carry_over",
    "linter.checks.registry", "linter.cli.explain", "linter.cli.extract", "linter.lsp", "linter.mcp",
    "linter.output.concise", "linter.output.json", "linter.rulebook.compiler",
    "linter.rulebook.encoder", "linter.strict_yaml.decoder", "linter.strict_yaml.structure",
}  # fmt: skip

PROGRAM = """
import io, sys
from contextlib import redirect_stdout
from linter.__main__ import main
sys.argv = ["nianbao", "check", sys.argv[1]]
with redirect_stdout(io.StringIO()):
    main()
print("\\n".join(sys.modules))
"""


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that a check imports whose rules are kept already, with `ast` where Python's compiler has
    run: it makes the two hundred classes of syntax trees first."""
    folder = tmp_path_factory.mktemp("start")
    file = folder / "年报.txt"
    file.write_text(report(), encoding="utf-8")
    command = [sys.executable, "-c", PROGRAM, str(file)]
    kept = os.environ | {"PYTHONPYCACHEPREFIX": str(folder), "PYTHONDONTWRITEBYTECODE": ""}
    for _ in range(2):
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, env=kept)
    return set(run.stdout.split())


@pytest.mark.parametrize("name", sorted(UNWANTED))
def test_a_check_of_a_text_does_without(modules: set[str], name: str) -> None:
    assert name not in modules


def test_a_check_of_a_text_imports_few_modules_of_ours(modules: set[str]) -> None:
    assert len([name for name in modules if name.split(".")[0] == "linter"]) <= MOST


def test_what_a_start_does_without_is_there_when_it_is_asked_for() -> None:
    program = """
from linter.__main__ import _import_lightly
_import_lightly()
import msgspec
assert msgspec.json.encode([1]) == b"[1]"
import gettext, platform, uuid
assert gettext.gettext("a") == "a"
assert platform.python_version()
assert uuid.uuid4().version == 4
assert type(msgspec.inspect.type_info(uuid.UUID)).__name__ == "UUIDType"
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_collector_runs_again_once_what_stays_is_loaded() -> None:
    before = gc.get_threshold()
    gc.disable()
    try:
        collect_again()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def test_a_collector_that_runs_is_left_alone() -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    collect_again()
    assert (gc.get_threshold(), gc.get_freeze_count()) == before


def test_every_command_but_those_that_load_first_has_a_collector(tmp_path: Path) -> None:
    program = "import gc, sys; from linter.__main__ import main; main(); print(gc.isenabled())"
    for words in (["explain", "N501"], ["rules"], ["check", str(tmp_path)]):
        run = subprocess.run(
            [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True
        )
        assert run.stdout.split()[-1] == "True"

"""The wheel as a user gets it: built from the tree, installed into an empty environment elsewhere."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TITLE = "云岭市临江区农业农村局2023年政府信息公开工作年度报告\n"
pytestmark = pytest.mark.slow


def _run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the checkout with an environment `env` that holds the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("elsewhere")
    built = _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    assert built.returncode == 0, built.stderr
    [wheel] = folder.glob("nianbao-*.whl")
    venv.create(folder / "env", with_pip=importlib.util.find_spec("pip") is None)
    # Dependencies come first and alone: only they may be missing because there is no network.
    fetched = _install(folder, *_requirements())
    if fetched.returncode != 0:
        pytest.skip(f"依赖包下载不了（没有网络？）：{fetched.stderr.strip().splitlines()[-1]}")
    installed = _install(folder, "--no-index", wheel)
    assert installed.returncode == 0, installed.stderr
    return folder


def _install(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Install by the pip at hand, if there is one: bringing one and compiling it takes most of the time."""
    python, there = _program(folder, "python"), importlib.util.find_spec("pip") is None
    pip = (python, "-m", "pip") if there else (sys.executable, "-m", "pip", "--python", python)
    return _run(*pip, "install", "-q", "--no-compile", *words, cwd=folder)


def _requirements() -> list[str]:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return list(project["dependencies"])


def _program(folder: Path, name: str) -> Path:
    return folder / "env" / ("Scripts" if os.name == "nt" else "bin") / name


def test_every_command_works(elsewhere: Path) -> None:
    nianbao = _program(elsewhere, "nianbao")
    where = _run(_program(elsewhere, "python"), "-c", "import linter; print(linter.__file__)", cwd=elsewhere)
    assert Path(where.stdout.strip()).is_relative_to(elsewhere), where.stderr

    rules = _run(nianbao, "rules", cwd=elsewhere)
    assert rules.returncode == 0, rules.stderr
    assert {"N501", "S101", "T404"} <= {line.split()[0] for line in rules.stdout.splitlines()}

    (elsewhere / "a.txt").write_text(f"{TITLE}一、总体情况\n2023年公开信息12条。\n", encoding="utf-8")
    check = _run(nianbao, "check", "a.txt", "--output-format", "concise", cwd=elsewhere)
    assert check.returncode == 1, check.stderr
    assert " S101 " in check.stdout

    page = _run(nianbao, "check", "a.txt", "--output-format", "html", cwd=elsewhere)
    assert "<style>" in page.stdout, page.stderr

    extract = _run(nianbao, "extract", "a.txt", cwd=elsewhere)
    assert extract.returncode == 0, extract.stderr
    assert '"year": 2023' in extract.stdout

    explain = _run(nianbao, "explain", "N501", cwd=elsewhere)
    assert explain.returncode == 0, explain.stderr
    assert explain.stdout.startswith("N501 request-balance 收支不平\n")

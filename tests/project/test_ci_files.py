"""The GitHub action and the GitLab template: what their schemas say, and what their shell steps do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from linter.output.formats import FORMATS

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
SPEC, JOBS = yaml.safe_load_all((ROOT / "templates/nianbao.yml").read_text(encoding="utf-8"))
STEPS = {step.get("id", step.get("name")): step for step in ACTION["runs"]["steps"]}
BASH = shutil.which("bash")

RECORDER = '#!/bin/sh\nfor word; do printf "%s\\n" "$word"; done > "$RECORD"\n'


def _validate(schema: str, file: Path) -> None:
    pytest.importorskip("check_jsonschema", reason="pip install -e '.[dev]' brings check-jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_suite_runs_on_windows() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    test = workflow["jobs"]["test"]
    assert {"ubuntu-latest", "windows-latest", "macos-latest"} <= set(test["strategy"]["matrix"]["os"])
    assert test["runs-on"] == "${{ matrix.os }}"
    assert not test["strategy"]["fail-fast"]
    assert any("pytest" in step.get("run", "") and "if" not in step for step in test["steps"])


def test_the_long_searches_take_every_target_and_every_room() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/search.yml").read_text(encoding="utf-8"))["jobs"]
    targets = sorted(folder.name for folder in (ROOT / "fuzz/corpus").iterdir())
    assert jobs["fuzz"]["strategy"]["matrix"]["target"] == targets
    rooms = tomllib.loads((ROOT / "tests/mutation/rooms.toml").read_text(encoding="utf-8"))
    assert jobs["mutate"]["strategy"]["matrix"]["room"] == sorted(rooms)


def test_the_action_is_one() -> None:
    _validate("vendor.github-actions", ROOT / "action.yml")


def test_the_template_is_one(tmp_path: Path) -> None:
    text = (ROOT / "templates/nianbao.yml").read_text(encoding="utf-8").partition("---\n")[2]
    for name, described in SPEC["spec"]["inputs"].items():
        text = text.replace(f"$[[ inputs.{name} ]]", str(described["default"]) or '""')
    assert "$[[" not in text
    path = tmp_path / "jobs.yml"
    path.write_text(text, encoding="utf-8")
    _validate("vendor.gitlab-ci", path)


def test_no_input_reaches_a_shell_but_through_the_environment() -> None:
    assert not [step for step in STEPS.values() if "${{" in step.get("run", "")]


def _recorded(script: str, folder: Path, **environment: str) -> list[str]:
    """The arguments that a step hands to `nianbao`."""
    if BASH is None or os.name == "nt":
        pytest.skip("the steps need a POSIX bash")
    program = folder / "nianbao"
    program.write_text(RECORDER, encoding="utf-8")
    program.chmod(0o755)
    record = folder / "record"
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        env={
            **environment,
            "PATH": path,
            "RECORD": str(record),
            "RUNNER_TEMP": str(folder),
            "BIN": str(folder),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return record.read_text(encoding="utf-8").splitlines()


def _check(folder: Path, paths: str = ".", args: str = "", sarif: str = "false") -> list[str]:
    return _recorded(STEPS["检查年报"]["run"], folder, PATHS=paths, ARGS=args, SARIF=sarif)


def test_the_action_by_default(tmp_path: Path) -> None:
    assert _check(tmp_path) == ["check", "--output-format", "github", "--", "."]


def test_the_action_with_everything(tmp_path: Path) -> None:
    said = _check(
        tmp_path,
        paths="报送 材料\r\n\n$(touch x)*\n",
        args="--fail-on warning --config '我 的.yaml'",
        sarif="true",
    )
    sarif = ["--output-format", "sarif", "--output-file", f"{tmp_path}/nianbao.sarif"]
    given = ["--fail-on", "warning", "--config", "我 的.yaml"]
    assert said == ["check", "--output-format", "github", *sarif, *given, "--", "报送 材料", "$(touch x)*"]


def test_the_template(tmp_path: Path) -> None:
    script = JOBS["nianbao"]["script"][-1]
    said = _recorded(script, tmp_path, NIANBAO_PATH="报送 材料", NIANBAO_ARGS="--fail-on warning")
    report = ["--output-format", "gitlab", "--output-file", "gl-code-quality-report.json"]
    given = ["--fail-on", "warning", "--", "报送 材料"]
    assert said == ["check", "--output-format", "concise", *report, *given]
    assert JOBS["nianbao"]["artifacts"]["reports"]["codequality"] == report[-1]


@pytest.mark.skipif("github" not in FORMATS, reason="this build has no format for GitHub")
def test_the_command_understands_what_the_action_says(tmp_path: Path) -> None:
    command = _check(tmp_path, paths=str(ROOT / "fixtures/07-sums-2020.md"), sarif="true")
    done = subprocess.run(
        [sys.executable, "-m", "linter", *command],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("::error ") == 3
    assert (tmp_path / "nianbao.sarif").is_file()

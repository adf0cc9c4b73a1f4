"""The Dockerfile takes what a wheel is made of, and says nothing that the command does not understand."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINES = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text(encoding="utf-8")).splitlines()
STEPS = [tuple(line.split(maxsplit=1)) for line in LINES if line and not line.startswith("#")]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_all_that_the_wheel_is_made_of_is_copied() -> None:
    copied = {
        name
        for step, words in STEPS
        if step == "COPY" and not words.startswith("--from")
        for name in words.split()[:-1]
    }
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    project = PROJECT["project"]
    needed = {*wheel["packages"], *wheel["force-include"], "pyproject.toml", project["readme"]}
    assert copied == needed | set(project["license-files"])
    assert all((ROOT / name).exists() for name in copied)
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {line[1:] for line in kept if line.startswith("!")} == copied


def test_it_runs_as_nobody_in_particular_with_the_extras_of_a_server() -> None:
    users = [words for step, words in STEPS if step == "USER"]
    assert users == ["nianbao"]
    [extras] = re.findall(r"nianbao\[([a-z,]+)\]", "\n".join(LINES))
    assert extras.split(",") == ["web", "audit"]
    assert set(extras.split(",")) <= set(PROJECT["project"]["optional-dependencies"])
    [command] = [json.loads(words) for step, words in STEPS if step == "CMD"]
    [port] = [words for step, words in STEPS if step == "EXPOSE"]
    assert command[:3] == ["serve", "--host", "0.0.0.0"]
    assert command[command.index("--port") + 1] == port

"""What to install is what pyproject.toml lists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from linter.extras import LIBRARIES, install

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def test_the_libraries_of_extras_are_those_of_the_package() -> None:
    extras = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    listed = {
        name: tuple(re.split(r"[<>=!~\[; ]", each)[0] for each in libraries)
        for name, libraries in extras.items()
        if name not in ("all", "dev", "fuzz")
    }
    assert listed == dict(LIBRARIES)


def test_what_to_install_names_libraries_and_not_the_package_itself() -> None:
    for extra, libraries in LIBRARIES.items():
        assert install(extra) == f"请运行：pip install {' '.join(libraries)}"

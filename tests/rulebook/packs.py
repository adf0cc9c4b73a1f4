"""Packs of a test, written to files and loaded without the cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.rulebook import Rulebook, RuleError, load
from linter.strict_yaml import Fault


def loaded(folder: Path, *texts: str) -> Rulebook:
    """The built-in rules with these packs. Raises RuleError."""
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{number}.yaml")
        paths[-1].write_text(text, encoding="utf-8")
    return load(paths)


def faults(folder: Path, *texts: str) -> list[Fault]:
    """What is wrong with these packs; fails when nothing is."""
    with pytest.raises(RuleError) as caught:
        loaded(folder, *texts)
    return list(caught.value.faults)

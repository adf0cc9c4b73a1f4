"""The threat model names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/dev/threat-model.md"


def test_every_promise_is_held_by_a_test_that_exists() -> None:
    rows = [row for row in PAGE.read_text(encoding="utf-8").splitlines() if row.startswith("| ")]
    promises = [row for row in rows if "tests/" in row]
    assert len(promises) > 20
    named = [found for row in promises for found in re.findall(r"`(tests/[^`:]+)::(test_\w+)`", row)]
    assert len(named) == sum(row.count("`tests/") for row in promises)
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not (ROOT / file).exists() or f"def {test}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert missing == []


def test_the_security_policy_leads_there() -> None:
    assert "docs/dev/threat-model.md" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")

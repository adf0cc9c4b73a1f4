"""docs/rules is what the rules say today; `nianbao rules docs docs/rules` makes it so."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.cli import main
from linter.output.rule_docs import pages
from linter.rulebook import Rulebook

FOLDER = Path(__file__).parents[2] / "docs" / "rules"


def test_the_folder_is_current(book: Rulebook) -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    made = pages(book.rules)
    assert sorted(kept) == sorted(made), "run: nianbao rules docs docs/rules"
    assert [name for name in made if kept[name] != made[name]] == [], "run: nianbao rules docs docs/rules"


def test_a_page_says_everything(book: Rulebook) -> None:
    made = pages(book.rules)
    for rule in book.rules:
        page = made[f"{rule.code}.md"]
        assert f"[{rule.code}]({rule.code}.md)" in made["README.md"]
        assert page.startswith(f"# {rule.code} {rule.label}\n")
        for words in (
            f"`{rule.name}`",
            rule.summary,
            *rule.references,
            rule.severity.value,
            *rule.generations,
        ):
            assert words in page
        for line in (*rule.why.splitlines(), *rule.wrong.splitlines(), *rule.right.splitlines()):
            assert f"\n{line.rstrip()}\n" in page


def test_the_command_writes_them(tmp_path: Path, book: Rulebook, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new" / "rules"
    assert main(["rules", "docs", str(folder)]) == 0
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == pages(book.rules)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert main(["rules", "docs", str(tmp_path / "file")]) == 2
    assert capsys.readouterr().err.startswith("nianbao: 无法写入")

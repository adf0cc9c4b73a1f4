"""The real linter in worker processes that start from nothing, as on Windows and macOS."""

from __future__ import annotations

from linter.app.check import Check
from linter.app.extract import Extract
from linter.app.item import Item
from linter.app.run_files import run_files
from linter.rulebook import load
from linter.settings import Settings

REPORT = "云岭市临江区水务局2023年政府信息公开工作年度报告\n一、总体情况\n2022年公开信息{n}条。\n"


def test_spawned_workers_say_what_one_process_says() -> None:
    book = load()
    encodings = ("utf-8", "gb18030") * 3
    items = [Item(f"{n}.txt", data=REPORT.format(n=n).encode(name)) for n, name in enumerate(encodings)]
    for task in Check(Settings(), "json"), Extract(Settings(year=2021), "json"):
        alone = list(run_files(items, task, book, jobs=1))
        assert all(outcome.text for outcome in alone)
        assert list(run_files(items, task, book, jobs=2, start="spawn")) == alone

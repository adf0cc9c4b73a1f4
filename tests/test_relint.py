"""A text linted again after a change: the same findings as if it were new, and less work."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from linter import relint as relint_module
from linter.checks.base import Context
from linter.documents import Document, open_document
from linter.lint import CheckCancelled, FileResult, ReportResult, check_report, context_of, lint
from linter.memory import Memory
from linter.relint import relint
from linter.rulebook import Rulebook
from linter.settings import Settings
from linter.text.source import Source
from tests.corpus import MUTATIONS, example

FIXTURES = Path(__file__).parents[1] / "fixtures"
SEEDS = int(os.environ.get("NIANBAO_EXAMPLES", "2"))
OPEN = Settings(fragments=True, unfinished=True)
# what checks look for, in the place of what they must not see
STRANGE = "，2023年（2）《条例》号 12||<br>`3.14"


def document(text: str, name: str = "甲.txt") -> Document:
    return open_document(text.encode(), name)


def fixture(number: int) -> str:
    (path,) = (path for path in FIXTURES.glob(f"{number:02}-*") if path.suffix != ".json")
    return path.read_bytes().decode("gb18030" if "gb18030" in path.name else "utf-8")


def mutated(seed: int) -> str:
    name = sorted(MUTATIONS)[seed % len(MUTATIONS)]
    return MUTATIONS[name](random.Random(seed)).data.decode("utf-8", "replace")


def several(seed: int) -> str:
    """Some reports in one text, valid ones, faulty ones and noise between them."""
    rng = random.Random(seed)
    texts = [example(seed).text, mutated(rng.randrange(10_000)), fixture(rng.choice((2, 3, 7, 8, 9, 10)))]
    rng.shuffle(texts)
    return rng.choice(("\n", "\n网站地图 | 联系我们\n", "\n\n上一篇：通知\n")).join(texts)


SMALL = {"，": ",", "。": "", "一": "二", "0": "1", "\n": " "}


def edited(text: str, rng: random.Random, before: list[str]) -> str:
    """The text after something that a person does to it."""
    at = rng.randrange(len(text) + 1)
    lines = text.split("\n")
    row = rng.randrange(len(lines))

    def paste() -> str:
        part = lines[row : row + rng.randrange(1, 6)]
        to = rng.randrange(len(lines) + 1)
        return "\n".join([*lines[:to], *part, *lines[to:]])

    deeds: list[tuple[int, Callable[[], str]]] = [
        (8, lambda: text[:at] + rng.choice("的，,。1|(）》 \t\n一、`") + text[at:]),
        (4, lambda: text[:at] + text[at + rng.randrange(1, 9) :]),
        (2, lambda: text[:at] + SMALL.get(text[at : at + 1], "不予公开") + text[at + 1 :]),
        (2, paste),
        (1, lambda: "\n".join([*lines[:row], *lines[row + rng.randrange(1, 8) :]])),
        (2, lambda: rng.choice(before[-5:])),
        (1, lambda: text[:at] + "\n" + example(rng.randrange(50)).text + text[at:]),
        (1, lambda: text[: rng.randrange(len(text) + 1)]),
    ]
    weights = [weight for weight, _ in deeds]
    return rng.choices(deeds, weights)[0][1]() or "一"


def same_as_fresh(text: str, name: str, book: Rulebook, memory: Memory, settings: Settings = OPEN) -> None:
    again = list(relint(document(text, name), book, settings, memory))
    assert again == list(lint(document(text, name), book, settings))


@pytest.mark.parametrize("seed", range(3 * SEEDS))
def test_what_edits_leave_is_found_as_in_a_new_text(seed: int, book: Rulebook) -> None:
    rng, memory = random.Random(seed), Memory()
    text = several(seed) if seed % 3 else fixture(1 + seed % 12)
    before = [text]
    for _ in range(15):
        same_as_fresh(text, "甲.txt", book, memory)
        text = edited(text, rng, before)[:30_000]
        before.append(text)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_edits_leave_of_a_page_is_found_as_in_a_new_page(seed: int, book: Rulebook) -> None:
    rng, memory = random.Random(seed), Memory()
    rows = several(seed).split("\n")
    text = "<html><body>" + "".join(f"<p>{row}</p>\n" for row in rows) + "</body></html>"
    for _ in range(8):
        same_as_fresh(text, "甲.html", book, memory)
        text = edited(text, rng, [text])


def windows(text: str, book: Rulebook) -> Iterator[tuple[Source, relint_module._Window]]:
    source = document(text).source
    for window in relint_module._windows(source, book.parser.parts(source)):
        yield source, window


@pytest.mark.parametrize("seed", range(2 * SEEDS))
def test_nothing_is_read_beyond_a_reports_window(seed: int, book: Rulebook) -> None:
    for source, window in windows(several(seed), book):
        strange = "".join(
            char if window.start <= at < window.end or char in "\r\n" else STRANGE[at % len(STRANGE)]
            for at, char in enumerate(source.text)
        )
        found = [
            check_report(context_of(one, book.parser.report(one, window.part), book, OPEN), book, OPEN)
            for one in (source, replace(source, text=strange))
        ]
        assert found[0] == found[1]


def results(text: str, book: Rulebook, memory: Memory, settings: Settings = OPEN) -> list[ReportResult]:
    found = relint(document(text), book, settings, memory)
    return [one for one in found if not isinstance(one, FileResult)]


def test_a_report_above_a_change_keeps_its_result(book: Rulebook) -> None:
    memory, text = Memory(), fixture(10)
    first, _ = results(text, book, memory)
    again, _ = results(text + "此外。", book, memory)
    assert again is first


def test_a_report_below_a_change_is_moved_and_not_checked_again(
    book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, text = Memory(), fixture(2) + "\n" + example(2).text
    _, before = results(text, book, memory)
    at = text.index("。")
    numbers: list[int] = []

    def noted(context: Context, *others: Any, **named: Any) -> ReportResult:
        numbers.append(context.report.number)
        return check_report(context, *others, **named)

    monkeypatch.setattr(relint_module, "check_report", noted)
    _, after = results(text[:at] + "好" + text[at:], book, memory)
    assert numbers == [1]
    assert after.report.span.start == before.report.span.start + 1


def test_other_settings_are_followed_at_once(book: Rulebook) -> None:
    memory, text = Memory(), fixture(7)
    for settings in (OPEN, Settings(year=2020), Settings(ignore=("N",)), OPEN):
        same_as_fresh(text, "甲.txt", book, memory, settings)


def test_other_rules_are_followed_at_once(book: Rulebook) -> None:
    memory, text = Memory(), fixture(9)
    fewer = replace(book, rules=book.rules[:20])
    for rules in (book, fewer, book):
        same_as_fresh(text, "甲.txt", rules, memory)


def test_another_name_is_followed_at_once(book: Rulebook) -> None:
    memory, text = Memory(), example(1).text
    for name in ("2019年.txt", "2020年.txt", "甲.txt"):
        same_as_fresh(text, name, book, memory)


def test_memory_keeps_only_what_the_last_run_used(book: Rulebook) -> None:
    memory, text = Memory(), several(1)
    results(text, book, memory)
    kept = len(memory)
    for version in range(30):
        results(f"{text}\n第{version}次。", book, memory)
    assert len(memory) <= 1.2 * kept + 10


def test_a_check_stops_between_two_rules(book: Rulebook) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 5

    with pytest.raises(CheckCancelled):
        list(relint(document(fixture(2)), book, OPEN, Memory(), cancelled))


def test_a_run_that_was_given_up_spoils_nothing(book: Rulebook) -> None:
    memory, text = Memory(), several(3)
    results(text, book, memory)
    asked = iter(range(100))
    with pytest.raises(CheckCancelled):
        list(relint(document(text[:-300]), book, OPEN, memory, lambda: next(asked) > 5))
    same_as_fresh(text[:-200], "甲.txt", book, memory)

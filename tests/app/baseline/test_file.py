"""The baseline file: the same findings the same text, back and forth, and clear words for a bad one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.app.baseline.compare import Occurrence, counted, split
from linter.app.baseline.file import is_baseline, parse, render
from linter.app.baseline.fingerprint import Fingerprint
from linter.report.locator import Place
from linter.strict_yaml import RuleError

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
KEYS = st.none() | st.sampled_from(["requests", "received", "total", "x"])
PLACES = st.builds(Place, st.integers(0, 9), KEYS, KEYS, KEYS, KEYS)
MARKS = st.builds(Fingerprint, st.sampled_from(["N501", "S101"]), PLACES, WORDS, WORDS)
COUNTS = st.dictionaries(MARKS, st.integers(1, 9), min_size=1, max_size=6)
FILES = st.dictionaries(WORDS, COUNTS, max_size=4)

CELL = Fingerprint("N502", Place(1, "requests", "requests", "received", "total"), "12")
SOUND = """\
{
  "format": "nianbao-baseline",
  "version": 1,
  "files": {
    "2023/民政局.txt": [
      {"code": "N502", "report": 1, "section": "requests", "table": "requests", "row": "received", \
"column": "total", "text": "12", "count": 2},
      {"code": "S101", "report": 1, "subject": "六、其他需要报告的事项"}
    ]
  }
}
"""


@given(FILES)
def test_what_is_written_is_read_again(files: dict[str, dict[Fingerprint, int]]) -> None:
    text = render(files)
    assert parse(text.encode(), "b.json") == files
    assert render(dict(reversed(files.items()))) == text


def test_the_file_reads_well() -> None:
    absent = Fingerprint("S101", Place(1), subject="六、其他需要报告的事项")
    assert render({"2023/民政局.txt": {absent: 1, CELL: 2}, "空.txt": {}}) == SOUND
    assert render({}) == '{\n  "format": "nianbao-baseline",\n  "version": 1,\n  "files": {}\n}\n'


def test_an_entry_that_a_merge_left_twice_counts_once() -> None:
    line = next(line for line in SOUND.splitlines() if "N502" in line)
    twice = SOUND.replace(line, f"{line}\n{line}")
    [counts] = parse(twice.encode(), "b.json").values()
    assert counts[CELL] == 2
    # the slow way, which a tab-indented file takes no differently
    assert parse(twice.replace("  ", "\t").encode(), "b.json") == parse(twice.encode(), "b.json")


REWRITE = "可用 --write-baseline 重新写入"
FIRST = "files.2023/民政局.txt[0]"
FAULTS = [
    ('"code": "N502"', '"code": 502', f"6:16: {FIRST}.code: 应为文字，这里是整数 502；"),
    ('"code": "N502"', '"code": ""', f"6:16: {FIRST}.code: 不能为空，应为规则代码"),
    ('"count": 2', '"cout": 2', f"6:133: {FIRST}.cout: 不认识的键“cout”，是不是想写“count”？"),
    ('"count": 2', '"count": 0', f"6:7: {FIRST}: count 至少为 1，report 至少为 0"),
    ('"count": 2', '"count": true', f"6:142: {FIRST}.count: 应为整数，这里是真假值 true"),
    (
        '"version": 1',
        '"version": 2',
        "3:14: version: 不认识的版本 2，本程序只认识 1；请用 --write-baseline 重新写入",
    ),
    ("nianbao-baseline", "other", "1:1: format: 不是 nianbao 的基线文件"),
    (
        '    "2023',
        '<<<<<<< HEAD\n    "2023',
        f"5:1: 不是有效的 JSON，基线文件可能已损坏或有合并冲突；{REWRITE}",
    ),
    ('"report": 1', '"report": ' + "1" * 5000, "1:1: 不是 nianbao 的基线文件"),
]


@pytest.mark.parametrize(("old", "new", "said"), FAULTS)
def test_a_bad_file_is_refused_with_the_place(old: str, new: str, said: str) -> None:
    assert old in SOUND
    with pytest.raises(RuleError) as refused:
        parse(SOUND.replace(old, new, 1).encode(), "b.json")
    [line] = str(refused.value).splitlines()
    assert line.startswith(f"b.json:{said}")


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"\xff\xfe", b'{"a": 1}', b"[" * 100_000, b"NaN"])
def test_what_is_no_baseline_at_all_is_refused(data: bytes) -> None:
    with pytest.raises(RuleError, match=r"b\.json:1:1"):
        parse(data, "b.json")


@given(st.lists(MARKS, max_size=8), COUNTS)
def test_known_findings_are_hidden_up_to_their_count(
    marks: list[Fingerprint], known: dict[Fingerprint, int]
) -> None:
    seen = [Occurrence(mark) for mark in marks]
    new, gone = split(seen, known, lambda code: True)
    found = counted(seen)
    assert counted(seen[index] for index in new) == {
        mark: count - known.get(mark, 0) for mark, count in found.items() if count > known.get(mark, 0)
    }
    assert gone == sum(found.get(mark, 0) < count for mark, count in known.items())
    assert split(seen, known, lambda code: False).gone == 0
    assert split(seen, found, lambda code: True) == ((), 0)


@pytest.mark.parametrize(("places", "expected"), [(1, ((), 1)), (2, ((), 1)), (3, ((), 0)), (4, ((0,), 0))])
def test_a_finding_for_many_places_does_not_grow_unseen(
    places: int, expected: tuple[tuple[int, ...], int]
) -> None:
    assert split([Occurrence(CELL, places)], {CELL: 3}, lambda code: True) == expected


def test_of_more_than_are_known_the_last_are_new() -> None:
    once, twice = [Occurrence(CELL)], [Occurrence(CELL)] * 2
    assert split(twice, {CELL: 1}, lambda code: True) == ((1,), 0)
    assert split(twice, {CELL: 3}, lambda code: True) == ((), 1)
    assert split(once, {CELL: 1}, lambda code: True) == ((), 0)
    assert split(once, {}, lambda code: True) == ((0,), 0)
    assert counted([*twice, Occurrence(CELL, 3)]) == {CELL: 5}


WHOLE_FILE = SOUND.replace('"report": 1, "subject"', '"report": 0, "count": 1, "section": null, "subject"')


def test_a_sound_file_is_read_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("linter.strict_yaml.compose", slow)
    [counts] = parse(WHOLE_FILE.encode(), "b.json").values()
    assert counts == {CELL: 2, Fingerprint("S101", Place(0), subject="六、其他需要报告的事项"): 1}


def test_what_is_not_written_is_as_usual() -> None:
    data = b'{"format": "nianbao-baseline", "version": 1, "files": {"a.txt": [{"code": "G801"}]}}'
    assert parse(data, "b.json") == {"a.txt": {Fingerprint("G801", Place(0)): 1}}


def test_of_a_long_version_twenty_characters_are_told() -> None:
    version = "1234567890123456789012345"
    with pytest.raises(RuleError, match=f"版本 {version[:20]}，"):
        parse(SOUND.replace('"version": 1', f'"version": {version}').encode(), "b.json")


def test_the_slow_way_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = parse(WHOLE_FILE.encode(), "b.json")
    monkeypatch.setattr("linter.app.baseline.file._quick", lambda _: None)
    assert parse(WHOLE_FILE.encode(), "b.json") == quick


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"section": "requests"', '"section": 5'),
        ('"text": "12"', '"text": null'),
        ('"code": "S101", ', ""),
        ('"code": "S101"', '"code": null'),
        ('"report": 1, "subject"', '"report": -1, "subject"'),
        ('"report": 1, "subject"', '"report": 1.0, "subject"'),
        ('{"code": "S101", "report": 1, "subject": "六、其他需要报告的事项"}', '"S101"'),
        ('"version": 1,', '"version": true,'),
        ('"version": 1,', ""),
        ('"version": 1,', '"version": 1, "other": 2,'),
        ('"files": {', '"files": [], "files2": {'),
        ('"files": {', '"files": {"a.txt": 5, '),
    ],
)
def test_whatever_is_not_as_it_is_written_is_refused(old: str, new: str) -> None:
    assert old in SOUND
    with pytest.raises(RuleError):
        parse(SOUND.replace(old, new, 1).encode(), "b.json")


def test_a_file_is_a_baseline_by_its_mark_or_when_it_is_empty() -> None:
    assert [
        is_baseline(data) for data in (b"", b" \n", b'x"nianbao-baseline"', b"{}", b"nianbao-baseline")
    ] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_file_may_begin_with_a_mark_of_its_encoding() -> None:
    assert parse(b"\xef\xbb\xbf" + SOUND.encode(), "b.json") == parse(SOUND.encode(), "b.json")


def test_json_stays_json() -> None:
    assert json.loads(SOUND)["version"] == 1

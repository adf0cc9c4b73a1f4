"""The one door, against the corpus: valid reports are clean, and each mutant has its fault alone."""

from __future__ import annotations

import os
import random
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linter.diagnostic import Diagnostic, Fix, Severity
from linter.documents import ReadError, open_document
from linter.rulebook import Rulebook, load
from linter.settings import Settings
from tests.corpus import MUTATIONS, Expected, Mutant, encode, example, join
from tests.corpus.sweep import ENCODINGS, false_alarms
from tests.linting import Result, lint

EXAMPLES = int(os.environ.get("NIANBAO_EXAMPLES", "2"))
"""How many reports of each mutation are looked at."""
MUTANTS = [(name, seed) for name in MUTATIONS for seed in range(EXAMPLES)]
# The scope lets all tests of one mutant follow each other, so that it is made and checked but once.
mutants = pytest.mark.parametrize(("name", "seed"), MUTANTS, scope="module")


@cache
def rules() -> Rulebook:
    return load()


@lru_cache(maxsize=4)
def checked(name: str, seed: int) -> tuple[Mutant, Result]:
    """A mutant and what is found in it."""
    mutant = MUTATIONS[name](random.Random(seed))
    return mutant, lint(open_document(mutant.data, f"{name}.txt"), rules())


def shown(result: Result, found: Diagnostic) -> str:
    """A finding as a failed test should print it."""
    return f"{result.source.row(found.span.start)} {found.severity.value} {found.code} {found.message}"


@settings(max_examples=50 * EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**40), encoding=st.sampled_from(ENCODINGS))
def test_a_valid_report_is_clean(seed: int, encoding: str) -> None:
    result = lint(open_document(encode(example(seed).text, encoding), "a.txt"), rules())
    loud = [shown(result, found) for found in result.diagnostics if found.severity > Severity.INFO]
    assert loud == []
    codes = Counter(found.code for found in result.diagnostics)
    assert codes["G805"] == (encoding in ("gb18030", "utf-16"))
    assert result.reports == 1


@pytest.mark.parametrize("first", range(0, 40, 4))
def test_reports_of_one_file_are_judged_one_by_one(first: int) -> None:
    text, _ = join([example(first + n) for n in range(4)])
    result = lint(open_document(text.encode(), "a.txt"), rules())
    assert [shown(result, found) for found in result.diagnostics if found.severity > Severity.INFO] == []
    assert result.reports == 4


def test_the_sweep_sees_what_lint_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert false_alarms(1) == []
    name = next(name for name in MUTATIONS if name.startswith("N502"))
    monkeypatch.setattr("tests.corpus.sweep.example", lambda seed: MUTATIONS[name](random.Random(seed)))
    assert [(alarm.code, alarm.seed) for alarm in false_alarms(1)] == [("N502", 1)]


@mutants
def test_a_mutant_yields_its_findings_and_no_others(name: str, seed: int) -> None:
    mutant, result = checked(name, seed)
    left = list(result.diagnostics)
    for expected in mutant.expected:
        hit = next((found for found in left if meets(result, found, expected)), None)
        assert hit is not None, (expected, [shown(result, found) for found in result.diagnostics])
        left.remove(hit)
    others = [
        shown(result, found)
        for found in left
        if found.severity > Severity.INFO and found.code not in mutant.tolerated
    ]
    assert others == []


def meets(result: Result, found: Diagnostic, expected: Expected) -> bool:
    return (
        found.code == expected.code
        and found.severity.value == expected.severity
        and result.source.row(found.span.start) in expected.rows
    )


@mutants
def test_findings_are_whole(name: str, seed: int) -> None:
    """Sorted, inside the text, worded to the end, with grounds and advice."""
    result = checked(name, seed)[1]
    source = result.source
    assert list(result.diagnostics) == sorted(result.diagnostics, key=lambda found: found.place)
    for found in result.diagnostics:
        for span in (found.span, *(related.span for related in found.related)):
            assert 0 <= span.start <= span.end <= len(source.text)
            assert 1 <= source.row(span.start) <= source.rows
        assert all(related.message for related in found.related)
        for words in (found.message, found.help, *found.references):
            assert words
            assert "{{" not in words
            assert "None" not in words
        assert 0 <= found.report <= result.reports
        assert found.fix is None or found.fix.applicability is rules().by_code[found.code].fix


@mutants
def test_fixes_mend_their_finding_and_break_nothing(name: str, seed: int) -> None:
    result = checked(name, seed)[1]
    for found in result.diagnostics:
        if found.fix is None:
            continue
        assert found.fix.message
        mended = lint(open_document(applied(result.source.text, found.fix).encode(), "a.txt"), rules())
        before, after = counts(result.diagnostics), counts(mended.diagnostics)
        before["G805"] = 0  # the mended text is UTF-8
        left = after[found.code]
        if left == before[found.code] and found.code in PARTIAL:
            left -= fixable(result)[found.code] - fixable(mended)[found.code]
        assert left == before[found.code] - 1, shown(result, found)
        assert not loud(mended) - loud(result), shown(result, found)


PARTIAL = {"T403", "T404"}
"""Rules of which one finding has many places, some of which may need a person; the others are mended."""


def fixable(result: Result) -> Counter[str]:
    return Counter(found.code for found in result.diagnostics if found.fix is not None)


def counts(diagnostics: tuple[Diagnostic, ...]) -> Counter[str]:
    return Counter(found.code for found in diagnostics)


def loud(result: Result) -> Counter[str]:
    return Counter(found.code for found in result.diagnostics if found.severity > Severity.INFO)


def applied(text: str, fix: Fix) -> str:
    """The text with a fix's edits, which must lie inside it, apart from one another, and change it."""
    edits = sorted(fix.edits, key=lambda edit: edit.span)
    assert edits
    assert edits[0].span.start >= 0
    assert edits[-1].span.end <= len(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(edits))
    assert len({edit.span for edit in edits}) == len(edits)
    for edit in reversed(edits):
        assert edit.content != text[edit.span.start : edit.span.end]
        text = text[: edit.span.start] + edit.content + text[edit.span.end :]
    return text


def test_every_kind_of_fix_was_tried() -> None:
    """The rules that say they mend do so for some mutant, with the applicability they announce."""
    fixes = {rule.code: rule.fix for rule in rules().rules if rule.fix}
    assert fixes
    for name in MUTATIONS:
        if fixes.keys() & set(name.partition("@")[0].split("-")):
            for found in checked(name, 0)[1].diagnostics:
                if found.fix is not None:
                    fixes.pop(found.code, None)
    assert fixes == {}


def test_the_same_bytes_give_the_same_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    data = [checked(name, 0)[0].data for name in list(MUTATIONS)[::25]]
    first = [lint(open_document(each, "a.txt"), rules()).diagnostics for each in data]
    again = [lint(open_document(each, "a.txt"), rules()).diagnostics for each in reversed(data)]
    assert first == again[::-1]
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")
    fresh = load()
    assert fresh is not rules()
    assert first == [lint(open_document(each, "a.txt"), fresh).diagnostics for each in data]


REPORT = """\
云岭市临江区水务局2022年政府信息公开工作年度报告
根据（国办公开办函(2019)60号）编制，统计期限为2021年1月1日至2021年12月31日。
一、概述
全年公开信息12条。
"""


def codes(text: str, **choice: object) -> set[str]:
    settings = Settings(**choice)  # type: ignore[arg-type]
    result = lint(open_document(text.encode(), "a.txt"), rules(), settings)
    return {found.code for found in result.diagnostics}


def test_select_and_ignore_choose_by_prefix() -> None:
    everything = codes(REPORT)
    assert {"C203", "C204", "P303", "S101", "S104"} <= everything
    assert codes(REPORT, select=("C",)) == {code for code in everything if code[0] == "C"}
    assert codes(REPORT, select=("C20", "P303")) == {"C203", "C204", "P303"} & everything
    assert codes(REPORT, ignore=("C", "S1")) == {code for code in everything if code[0] not in "CS"}
    assert codes(REPORT, ignore=("C",), select=("C203",)) == {"C203"}
    assert codes(REPORT, select=("C",), ignore=("C203",)) == {
        code for code in everything if code[0] == "C" and code != "C203"
    }
    assert codes("今天天气很好。\n", ignore=("G806",)) == set()


def test_the_year_chosen_replaces_the_year_read() -> None:
    assert "C204" in codes(REPORT)
    assert "P303" not in codes(REPORT, year=2021)
    for year, generation in ((2015, {"C204"}), (2020, set())):
        assert codes(REPORT, year=year) & {"C204"} == generation
    assert "S104" not in codes(REPORT, year=2015)
    mild = lint(open_document(REPORT.encode(), "a.txt"), rules(), Settings(year=2019)).diagnostics
    assert {found.severity for found in mild if found.code in ("S101", "S104")} == {Severity.WARNING}
    stern = lint(open_document(REPORT.encode(), "a.txt"), rules(), Settings(year=2020)).diagnostics
    assert {found.severity for found in stern if found.code in ("S101", "S104")} == {Severity.ERROR}


def test_what_is_no_report_is_one_finding() -> None:
    for text in ("", "\n", "关于召开座谈会的通知\n请准时参加。\n"):
        result = lint(open_document(text.encode(), "a.txt"), rules())
        assert [found.code for found in result.diagnostics] == ["G806"]
        assert result.reports == 0


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 40, b"%PDF-1.7\n\x00\xff\xfe", b"PK\x03\x04\x00\x00"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"a\.txt"):
        lint(open_document(data, "a.txt"), rules())


@settings(max_examples=50 * EXAMPLES, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_end_in_findings_or_a_clear_error(data: bytes) -> None:
    result, refused = None, ""
    try:
        result = lint(open_document(data, "a.txt"), rules())
    except ReadError as error:
        refused = error.reason
    if result is None:
        assert refused
    else:
        assert result.diagnostics
        assert all(found.span.end <= len(result.source.text) for found in result.diagnostics)


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)
PARTS = [line for seed in (1, 2, 3, 5) for line in example(seed).text.splitlines(keepends=True)]


@settings(max_examples=50 * EXAMPLES, deadline=None)
@given(lines=st.lists(st.one_of(st.sampled_from(PARTS), WORDS), max_size=60))
def test_shuffled_reports_end_in_whole_findings(lines: list[str]) -> None:
    result = lint(open_document("".join(lines).encode(), "a.txt"), rules())
    for found in result.diagnostics:
        assert 0 <= found.span.start <= found.span.end <= len(result.source.text)
        assert "{{" not in found.message
        if found.fix is not None:
            applied(result.source.text, found.fix)

from __future__ import annotations

import pytest

from linter.checks.text.file_checks import NoReport, TraditionalCharacters, UnsureEncoding
from linter.diagnostic import Severity
from linter.documents.text import read_text
from linter.text.source import Source, Span
from tests.samples.citations import context, findings, parser, report_text

TRADITIONAL = TraditionalCharacters()
ENCODING = UnsureEncoding("lossy")


def test_a_report_in_traditional_characters() -> None:
    from opencc import OpenCC

    text = OpenCC("s2t").convert(report_text("本報告所列數據的統計期限自2023年1月1日起。"))
    (found,) = TRADITIONAL.run(context(text))
    assert text[found.span.start : found.span.end] == "雲嶺市臨江區民政局2023年政府信息公開工作年度報告"
    assert int(found.values["count"]) >= 20
    assert found.values["examples"].startswith("雲嶺臨")


@pytest.mark.parametrize(
    "line",
    ["", "临江區歷史文化名街「雲門」修繕報告。", "（１）２０２３年，⼀是ＡＢＣ；" * 40, "統計報務" * 4],
)
def test_a_few_are_none(line: str) -> None:
    assert findings(TRADITIONAL, line) == []


def test_many_of_very_many_are_few() -> None:
    assert findings(TRADITIONAL, "統計報告" * 8 + "全区公开信息按期更新。" * 400) == []
    assert len(findings(TRADITIONAL, "統計報告" * 8)) == 1


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("gb18030", "GB 18030"), ("utf-16", "UTF-16"), ("utf-8", None), ("utf-8-sig", None)],
)
def test_encodings(encoding: str, name: str | None) -> None:
    source = read_text(report_text().encode(encoding), "a.txt")
    found = list(ENCODING.run_file(source, 0))
    assert [one.values["encoding"] for one in found] == ([name] if name else [])
    assert all(one.span == Span(0, 1) and one.severity is None and one.message is None for one in found)


def test_lost_characters_are_a_warning() -> None:
    data = report_text().encode("gb18030") + b"\xff\xff"
    (found,) = ENCODING.run_file(read_text(data, "a.txt"), 0)
    assert found.severity is Severity.WARNING
    assert found.message == "lossy_message"


@pytest.mark.parametrize("text", ["", "临江区关于报送年度报告的通知\n请各单位按期报送。\n"])
def test_a_file_without_report(text: str) -> None:
    source = Source("a.txt", text)
    (found,) = NoReport().run_file(source, len(parser().parse(source)))
    assert source.position(found.span.start).row == 1


def test_a_file_with_a_report() -> None:
    source = Source("a.txt", report_text())
    assert list(NoReport().run_file(source, len(parser().parse(source)))) == []

"""Paragraphs of prose: what is one mark in them, where it stands, and which lines belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.prose.prose_tokens import MARKS, Passage, find_passages
from linter.rulebook import load
from linter.text.source import Source

HEAD = "云岭市临江区民政局2023年政府信息公开工作年度报告\n一、总体情况\n"


def passages(*lines: str) -> tuple[Source, list[Passage]]:
    """The paragraphs of section one that these lines are."""
    source = Source("a.txt", HEAD + "\n".join(lines) + "\n")
    (report,) = load().parser.parse(source)
    return source, [one for one in find_passages(report, source.normalized) if one.section == "overview"]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("2023年，收到申请12件，占33.9%。", "year count percent"),
        ("按照《2022年政务公开工作要点》（临政办发〔2022〕12号）落实。", "title document"),
        ("2023年1月5日召开会议，3月底前完成。", "date date"),
        ("“十四五”（2021—2025年）规划。", "years"),
        ("在15个工作日内答复，热线12345接听，电话0715-8126116。", "other number other"),
        ("第一季度收到3件，第三方评估。", "count other"),
        ("一起学习，一次性告知，三项制度。", ""),
        ("收到申请三件，诉讼一起。", "count count"),
        ("增长0.3个百分点，达1.5倍，收取300元。", "points times money"),
        ("二〇二三年，公开信息1.39万余条。", "year count"),
        ("１２件，占３３．９％。", "count percent"),
        ("2023年度、2023年3月、2023年至2024年、2023年。", "year date years year"),
        ("12个工作日、12万件、1,234件、123456789012件。", "other count count other"),
        ("一是统一部署，二○二三年，百分之五，三十二余件。", "year percent count"),
        ("国务院令第711号，第二十条。", "document other"),
    ],
)
def test_what_is_one_mark(words: str, kinds: str) -> None:
    _, (passage,) = passages(words)
    assert " ".join(token.kind for token in passage.tokens.values()) == kinds
    for at, token in passage.tokens.items():
        assert passage.shape[at] == MARKS[token.kind]


def test_every_mark_knows_where_it_stands() -> None:
    source, (passage,) = passages("　　2023 年，收到申请 1 2 件，占 33.9 %，", "其中网络申请 5 件。")
    found = {token.kind: source.slice(passage.span(at, at + 1)) for at, token in passage.tokens.items()}
    assert found == {"year": "2023 年", "percent": "33.9 %", "count": "5 件"}
    assert [passage.words(at, at + 1) for at in passage.tokens] == ["2023年", "12件", "33.9%", "5件"]


def test_a_line_that_was_only_wrapped_goes_on() -> None:
    _, found = passages(
        "2023年，我局认真落实政府信息公开条例的各项要求，全年公开信",
        "息100条。",
        "全年举办培训2次。",
        "公开信息总数",
        "100条",
    )
    assert [one.text for one in found] == [
        "2023年,我局认真落实政府信息公开条例的各项要求,全年公开信息100条。",
        "全年举办培训2次。",
        "公开信息总数",
        "100条",
    ]


def test_a_numeral_is_no_part_of_its_paragraph() -> None:
    _, found = passages("（一）主动公开。全年公开信息100条。", "1.公开100条。")
    assert [one.text for one in found] == ["主动公开。全年公开信息100条。", "公开100条。"]


def test_sentences_and_stretches() -> None:
    _, (passage,) = passages("收到12件。办结8件！")
    assert [passage.words(one.start, one.end) for one in passage.sentences] == ["收到12件。", "办结8件!"]
    at = next(iter(passage.tokens))
    assert passage.sentence(at) == passage.sentences[0]


@given(
    st.text(
        "0123456789.,%‰万亿百千十一二三〇零两余多几元件条起个月日年至到-《》〔〕()第百分之点倍", max_size=40
    )
)
def test_whatever_is_written_every_mark_has_its_place_and_value(words: str) -> None:
    source, found = passages(f"我局公开{words}。")
    for passage in found:
        for at, token in passage.tokens.items():
            span = passage.span(at, at + 1)
            assert source.normalized[span.start : span.end] == passage.text[token.start : token.end]
            quantity = passage.quantity(at)
            assert quantity.low <= quantity.value <= quantity.high
        assert passage.words(0, len(passage.shape)) == passage.text

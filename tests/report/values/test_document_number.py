from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linter.report.values.citation_words import citation_words
from linter.report.values.document_number import Citation, find_citations
from linter.rulebook import load
from linter.text.normalize import normalize
from linter.text.source import Span
from tests.corpus.cost import assert_grows_no_faster

LEADING = re.compile(
    "按照|按|根据|依据|依|落实|贯彻|印发|印发了|转发|公开|见|以|由|据|与|及|以及|的|将|在|对|文件|通知|文号|国家|我局|收到"
)
WORDS = citation_words(load().lexicon.words.lists, LEADING)
PAIRS = ["〔〕", "[]", "()", "（）", "【】", "{}", "〖〗", "﹝﹞", "［］", "<>", "〈〉", "｛｝"]


def cited(text: str) -> list[Citation]:
    return list(find_citations(normalize(text), text, Span(0, len(text)), WORDS))


def numbers(text: str) -> list[str]:
    return [citation.text for citation in cited(text)]


@pytest.mark.parametrize("pair", PAIRS)
def test_every_bracket(pair: str) -> None:
    text = f"印发《工作方案》（云政办发{pair[0]}2023{pair[1]}18号）。"
    (citation,) = cited(text)
    assert citation.text == f"云政办发{pair[0]}2023{pair[1]}18号"
    assert (citation.code, citation.year, citation.number) == ("云政办发", 2023, 18)
    assert (citation.opening, citation.closing) == (pair[0], pair[1])
    assert citation.is_bracketed_well == (pair == "〔〕")
    assert citation.year_span is not None
    assert text[citation.year_span.start : citation.year_span.end] == f"{pair[0]}2023{pair[1]}"
    assert citation.canonical == "云政办发〔2023〕18号"


@pytest.mark.parametrize(
    ("written", "opening", "closing"),
    [
        ("云政办发2023〕18号", "", "〕"),
        ("云政办发〔202318号", "〔", ""),
        ("云政办发202318号", "", ""),
        ("云政办发(202318号", "(", ""),
        ("云政办发2023]18号", "", "]"),
        ("云政办发〔2023]18号", "〔", "]"),
        ("云政办发〕2023〔18号", "〕", "〔"),
        ("国发201655号", "", ""),
        ("清政【20235号", "【", ""),
    ],
)
def test_brackets_that_miss_or_differ(written: str, opening: str, closing: str) -> None:
    (citation,) = cited(f"落实（{written}）的要求。")
    assert citation.text == written
    assert (citation.opening, citation.closing) == (opening, closing)
    assert not citation.is_bracketed_well


@pytest.mark.parametrize(
    "before", ["按照", "根据", "我局收到", "印发了", "国务院办公厅", "云岭市人民政府办公室印发了", "以及"]
)
@pytest.mark.parametrize(
    "code", ["国办公开办函", "国办函", "国发", "云政办发", "七星府办通", "财预", "市政", "公通字"]
)
def test_words_before_an_agency_code(before: str, code: str) -> None:
    text = f"{before}{code}〔2021〕30号文件要求"
    (citation,) = cited(text)
    assert citation.code == code
    assert citation.span == Span(len(before), len(before) + len(code) + 9)


@pytest.mark.parametrize(
    "code", ["依政办发", "将政办", "见府发", "国办公开办函", "临政公开办发", "黔数据办函"]
)
def test_places_that_look_like_such_words(code: str) -> None:
    assert [citation.code for citation in cited(f"《工作方案》({code}〔2021〕30号)")] == [code]


def test_the_issuer_in_full_before_the_code() -> None:
    text = "按照国务院办公厅政府信息与政务公开办公室国办公开办函〔2021〕30号文要求"
    assert numbers(text) == ["国办公开办函〔2021〕30号"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("编制依据（国办公\n开办函〔2021〕30 号）", 5),
        ("编制依据（国办公开办函〔20\n21〕30号）", 5),
        ("编制依据（国办公开办函〔2021〕\r\n30号）", 5),
        ("编制依据（国 办 公 开 办 函 〔 2021 〕 30 号）", 5),
        ("编制依据（国办公开办函\u3000〔2021〕\u00a030号）", 5),
        ("全面贯彻《条例》和国办公\n开办函〔2021〕30号文件", 9),
        ("为落实国办公\n开办函〔2021〕30号文件", 3),
        ("贯彻落实工作情况\n国办公开办函〔2021〕30号文件", 9),
        ("二、主动公开政府信息情况\n国办公开办函〔2021〕30号文件规定", 13),
        ("总体工作情况\n国办公开办函〔2021〕30号文件规定", 7),
        ("机关职能说明\n\n国办公开办函〔2021〕30号文件规定", 8),
        ("财政部税务局 国办公开办函〔2021〕30号", 7),
    ],
)
def test_breaks_inside_and_before_a_number(text: str, start: int) -> None:
    (citation,) = cited(text)
    assert citation.text == "国办公开办函〔2021〕30号"
    assert citation.span.start == start
    assert text[citation.span.end - 1] == "号"
    assert citation.is_bracketed_well


def test_full_width_and_traditional() -> None:
    (citation,) = cited("落實《國務院辦公廳通知》（國辦發〔２０１６〕１９號）的要求")
    assert citation.text == "國辦發〔２０１６〕１９號"
    assert citation.canonical == "国办发〔2016〕19号"


def test_an_ordinal_before_the_number() -> None:
    (citation,) = cited("按照国办公开办函〔2019〕第60号要求")
    assert citation.ordinal
    assert citation.canonical == "国办公开办函〔2019〕60号"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("《条例》（国务院令第711号）", "国务院令第711号"),
        ("《条例》（中华人民共和国国务院令第 492 号）", "国务院令第492号"),
        ("依据国务院第711号令公布", "国务院第711号令"),
        ("依据国务院令711号公布", "国务院令711号"),
        ("按公安部令第12号执行", "公安部令第12号"),
        ("由省政府令第200号公布", "省政府令第200号"),
    ],
)
def test_orders(text: str, written: str) -> None:
    (citation,) = cited(text)
    assert citation.text == written
    assert citation.year is None
    assert citation.is_bracketed_well
    assert citation.canonical == re.sub(r"(\D+?)令?第?(\d+)号令?", r"\1令第\2号", written)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("《条例》（国令第492号）", "国令第492号"),
        ("根据国令第711号编制", "国令第711号"),
        ("《条例》（国令711号）", "国令711号"),
        ("《条例》（国务院令（第711号））", "国务院令（第711号"),
        ("《条例》（国务院令〔2019〕711号）", "国务院令〔2019〕711号"),
        ("《条例》（国务院令2007年第492号）", "国务院令2007年第492号"),
        ("《条例》（国务院 492 号令）", "国务院492号令"),
        ("国务院令[第711号]", "国务院令[第711号"),
        ("中华人民共和国国令第711号", "国令第711号"),
        ("落实国令第 711 号的要求", "国令第711号"),
    ],
)
def test_spellings_of_orders_of_the_state_council(text: str, written: str) -> None:
    (citation,) = cited(text)
    assert citation.text == written
    assert citation.canonical == f"国务院令第{re.findall('711|492', written)[0]}号"
    assert citation.is_bracketed_well


@pytest.mark.parametrize(
    "text", ["按全国令第7号执行", "中华人民共和国令第7号", "我国第7号令", "国令路第7号", "国务院第7号"]
)
def test_a_sign_that_is_part_of_another_word_is_no_state_council(text: str) -> None:
    assert all(citation.code != "国务院令" for citation in cited(text))


@pytest.mark.parametrize(
    "text",
    [
        "拨打12345号热线",
        "地址：临江区人民路15号",
        "临江区人民路2019号201室",
        "发文字号：",
        "文号:12号",
        "(2019)粤01行终123号判决",
        "(2020)云0102行初15号行政判决书",
        "车牌云A12345号",
        "电话2023-12345号",
        "京ICP备05012345号-1",
        "京公网安备11010202000001号",
        "2023年第3号公告",
        "税务总局公告2019年第63号",
        "第12号提案",
        "区人大建议(2023)12号",
        "12345热线转办202315号工单",
        "我办2019年5号公告",
        "采购编号(2023)15号",
        "2019年12月31号",
        "于2019年1月5号印发",
        "命令他们于2019年5号到场",
        "一号文件、1号线、30号",
    ],
)
def test_other_numbers(text: str) -> None:
    assert numbers(text) == []


def test_several_in_a_row() -> None:
    text = "（国办发〔2016〕80号、云政办发[2023]18号）和国发〔2016〕55号、（财预(2016)143号)"
    assert numbers(text) == [
        "国办发〔2016〕80号",
        "云政办发[2023]18号",
        "国发〔2016〕55号",
        "财预(2016)143号",
    ]


_HAN = st.text(st.sampled_from("的国云办发函政府〔〕[]（）2019 \n第号令《》通知按照公开与"), max_size=60)


@given(_HAN, _HAN)
def test_found_in_any_surroundings(before: str, after: str) -> None:
    text = f"{before}，（临政函〔2023〕5号）{after}"
    assert "临政函〔2023〕5号" in numbers(text)


PARTS = (
    *(
        "国办发",
        "云政办函",
        "国务院令",
        "〔2019〕",
        "[20 20]",
        "（2021）",
        "12号",
        "60 号",
        "第711号",
        "〔2023〕5号",
    ),
    *("政府", "国", "号", "第", "令", "年", "〔", "]", "2", " ", "\n", "\r", "\t"),
)


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
@example("按国办发〔2019〕60号、云政办函[20 20] 12号")
def test_any_text_gives_ordered_places(text: str) -> None:
    end = 0
    for citation in cited(text):
        assert end <= citation.span.start < citation.span.end <= len(text)
        assert citation.text == "".join(text[citation.span.start : citation.span.end].split())
        assert citation.text[-1] in "号令"
        if citation.year_span is not None:
            year = normalize(text[citation.year_span.start : citation.year_span.end])
            assert str(citation.year) in "".join(year.split())
        end = citation.span.end


@pytest.mark.parametrize(
    "unit", ["1号", "云政办发〔2023〕18号、", "办2019 ", "2019\n", "国务院令第", "号令1"]
)
def test_time_is_linear(unit: str) -> None:
    assert_grows_no_faster(lambda size: cited(unit * (size // len(unit))), 5_000)

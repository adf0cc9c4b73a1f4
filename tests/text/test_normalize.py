"""The normalised view: what it makes equal, and that it never moves anything."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linter.text.normalize import Squeezed, normalize, squeeze


@pytest.mark.parametrize(
    ("text", "normalized"),
    [
        ("（一）１２．５％，：；！？", "(一)12.5%,:;!?"),
        ("ＡＢｃ｜＋－～", "ABc|+-~"),
        ("规章│0┃1￨2", "规章|0|1|2"),
        ("a\u3000b\u00a0c\u2003d\u200be\ufefff", "a b c d e f"),
        ("一\r\n二\r三\n四", "一 \n二\n三\n四"),
        ("一\f二\x0b三\u2028四\u0085五", "一 二 三 四 五"),
        ("〔2019〕《〈》【】「」“”", "〔2019〕《〈》【】「」“”"),
        ("⽂⼈⾏政", "文人行政"),
        ("﹙一﹚﹐", "(一),"),
        ("國辦發〔2016〕19號", "国办发〔2016〕19号"),
        ("政府信息公開工作年度報告", "政府信息公开工作年度报告"),
        ("收到和處理政府信息公開申請情況", "收到和处理政府信息公开申请情况"),
        ("⺠⻔⻓⻅⻛⻢⻥⻬⺟⻳二◯二四", "民门长见风马鱼齐母龟二〇二四"),
        ("政府資訊公開工作年度報告", "政府信息公开工作年度报告"),
        ("政府资讯公开工作年度报告", "政府资讯公开工作年度报告"),
        ("乾隆年间 著名", "乾隆年间 著名"),
    ],
)
def test_what_the_view_shows(text: str, normalized: str) -> None:
    assert normalize(text) == normalized


def test_full_width_forms_are_the_plain_twins_that_unicode_knows() -> None:
    forms = "".join(map(chr, range(0xFF01, 0xFF5F)))
    assert normalize(forms) == unicodedata.normalize("NFKC", forms)


@given(st.text())
@example("\r\n\r\r\n")
@example("報告\r\n統計头发發展")
def test_every_character_keeps_its_offset(text: str) -> None:
    normalized = normalize(text)
    assert len(normalized) == len(text)
    ends = {at for at, char in enumerate(normalized) if char == "\n"}
    bare = {
        at for at, char in enumerate(text) if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n")
    }
    assert ends == bare
    assert not set("\r\f\u3000\u00a0，（１") & set(normalized)


@given(st.text(alphabet="政府信息公开年报0123456789|()、。\n "))
def test_plain_text_is_its_own_view(text: str) -> None:
    assert normalize(text) == text


def test_squeezed_words_know_where_they_stood() -> None:
    text = "国办公\n 开办函〔2021〕30 号"
    squeezed = squeeze(text, 0, len(text))
    assert squeezed.text == "国办公开办函〔2021〕30号"
    assert [text[at] for at in squeezed.offsets] == list(squeezed.text)
    assert (squeezed.start(3), squeezed.end(3), squeezed.end(0)) == (5, 3, 0)
    assert squeezed.start(len(squeezed.text)) == squeezed.end(len(squeezed.text)) == len(text)


def test_nothing_squeezed() -> None:
    assert squeeze(" \n\t", 0, 3) == Squeezed("", [])
    assert (Squeezed("", ()).start(0), Squeezed("", ()).end(0)) == (0, 0)


@given(st.text(alphabet="年报 \n\t|1"), st.data())
def test_squeezing_drops_blanks_only(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    squeezed = squeeze(text, start, end)
    assert squeezed.text == "".join(text[start:end].split())
    assert "".join(text[at] for at in squeezed.offsets) == squeezed.text

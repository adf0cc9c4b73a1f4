from __future__ import annotations

import pytest

from linter.checks.citations.citations import CitationBrackets, CitationRequired
from linter.diagnostic import Applicability
from tests.samples.citations import (
    FORMAT,
    NUMBER_30,
    NUMBER_60,
    TITLE_30,
    TITLE_60,
    context,
    findings,
    found_texts,
    mended,
    report_text,
)

NEEDS_30 = CitationRequired(NUMBER_30, (NUMBER_60,))
BRACKETS = CitationBrackets()


@pytest.mark.parametrize(
    "line",
    [
        f"按照《{TITLE_30}》（{NUMBER_30}）编制。",
        f"按照{NUMBER_30}文件编制。",
        "按照国办公开办函[2021]30 号文件编制。",
        "按照国办公开办函202130号文件编制。",
        "按照国办公\n开办函〔2021〕30号文件编制。",
        f"按照《{TITLE_30}》编制。",
        f"按照《{TITLE_30.replace('〈', '《').replace('〉', '》')}》编制。",
        f"按照《{FORMAT[:12]}\n{FORMAT[12:]}》编制。",
        "按照国办公开函〔2021〕30号文件编制。",  # C202 says what is wrong with it
        f"按照{NUMBER_60}文件编制。",  # C204 does
    ],
)
def test_cited_one_way_or_another(line: str) -> None:
    assert findings(NEEDS_30, line) == []


@pytest.mark.parametrize(
    "line", ["", "按照国办函〔2020〕109号文件编制。", "按照《条例》编制。", "按照格式编制。"]
)
def test_cited_nowhere(line: str) -> None:
    (found,) = findings(NEEDS_30, line)
    assert found.values == {"number": NUMBER_30, "title": TITLE_30}
    text = report_text(line)
    assert text[found.span.start : found.span.end] == "云岭市临江区民政局2023年政府信息公开工作年度报告"


def test_the_old_title_does_not_count_for_the_new() -> None:
    assert len(findings(CitationRequired(NUMBER_30), f"按照《{TITLE_60}》（{NUMBER_60}）编制。")) == 1


PAIRS = ["[]", "()", "（）", "【】", "{}", "〖〗", "﹝﹞", "［］"]


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("code", ["国办公开办函", "云政办发"])
def test_every_wrong_bracket(pair: str, code: str) -> None:
    wrong = f"{code}{pair[0]}2021{pair[1]}30号"
    line = f"按照《工作规程》（{wrong}）编制。"
    (found,) = findings(BRACKETS, line)
    assert found.values == {"number": wrong, "right": f"{code}〔2021〕30号"}
    assert found.fix is not None
    assert found.fix.applicability is Applicability.SAFE
    assert found_texts(BRACKETS, line) == [wrong]
    assert mended(BRACKETS, line) == f"按照《工作规程》（{code}〔2021〕30号）编制。"


@pytest.mark.parametrize(
    "wrong",
    [
        "云政办发2021〕30号",
        "云政办发〔202130号",
        "云政办发202130号",
        "云政办发〔2021)30号",
        "云政办发(2021〕30号",
        "云政办发〕2021〔30号",
    ],
)
def test_brackets_that_miss_or_differ(wrong: str) -> None:
    assert found_texts(BRACKETS, f"按照{wrong}编制。") == [wrong]
    assert mended(BRACKETS, f"按照{wrong}编制。") == "按照云政办发〔2021〕30号编制。"


def test_breaks_and_spaces_stay() -> None:
    assert (
        mended(BRACKETS, "按照云政\n办发 [ 2021\n] 30 号编制。") == "按照云政\n办发 〔 2021\n〕 30 号编制。"
    )
    assert mended(BRACKETS, "按照云政办发 2021 30 号编制。") == "按照云政办发 〔2021〕 30 号编制。"


def test_one_finding_for_what_is_repeated() -> None:
    lines = ["按照云政办发[2021]30号编制。", "再按照云政办发[2021]30号、云政办发(2021)30号编制。"]
    first, second = findings(BRACKETS, *lines)
    assert len(first.related) == 1
    assert second.related == ()
    assert "[" not in mended(BRACKETS, *lines)
    assert "(" not in mended(BRACKETS, *lines)


@pytest.mark.parametrize(
    "line",
    [
        "按照云政办发〔2021〕30号、国务院令第711号、国办公开办函〔2021〕第30号编制。",
        "判决书(2019)粤01行终123号，电话12345号，税务总局公告2019年第63号。",
        "位于人民路2019号，2021年第3号公告。",
    ],
)
def test_nothing_to_say(line: str) -> None:
    assert findings(BRACKETS, line) == []


def test_numbers_in_titles_of_sections_count_too() -> None:
    text = report_text().replace("各项工作按期完成。", "印发云政办发【2023】8号。", 1)
    (found,) = BRACKETS.run(context(text))
    assert text[found.span.start : found.span.end] == "云政办发【2023】8号"

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.lexicon import Lexicon
from linter.report.structure.line_blocks import LineBlock
from linter.report.structure.report_boundaries import Region, split_regions, title_at
from tests.report.structure.test_headings import pieces as numbered
from tests.samples import HEADINGS
from tests.samples.layouts import TITLE

TEXT = "平稳。"
BODY = [line for heading in HEADINGS for line in (heading, TEXT)]
TABLE = "〔表〕"


def pieces(lines: list[str], lexicon: Lexicon) -> list[LineBlock]:
    """Lines as pieces; those that end in 报告 are captions and 〔表〕 stands for a table."""
    forms = {True: "CAPTION", False: "TABLE"}
    return [
        LineBlock(forms[piece.text != TABLE + "\n"], piece.text, piece.start)
        if piece.text.rstrip("\n。").endswith("报告") or piece.text == TABLE + "\n"
        else piece
        for piece in numbered(lines, lexicon)
    ]


def regions(lines: list[str], lexicon: Lexicon) -> list[Region]:
    return list(split_regions(pieces(lines, lexicon), lexicon))


def reports(lines: list[str], lexicon: Lexicon) -> list[tuple[str, str, int]]:
    """First and last line of each report and how many headings it has."""
    return [
        (region.blocks[0].text.rstrip("\n"), region.blocks[-1].text.rstrip("\n"), len(region.headings))
        for region in regions(lines, lexicon)
        if region.is_report
    ]


OTHER = TITLE.replace("2023", "2022")
UNDATED = TITLE.replace("2023年", "")
CONTENTS = [
    "目录",
    HEADINGS[0] + "……1",
    "(一)主动公开……1",
    *(f"{heading}......2" for heading in HEADINGS[1:]),
]
CONTENTS_APART = [line for heading in HEADINGS for line in (f"{heading}  1", "(一)概况(2)", "- 3 -")]
BRIEF = [line for heading in HEADINGS for line in (heading, "无")]
RUN_ON = [heading + ":未发生" for heading in HEADINGS]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([TITLE, *BODY], [(TITLE, TEXT, 6)]),
        ([TITLE, *BODY, OTHER, *BODY], [(TITLE, TEXT, 6), (OTHER, TEXT, 6)]),
        ([OTHER, TITLE, *BODY, OTHER], [(TITLE, TEXT, 6)]),
        ([TITLE, "上一篇:无", *BODY, "上一篇:" + OTHER, "下一篇:没有了"], [(TITLE, TEXT, 6)]),
        ([TITLE, *BODY[:4], TITLE, *BODY[4:8], TITLE, *BODY[8:]], [(TITLE, TEXT, 6)]),
        ([TITLE, *BODY, *BODY], [(TITLE, TEXT, 6), (HEADINGS[0], TEXT, 6)]),
        (BODY, [(HEADINGS[0], TEXT, 6)]),
        ([*BODY, TITLE, *BODY], [(HEADINGS[0], TEXT, 6), (TITLE, TEXT, 6)]),
        ([HEADINGS[2], TABLE], [(HEADINGS[2], TABLE, 1)]),
        ([HEADINGS[2], TEXT], []),
        ([TITLE], []),
        ([TITLE, TEXT], []),
        ([*HEADINGS, TITLE, *BODY], [(TITLE, TEXT, 6)]),
        (["年报应当包括:", *HEADINGS, "请按时报送。"], []),
        (["关于做好年度报告的通知", "一、总体要求", TEXT, "二、报送时间", TEXT], []),
        (["云岭市临江区档案局", "2023年政府信息公开工作年度报告", *BODY],
         [("云岭市临江区档案局\n2023年政府信息公开工作年度报告", TEXT, 6)]),
        ([UNDATED, "(2023年度)", *BODY], [(UNDATED + "\n(2023年度)", TEXT, 6)]),
        ([UNDATED, "2023年度", *BODY], [(UNDATED + "\n2023年度", TEXT, 6)]),
        ([UNDATED, "二○二三年度", *HEADINGS], [(UNDATED + "\n二○二三年度", HEADINGS[-1], 6)]),
        ([TITLE, "2024年1月", *CONTENTS, TITLE, *BODY], [(TITLE, TEXT, 6)]),
        ([TITLE, *CONTENTS, *BODY], [(TITLE, TEXT, 6)]),
        ([*CONTENTS, TITLE, *BODY], [(TITLE, TEXT, 6)]),
        (BRIEF, [(HEADINGS[0], "无", 6)]),
        ([*BRIEF, *BRIEF], [(HEADINGS[0], "无", 6)] * 2),
        ([TITLE, *BRIEF, TITLE, *BRIEF], [(TITLE, "无", 6)] * 2),
        ([TITLE, *RUN_ON, TITLE, *RUN_ON], [(TITLE, RUN_ON[-1], 6)] * 2),
        ([TITLE, *CONTENTS_APART, TITLE, *BRIEF], [(TITLE, "无", 6)]),
    ],
)  # fmt: skip
def test_where_reports_begin_and_end(
    lexicon: Lexicon, lines: list[str], found: list[tuple[str, str, int]]
) -> None:
    assert reports(lines, lexicon) == found


def test_a_mark_at_the_end_of_a_sentence_leaves_the_sentence(lexicon: Lexicon) -> None:
    report, after = regions([TITLE, *BODY, "本年度无其他事项。1234567B", "首页"], lexicon)
    assert report.blocks[-1].text.startswith("本年度无其他事项。")
    assert [piece.text for piece in after.blocks] == ["首页\n"]


@pytest.mark.parametrize(
    ("lines", "first", "issuer", "year"),
    [
        ([TITLE], 0, "云岭市临江区档案局", 2023),
        (["云岭市临江区档案局", "2023年政府信息公开工作年度报告"], 0, "云岭市临江区档案局", 2023),
        (["云岭市临江区档案局2023年", "政府信息公开工作年度报告"], 0, "云岭市临江区档案局", 2023),
        (["云岭市临江区档案局", "2023年", "政府信息公开工作年度报告"], 0, "云岭市临江区档案局", 2023),
        (["云岭市临江区", "2023年政府信息公开", "工作年度报告"], 0, "云岭市临江区", 2023),
        (["首页", "2023年政府信息公开工作年度报告"], 1, None, 2023),
        (["政务公开", "2023年政府信息公开工作年度报告"], 1, None, 2023),
        ([OTHER, "2023年政府信息公开工作年度报告"], 1, None, 2023),
        (["说明", "2023年", "政府信息公开工作年度报告"], 1, None, 2023),
        (["一、某局", "政府信息公开工作年度报告"], 1, None, None),
    ],
)  # fmt: skip
def test_titles_over_several_lines(
    lexicon: Lexicon, lines: list[str], first: int, issuer: str | None, year: int | None
) -> None:
    found = title_at(pieces(lines, lexicon), len(lines) - 1, lexicon.words)
    assert found is not None
    title, index = found
    assert (index, title.issuer, title.year) == (first, issuer, year)


def test_a_line_that_is_no_title(lexicon: Lexicon) -> None:
    assert title_at(pieces(["云岭市", "半年工作报告"], lexicon), 1, lexicon.words) is None


LINES = [
    *HEADINGS,
    TITLE,
    OTHER,
    TEXT,
    TABLE,
    "工作年度报告",
    "2023年",
    "云岭市",
    "上一篇:无",
    "分享到:",
    "总体情况",
]


@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_nothing_is_lost_between_regions(lexicon: Lexicon, lines: list[str]) -> None:
    found = regions(lines, lexicon)
    assert "".join(piece.text for region in found for piece in region.blocks) == "".join(
        f"{x}\n" for x in lines
    )
    at = 0
    for region in found:
        for piece in region.blocks:
            assert piece.start == at
            at = piece.end
        assert all(0 <= index < len(region.blocks) for index in region.headings)
        assert region.is_report or region.may_be_part or not region.headings

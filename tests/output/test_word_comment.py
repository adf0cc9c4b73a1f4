"""A finding as a note, in whole."""

from __future__ import annotations

from msgspec.structs import replace

from linter.diagnostic import Related
from linter.documents import Note
from linter.output.word_comment import notes
from linter.text.source import Origin, Source, Span
from tests.fakes import finding

SOURCE = Source("a.docx", "总计\n4\n", origins=(Origin("第1段"), Origin("第2段"), None))


def test_all_that_is_known_is_said() -> None:
    last_year = Source("旧.txt", "旧\n文\n")
    found = replace(
        finding(SOURCE, "4", fix=True),
        related=(Related(Span(0, 2), "第一项"), Related(Span(2, 3), "上年", last_year)),
    )
    assert notes(SOURCE, [found]) == [
        Note(
            Span(3, 4),
            (
                "错误[N501] 收支不平：“总计”一列收支不平：3 + 0 ≠ 4 + 0，差 -1",
                "依据：国办公开办函〔2021〕30号 表三",
                "建议：核对四行。",
                "改法：改为规范表述",
                "相关：第1段，第一项；旧.txt 第2行，上年",
            ),
        )
    ]


def test_a_finding_may_say_little() -> None:
    found = replace(finding(SOURCE, "4"), references=(), help="", message="有\x1b[31m控制字符")
    [note] = notes(SOURCE, [found])
    assert note.lines == ("错误[N501] 收支不平：有␛[31m控制字符",)


def test_long_lists_of_places_are_cut() -> None:
    [note] = notes(SOURCE, [finding(SOURCE, "4", related=11)])
    assert note.lines[-1].endswith("第1段，第7项；另有 3 处")

"""How a report names the documents it rests on, and how it states its statistics period."""

from __future__ import annotations

import random
from datetime import date
from typing import Final

from tests.corpus.draft import Piece

TITLE_60: Final = "国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知"
NUMBER_60: Final = "国办公开办函〔2019〕60号"
TITLE_30: Final = (
    "国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知"
)
NUMBER_30: Final = "国办公开办函〔2021〕30号"
TITLE_109: Final = "国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知"
NUMBER_109: Final = "国办函〔2020〕109号"

FORMAT: Final = {"2019": (TITLE_60, NUMBER_60), "2021": (TITLE_30, NUMBER_30)}
"""The document that fixes each generation's format."""

# Reports cite these beside the format; their agency codes and years are near those of known documents.
YEARLY_POINTS: Final = {
    2016: "国办发〔2016〕19号",
    2017: "国办发〔2017〕24号",
    2018: "国办发〔2018〕23号",
    2019: "国办发〔2019〕14号",
    2020: "国办发〔2020〕17号",
    2021: "国办发〔2021〕12号",
    2022: "国办发〔2022〕8号",
}


def full(title: str, number: str) -> str:
    """A title with its number behind it."""
    return f"《{title}》（‹{number}›）"


def format_citation(rng: random.Random, generation: str, how: str) -> str:
    """The words that cite the format: `how` is full, number, title or any."""
    title, number = FORMAT[generation]
    how = how or rng.choice(("full", "full", "full", "number", "title"))
    if how == "title":
        return f"《{title}》"
    if how == "number":
        return rng.choice((f"‹{number}›文件", f"国务院办公厅政府信息与政务公开办公室‹{number}›文"))
    return full(title, number)


def points_sentence(year: int) -> str | None:
    """A sentence that cites the State Council's yearly points, for the years that have them."""
    if year not in YEARLY_POINTS:
        return None
    return (
        f"认真落实《国务院办公厅关于印发{year}年政务公开工作要点的通知》（‹{YEARLY_POINTS[year]}›），"
        "逐项分解任务。"
    )


_LEADS = (
    "本报告所列数据的统计期限",
    "本报告中所列数据统计时限",
    "报告中数据的统计时段",
    "数据统计期间",
    "本报告所列数据统计期限",
    "所列数据的统计周期",
)


def period(rng: random.Random, start: date, end: date, omit: bool | None = None) -> tuple[Piece, ...]:
    """A statement of the period from `start` to `end`, in one of the wordings in use.

    `omit` says whether the second year is left out, which needs both dates in one year.
    """
    gap = rng.choice(("", "", " "))
    lead = rng.choice(_LEADS) + rng.choice(("", "为", "："))
    begin = rng.choice(("自", "从", "自", "")) if lead[-1] in "为：" else rng.choice(("自", "从"))
    link = rng.choice(("至", "到", "至", "—"))
    since = rng.choice(("起", "")) if link != "—" else ""
    until = rng.choice(("止", "截止", "", "")) if link != "—" else ""
    if omit is None:
        omit = start.year == end.year and rng.random() < 0.4
    words = begin + _day(start, gap, True) + since + link + _day(end, gap, not omit) + until
    return (Piece(lead), Piece(words, "period", start, end), Piece("。"))


def _day(day: date, gap: str, with_year: bool) -> str:
    year = f"{gap}{day.year}{gap}年" if with_year else ""
    return f"{year}{gap}{day.month}{gap}月{gap}{day.day}{gap}日"

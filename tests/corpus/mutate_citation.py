"""Mutations of families C, P and G: documents, the statistics period, characters, encoding."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Final

from opencc import OpenCC

from tests.corpus.documents import (
    FORMAT,
    NUMBER_30,
    NUMBER_60,
    NUMBER_109,
    TITLE_30,
    TITLE_60,
    TITLE_109,
    full,
    period,
)
from tests.corpus.draft import Paragraph, Wish
from tests.corpus.grid import Grid
from tests.corpus.mutant import (
    Expected,
    Mutant,
    Mutation,
    each_era,
    insert,
    mutant,
    on_mark,
    on_title,
    preface,
    rewrite,
    severity,
    style_for,
    valid,
)
from tests.corpus.render import render
from tests.corpus.templates import generation_of

_BRACKETS: Final = {
    "square": "[]",
    "round": "()",
    "full-round": "（）",
    "lenticular": "【】",
    "curly": "{}",
    "hollow": "〖〗",
    "small-tortoise": "﹝﹞",
    "full-square": "［］",
}
_OTHER_BODIES: Final = (
    "现公布昆仑山县考古勘探局{year}年度政府信息公开工作年度报告。",
    "现将昆仑山县考古勘探局{year}年政府信息公开工作情况报告如下。",
)
_OWN: Final = "云政办发〔{year}〕18号"
_OWN_TITLE: Final = "云岭市人民政府办公室关于做好基层政务公开工作的通知"


def _no_citation(name: str, rng: random.Random, year: int) -> Mutant:
    return mutant(name, valid(rng, year, Wish(cite="none")), style_for(rng), on_title("C201"))


def _wrong_number(wrong: str, name: str, rng: random.Random, year: int) -> Mutant:
    number = FORMAT[generation_of(year)][1]
    draft = rewrite(valid(rng, year, Wish(cite="full")), number, wrong)
    return mutant(name, draft, style_for(rng), on_mark("C202", "basis"))


def _wrong_fee_number(wrong: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = insert(valid(rng, year), "other", f"落实{full(TITLE_109, wrong)}的规定，规范收费行为。", "here")
    return mutant(name, draft, style_for(rng), on_mark("C202", "here"))


def _brackets(left: str, right: str, name: str, rng: random.Random, year: int) -> Mutant:
    """The format's own number with other brackets; empty ones are missing."""
    number = FORMAT[generation_of(year)][1]
    wrong = number.replace("〔", left).replace("〕", right)
    draft = valid(rng, year, Wish(cite=rng.choice(("full", "number"))))
    return mutant(name, rewrite(draft, number, wrong), style_for(rng), on_mark("C203", "basis"))


def _other_brackets(left: str, right: str, name: str, rng: random.Random, year: int) -> Mutant:
    """The same in the number of a document that no pack knows."""
    wrong = _OWN.format(year=year).replace("〔", left).replace("〕", right)
    words = f"落实《{_OWN_TITLE}》（‹{wrong}›）的要求，各项任务均已完成。"
    draft = insert(valid(rng, year, Wish(cite="full")), "problems", words, "here")
    return mutant(name, draft, style_for(rng), on_mark("C203", "here"))


def _superseded(words: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = preface(valid(rng, year, Wish(cite="full")), words, "here")
    return mutant(name, draft, style_for(rng), on_mark("C204", "here"))


def _left_over(name: str, rng: random.Random, year: int) -> Mutant:
    """Last format's citation stands in place of the present one, as copied text has it."""
    draft = valid(rng, year, Wish(cite="full"))
    draft = rewrite(rewrite(draft, TITLE_30, TITLE_60), NUMBER_30, NUMBER_60)
    return mutant(name, draft, style_for(rng), on_mark("C204", "basis"), tolerated=("C201",))


def _mismatch(old: str, new: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = rewrite(valid(rng, year, Wish(cite="full")), old, new)
    return mutant(name, draft, style_for(rng), on_mark("C205", "basis"))


def _fee_mismatch(title: str, number: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, Wish(cite="full"))
    draft = insert(draft, "other", f"落实{full(title, number)}的规定，规范收费行为。", "here")
    return mutant(name, draft, style_for(rng), on_mark("C205", "here"))


def _nested_marks(known: bool, name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, Wish(cite="full"))
    style = style_for(rng)
    if known:
        draft = rewrite(draft, TITLE_30, TITLE_30.replace("〈", "《").replace("〉", "》"))
        return mutant(name, draft, style, on_mark("C206", "basis"))
    words = f"转发《云岭市人民政府关于印发《政务公开工作办法》的通知》（‹{_OWN.format(year=year)}›）。"
    return mutant(name, insert(draft, "problems", words, "here"), style, on_mark("C206", "here"))


def _other_body(words: str, name: str, rng: random.Random, year: int) -> Mutant:
    """A preface that names no body but the other one."""
    draft = valid(rng, year, Wish(period="preface"))
    while draft.issuer.name.endswith(("办公室", "办")):  # an office may publish what others report
        draft = valid(rng, year, Wish(period="preface"))
    if any(draft.issuer.name in part.text for one in draft.preface for part in one.pieces):
        draft = rewrite(draft, draft.issuer.name, "本机关")
    return mutant(
        name, preface(draft, words.format(year=year), "here"), style_for(rng), on_mark("C207", "here")
    )


def _no_period(name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, Wish(period="preface"))
    draft = replace(draft, preface=tuple(one for one in draft.preface if one.mark != "period"))
    return mutant(name, draft, style_for(rng), on_title("P301"))


def _period(
    code: str,
    start: tuple[int, int, int],
    end: tuple[int, int, int],
    name: str,
    rng: random.Random,
    year: int,
) -> Mutant:
    """`start` and `end` as (year offset, month, day)."""
    draft = valid(rng, year)
    first = date(year + start[0], *start[1:])
    last = date(year + end[0], *end[1:])
    stated = Paragraph(period(rng, first, last), mark="period")

    def swap(item: Paragraph | Grid) -> Paragraph | Grid:
        return stated if isinstance(item, Paragraph) and item.mark == "period" else item

    draft = replace(
        draft,
        preface=tuple(stated if one.mark == "period" else one for one in draft.preface),
        sections=tuple(
            replace(section, items=tuple(swap(item) for item in section.items)) for section in draft.sections
        ),
    )
    return mutant(name, draft, style_for(rng), on_mark(code, "period"))


def _impossible_date(day: str, name: str, rng: random.Random, year: int) -> Mutant:
    words = f"{day.format(year=year)}，组织召开政务公开工作座谈会，听取各方意见。"
    draft = insert(valid(rng, year), "problems", words, "here")
    return mutant(name, draft, style_for(rng), on_mark("P304", "here"))


def _traditional(name: str, rng: random.Random, year: int) -> Mutant:
    rendered = render(valid(rng, year), replace(style_for(rng), wide="none"))
    text = "".join(_traditional_of(char) for char in rendered.text)
    rows = frozenset(range(1, rendered.row_count + 1))
    return Mutant(name, text, (Expected("G804", rows, severity("G804", year)),))


@cache
def _traditional_of(char: str) -> str:
    """The traditional form of a character, where simplifying it gives the character back."""
    traditional, simplified = _converters()
    form: str = traditional.convert(char)
    return form if len(form) == 1 and simplified.convert(form) == char else char


@cache
def _converters() -> tuple[OpenCC, OpenCC]:
    return OpenCC("s2t"), OpenCC("t2s")


def _gb18030(name: str, rng: random.Random, year: int) -> Mutant:
    return mutant(name, valid(rng, year), style_for(rng), on_title("G805"), encoding="gb18030")


_NEAR_60: Final = (
    "国办函〔2019〕60号",
    "国办公开办函〔2019〕61号",
    "国办公开函〔2019〕60号",
    "国办公开办函〔2019〕第60号",
)
_NEAR_30: Final = (
    "国办函〔2021〕30号",
    "国办公开办函〔2021〕31号",
    "国办公开函〔2021〕30号",
    "国办公开办函〔2021〕第30号",
    "国办公开办函〔2022〕30号",
)
_NEAR_109: Final = ("国办函〔2020〕119号", "国办函〔2021〕109号", "国办函〔2020〕第109号")
_DATES: Final = ("{year}年2月30日", "{year}年13月5日", "{year}年4月31日", "{year}年11月31日")


def _citations() -> dict[str, Mutation]:
    cases = each_era("C201", _no_citation, "2019 2020 2021")
    for number, wrong in enumerate(_NEAR_60, 1):
        cases |= each_era(f"C202-{number}", partial(_wrong_number, wrong), "2019 2020")
    for number, wrong in enumerate(_NEAR_30, 1):
        cases |= each_era(f"C202-{number}", partial(_wrong_number, wrong), "2021")
    for number, wrong in enumerate(_NEAR_109, 1):
        cases |= each_era(f"C202-fee-{number}", partial(_wrong_fee_number, wrong), "2021")
    for shape, pair in _BRACKETS.items():
        left, right = pair[0], pair[1]
        cases |= each_era(f"C203-{shape}", partial(_brackets, left, right))
        cases |= each_era(f"C203-other-{shape}", partial(_other_brackets, left, right), "2008 2020 2021")
    for shape, left, right in (("no-left", "", "〕"), ("no-right", "〔", ""), ("none", "", "")):
        cases |= each_era(f"C203-{shape}", partial(_brackets, left, right))
    cases |= each_era("C203-other-no-left", partial(_other_brackets, "", "〕"))
    cases |= each_era("C203-other-no-right", partial(_other_brackets, "〔", ""))
    old_60 = (f"同时执行{full(TITLE_60, NUMBER_60)}的要求。", f"按照‹{NUMBER_60}›文件的要求填报各项数据。")
    for number, words in enumerate(old_60, 1):
        cases |= each_era(f"C204-60-{number}", partial(_superseded, words), "2021")
    cases |= each_era("C204-left-over", _left_over, "2021")
    new_30 = f"同时参照{full(TITLE_30, NUMBER_30)}的要求。"
    cases |= each_era("C204-30", partial(_superseded, new_30), "2019 2020")
    for stem, decree in (
        ("492", "国务院令第492号"),
        ("492-short", "国令第492号"),
        ("492-bare", "国务院令492号"),
    ):
        old_law = f"工作中严格执行《中华人民共和国政府信息公开条例》（{decree}）的规定。"
        cases |= each_era(f"C204-{stem}", partial(_superseded, old_law), "2019 2020 2021")
    cases |= each_era("C205-number-of-fees", partial(_mismatch, NUMBER_30, NUMBER_109), "2021")
    cases |= each_era("C205-number-of-fees", partial(_mismatch, NUMBER_60, NUMBER_109), "2020")
    cases |= each_era("C205-fees-with-30", partial(_fee_mismatch, TITLE_109, NUMBER_30), "2021")
    for number, (old, new, era) in enumerate(
        (
            ("年度报告格式〉", "年度报告模板〉", "2021"),
            ("政府信息公开工作年度报告格式", "政府信息公开年度报告格式", "2021"),
            ("有关事项的通知", "有关事宜的通知", "2020"),
            ("工作年度报告有关事项", "年度报告有关事项", "2020"),
            (TITLE_30, TITLE_30[TITLE_30.index("〈") :], "2021"),
            (TITLE_30, TITLE_30[TITLE_30.index("印发") :], "2021"),
            (TITLE_60, "关于政府信息公开工作年度报告有关问题的通知", "2020"),
        ),
        1,
    ):
        cases |= each_era(f"C205-title-{number}", partial(_mismatch, old, new), era)
    wrong_fees = TITLE_109.replace("信息处理费管理办法", "处理费管理办法")
    cases |= each_era("C205-fee-title", partial(_fee_mismatch, wrong_fees, NUMBER_109), "2021")
    for number, words in enumerate(_OTHER_BODIES, 1):
        cases |= each_era(f"C207-{number}", partial(_other_body, words), "2008 2020 2021")
    cases |= each_era("C206-known", partial(_nested_marks, True), "2021")
    cases |= each_era("C206-other", partial(_nested_marks, False))
    return cases


def _periods() -> dict[str, Mutation]:
    cases = each_era("P301", _no_period, "2019 2020 2021")
    eras = "2008 2020 2021"
    ends: Iterable[tuple[str, tuple[int, int, int], tuple[int, int, int]]] = (
        ("P302-30-december", (0, 1, 1), (0, 12, 30)),
        ("P302-february", (0, 2, 1), (0, 12, 31)),
        ("P302-november", (0, 1, 1), (0, 11, 30)),
        ("P302-second-of-january", (0, 1, 2), (0, 12, 31)),
        ("P303-last-year", (-1, 1, 1), (-1, 12, 31)),
        ("P303-next-year", (1, 1, 1), (1, 12, 31)),
        ("P303-start", (-1, 1, 1), (0, 12, 31)),
        ("P303-end", (0, 1, 1), (1, 12, 31)),
    )
    for stem, start, end in ends:
        cases |= each_era(stem, partial(_period, stem[:4], start, end), eras)
    for number, day in enumerate(_DATES, 1):
        cases |= each_era(f"P304-{number}", partial(_impossible_date, day), eras)
    leap = partial(_impossible_date, "2023年2月29日")
    cases["P304-leap@2023"] = lambda rng: leap("P304-leap@2023", rng, 2023)
    return cases


CITATIONS: Final = _citations()
PERIODS: Final = _periods()
GENERAL: Final = each_era("G804", _traditional, "2008 2020 2021") | each_era(
    "G805", _gb18030, "2008 2020 2021"
)

"""Mutations of family S: title, sections, headings, numerals."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Final

from tests.corpus.draft import Draft, Paragraph, Section, Wish, paragraph
from tests.corpus.mutant import (
    Mutant,
    Mutation,
    each_era,
    mutant,
    on_mark,
    style_for,
    valid,
)
from tests.corpus.render import Rendered
from tests.corpus.templates import ASPECTS, NUMERALS, SECTIONS

_KEYS: Final = tuple(one.key for one in SECTIONS)
_PERIOD_FIRST: Final = Wish(period="preface", closing=False)

_VARIANTS: Final = (
    ("proactive", "主动公开政府信息的情况"),
    ("proactive", "政府信息主动公开情况"),
    ("requests", "收到和处理政府信息公开申请的情况"),
    ("review", "因政府信息公开工作被申请行政复议、提起行政诉讼的情况"),
    ("problems", "政府信息公开工作存在的主要问题及改进情况"),
    ("problems", "存在问题及下一步工作措施"),
    ("problems", "存在不足及改进措施"),
    ("other", "其他需要报告的事项情况"),
)
_DEPRECATED: Final = (
    ("overview", "概述"),
    ("requests", "依申请公开政府信息情况"),
    ("requests", "依申请公开和不予公开政府信息的情况"),
    ("review", "因政府信息公开申请行政复议、诉讼和申诉的情况"),
)
_EXTRAS: Final = (
    ("附件说明", "本报告另附各单位办理建议提案的清单，清单已在网站公布。"),
    ("特色亮点工作", "建立“公开专员”制度，每个科室确定一名公开专员。"),
)
_HOLLOW: Final = (
    "无。",
    "暂无问题。",
    "本机关政府信息公开工作不存在主要问题。",
    "目前没有需要改进的问题",
    "略。",
)
_CONTENTS_2008: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("fees", ("收费", "费用", "减免", "收取")),
    ("review", ("复议", "诉讼")),
    ("problems", ("问题", "改进", "不足")),
)


def _title(how: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year)
    title = {
        "missing": None,
        "no-year": f"{draft.issuer.name}政府信息公开工作年度报告",
        "no-body": f"{year}年政府信息公开工作年度报告",
        "other-words": f"{draft.issuer.name}{year}年政府信息公开工作总结",
    }[how]
    style = replace(style_for(rng, residue=False), title="plain")
    return mutant(name, replace(draft, title=title), style, lambda _: [("S100", {1})])


def _missing(key: str, leave_text: bool, name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, _PERIOD_FIRST)
    if leave_text:
        before = SECTIONS[_KEYS.index(key) - 1].key
        items = draft.section(key).items
        draft = draft.with_section(before, lambda one: replace(one, items=one.items + items))
    draft = draft.with_section(key, lambda _: None)
    return mutant(name, draft, style_for(rng, residue=False), partial(_absent, draft, key))


def _absent(draft: Draft, key: str, rendered: Rendered) -> Iterable[tuple[str, Iterable[int]]]:
    """S101 stands on the next section that is there, else on the last lines."""
    after = [one.key for one in draft.sections if _KEYS.index(one.key) > _KEYS.index(key)]
    if after:
        return [("S101", {rendered.section_row(after[0])})]
    return [("S101", range(rendered.last_text_row, rendered.row_count + 2))]


def _missing_2008(key: str, words: tuple[str, ...], name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, Wish(period="preface", avoid=words, drop=key, closing=False))
    keys = [one.key for one in draft.sections]
    follower = keys[keys.index(key) + 1] if key != keys[-1] else ""
    kept = [one for one in draft.sections if one.key != key]
    draft = replace(draft, sections=tuple(replace(one, numeral=NUMERALS[i]) for i, one in enumerate(kept)))

    def expect(rendered: Rendered) -> Iterable[tuple[str, Iterable[int]]]:
        if follower:
            return [("S101", {rendered.section_row(follower)})]
        return [("S101", range(rendered.last_text_row, rendered.row_count + 2))]

    return mutant(name, draft, style_for(rng, residue=False), expect)


def _order(first: int, second: int, name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, _PERIOD_FIRST)
    sections = list(draft.sections)
    sections[first], sections[second] = sections[second], sections[first]
    moved = [one.key for one in sections[first : second + 1]]
    return mutant(
        name,
        replace(draft, sections=tuple(sections)),
        style_for(rng),
        lambda rendered: [("S102", {rendered.section_row(key) for key in moved})],
    )


def _reworded(code: str, key: str, wording: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year).with_section(key, lambda one: replace(one, wording=wording, mark="here"))
    return mutant(name, draft, style_for(rng), on_mark(code, "here"))


def _doubled(key: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, _PERIOD_FIRST)
    sections: list[Section] = []
    for section in draft.sections:
        sections.append(section)
        if section.key == key:
            sections.append(replace(section, mark="again"))
    return mutant(name, replace(draft, sections=tuple(sections)), style_for(rng), on_mark("S105", "again"))


def _section_numeral(key: str, by: int, name: str, rng: random.Random, year: int) -> Mutant:
    index = _KEYS.index(key)
    draft = valid(rng, year).with_section(
        key, lambda one: replace(one, numeral=NUMERALS[index + by], mark="here")
    )
    return mutant(name, draft, style_for(rng), on_mark("S106", "here"))


def _nested_numeral(level: str, how: str, name: str, rng: random.Random, year: int) -> Mutant:
    """`level` is the mark that the list's paragraphs begin with; `how` is skip, repeat or shift."""
    draft = valid(rng, year, Wish(nested=True))
    section = draft.section("problems" if level == "plan" else "overview")
    places = [
        at
        for at, item in enumerate(section.items)
        if isinstance(item, Paragraph) and item.mark.startswith(f"{level}.")
    ]
    count = len(places)
    wrong = {
        "skip": (*range(1, count), count + 1),
        "repeat": (*range(1, count), count - 1),
        "shift": (1, *range(3, count + 2)),
    }[how]
    items = list(section.items)
    fault = 1 if how == "shift" else count - 1
    for order, (at, number) in enumerate(zip(places, wrong, strict=True)):
        item = items[at]
        assert isinstance(item, Paragraph)
        mark = "here" if order == fault else item.mark
        items[at] = item._replace(numeral=_numeral(item.numeral, number), mark=mark)
    draft = draft.with_section(section.key, lambda one: replace(one, items=tuple(items)))
    return mutant(name, draft, style_for(rng), on_mark("S106", "here"))


def _numeral(like: str, number: int) -> str:
    """`number` in the writing of `like`: （一）, （1） or 1."""
    if like[0] != "（":
        return f"{number}."
    return f"（{NUMERALS[number - 1] if like[1] in NUMERALS else number}）"


def _empty(key: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, _PERIOD_FIRST)
    draft = draft.with_section(key, lambda one: replace(one, items=(), mark="here"))
    return mutant(name, draft, style_for(rng, residue=False), on_mark("S107", "here"))


def _hollow(words: str, name: str, rng: random.Random, year: int) -> Mutant:
    only = (paragraph(words),)
    draft = valid(rng, year, _PERIOD_FIRST)
    draft = draft.with_section("problems", lambda one: replace(one, items=only, mark="here"))
    return mutant(name, draft, style_for(rng, residue=False), on_mark("S110", "here"))


def _extra(wording: str, words: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, _PERIOD_FIRST)
    more = Section("", NUMERALS[6], wording, (paragraph(words),), mark="here")
    return mutant(
        name,
        replace(draft, sections=(*draft.sections, more)),
        style_for(rng),
        on_mark("S108", "here"),
    )


def _aspect(key: str, words: tuple[str, ...], name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, Wish(drop=key, avoid=words, period="preface"))

    def expect(rendered: Rendered) -> Iterable[tuple[str, Iterable[int]]]:
        first, second = rendered.section_row("overview"), rendered.section_row("proactive")
        return [("S109", range(first, second))]

    return mutant(name, draft, style_for(rng), expect)


def _whole_sections() -> dict[str, Mutation]:
    """Titles and sections that are missing, moved, doubled, empty or too many."""
    cases: dict[str, Mutation] = {}
    for how in ("missing", "no-year", "no-body", "other-words"):
        cases |= each_era(f"S100-{how}", partial(_title, how))
    cases |= each_era("S100-missing", partial(_title, "missing"), "2008")
    for key in _KEYS:
        cases |= each_era(f"S101-{key}", partial(_missing, key, False), "2019 2020 2021")
    for key in ("requests", "review", "problems", "other"):
        cases |= each_era(f"S101-heading-of-{key}", partial(_missing, key, True))
    for key, words in _CONTENTS_2008:
        cases |= each_era(f"S101-{key}", partial(_missing_2008, key, words), "2008")
    for first, second in ((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (1, 3), (2, 4)):
        cases |= each_era(f"S102-{_KEYS[first]}-{_KEYS[second]}", partial(_order, first, second))
    for key in ("overview", "problems", "other"):
        cases |= each_era(f"S105-{key}", partial(_doubled, key), "2019 2020 2021")
    for key in ("problems", "other"):
        cases |= each_era(f"S107-{key}", partial(_empty, key))
    for number, text in enumerate(_HOLLOW, 1):
        cases |= each_era(f"S110-{number}", partial(_hollow, text), "2019 2020 2021")
    for number, (wording, text) in enumerate(_EXTRAS, 1):
        cases |= each_era(f"S108-{number}", partial(_extra, wording, text))
    return cases


def _headings() -> dict[str, Mutation]:
    """Words and numerals of headings, and the aspects of section one."""
    cases: dict[str, Mutation] = {}
    for number, (key, wording) in enumerate(_VARIANTS, 1):
        cases |= each_era(f"S103-{number}-{key}", partial(_reworded, "S103", key, wording))
    for number, (key, wording) in enumerate(_DEPRECATED, 1):
        cases |= each_era(f"S104-{number}-{key}", partial(_reworded, "S104", key, wording), "2019 2020 2021")
    for key, by in (("proactive", -1), ("requests", 1), ("review", -1), ("problems", 1), ("other", 1)):
        cases |= each_era(f"S106-section-{key}", partial(_section_numeral, key, by))
    for level in ("aspect", "item", "subitem", "plan"):
        for how in ("skip", "repeat", "shift"):
            cases |= each_era(f"S106-{level}-{how}", partial(_nested_numeral, level, how))
    for key, _, spoken in ASPECTS:
        cases |= each_era(f"S109-{key}", partial(_aspect, key, spoken))
    return cases


STRUCTURE: Final = _whole_sections() | _headings()

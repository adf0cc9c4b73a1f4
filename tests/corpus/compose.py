"""Writes a `Draft`: picks the body, the year and the figures, and says in prose what the tables say."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from tests.corpus import figures, issuers, known
from tests.corpus.documents import format_citation, period, points_sentence
from tests.corpus.draft import ANY, Draft, Item, Paragraph, Section, Wish, paragraph
from tests.corpus.grid import Grid, fill
from tests.corpus.issuers import Issuer
from tests.corpus.known import Facts
from tests.corpus.phrases import phrase, phrases
from tests.corpus.tell import PLACES, Teller
from tests.corpus.templates import (
    ASPECTS,
    CONTENTS_2008,
    NUMERALS,
    SECTIONS,
    TABLES,
    generation_of,
)

YEARS: Final = {"2008": range(2012, 2019), "2019": range(2019, 2021), "2021": range(2021, 2026)}
TITLE: Final = "年政府信息公开工作年度报告"


def build(rng: random.Random, wish: Wish = ANY) -> Draft:
    """A valid report such as `wish` asks for; the same generator state gives the same report."""
    generation = generation_of(wish.year) if wish.year else wish.generation
    generation = generation or rng.choice(("2008", "2019", "2019", "2021", "2021", "2021"))
    year = wish.year or rng.choice(YEARS[generation])
    body = issuers.issuer(rng, rng.choice(wish.kinds or issuers.KINDS))
    facts: Facts = {
        "year": year,
        "last": year - 1,
        "next": year + 1,
        "we": body.we,
        "body": body.name,
        "place": body.place,
    }
    where = wish.period or rng.choice(("preface", "preface", "overview", "other"))
    stated = Paragraph(period(rng, date(year, 1, 1), date(year, 12, 31)), mark="period")
    grids, totals = _tables(rng, generation, body, wish)
    teller = Teller(rng, facts | totals, wish)
    if generation == "2008":
        sections = _sections_2008(rng, facts, wish, teller, spare_last=where != "other")
    else:
        sections = _sections(rng, generation, grids, facts, wish, teller)
    preface = _preface(rng, generation, facts, wish)
    if where == "preface":
        preface.append(stated)
    else:
        sections = _with_period(sections, where, stated)
    return Draft(
        generation,
        year,
        body,
        f"{body.name}{year}{TITLE}",
        tuple(preface),
        tuple(sections),
        _closing(rng, body, year) if wish.closing and rng.random() < 0.4 else (),
        facts | totals,
        tuple(teller.told),
    )


def _with_period(sections: list[Section], where: str, stated: Paragraph) -> list[Section]:
    """The sections with the period before the aspects of section one, or at the end of the last."""
    changed = []
    for section in sections:
        items = section.items
        if section.key == where:
            at = 1 if where == "overview" else len(items)
            items = (*items[:at], stated, *items[at:])
        changed.append(Section(section.key, section.numeral, section.wording, items))
    return changed


def _preface(rng: random.Random, generation: str, facts: Facts, wish: Wish) -> list[Paragraph]:
    if generation == "2008":
        lines = [phrase(rng, "preface.basis.2008", facts)]
        lists = "preface.list.2008"
    elif wish.cite == "none":
        lines = [phrase(rng, "preface.basis.uncited", facts)]
        lists = "preface.list"
    else:
        cite = format_citation(rng, generation, wish.cite)
        lines = [phrase(rng, "preface.basis", facts | {"cite": cite})]
        lists = "preface.list"
    if rng.random() < 0.6 and not wish.avoid:
        lines.append(phrase(rng, lists, facts))
    if rng.random() < 0.5:
        lines += phrases(rng, "preface.close", 2, facts)
    split = rng.choice((1, len(lines)))
    first = paragraph("".join(lines[:split]), mark="basis")
    return [first, *(paragraph(line) for line in lines[split:])]


def _tables(
    rng: random.Random, generation: str, body: Issuer, wish: Wish
) -> tuple[dict[str, Grid], dict[str, int]]:
    """The tables by key, and what statements may say of them. Before 2019 there are only facts."""
    size = wish.size or figures.scale(rng)
    asked = figures.requests(rng, generation if generation in TABLES else "2019", size)
    contested = figures.review(rng, size)
    facts = known.of_requests(asked) | known.of_review(contested)
    facts |= known.made_up(rng, facts["received"])
    if generation not in TABLES:
        return {}, facts
    shown = figures.proactive(rng, generation, size, body.rulemaking)
    tables = TABLES[generation]
    grids = {
        "proactive": fill(tables["proactive"], shown),
        "requests": fill(tables["requests"], asked),
        "review": fill(tables["review"], contested),
    }
    return grids, facts | known.of_proactive(shown)


def _sections(
    rng: random.Random, generation: str, grids: dict[str, Grid], facts: Facts, wish: Wish, teller: Teller
) -> list[Section]:
    items: dict[str, list[Item]] = {
        "overview": [*_overview(rng, facts, wish, teller)],
        "problems": [*_problems(rng, facts, wish, teller)],
        "other": [
            *_spoken(rng, teller.tell("other", 1)),
            *_other(rng, generation, grids["requests"], facts, wish),
        ],
    }
    for key, grid in grids.items():
        intro = _table_intro(rng, generation, key, grid, facts, wish)
        told = _spoken(rng, teller.tell(key))
        items[key] = [*intro, *told, grid] if rng.random() < 0.7 else [*intro, grid, *told]
    return [
        Section(key, NUMERALS[index], wording, tuple(items[key]))
        for index, (key, wording) in enumerate(SECTIONS)
    ]


def _spoken(rng: random.Random, texts: list[str]) -> list[Paragraph]:
    """Statements as one paragraph or as one each."""
    if rng.random() < 0.5:
        texts = ["".join(texts)] if texts else []
    return [paragraph(text) for text in texts]


def _overview(rng: random.Random, facts: Facts, wish: Wish, teller: Teller) -> Iterable[Paragraph]:
    avoid = wish.avoid
    yield paragraph("".join(phrases(rng, "overview.opening", 1 + rng.randrange(2), facts, avoid)))
    headed = rng.random() < 0.5
    suffix = rng.choice(("", "", "情况", "方面"))
    aspects = [(key, name) for key, name, _ in ASPECTS if key != wish.drop]
    for index, (key, name) in enumerate(aspects):
        sentences = phrases(rng, f"aspect.{key}", 1 + rng.randrange(4), facts, avoid)
        points = points_sentence(int(str(facts["year"])))
        if key == "active" and points and not wish.avoid and rng.random() < 0.4:
            sentences.append(points)
        sentences += teller.tell(key)
        text, numeral = "".join(sentences), f"（{NUMERALS[index]}）"
        if headed:
            yield paragraph(name + suffix, numeral, f"aspect.{key}")
            yield paragraph(text)
        else:
            yield paragraph(f"{name}{suffix}。{text}", numeral, f"aspect.{key}")
        if index == 0 and (wish.nested or rng.random() < 0.4):
            yield from _nested(rng, facts, wish)


def _nested(rng: random.Random, facts: Facts, wish: Wish) -> Iterable[Paragraph]:
    """A 1. list of three to five items, one of them with a (1) list."""
    items = phrases(rng, "item.active", 3 + rng.randrange(3), facts, wish.avoid)
    deep = rng.randrange(len(items)) if wish.nested or rng.random() < 0.5 else -1
    for number, item in enumerate(items, 1):
        yield paragraph(item, f"{number}.", f"item.{number}.{len(items)}")
        if number - 1 == deep:
            subs = phrases(rng, "subitem.active", 3, facts, wish.avoid)
            for inner, sub in enumerate(subs, 1):
                yield paragraph(sub, f"（{inner}）", f"subitem.{inner}.{len(subs)}")


def _table_intro(
    rng: random.Random, generation: str, key: str, grid: Grid, facts: Facts, wish: Wish
) -> list[Paragraph]:
    if wish.quiet or rng.random() < 0.35:
        return [paragraph(phrase(rng, f"{key}.intro", facts))] if rng.random() < 0.5 else []
    known = facts | _facts(grid)
    if key == "proactive":
        return [paragraph(phrase(rng, f"proactive.facts.{generation}", known))]
    if key == "review":
        happened = known["reconsideration"] or known["litigation"]
        return [paragraph(phrase(rng, "review.some" if happened else "review.none", known))]
    if known["received"]:
        words = phrase(rng, "requests.some", known)
        if rng.random() < 0.5:
            words += phrase(rng, "requests.results", known)
    else:
        words = phrase(rng, "requests.only_carried" if known["carried_in"] else "requests.none", known)
    return [paragraph(words)]


def _facts(grid: Grid) -> Facts:
    """What prose may say of one table."""
    values = grid.figures()
    if grid.key == "proactive":
        return {
            name: values.get(("normative_documents", key), 0)
            for name, key in (
                ("issued", "issued"),
                ("repealed", "repealed"),
                ("in_force", "in_force"),
                ("made", "made"),
                ("newly", "newly_disclosed"),
                ("disclosed", "disclosed_total"),
            )
        }
    if grid.key == "review":
        return {
            "reconsideration": values["reconsideration", "total"],
            "litigation": values["litigation_direct", "total"]
            + values["litigation_after_reconsideration", "total"],
        }
    natural = values["received", "natural_person"]
    facts: Facts = {"natural": natural, "legal": values["received", "total"] - natural}
    for name, prefix in (
        ("received", "received"),
        ("carried_in", "carried_in"),
        ("carried_out", "carried_out"),
        ("processed", "processed_total"),
        ("granted", "granted"),
        ("partly", "partly_granted"),
        ("refused", "refused."),
        ("unavailable", "unavailable."),
        ("not_processed", "not_processed."),
    ):
        facts[name] = sum(
            value
            for (row, column), value in values.items()
            if column == "total" and (row == prefix or (prefix[-1] == "." and row.startswith(prefix)))
        )
    return facts


def _problems(rng: random.Random, facts: Facts, wish: Wish, teller: Teller) -> Iterable[Paragraph]:
    issues = phrases(rng, "problems.issue", 2 + rng.randrange(3), facts)
    plans = phrases(rng, "problems.plan", 3 + rng.randrange(3), facts)
    fixed = phrase(rng, "problems.fixed", facts)
    plans += teller.tell("problems")
    rng.shuffle(plans)
    counted = [f"{NUMERALS[i]}是{issue}" for i, issue in enumerate(issues)]
    opening = phrase(rng, "problems.intro", facts)
    if rng.random() < 0.5 and not wish.nested:
        yield paragraph(opening + "".join(counted))
        yield paragraph(fixed)
        yield paragraph("".join(f"{NUMERALS[i]}是{plan}" for i, plan in enumerate(plans)))
        return
    yield paragraph("存在的主要问题", "（一）")
    yield paragraph(opening + "".join(counted) + fixed)
    yield paragraph(rng.choice(("改进情况", "下一步改进措施")), "（二）")
    for number, plan in enumerate(plans, 1):
        yield paragraph(plan, f"{number}.", f"plan.{number}.{len(plans)}")


def _other(rng: random.Random, generation: str, grid: Grid, facts: Facts, wish: Wish) -> Iterable[Paragraph]:
    charged = False
    if generation == "2021":
        charged = grid.value("received", "total") >= 5 and not wish.quiet and rng.random() < 0.3
        yield paragraph(phrase(rng, "other.fee.some" if charged else "other.fee", facts))
    if charged or rng.random() < 0.5:  # a fee and "nothing to report" contradict each other
        for sentence in phrases(rng, "other.more", 1 + rng.randrange(2), facts):
            yield paragraph(sentence)
    else:
        yield paragraph(phrase(rng, "other.none", facts))


def _sections_2008(
    rng: random.Random, facts: Facts, wish: Wish, teller: Teller, spare_last: bool
) -> list[Section]:
    groups = {
        "overview": ("2008.overview", 4),
        "proactive": ("2008.active", 4),
        "requests": ("2008.request", 1),
        "fees": ("2008.fees", 1),
        "review": ("2008.review", 1),
        "other": ("2008.other", 1),
    }
    sections = []
    contents: Sequence[tuple[str, tuple[str, ...]]] = CONTENTS_2008
    if spare_last and rng.random() < 0.3:
        contents = contents[:-1]  # the sixth content is not required
    for index, (key, wordings) in enumerate(contents):
        if key == "problems":
            lines = [phrase(rng, "2008.problems", facts), phrase(rng, "2008.plan", facts)]
        else:
            group, most = groups[key]
            avoid = wish.avoid if key != wish.drop else ()
            lines = phrases(rng, group, rng.randint(min(2, most), most), facts, avoid)
            if key in PLACES and (told := teller.tell(key)):
                # what is invented of requests and cases would contradict what is told of them
                lines = told if most == 1 else lines + told
        nested = len(lines) > 2 and rng.random() < 0.4
        numerals = [f"（{NUMERALS[at]}）" if nested else "" for at in range(len(lines))]
        items = tuple(paragraph(line, mark) for line, mark in zip(lines, numerals, strict=True))
        sections.append(Section(key, NUMERALS[index], rng.choice(wordings), items))
    return sections


def _closing(rng: random.Random, body: Issuer, year: int) -> tuple[str, ...]:
    first = date(year + 1, 1, 5)
    day = first + timedelta(days=rng.randrange(80 if body.government else 25))
    return (body.name, f"{day.year}年{day.month}月{day.day}日")

"""Consolidated reports against the sums of their units: what differs, and which units explain it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from linter.output.audit.figure_table import Columns, figure_table, place_head
from linter.output.audit.labels import number_words, unit_link
from linter.output.audit.model import STATUS_NAMES, Audit, Details, Difference, RollUp
from linter.output.page.element import Html, el, join

_MOST_SHOWN = 40  # differing figures of one consolidated report
_MOST_LEVELS = 500  # units above others with differences that are listed, and of those without
_MOST_TOGETHER = 40  # of them that are listed alike, each with its sums
_MOST_MISSING = 200  # names of one of them
_HEADS = ("数字", "汇总报告", "单位合计", "相差", "可能的原因")


def rollup_section(audit: Audit, details: Details) -> Iterator[str]:
    """The section in pieces: each level from the top down."""
    columns = {each.place: each for each in audit.columns}
    compared = off = 0
    for each in audit.rollups:
        compared += each.file is not None
        off += bool(each.differences)
    if not compared:
        words = "没有汇总报告（--total），只有各单位的合计。"
    else:
        words = f"核对了 {compared} 份有下级单位的报告，{off} 份有数字与下级合计不符。"
    yield f'<section class="part" id="totals">{el("h2", "汇总核对")}{el("p", words)}'
    many = len(audit.rollups) > _MOST_TOGETHER
    first = (each for at, each in enumerate(audit.rollups) if not many or at == 0 or each.differences)
    shown = 0
    for each in islice(first, _MOST_LEVELS):
        yield _rollup(each, columns, details, with_sums=shown < _MOST_TOGETHER)
        shown += 1
    if many:
        rest = (each for at, each in enumerate(audit.rollups) if at and not each.differences)
        count = len(audit.rollups) - off - (not audit.rollups[0].differences)
        yield f"<details>{el('summary', f'没有不符的 {count} 个')}"
        for each in islice(rest, _MOST_LEVELS):
            yield _rollup(each, columns, details, with_sums=False)
            shown += 1
        yield "</details>"
    if (left := len(audit.rollups) - shown) > 0:
        yield el("p", f"还有 {left} 个有下级的单位，见“审核.xlsx”的“汇总核对”和“各级合计”。")
    yield "</section>"


def _rollup(each: RollUp, columns: Columns, details: Details, *, with_sums: bool) -> Html:
    name = each.unit or "全部单位"
    head = _link(name, details) if each.unit else name
    return el(
        "div",
        el("h3", head, " ", _verdict(each)),
        el("p", *_summary(each, details)),
        el("p", each.words, class_="why") if each.words else None,
        _differences(each, columns, details) if each.differences else None,
        _sums(each, columns) if with_sums else None,
        class_="rollup",
    )


def _verdict(each: RollUp) -> Html | None:
    if each.file is None:
        return None
    if each.differences:
        return el("span", f"{len(each.differences)} 处不符", class_="s e")
    return el("span", "没有不符", class_="s ok")


def _summary(each: RollUp, details: Details) -> Iterator[str]:
    yield f"直接下级 {each.units} 个，{each.counted} 个有数字计入。"
    if each.missing:
        yield f"没有计入的 {len(each.missing)} 个："
        for at, name in enumerate(each.missing[:_MOST_MISSING]):
            result = details.unit(name)
            status = f"（{STATUS_NAMES[result.status]}）" if result is not None else ""
            yield join(("、" if at else None, _link(name, details), status))
        more = len(each.missing) - _MOST_MISSING
        yield f"……还有 {more} 个，见“审核.xlsx”的“汇总核对”。" if more > 0 else "。"
    if each.file is not None:
        yield f"汇总报告“{each.file}”：{each.agreed} 个数字与合计相符，{len(each.differences)} 个不符"
        yield f"，{each.unjudged} 个因为缺单位或者有数字读不出而不能判断。" if each.unjudged else "。"


def _differences(each: RollUp, columns: Columns, details: Details) -> Html:
    shown = each.differences[:_MOST_SHOWN]
    rows = ((one.place, _difference(one, columns, details, explained=bool(each.words))) for one in shown)
    more = len(each.differences) - len(shown)
    rest = el("p", f"还有 {more} 个，见“审核.xlsx”的“汇总核对”。") if more else None
    return join((figure_table(_HEADS, rows, columns), rest))


def _difference(one: Difference, columns: Columns, details: Details, *, explained: bool) -> Html:
    names = join(
        part for at, name in enumerate(one.units) for part in ("、" if at else None, _link(name, details))
    )
    sign = "+" if one.difference > 0 else ""
    words = one.words or ("见上" if explained else "—")
    return join(
        (
            place_head(one.place, columns),
            *(el("td", number_words(value), class_="n") for value in (one.stated, one.total)),
            el("td", f"{sign}{one.difference:,}", class_="n e"),
            el("td", words, el("br") if names else None, names or None),
        )
    )


def _sums(each: RollUp, columns: Columns) -> Html | None:
    """The sums of all figures, closed at first."""
    rows = [
        (place, join((place_head(place, columns), el("td", number_words(value), class_="n"))))
        for place in columns
        if (value := each.sums.get(place))
    ]
    if not rows:
        return None
    return el("details", el("summary", "各单位的合计"), figure_table(("数字", "合计"), rows, columns))


def _link(name: str, details: Details) -> str:
    result = details.unit(name)
    return el("a", name, href=unit_link(result.unit)) if result is not None else name

"""The section of what a reviewer looks at first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linter.output.audit.labels import unit_link
from linter.output.audit.model import Details
from linter.output.audit.priorities import PriorityGroup, PriorityItem
from linter.output.page.element import Html, el


def priority_section(groups: Iterable[PriorityGroup], details: Details) -> Html:
    """The section; it says so where there is nothing to do."""
    rows = [_row(each, details) for each in groups]
    content = el("dl", *rows) if rows else el("p", "各单位都已报送，没有发现错误。")
    return el("section", el("h2", "先看这些"), content, class_="part first", id="first")


def _row(group: PriorityGroup, details: Details) -> Html:
    more = group.count - len(group.items)
    rest = f"还有 {more} 个" if more > 0 else None
    return el(
        "div",
        el("dt", f"{group.title} ", el("b", str(group.count))),
        el("dd", *_items(group, details, more=more > 0), rest, " ", el("small", group.action)),
    )


def _items(group: PriorityGroup, details: Details, *, more: bool) -> Iterator[str]:
    for at, each in enumerate(group.items, 1):
        words = f"（{each.words}）" if each.words else None
        mark = "、" if more or at < len(group.items) else None
        yield el("span", _name(each, details), words, mark)


def _name(item: PriorityItem, details: Details) -> str:
    result = details.unit(item.name) if item.is_unit else None
    return el("a", item.name, href=unit_link(result.unit)) if result is not None else item.name

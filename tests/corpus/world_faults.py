"""Faults planted in a world, each of which says what an audit must find of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.corpus.draft import Draft
from tests.corpus.worlds import TABLES, World, filled, named, summed, written, zipped

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
NOTICE = "关于报送政府信息公开工作年度报告的通知\n\n各单位：\n请于1月20日前报送。\n"


def missing(world: World, name: str) -> None:
    """The unit has not submitted."""
    del world.files[world.path_of(name)]
    world.states[name] = "missing"


def twice(world: World, name: str) -> None:
    """The same file a second time, in an archive."""
    data = world.files[world.path_of(name)]
    world.files[f"补报/{name}.zip"] = zipped({f"{name}/年报.txt": data, "__MACOSX/._年报.txt": b"x"})
    world.strays[f"补报/{name}.zip"] = "other"
    world.strays[f"补报/{name}.zip!__MACOSX/._年报.txt"] = "other"
    world.states[name] = "duplicate"


def twice_with_other_figures(world: World, name: str) -> None:
    """A second version with a figure more."""
    draft = world.bodies[name].draft.with_grid(
        "proactive", lambda grid: grid.add("licensing", "decisions", 3)
    )
    world.files[f"{name}（修改后）.txt"] = written(draft)
    world.states[name] = "duplicate"


def wrong_year(world: World, name: str) -> None:
    """Last year's report again."""
    world.files[world.path_of(name)] = written(world.bodies[name].before)
    world.states[name] = "wrong-year"


def not_a_report(world: World, name: str) -> None:
    """The notice that asked for the report, sent back."""
    world.files[world.path_of(name)] = NOTICE.encode()
    world.states[name] = "not-a-report"


def picture(world: World, name: str) -> None:
    """A photograph of the report."""
    del world.files[world.path_of(name)]
    world.files[f"{name}.jpg"] = JPEG
    world.states[name] = "unreadable"


def mail(world: World, name: str) -> None:
    """The mail that the report came with."""
    del world.files[world.path_of(name)]
    world.files[f"{name}年报.eml"] = b"From: a@b\r\nMIME-Version: 1.0\r\n\r\nx"
    world.states[name] = "unreadable"


def slip_in_name(world: World, name: str) -> None:
    """A letter of the body's name is another, throughout, and the file's name tells nothing."""
    old = world.files.pop(world.path_of(name)).decode()
    wrong = name[:-2] + "傲" + name[-1]
    world.files["新建文本文档.txt"] = old.replace(name, wrong).encode()


def short_name(world: World, name: str) -> None:
    """The title has the body's short name, the file's name nothing."""
    del world.files[world.path_of(name)]
    world.files["报告1.txt"] = written(named(world.bodies[name].draft, world.bodies[name].short))


def outside(world: World, name: str) -> None:
    """A report of a body that is in no roster, beside the unit's own."""
    stranger = "南川市海洋与渔业局"
    world.files[f"{stranger}.txt"] = written(named(world.bodies[name].draft, stranger))
    world.strays[f"{stranger}.txt"] = "outside"


def rubbish(world: World, name: str) -> None:
    """What else lies in such folders."""
    world.files |= {
        "Thumbs.db": b"x",
        "~$年报.docx": b"x",
        "扫描.png": b"\x89PNG\r\n\x1a\n",
        "统计.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "坏.zip": b"PK\x03\x04 cut short",
        "空.docx": b"",
    }
    world.strays |= {
        "Thumbs.db": "other",
        "~$年报.docx": "other",
        "扫描.png": "unreadable",
        "统计.xls": "unreadable",
        "坏.zip": "unreadable",
        "空.docx": "unreadable",
    }


FAULTS: Mapping[str, Callable[[World, str], None]] = {
    each.__name__: each
    for each in (
        missing,
        twice,
        twice_with_other_figures,
        wrong_year,
        not_a_report,
        picture,
        mail,
        slip_in_name,
        short_name,
        outside,
        rubbish,
    )
}
"""Every kind of fault in what was submitted."""


def plant_all(world: World, seed: int) -> dict[str, str]:
    """Every kind of fault, each at a unit of its own; the unit of each kind."""
    rng = random.Random(seed)
    leaves = [name for name, body in world.bodies.items() if body.category != "区县"]
    chosen = dict(zip(FAULTS, rng.sample(leaves, len(FAULTS)), strict=True))
    for kind, name in chosen.items():
        FAULTS[kind](world, name)
    return chosen


def top(world: World) -> dict[str, Draft]:
    """The reports directly under the whole."""
    return {name: body.draft for name, body in world.bodies.items() if not body.parent}


def total_of(world: World, drafts: list[Draft]) -> None:
    """Make the consolidated report that of some drafts."""
    sums = summed(drafts)
    for key in TABLES:
        world.total = world.total.with_grid(key, lambda grid: filled(grid, sums))
    world.total_file = written(world.total)


def left_out(world: World, *names: str) -> None:
    """Units that the consolidated report does not count."""
    total_of(world, [draft for name, draft in top(world).items() if name not in names])


def counted_twice(world: World, name: str) -> None:
    """A unit that the consolidated report counts twice."""
    drafts = top(world)
    total_of(world, [*drafts.values(), drafts[name]])


def slip_in_total(world: World, place: tuple[str, str, str], stated: int) -> None:
    """One figure of the consolidated report is another."""
    table, row, column = place
    world.total = world.total.with_grid(table, lambda grid: grid.put(row, column, stated))
    world.total_file = written(world.total)


def with_figure(world: World, name: str, place: tuple[str, str, str], value: int) -> None:
    """A unit's figure is another, in its file and in the consolidated report above it."""
    table, row, column = place
    body = world.bodies[name]
    draft = body.draft.with_grid(table, lambda grid: grid.put(row, column, value))
    world.bodies[name] = replace(body, draft=draft)
    world.files[world.path_of(name)] = written(draft)
    total_of(world, [*top(world).values()])


def slip_in_unit(world: World, name: str, place: tuple[str, str, str], change: int) -> None:
    """A unit's figure is another in its own file alone: what is above it was added up from the right one."""
    table, row, column = place
    body = world.bodies[name]
    draft = body.draft.with_grid(table, lambda grid: grid.add(row, column, change))
    world.bodies[name] = replace(body, draft=draft)
    world.files[world.path_of(name)] = written(draft)

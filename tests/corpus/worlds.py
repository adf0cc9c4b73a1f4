"""Folders of submissions: an office above, districts, their units, two years, and faults planted in them.

A world is a roster of three levels with a report for every unit; a district's report and the whole one are
the sums of what is under them. `plant` changes one thing and says what an audit must find of it.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.corpus.compose import build
from tests.corpus.draft import Draft, Wish
from tests.corpus.grid import Grid, Number
from tests.corpus.issuers import Issuer
from tests.corpus.pairs import continued
from tests.corpus.render import render
from tests.corpus.style import Style

CITY = "云岭市"
TABLES = ("proactive", "requests", "review")
_BUREAUS = (
    "教育局", "民政局", "财政局", "司法局", "水务局", "交通运输局", "农业农村局", "商务局", "审计局",
    "统计局",
    "应急管理局", "医疗保障局", "林业局", "体育局", "信访局", "卫生健康局", "市场监督管理局",
    "自然资源局",
    "生态环境局", "文化旅游局", "城市管理局", "住房保障局", "公安局", "人力资源局",
)  # fmt: skip
_DISTRICTS = (
    "临江区", "城南区", "高塘区", "明月区", "清溪县", "平湾县", "双桥县", "柳泉县", "石门县", "望海县",
)  # fmt: skip
Values = dict[tuple[str, str, str], Number]


@dataclass(frozen=True)
class Body:
    """A unit of the roster with its report: `parent` is the name above it, "" for the whole."""

    name: str
    short: str
    parent: str
    category: str
    draft: Draft
    before: Draft


@dataclass
class World:
    """A folder to be written: `files` by path; `roster`; what stands for each unit; the faults planted."""

    year: int
    bodies: dict[str, Body]
    total: Draft
    files: dict[str, bytes] = field(default_factory=dict)
    previous: dict[str, bytes] = field(default_factory=dict)
    roster: bytes = b""
    total_file: bytes = b""
    states: dict[str, str] = field(default_factory=dict)
    strays: dict[str, str] = field(default_factory=dict)

    def path_of(self, name: str) -> str:
        """The path of a unit's file."""
        body = self.bodies[name]
        return f"{body.parent}/{name}{self.year}年政府信息公开工作年度报告.txt".lstrip("/")

    def write(self, folder: Path) -> None:
        """Write 报送/, 上年/, 名单.csv and 汇总.txt under `folder`."""
        for name, data in self.files.items():
            _put(folder / "报送" / name, data)
        for name, data in self.previous.items():
            _put(folder / "上年" / name, data)
        (folder / "名单.csv").write_bytes(self.roster)
        (folder / "汇总.txt").write_bytes(self.total_file)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def world(seed: int, districts: int, units: int, year: int = 2023) -> World:
    """A world without faults: so many districts with so many units each, and as many under the city."""
    rng = random.Random(seed)
    bodies: dict[str, Body] = {}
    for bureau in _BUREAUS[:units]:
        _add(bodies, rng, f"{CITY}{bureau}", f"市{bureau}", "", "市直部门", year)
    for district in _DISTRICTS[:districts]:
        above = f"{CITY}{district}人民政府"
        names = [
            _add(bodies, rng, f"{district}{bureau}", f"{district[:2]}{bureau}", above, "区县部门", year)
            for bureau in _BUREAUS[:units]
        ]
        drafts = [bodies[name].draft for name in names]
        before = [bodies[name].before for name in names]
        own = _report(rng, above, year, drafts), _report(rng, above, year - 1, before)
        bodies[above] = Body(above, district, "", "区县", *own)
    top = [body.draft for body in bodies.values() if not body.parent]
    made = World(year, bodies, _report(rng, f"{CITY}人民政府", year, top))
    for name, body in bodies.items():
        made.files[made.path_of(name)] = written(body.draft)
        made.previous[f"{name}{year - 1}年报.txt"] = written(body.before)
        made.states[name] = "submitted"
    made.roster = roster(bodies.values())
    made.total_file = written(made.total)
    return made


def _add(
    bodies: dict[str, Body], rng: random.Random, name: str, short: str, parent: str, category: str, year: int
) -> str:
    wish = Wish(kinds=("市局",), size="small", quiet=True, period="preface")
    before = named(build(rng, replace(wish, year=year - 1)), name)
    now = named(build(rng, replace(wish, year=year)), name)
    for key in TABLES:
        now = now.with_grid(key, lambda grid: continued(before.grid(grid.key), grid))
    bodies[name] = Body(name, short, parent, category, now, before)
    return name


def _report(rng: random.Random, name: str, year: int, parts: Iterable[Draft]) -> Draft:
    """A report whose tables are the sums of others'."""
    wish = Wish(kinds=("市局",), size="small", quiet=True, period="preface", year=year)
    draft = named(build(rng, wish), name)
    sums = summed(parts)
    for key in TABLES:
        draft = draft.with_grid(key, lambda grid: filled(grid, sums))
    return draft


def summed(parts: Iterable[Draft]) -> Values:
    """The sums of the tables of some reports."""
    sums: Values = {}
    for part in parts:
        for key in TABLES:
            for (row, column), value in part.grid(key).figures().items():
                place = (key, row, column)
                sums[place] = sums.get(place, 0) + value
    return sums


def filled(grid: Grid, values: Mapping[tuple[str, str, str], Number]) -> Grid:
    """A table with other figures."""
    for row, column in grid.figures():
        grid = grid.put(row, column, values[grid.key, row, column])
    return grid


def named(draft: Draft, name: str) -> Draft:
    """The report of another body of the same kind."""
    old = draft.issuer.name
    issuer = Issuer(draft.issuer.kind, name, draft.issuer.we, draft.issuer.place)
    preface = tuple(
        paragraph._replace(
            pieces=tuple(piece._replace(text=piece.text.replace(old, name)) for piece in paragraph.pieces)
        )
        for paragraph in draft.preface
    )
    closing = tuple(line.replace(old, name) for line in draft.closing)
    title = (draft.title or "").replace(old, name)
    return replace(draft, issuer=issuer, title=title, preface=preface, closing=closing)


def written(draft: Draft) -> bytes:
    """A report as a plain text."""
    return render(draft, Style()).text.encode()


def roster(bodies: Iterable[Body]) -> bytes:
    """A roster of them as a spreadsheet program writes it in Chinese Windows."""
    lines = ["序号,单位,简称,上级,类别"]
    lines += [
        f"{n},{each.name},{each.short},{each.parent},{each.category}" for n, each in enumerate(bodies, 1)
    ]
    return "\r\n".join(lines).encode("gb18030")


class _InGbk(zipfile.ZipInfo):
    """A member whose name is written in GBK."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode("gb18030"), self.flag_bits


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive as Chinese Windows packs it: names in GBK without a mark."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(_InGbk(name, (2024, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()

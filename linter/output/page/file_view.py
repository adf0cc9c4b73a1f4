"""One file on the page: its text with highlighted findings, and the list of findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2s
from itertools import chain

from linter.diagnostic import Diagnostic
from linter.output.gravest import gravest, left_out
from linter.output.page.element import Html, el, join
from linter.output.page.finding_list import finding_list
from linter.output.page.highlights import Highlights
from linter.output.page.places import row
from linter.output.page.report_view import Block, TableBlock, TextBlock, blocks
from linter.output.page.table_view import CellKind, TableView, ViewCell
from linter.output.rule_families import family, rank
from linter.output.totals import tally
from linter.output.whole_run import Brief, Sheet
from linter.report.model import Report
from linter.text.source import Source, Span

_READ = "文件里这张表没有行列，以下按检查时读出的行列排列；斜体字不是文件里的"
_GAP = Html("&ensp;")
_CLASSES = {CellKind.FIGURE: None, CellKind.ROW: "l", CellKind.HEAD: "h"}


def key_of(name: str) -> str:
    """The prefix of a file's element IDs: short, the same in every run, unique to its name."""
    return "t" + blake2s(name.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def sheet(source: Source, reports: Sequence[Report], found: Sequence[Diagnostic]) -> Sheet:
    """The section of one file; its body is empty without findings."""
    body = str(_body(source, reports, found)) if found else ""
    return Sheet(source.name, tuple(_briefs(reports, found)), body)


def _briefs(reports: Sequence[Report], found: Sequence[Diagnostic]) -> Iterator[Brief]:
    """A summary of each report; findings about the file belong to its only report, or to number 0."""
    alone = reports[0].number if len(reports) == 1 else 0
    by_report: dict[int, list[Diagnostic]] = {}
    for each in found:
        by_report.setdefault(each.report or alone, []).append(each)
    if 0 in by_report or not reports:
        yield Brief(0, None, None, tally(by_report.get(0, ())))
    for report in reports:
        yield Brief(report.number, report.issuer, report.year, tally(by_report.get(report.number, ())))


def _body(source: Source, reports: Sequence[Report], found: Sequence[Diagnostic]) -> Html:
    key = key_of(source.name)
    shown = blocks(source, reports) or (TextBlock(Span(0, 0), outside=True),)
    spans = list(chain.from_iterable(_spans(block) for block in shown))
    listed = gravest(found)
    highlights = Highlights(source, listed, spans, key)
    starts = {report.span.start: report for report in reports}
    pane = el(
        "section",
        *_pane(source, shown, highlights, starts, key),
        class_="pane",
        aria_label="报告原文",
    )
    families = Counter(each.code[:1] for each in found)
    counts = "　".join(f"{family(letter)} {families[letter]}" for letter in sorted(families, key=rank))
    side = el(
        "aside",
        el("h3", f"问题 {len(found)} 个"),
        el("p", counts, class_="families"),
        el("p", more) if (more := left_out(found)) else None,
        finding_list(source, listed, key),
        class_="side",
        aria_label="问题列表",
        tabindex=0,
        id=f"{key}-list",
    )
    skip = el("a", f"跳到问题列表（{len(found)} 个）", href=f"#{key}-list", class_="skip")
    return el("div", skip, pane, side, class_="sheet")


def _spans(block: Block) -> Iterable[Span]:
    return block.view.spans if isinstance(block, TableBlock) else (block.span,)


def _pane(
    source: Source, shown: Sequence[Block], highlights: Highlights, starts: dict[int, Report], key: str
) -> Iterator[Html]:
    waiting = sorted(starts)
    for block in shown:
        while waiting and waiting[0] < max(block.span.end, block.span.start + 1):
            yield el("span", id=f"{key}-r{starts[waiting.pop(0)].number}")
        number = row(source, block.span.start)
        if isinstance(block, TableBlock):
            yield _table(source, block.view, highlights)
            continue
        tag = {1: "h3", 2: "h4"}.get(block.level, "p")
        words = "o" if block.outside else f"l{block.level}" if block.level > 2 else None
        origin = source.origin(block.span.start) if not source.has_lines else None
        yield el(tag, highlights.show(block.span), class_=words, data_row=number, title=origin)


def _table(source: Source, view: TableView, highlights: Highlights) -> Html:
    rows = (_row(source, cells, highlights) for cells in view.rows)
    caption = el("caption", _READ, class_="made") if view.read else None
    return el("div", el("table", caption, *rows), class_="t", tabindex=0)


def _row(source: Source, cells: Sequence[ViewCell], highlights: Highlights) -> Html:
    first = next((span for cell in cells for span in cell.spans), None)
    where = source.where(first.start) if first is not None and source.has_lines else None
    return el("tr", *(_cell(cell, highlights) for cell in cells), title=where)


def _cell(cell: ViewCell, highlights: Highlights) -> Html:
    made = el("i", cell.made, class_="made") if cell.made else None
    words = join(_parted([*(highlights.show(span) for span in cell.spans), made]))
    tones = highlights.tones(cell.spans) if cell.spans else ""
    classes = " ".join(filter(None, (_CLASSES[cell.sort], tones and "k " + tones)))
    return el(
        "td" if cell.sort is CellKind.FIGURE else "th",
        words,
        scope="row" if cell.sort is CellKind.ROW else None,
        rowspan=cell.rowspan if cell.rowspan > 1 else None,
        colspan=cell.colspan if cell.colspan > 1 else None,
        class_=classes or None,
    )


def _parted(parts: Iterable[Html | None]) -> Iterator[str]:
    """The parts of a cell with a space between."""
    gap = None
    for part in parts:
        if part is not None:
            if gap is not None:
                yield gap
            yield part
            gap = _GAP

"""Read the reports of a Source: one walk over the grammar's tree; tables and values read in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from linter.memory import Memory
from linter.regex_cache import compiled
from linter.report.lexicon import Lexicon
from linter.report.model import (
    Block,
    Item,
    Paragraph,
    Report,
    Section,
    TableText,
    table_spans,
    without_tables,
)
from linter.report.structure.fragments import is_fragment
from linter.report.structure.grammar import ReportGrammar
from linter.report.structure.headings import broken_heading
from linter.report.structure.lalr import Tree
from linter.report.structure.line_blocks import LineBlock, heading_text
from linter.report.structure.line_classifier import Token
from linter.report.structure.report_boundaries import Region
from linter.report.structure.sector_rules import follows_sector_rules, is_of_school_year
from linter.report.tables.labels import LabelIndex
from linter.report.tables.table import Table
from linter.report.tables.table_reader import TableReader
from linter.report.text_match import MARKS, split_numeral
from linter.report.values.dates import date_starts, find_bad_dates
from linter.report.values.document_number import find_citations
from linter.report.values.period import Period, find_periods
from linter.report.values.title import RUBBISH, read_title
from linter.text.source import Source, Span
from linter.text.span import new_tuple

_YEAR = compiled(r"(20[0-4]\d)(?<!\d20..)[ ]*年")  # what stands before it last: 20 is found fast
_LONGEST_TITLE = 120  # of a document's title, as far as a year in it may stand behind its bracket
_QUOTED = compiled(r"《[^《》]{0,120}》|“[^“”]{0,80}”")
_REPORT_OF = compiled(r"(20[0-4]\d)年度?(?:政府|政务)?(?:信息|政务)公开(?:工作)?(?:年度)?(?:报告|年报)")
_Node = Token | Tree[Token]


class _KeptTables(Struct, frozen=True):
    """The tables of a section as they were when the first began at an offset."""

    start: int
    tables: tuple[Table, ...]


class ReportPart(Struct, frozen=True):
    """A part of a text that is a report, not yet read: its tree, its number from 1, whether another report
    follows."""

    node: Tree[Token]
    number: int
    is_followed: bool

    def tokens(self) -> list[Token]:
        """Its tokens in order, the first one empty."""
        found: list[Token] = []
        open_nodes: list[_Node] = [self.node]
        while open_nodes:
            node = open_nodes.pop()
            if isinstance(node, Token):
                found.append(node)
            else:
                open_nodes.extend(reversed(node.children))
        return found


class Parser:
    """Reads reports by what a lexicon knows; it keeps no state from text to text."""

    def __init__(self, compiled: bytes, lexicon: Lexicon) -> None:
        self._grammar = ReportGrammar(compiled, lexicon)
        self._lexicon = lexicon

    @cached_property
    def _tables(self) -> TableReader:
        indexes = [LabelIndex(generation, table) for generation, table in self._lexicon.tables]
        return TableReader(indexes, self._lexicon.words.figures)

    @cached_property
    def _home(self) -> dict[str, str | None]:
        """The table that each section is for."""
        return {s.key: s.table for generation in self._lexicon.generations for s in generation.sections}

    def parse(
        self, source: Source, year: int | None = None, *, fragments: bool = False
    ) -> tuple[Report, ...]:
        """The reports in a text, in order; none in a text that holds none. `year` overrides the
        reporting year of all; with `fragments` a part of a report is one, if nothing else is. Raises
        TooLong."""
        return tuple(self.reports(source, year, fragments=fragments))

    def reports(
        self, source: Source, year: int | None = None, *, fragments: bool = False
    ) -> Iterator[Report]:
        """The same one by one, so that a file of a thousand reports need not stand in memory whole."""
        parts = self.parts(source, fragments=fragments)
        parts.reverse()
        while parts:
            yield self.report(source, parts.pop(), year)

    def parts(
        self, source: Source, *, fragments: bool = False, memory: Memory | None = None
    ) -> list[ReportPart]:
        """The parts of a text that are reports, in order, not yet read. Raises TooLong."""
        tree = self._grammar.parse(source.normalized, memory)
        parts = [node for node in tree.children if isinstance(node, Tree)]
        nodes = [node for node in parts if _region_of(node) is None]
        if fragments and not nodes:
            nodes = [node for node in parts if self._is_part(node)]
            nodes = nodes if len(nodes) == 1 else []
        return [ReportPart(node, order, order < len(nodes)) for order, node in enumerate(nodes, 1)]

    def report(
        self, source: Source, part: ReportPart, year: int | None = None, memory: Memory | None = None
    ) -> Report:
        """The report that a part is; `year` overrides the reporting year. Tables that `memory` has kept are
        not read again."""
        node = part.node
        builder = _Builder(source, memory)
        title: LineBlock | None = None
        body: list[_Node] = []
        sections: list[Tree[Token]] = []
        for child in node.children:
            if isinstance(child, Tree) and child.rule == "section":
                sections.append(child)
            elif isinstance(child, Token) and child.type == "TITLE":
                title = child.block
            elif not (isinstance(child, Token) and child.type == "FRAGMENT"):
                body.append(child)
        words = self._lexicon.words
        title_span = builder.unmarked(builder.span(title)) if title is not None else None
        caption = read_title(title.text, words.titles) if title is not None else None
        blocks = builder.blocks(body)
        parts = [builder.section(part, self._lexicon) for part in sections]
        begin = title_span.start if title_span else builder.first
        span = Span(begin, max(builder.last, begin))
        own = [*blocks, *(block for part in parts for block in part.blocks)]
        prose = tuple(without_tables(span, own))
        normalized = source.normalized
        dated = [(stretch, date_starts(normalized, stretch)) for stretch in prose]
        periods = tuple(
            period
            for stretch, starts in dated
            for period in find_periods(normalized, stretch, words.periods, starts)
        )
        reporting = year or (caption.year if caption else None)
        reporting = reporting or _named_year(normalized, span.start, parts) or _stated_year(periods)
        reporting = reporting or _likely_year(normalized, prose)
        issuer = caption.issuer if caption and caption.issuer else self._issuer(normalized, span, parts)
        preface = normalized[span.start : parts[0].span.start if parts else span.end]
        by_sector = follows_sector_rules(issuer, preface, parts, self._lexicon)
        if by_sector and is_of_school_year(preface):
            reporting = year
        generation = None if by_sector else self._lexicon.generation(reporting)
        key = generation.key if generation else None
        parts = [builder.with_tables(part, self._tables, key) for part in parts]
        tables = tuple(self._own_tables(builder.tables(blocks, self._tables, key), parts))
        cited = self._lexicon.words.citations
        return Report(
            number=part.number,
            span=span,
            title=source.slice(title_span) if title_span else None,
            title_span=title_span,
            caption=caption,
            issuer=issuer,
            year=reporting,
            generation=key or self._generation_of(tables),
            body=tuple(blocks),
            sections=tuple(parts),
            citations=tuple(
                c for stretch in prose for c in find_citations(normalized, source.text, stretch, cited)
            ),
            periods=periods,
            bad_dates=tuple(
                bad for stretch, starts in dated for bad in find_bad_dates(normalized, stretch, starts)
            ),
            tables=tables,
            prose=prose,
            is_followed=part.is_followed,
            by_sector_rules=by_sector,
        )

    def _generation_of(self, tables: Sequence[Table]) -> str | None:
        """The generation that the form of the tables tells, where no year does: one that differs from
        generation to generation tells more than one that stayed the same."""
        kept = [table for table in tables if len(table.labels) > 1]
        kept.sort(key=lambda table: self._lexicon.forms(table.key), reverse=True)
        return kept[0].index.generation if kept else None

    def _is_part(self, node: Tree[Token]) -> bool:
        region = _region_of(node)
        return region is not None and is_fragment(
            region.blocks, sorted(region.headings), self._lexicon, titled=region.titled
        )

    def _issuer(self, normalized: str, span: Span, parts: Sequence[Section]) -> str | None:
        from linter.report.structure.issuer import find_issuer  # most titles name the issuer

        preface_end = parts[0].span.start if parts else span.end
        return find_issuer(normalized, span.start, preface_end, span.end, self._lexicon.words.bodies)

    def _own_tables(self, before: Sequence[Table], parts: Sequence[Section]) -> Iterator[Table]:
        """The tables of a report, but for what section one or another (or the text `before` them) shows
        of a table that stands in its own section too."""
        home = self._home
        tables = [(False, table) for table in before]
        tables += [(home.get(part.key or "") == table.key, table) for part in parts for table in part.tables]
        at_home = {table.key for own, table in tables if own}
        return (table for own, table in tables if own or table.key not in at_home)


def _region_of(node: Tree[Token]) -> Region | None:
    """The stretch of a node that is no report."""
    first = node.children[0] if node.children else None
    return first.region if isinstance(first, Token) else None


def _stated_year(periods: Sequence[Period]) -> int | None:
    """The year of the stated period: of one that is announced as such, if any is."""
    for period in sorted(periods, key=lambda period: not period.announced):
        if period.end is not None:
            return period.end.year
    return None


def _named_year(normalized: str, start: int, parts: Sequence[Section]) -> int | None:
    """The year of the report that the preface calls its own, not of one that it quotes by its title."""
    preface = _QUOTED.sub("", normalized[start : parts[0].span.start]) if parts else ""
    years = {int(year) for year in _REPORT_OF.findall("".join(preface.split()))}
    return years.pop() if len(years) == 1 else None


def _likely_year(normalized: str, prose: Sequence[Span]) -> int | None:
    """The year that the text names most often outside titles of documents, if any; the earlier of two
    alike, for plans name the next one less."""
    own, all_years = Counter[int](), Counter[int]()
    for stretch in prose:
        for match in _YEAR.finditer(normalized, stretch.start, stretch.end):
            opened = normalized.rfind("《", max(stretch.start, match.start() - _LONGEST_TITLE), match.start())
            all_years[int(match[1])] += 1
            if opened < 0 or "》" in normalized[opened : match.start()]:
                own[int(match[1])] += 1
    years = own or all_years
    return max(years, key=lambda year: (years[year], -year)) if years else None


def _end(block: Block) -> int:
    """Where a block, with what stands under it, ends."""
    if isinstance(block, Item) and block.blocks:
        return max([block.span.end, *map(_end, block.blocks)])
    return block.span.end


class _Builder:
    """Turns the nodes of one report into values, and notes where its own text begins and ends."""

    def __init__(self, source: Source, memory: Memory | None = None) -> None:
        self.source = source
        self.memory = memory
        self.normalized = source.normalized
        self.first = len(source.text)
        self.last = 0

    def span(self, block: LineBlock) -> Span:
        """The place of a run of lines without the blanks around it."""
        start, text = block.start, block.text
        stripped = text.strip(" \t\n")
        if not stripped:
            return Span(start, start)
        if text[0] in " \t\n":
            start += len(text) - len(text.lstrip(" \t\n"))
        end = start + len(stripped)
        self.first = min(self.first, start)
        self.last = max(self.last, end)
        return new_tuple(Span, (start, end))

    def unmarked(self, span: Span) -> Span:
        """`span` without the marks of Markdown around a heading."""
        text = self.normalized[span.start : span.end]
        start = span.start + len(text) - len(text.lstrip(MARKS))
        return Span(start, max(start, span.start + len(text.rstrip(MARKS + RUBBISH))))

    def section(self, node: Tree[Token], lexicon: Lexicon) -> Section:
        """A section with the blocks under it; tables are read later, when the year is known."""
        token = node.children[0]
        assert isinstance(token, Token)
        block = token.block
        line = self.span(block)
        text = self.normalized[line.start : line.end]
        _, numeral, rest = split_numeral(text)
        first, _, second = text.partition("\n")
        words = heading_text(first)
        words_at = text.index(words, len(text) - len(rest)) if words else len(text)
        broken = broken_heading(first, second, lexicon) if second else None
        words_end = len(text) if broken else words_at + len(words)
        whole = words_end >= len(text.rstrip(" 。:;.*#"))
        words = broken or words
        span = self.unmarked(line if whole else Span(line.start, line.start + words_end))
        numeral_at = text.index(numeral) if numeral else 0
        blocks: list[Block] = [] if whole else [Paragraph(Span(span.end, line.end))]
        blocks += self.blocks(node.children[1:])
        return Section(
            key=block.key,
            number=block.number,
            numeral=numeral,
            heading="".join(map(str.strip, self.source.slice(span).splitlines())),
            words=words,
            span=span,
            numeral_span=Span(line.start + numeral_at, line.start + numeral_at + len(numeral)),
            words_span=Span(line.start + words_at, line.start + words_end),
            blocks=tuple(blocks),
            end=max([line.end, *map(_end, blocks)]),
        )

    def blocks(self, nodes: Sequence[_Node]) -> list[Block]:
        """The blocks that a run of nodes stands for, blank ones dropped."""
        found: list[Block] = []
        for node in nodes:
            if isinstance(node, Tree):
                found.append(self._item(node))
                continue
            span = self.span(node.block)
            if span.start < span.end:
                found.append(TableText(self._with_tabs(span)) if node.type == "TABLE" else Paragraph(span))
        return found

    def _item(self, node: Tree[Token]) -> Item:
        head = node.children[0]
        assert isinstance(head, Token)
        block, numeral = head.block, head.block.numeral
        span = self.span(block)
        at = self.normalized.index(numeral, span.start)
        place = new_tuple(Span, (at, at + len(numeral)))
        under = tuple(self.blocks(node.children[1:])) if len(node.children) > 1 else ()
        return Item(block.level, block.number, numeral, place, span, under)

    def _with_tabs(self, span: Span) -> Span:
        """A table's span with the tabs behind its last row, which set off empty cells."""
        end = span.end
        while self.normalized.startswith("\t", end):
            end += 1
        return span._replace(end=end)

    def with_tables(self, section: Section, reader: TableReader, generation: str | None) -> Section:
        """The section with its tables read."""
        tables = self.tables(section.blocks, reader, generation)
        return replace(section, tables=tables) if tables else section

    def tables(
        self, blocks: Sequence[Block], reader: TableReader, generation: str | None
    ) -> tuple[Table, ...]:
        """The tables in a run of blocks."""
        spans = table_spans(blocks)
        grids = self.source.grids
        if not spans or self.memory is None:
            return reader.read(self.normalized, spans, generation, grids) if spans else ()
        start, end = spans[0].start, spans[-1].end
        own = [grid.span for grid in grids if grid.span.end > start and grid.span.start < end]
        key = (
            "tables",
            generation,
            self.normalized[start:end],
            tuple([(span.start - start, span.end - start) for span in spans]),
            tuple([(span.start - start, span.end - start) for span in own]),
        )
        kept: _KeptTables | None = self.memory.find(key)
        if kept is None:
            kept = _KeptTables(start, reader.read(self.normalized, spans, generation, grids))
            self.memory.keep(key, kept)
        elif kept.start != start:
            from linter.report.moved import moved_table  # for editors

            by = start - kept.start
            kept = _KeptTables(start, tuple([moved_table(table, by) for table in kept.tables]))
            self.memory.keep(key, kept)
        return kept.tables

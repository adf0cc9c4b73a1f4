"""The step between Lark's lexer and parser: classify runs of lines by the words of the formats.

The lexer knows forms only. Here a numbered line becomes a section's heading, a nested heading or a
label inside a table; runs of cells with their labels become one table; captions that have sections
under them begin reports, and what belongs to no report becomes noise.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from lark import Token

from linter.regex_cache import compiled
from linter.report.lexicon import Lexicon
from linter.report.structure.headings import join_broken_headings, unnumbered_key
from linter.report.structure.line_blocks import (
    LONGEST_HEADING,
    LineBlock,
    heading_text,
    is_label,
    line_blocks,
)
from linter.report.structure.report_boundaries import Region, split_regions
from linter.report.text_match import letters_only, without_note

_SHORTEST_PIECE = 4  # of a label broken over lines, to tell that a table goes on
_LABELS_WITHOUT_CELLS = 4  # so many labels in a row are a table whose figures all vanished
_CELL_END = compiled(r"[|\t\n]|[ ](?=[ \d])|[ ]+(?=\()")
# So many blocks, and one more for so many characters, are the densest that files of reports are; what
# is denser would not be read in memory in proportion to its length, and is no report.
_MOST_PIECES = 10_000
_CHARACTERS_A_PIECE = 16


class TooLong(ValueError):
    """More lines of their own than any file of reports has."""


class LineToken(Token):
    """A token of the parser with the block it was made of, so that nothing is found out twice."""

    __slots__ = ("block",)

    block: LineBlock


class RegionToken(Token):
    """A token before a stretch that is no report, with that stretch: it may be a part of one."""

    __slots__ = ("region",)

    region: Region


class LineClassifier:
    """Lark's postlex for report.lark."""

    always_accept: ClassVar[tuple[str, ...]] = (
        "CELLS", "NUMBER1", "NUMBER2", "NUMBER3", "NUMBER4", "CAPTION", "SHORT", "PROSE",
    )  # fmt: skip

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        """The lexer's tokens as the terminals that the grammar declares.

        Raises TooLong for a file whose structure would not fit in memory.
        """
        blocks = []
        for block in line_blocks(stream, self.lexicon):
            blocks.append(block)
            if len(blocks) > _MOST_PIECES + block.end // _CHARACTERS_A_PIECE:
                raise TooLong
        for region in split_regions(
            self._tables(list(join_broken_headings(blocks, self.lexicon))), self.lexicon
        ):
            yield from _tokens(region)

    def _tables(self, blocks: list[LineBlock]) -> list[LineBlock]:
        """Runs of cells and labels joined to TABLE blocks; cells without any label are prose; level-1
        lines outside tables get the key of the section that they name."""
        out: list[LineBlock] = []
        run: list[LineBlock] = []
        for index, block in enumerate(blocks):
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            if self._continues(block, bool(run), following):
                run.append(block)
                continue
            if run:
                out += self._close(run)
                run = []
            out.append(self._keyed(block))
        return out + self._close(run)

    def _continues(self, block: LineBlock, in_run: bool, following: LineBlock | None) -> bool:
        """Whether a block belongs to the run of a table's blocks."""
        if block.form == "CELLS":
            return True
        if not block.is_line:
            return False
        if block.level == 1 and letters_only(heading_text(block.text)) in self.lexicon.heading_words:
            return False
        if is_label(block.text, self.lexicon):
            return True
        if block.form == "CAPTION":
            return False
        if self.lexicon.is_label_part(block.text) and (in_run or self._begins_label(block, following)):
            return True
        if not in_run:
            return False
        if self.lexicon.words.figures.is_nothing("".join(block.text.split())):
            return True
        # a label in other words before its figures, or a word in the place of a figure
        if following is None or block.form == "PROSE" or len(block.text) > LONGEST_HEADING:
            return False
        more = following.form == "CELLS" or (following.is_line and self._goes_on(following.text))
        return more and self._keyed(block).key is None and not unnumbered_key(block, self.lexicon, loose=True)

    def _goes_on(self, line: str) -> bool:
        """Whether a line in a table is a label or a distinctive block of one."""
        long_enough = len(letters_only(line)) >= _SHORTEST_PIECE
        return is_label(line, self.lexicon) or (long_enough and self.lexicon.is_label_part(line))

    def _begins_label(self, block: LineBlock, following: LineBlock | None) -> bool:
        """Whether a label begins here that the next line ends."""
        rest = _CELL_END.split(following.text, maxsplit=1)[0] if following else ""
        return self.lexicon.is_label(block.text + rest)

    def _close(self, run: list[LineBlock]) -> list[LineBlock]:
        """A run as one table and what trails behind it, or as prose when nothing labels it."""
        kept = len(run)
        while kept and run[kept - 1].form != "CELLS" and not is_label(run[kept - 1].text, self.lexicon):
            kept -= 1
        labels = sum(block.form != "CELLS" and is_label(block.text, self.lexicon) for block in run[:kept])
        cells = [block for block in run[:kept] if block.form == "CELLS"]
        if labels >= _LABELS_WITHOUT_CELLS or (
            cells and (labels or any(self._holds_label(block.text) for block in cells))
        ):
            table = LineBlock("TABLE", "".join(block.text for block in run[:kept]), run[0].start)
            return [table, *map(self._keyed, run[kept:])]
        return [
            block._replace(form="PROSE") if block.form == "CELLS" else self._keyed(block) for block in run
        ]

    def _holds_label(self, text: str) -> bool:
        telling = self.lexicon.distinctive_labels
        return any(len(cell) < 80 and letters_only(cell) in telling for cell in _CELL_END.split(text))

    def _keyed(self, block: LineBlock) -> LineBlock:
        """A level-1 line that names a section, with a note in brackets behind its words or none, with the
        section's key."""
        if block.level != 1:
            return block
        text = heading_text(block.text)
        if len(text) > LONGEST_HEADING:
            return block
        key = self.lexicon.section_key(text, block.number)
        if key is None and text.endswith(")"):
            key = self.lexicon.section_key(without_note(text), block.number)
        return block._replace(key=key) if key else block


def _tokens(region: Region) -> Iterator[Token]:
    """The terminals of the grammar for a region."""
    if not region.is_report and not region.may_be_part:
        for block in region.blocks:
            yield _token("_NOISE", block)
        return
    start = region.blocks[0].start
    yield Token("_BEGIN", "", start, end_pos=start)
    if region.may_be_part:
        fragment = RegionToken("FRAGMENT", "", start, end_pos=start)
        fragment.region = region
        yield fragment
    for index, block in enumerate(region.blocks):
        if index == 0 and region.titled:
            yield _token("TITLE", block)
        elif index in region.headings:
            yield _token("SECTION", block)
        elif block.form == "TABLE":
            yield _token("TABLE", block)
        elif index in region.points:
            yield _token("LEVEL2", block)
        elif block.level in (2, 3, 4):
            yield _token(f"LEVEL{block.level}", block)
        else:
            yield _token("PARAGRAPH", block)


def _token(kind: str, block: LineBlock) -> LineToken:
    token = LineToken(kind, block.text, block.start, end_pos=block.end)
    token.block = block
    return token

"""The step between lexer and parser: classify runs of lines by the words of the formats.

The lexer knows forms only. Here a numbered line becomes a section's heading, a nested heading or a
label inside a table; runs of cells with their labels become one table; captions that have sections
under them begin reports, and what belongs to no report becomes noise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from linter.regex_cache import compiled
from linter.report.lexicon import Lexicon
from linter.report.structure.headings import join_broken_headings, unnumbered_key
from linter.report.structure.lalr import Lexeme
from linter.report.structure.line_blocks import (
    LONGEST_HEADING,
    LONGEST_TITLE,
    LineBlock,
    heading_text,
    is_label,
    line_blocks,
)
from linter.report.structure.report_boundaries import Region, split_regions
from linter.report.text_match import letters_only, without_note

_SHORTEST_PIECE = 4  # of a label broken over lines, to tell that a table goes on
_LABELS_WITHOUT_CELLS = 4  # so many labels in a row are a table whose figures all vanished
_LONGEST_CELL = 80  # that may hold a label, blanks included
_CELL_END = compiled(r"[|\t\n ](?:(?<! )|(?=[ \d(]))")
# So many blocks, and one more for so many characters, are the densest that files of reports are; what
# is denser would not be read in memory in proportion to its length, and is no report.
_MOST_PIECES = 10_000
_CHARACTERS_A_PIECE = 16


_LEVELS = ("PARAGRAPH", "PARAGRAPH", "LEVEL2", "LEVEL3", "LEVEL4")  # the terminals of blocks by their level


class TooLong(ValueError):
    """More lines of their own than any file of reports has."""


class Token(Struct, frozen=True):
    """A terminal of the parser with the block that it was made of; before a stretch that is no report with
    that stretch, for it may be a part of one."""

    type: str
    block: LineBlock
    region: Region | None = None


class LineClassifier:
    """Makes the terminals that report.lark declares of the lexer's runs of lines."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def process(self, stream: Iterable[Lexeme]) -> Iterator[Token]:
        """The lexer's tokens as the terminals that the grammar declares.

        Raises TooLong for a file whose structure would not fit in memory.
        """
        blocks = []
        for block in line_blocks(stream, self.lexicon):
            blocks.append(block)
            count = len(blocks)
            if count > _MOST_PIECES and count > _MOST_PIECES + block.end // _CHARACTERS_A_PIECE:
                raise TooLong
        for region in split_regions(self._tables(join_broken_headings(blocks, self.lexicon)), self.lexicon):
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
            out.append(self._keyed(block) if block.level == 1 else block)
        return out + self._close(run)

    def _continues(self, block: LineBlock, in_run: bool, following: LineBlock | None) -> bool:
        """Whether a block belongs to the run of a table's blocks."""
        if block.form == "CELLS":
            return True
        if len(block.text) >= LONGEST_TITLE or not block.is_line:
            return False  # most prose
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
            replace(block, form="PROSE") if block.form == "CELLS" else self._keyed(block) for block in run
        ]

    def _holds_label(self, text: str) -> bool:
        telling = self.lexicon.distinctive_labels
        at = 0
        for end in _CELL_END.finditer(text):  # one of the first cells holds a label, if any does
            if end.start() - at < _LONGEST_CELL and letters_only(text[at : end.start()]) in telling:
                return True
            at = end.end()
        return len(text) - at < _LONGEST_CELL and letters_only(text[at:]) in telling

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
        return replace(block, key=key) if key else block


def _tokens(region: Region) -> Iterator[Token]:
    """The terminals of the grammar for a region."""
    if not region.is_report and not region.may_be_part:
        for block in region.blocks:
            yield Token("_NOISE", block)
        return
    begin = LineBlock("", "", region.blocks[0].start)
    yield Token("_BEGIN", begin)
    if region.may_be_part:
        yield Token("FRAGMENT", begin, region)
    headings, points = region.headings, region.points
    for index, block in enumerate(region.blocks):
        if index == 0 and region.titled:
            kind = "TITLE"
        elif index in headings:
            kind = "SECTION"
        elif block.form == "TABLE":
            kind = "TABLE"
        elif index in points:
            kind = "LEVEL2"
        else:
            kind = _LEVELS[block.level]
        yield Token(kind, block)

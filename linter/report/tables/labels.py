"""The labels of a table template, found by the text of a cell: rows, columns, groups, the head."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cached_property

from msgspec import Struct

from linter.report.lexicon import label_cores
from linter.report.tables.table_shape import TableShape, table_shape
from linter.report.template import BlockTemplate, TableTemplate
from linter.report.text_match import letters_only, similarity, wordings
from linter.text.normalize import normalize

LONGEST_LABEL = 64
"""Length of the longest text that can be a label."""

_REMEMBERED = 4096  # texts of cells
_ALIKE = 66.0
_ALIKE_THOUGH_CUT = 80.0  # less of a column's label is a piece of it, in a head that fell apart


class Role(Enum):
    """What a label labels."""

    ROW = "row"
    COLUMN = "column"
    GROUP = "group"
    HEAD = "head"


class Label(Struct, frozen=True):
    """One label of a template; `order` counts rows and groups from the top, columns from the left.

    `official` is the wording that the format prescribes.
    """

    role: Role
    official: str
    order: int = 0
    key: str | None = None
    block: int = 0


class KnownText(Struct, frozen=True):
    """The labels that a text names, and for each whether this is how the format words it; `only` is the first
    one, where the place does not decide between them: where none is a row's."""

    labels: tuple[Label, ...]
    official: tuple[bool, ...]
    only: Label | None = None


class LabelIndex(Struct, frozen=True, dict=True):
    """The labels of one table template, looked up by what a cell says."""

    generation: str
    template: TableTemplate

    @cached_property
    def shape(self) -> TableShape:
        """The keys of its rows and columns in order."""
        return table_shape(self.template)

    @cached_property
    def cores(self) -> frozenset[str]:
        """All wordings of all labels."""
        return frozenset(label_cores(self.template))

    @cached_property
    def _index(self) -> dict[str, tuple[Label, ...]]:
        index: dict[str, list[Label]] = {}
        for label, words in self._entries:
            for word in words:
                known = index.setdefault(word, [])
                if label not in known:
                    known.append(label)
        return {word: tuple(labels) for word, labels in index.items()}

    @cached_property
    def _entries(self) -> tuple[tuple[Label, list[str]], ...]:
        """The labels with the cores that each may be named by."""
        return tuple(self._labels())

    def _labels(self) -> Iterator[tuple[Label, list[str]]]:
        order = 0
        for number, block in enumerate(self.template.blocks):
            if block.label:
                yield (
                    Label(Role.HEAD, block.label, order, block=number),
                    [letters_only(normalize(block.label))],
                )
            for at, column in enumerate(block.columns):
                yield (
                    Label(Role.COLUMN, column.label, at, column.key, number),
                    list(column.cores),
                )
            for row in block.rows:
                order += 1
                role = Role.ROW if row.key else Role.GROUP
                yield Label(role, row.label, order, row.key, number), list(row.cores)
        for header in self.template.head_words():
            yield Label(Role.HEAD, header), [letters_only(normalize(header))]

    @cached_property
    def fitness(self) -> dict[str, tuple[int, int]]:
        """For each core that is a label, how much it tells for this template: without and with a figure
        behind it, which a row has and a group has not."""
        scores: dict[str, tuple[int, int]] = {}
        for words, labels in self._index.items():
            roles = {label.role for label in labels}
            scores[words] = 1, 1 + (Role.ROW in roles) - (roles == {Role.GROUP})
        return scores

    def find(self, words: str) -> tuple[Label, ...]:
        """The labels that a core of words names: several when only the place can decide."""
        return self._index.get(words, ())

    def known(self, text: str) -> KnownText | None:
        """What a cell's text names by itself; None where it names nothing, or longer labels begin with it."""
        found = self.known_texts.get(text)
        if found is None and len(text) <= LONGEST_LABEL and (found := self._read(text)) is not None:
            if len(self.known_texts) >= _REMEMBERED:
                self.known_texts.clear()
            self.known_texts[text] = found
        return found

    def _read(self, text: str) -> KnownText | None:
        words = letters_only(text)
        labels: tuple[Label, ...] = () if self.is_start(words) else self.find(words)
        official = tuple([self.is_official(words, label) for label in labels])
        if not labels:
            return None
        is_plain = len(labels) == 1 or not any(label.role is Role.ROW for label in labels)
        return KnownText(labels, official, labels[0] if is_plain else None)

    @cached_property
    def known_texts(self) -> dict[str, KnownText]:
        """Texts that `known` has read and found to be labels: they repeat from report to report."""
        return {}

    def is_official(self, words: str, label: Label) -> bool:
        """Whether a core of words is how the format words the label (its numeral and its note may be
        left out)."""
        return words in self._official[label.official]

    @cached_property
    def _official(self) -> dict[str, frozenset[str]]:
        return {label.official: frozenset(wordings(label.official)) for label, _ in self._entries}

    def is_start(self, words: str) -> bool:
        """Whether some longer wording begins with this core."""
        return words in self._starts

    @cached_property
    def _starts(self) -> frozenset[str]:
        return frozenset(word[:length] for word in self.cores for length in range(1, len(word)))

    def is_of_group(self, words: str) -> bool:
        """Whether this core may be a piece of the label of a group of rows."""
        return bool(words) and words in self._groups

    @cached_property
    def _groups(self) -> str:
        return "\n".join(word for label, words in self._entries if label.role is Role.GROUP for word in words)

    def is_piece(self, words: str) -> bool:
        """Whether this core is less than a label and a piece of one."""
        return self.is_of_group(words) or (len(words) > 1 and words in self._all and words not in self._index)

    @cached_property
    def _all(self) -> str:
        return "\n".join(self.cores)

    def nearest(self, words: str, role: Role, after: int = 0) -> Label | None:
        """The label of that role that a reworded core is most like, if it is like one; of rows only
        those below order `after`."""
        best, score = None, _ALIKE
        for label, cores in self._entries:
            if label.role is role and (role is Role.COLUMN or label.order > after):
                alike = max(similarity(words, other) for other in cores)
                cut = role is Role.COLUMN and any(words in other for other in cores)
                if alike > (max(score, _ALIKE_THOUGH_CUT) if cut else score):
                    best, score = label, alike
        return best

    def block(self, label: Label) -> BlockTemplate:
        """The block that a label stands in."""
        return self.template.blocks[label.block]

"""Complex fields, of which only the result is read, not the instruction."""

from __future__ import annotations

from linter.regex_cache import compiled

_CONTENTS = compiled(r"\s*(?:TOC|INDEX)\b")  # made of the headings, which are read where they stand


class Fields:
    """The fields that are open at a place: of each whether its result has begun, and its instruction."""

    def __init__(self) -> None:
        self._open: list[bool] = []
        self._instructions: list[str] = []
        self.shown = True

    def mark(self, kind: str) -> None:
        """Note a field's `begin`, `separate` or `end`; the last two do nothing if no field is open."""
        if kind == "begin":
            self._open.append(False)
            self._instructions.append("")
        elif self._open and kind == "separate":
            self._open[-1] = True
        elif self._open and kind == "end":
            self._open.pop()
            self._instructions.pop()
        self._settle()

    def instruct(self, words: str) -> None:
        """Note a part of the instruction of the field that was opened last."""
        if self._open:
            self._instructions[-1] += words

    def end_paragraph(self) -> None:
        """End instructions with their paragraph, so that a field without end does not hide the rest."""
        while self._open and not self._open[-1]:
            self._open.pop()
            self._instructions.pop()
        self._settle()

    def _settle(self) -> None:
        self.shown = all(self._open) and not any(map(_CONTENTS.match, self._instructions))

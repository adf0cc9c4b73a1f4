"""A matcher that counts its steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from linter.strict_yaml.regex_syntax import Atom, Choice, Look, Node, Point, Repeat, Sequence


class CountingMatcher:
    """Backtracks over a tree as `re` does over a pattern, without any of its short cuts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps = 0

    def search(self, node: Node) -> bool:
        """Whether some place matches. To the end of all ways: the worst that a search can cost."""
        found = False
        for start in range(len(self.text) + 1):
            for _ in self.ends(node, start):
                found = True
        return found

    def ends(self, node: Node, at: int) -> Iterator[int]:
        if isinstance(node, Sequence):
            yield from self._in_order(node.parts, at)
        elif isinstance(node, Choice):
            for option in node.options:
                self.steps += 1
                yield from self.ends(option, at)
        elif isinstance(node, Repeat):
            yield from self._repeated(node, at, 0)
        else:
            self.steps += 1
            if isinstance(node, Atom):
                if at < len(self.text) and re.fullmatch(node.text, self.text[at]):
                    yield at + 1
            elif isinstance(node, Point):
                if re.compile(node.text).match(self.text, at):
                    yield at
            elif self._looks(node, at):
                yield at

    def _in_order(self, parts: tuple[Node, ...], at: int) -> Iterator[int]:
        if not parts:
            yield at
            return
        for end in self.ends(parts[0], at):
            yield from self._in_order(parts[1:], end)

    def _repeated(self, node: Repeat, at: int, count: int) -> Iterator[int]:
        self.steps += 1
        if node.high is None or count < node.high:
            for end in self.ends(node.body, at):
                if end > at or count < node.low:
                    yield from self._repeated(node, end, count + 1)
        if count >= node.low:
            yield at

    def _looks(self, node: Look, at: int) -> bool:
        if node.opening in ("(?=", "(?!"):
            found = bool(list(islice(self.ends(node.body, at), 1)))
        else:
            found = any(at in list(self.ends(node.body, start)) for start in range(max(0, at - 2), at + 1))
        return found == ("!" not in node.opening)

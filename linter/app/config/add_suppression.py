"""A suppression written into a config file, whose comments and layout stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from linter.text.edits import Edit
from linter.text.source import Source, Span

if TYPE_CHECKING:
    import yaml
    from yaml import MappingNode, Node, SequenceNode

_KEY = "suppressions"
_PLAIN = re.compile(r"(?!\d)\w[\w/.\-]*\.\w+|[A-Z]\d+|[a-z][a-z_.]*")
_EMPTY = '""'


class InsertError(Exception):
    """The file cannot take a suppression as it stands; says why, in Chinese."""


class Inserted(NamedTuple):
    """The edits of the file's text, in order, and where in the new text the empty reason is (between its
    quotation marks)."""

    edits: tuple[Edit, ...]
    reason: int


def insert(text: str, keys: Sequence[tuple[str, str]]) -> Inserted:
    """A suppression of `keys` (code, file, and those that narrow it), with an empty reason, put behind
    those that the text of a config has. Raises InsertError."""
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        raise InsertError("配置文件有语法错误，请先改正") from None
    writer = _Writer(Source("", text), (*keys, ("reason", "")))
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value and root.style is None):
        return writer.block(len(text), 0, whole=True)
    if not isinstance(root, yaml.MappingNode):
        raise InsertError("配置文件不是由“键: 值”组成的，请先改正")
    return _into(root, writer)


def _into(root: MappingNode, writer: _Writer) -> Inserted:
    import yaml

    found = next((pair for pair in root.value if pair[0].value == _KEY), None)
    if found is None:
        if root.flow_style:
            return writer.flow(root, f"{_KEY}: [", "]")
        return writer.block(root.end_mark.index, root.start_mark.column, whole=True)
    key, value = found
    inner = root.start_mark.column + 2
    if isinstance(value, yaml.ScalarNode) and not value.value and value.style is None:
        if root.flow_style:
            raise InsertError("请先把 suppressions 写成列表")
        return writer.block(writer.line_end(key.end_mark.index), inner)
    if not isinstance(value, yaml.SequenceNode):
        raise InsertError("配置文件里的 suppressions 不是列表，请先改正")
    if not value.flow_style:
        end = _end(value)
        at = end.index if end.column == 0 else writer.line_end(end.index)
        return writer.block(at, value.start_mark.column)
    if value.value or root.flow_style:
        return writer.flow(value)
    return _opened(value, writer, inner)


def _opened(value: SequenceNode, writer: _Writer, indent: int) -> Inserted:
    """`[]` becomes a list of lines; what stands behind it on its line stays there."""
    start, end = value.start_mark.index, value.end_mark.index
    inserted = writer.block(writer.line_end(end), indent)
    gone = Edit(Span(start, end), "")
    return Inserted((gone, *inserted.edits), inserted.reason - (end - start))


def _end(node: Node) -> yaml.Mark:
    """Where the last word of a node ends; the mark of a list of lines is behind the comments below it."""
    import yaml

    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node.end_mark


class _Writer:
    """Writes one entry into one text."""

    def __init__(self, source: Source, keys: Sequence[tuple[str, str]]) -> None:
        self._source, self._keys = source, keys
        self._break = "\r\n" if "\r\n" in source.text else "\n"

    def line_end(self, offset: int) -> int:
        """The end of the line that holds an offset."""
        return self._source.line_span(self._source.row(offset)).end

    def block(self, at: int, indent: int, *, whole: bool = False) -> Inserted:
        """The entry as lines of its own behind `at`, its hyphen at `indent`; `whole` with the key above."""
        margin = " " * indent
        hyphen = margin + ("  - " if whole else "- ")
        lines = [f"{margin}{_KEY}:"] if whole else []
        for number, (key, value) in enumerate(self._keys):
            lines.append(f"{' ' * len(hyphen) if number else hyphen}{key}: {_scalar(value)}")
        body = self._break.join(lines)
        begins_line = at == 0 or self._source.text[at - 1] in "\r\n"
        before = "" if begins_line else self._break
        content = before + body + (self._break if begins_line or at == len(self._source.text) else "")
        return Inserted((Edit(Span(at, at), content),), at + len(before + body) - 1)

    def flow(self, node: MappingNode | SequenceNode, before: str = "", after: str = "") -> Inserted:
        """The entry in braces, behind what a node written in brackets holds."""
        words = ", ".join(f"{key}: {_scalar(value)}" for key, value in self._keys)
        if node.value:
            last = node.value[-1]
            at = (last[1] if isinstance(last, tuple) else last).end_mark.index
            before = ", " + before
        else:
            at = node.start_mark.index + 1
        content = f"{before}{{{words}}}{after}"
        return Inserted((Edit(Span(at, at), content),), at + len(before) + 1 + len(words) - 1)


def _scalar(value: str) -> str:
    if not value:
        return _EMPTY
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)

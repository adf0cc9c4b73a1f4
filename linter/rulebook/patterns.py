"""Regular expressions in packs: a broken one is a fault where it stands, not a crash while reading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.decode import Fault, ListNode, MapNode, Node, ScalarNode

# Where a pack states patterns: keys from the root down, * for every item.
_PLACES = (
    ("sections", "*", "patterns", "*"),
    ("sections", "*", "deprecated_patterns", "*"),
    ("aspects", "*", "patterns", "*"),
    ("contents", "*", "headings", "*"),
    ("contents", "*", "paragraphs", "*"),
    ("residue", "*", "*"),
    ("not_reports", "*"),
    ("rules", "*", "with_power", "*"),
    ("rules", "*", "without_power", "*"),
    ("rules", "*", "masks", "*"),
    ("rules", "*", "kept", "*"),
    ("rules", "*", "publication", "*"),
    ("rules", "*", "drafting", "*"),
    ("rules", "*", "due", "*", "body"),
    ("rules", "*", "statements", "*"),
    ("rules", "*", "elsewhere", "*"),
    ("rules", "*", "taken", "*"),
    ("rules", "*", "not_taken", "*"),
    ("rules", "*", "unless", "*"),
    ("rules", "*", "partly", "*"),
    ("rules", "*", "nothing", "*"),
)


def pattern_faults(root: Node, file: str) -> Iterator[Fault]:
    """A fault for each pattern of a pack that is no regular expression."""
    for keys in _PLACES:
        for path, scalar in _scalars(root, keys, ""):
            try:
                re.compile(scalar.value)
            except (re.error, OverflowError) as error:
                at = (getattr(error, "pos", None) or 0) + 1
                message = f"不是正确的正则表达式，错在第{at}个字符（{error}）"
                yield Fault(file, scalar.line, scalar.column, path, message)


def _scalars(node: Node, keys: tuple[str, ...], path: str) -> Iterator[tuple[str, ScalarNode]]:
    """The scalars below a node at these keys, with their dotted paths."""
    if not keys:
        if isinstance(node, ScalarNode):
            yield path, node
        return
    key, rest = keys[0], keys[1:]
    if isinstance(node, ListNode) and key == "*":
        for index, child in enumerate(node.items):
            yield from _scalars(child, rest, f"{path}[{index}]")
    elif isinstance(node, MapNode):
        for word, (_, child) in node.pairs.items():
            if key in ("*", word):
                yield from _scalars(child, rest, f"{path}.{word}".lstrip("."))

"""YAML text -> nodes that know their line and column.

Built on PyYAML's events, not on its nodes: what a plain scalar means is left to the type that is
wanted (`off` is a word where a word is wanted), and nothing recurses, so no text can exhaust the
stack. libyaml reads when it is there; when it refuses a text, the pure reader says why, so the
faults are the same with and without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NoReturn

from linter.strict_yaml.location import Fault, RuleError
from linter.strict_yaml.node import ListNode, MapNode, Mark, Node, ScalarNode, join
from linter.strict_yaml.syntax import syntax_fault
from linter.suggest import shorten

# PyYAML is imported where it is needed: a compiled rulebook is used without it.
if TYPE_CHECKING:
    import yaml
    from yaml import events

_DEPTH = 64
# Nodes that aliases may repeat, all together; a whole pack has a tenth of it.
_REPEATED = 100_000
_TAG = "tag:yaml.org,2002:"


def compose(text: str, file: str, faults: list[Fault] | None = None, *, libyaml: bool = True) -> Node:
    """The root node of the one document in `text`; `file` is what faults call it.

    Without `faults`, raises RuleError for anything wrong. With it, faults that leave a usable
    tree (duplicate keys, tags, keys that are no words) are added to the list, and only those that
    do not (syntax, an empty file, a second document, nesting and aliases without bound) are
    raised, together with all that the list holds. `libyaml=False` reads without the C library.
    """
    import yaml

    text = text.removeprefix("\ufeff")
    composer = _Composer(file)
    try:
        fast = libyaml and hasattr(yaml, "CSafeLoader")
        root = composer.read(text, yaml.CSafeLoader if fast else yaml.SafeLoader)
    except _RefusedError:
        composer = _Composer(file)
        try:
            root = composer.read(text, yaml.SafeLoader)
        except _RefusedError as refused:
            composer.faults.append(syntax_fault(refused.error, text, file, composer.last))
            root = None
    if faults is not None:
        faults += composer.faults
    if root is None or (composer.faults and faults is None):
        raise RuleError(composer.faults if faults is None else faults)
    return root


class _RefusedError(Exception):
    """The loader found a syntax error."""

    def __init__(self, error: Exception) -> None:
        self.error = error


class _StopError(Exception):
    """The rest of the text is not worth reading."""


class _Open:
    """A collection being read: `key` waits for its value, `before` counts the nodes up to it."""

    __slots__ = ("anchor", "before", "key", "node")

    def __init__(self, node: ListNode | MapNode, anchor: str | None, before: int) -> None:
        self.node = node
        self.anchor = anchor
        self.before = before
        self.key: Node | None = None


class _Composer:
    """One reading of one text."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.last: Mark | None = None  # where the last event began
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._nodes = self._repeated = 0
        self._root: Node | None = None

    def read(self, text: str, loader: type[yaml.SafeLoader | yaml.CSafeLoader]) -> Node | None:
        """The root, or None after a fault that leaves none."""
        import yaml

        try:
            self._follow(yaml.parse(text, Loader=loader))
        except _StopError:
            return None
        except (yaml.YAMLError, ValueError, OverflowError) as error:  # the latter: absurd numbers
            raise _RefusedError(error) from error
        root = self._root
        if root is None or (isinstance(root, ScalarNode) and root.plain and not root.value):
            self.faults.append(Fault(self.file, 1, 1, "", "文件是空的"))
            return None
        return root

    def _follow(self, stream: Iterable[events.Event]) -> None:
        from yaml import events

        for event in stream:
            mark: Any = event.start_mark
            self.last = mark
            if isinstance(event, events.ScalarEvent):
                if event.tag is not None:
                    self._check_tag(event.tag, "str", mark)
                end: Any = event.end_mark
                plain = not event.style and event.tag is None
                self._nodes += 1
                self._add(ScalarNode(event.value, plain, mark, end), event.anchor)
            elif isinstance(event, events.MappingStartEvent):
                self._check_tag(event.tag, "map", mark)
                self._open(MapNode(mark), event.anchor)
            elif isinstance(event, events.SequenceStartEvent):
                self._check_tag(event.tag, "seq", mark)
                self._open(ListNode(mark), event.anchor)
            elif isinstance(event, events.CollectionEndEvent):
                top = self._stack.pop()
                self._add(top.node, top.anchor, self._nodes - top.before)
            elif isinstance(event, events.AliasEvent):
                self._alias(str(event.anchor), mark)
            elif isinstance(event, events.DocumentStartEvent) and self._root is not None:
                self._stop("一个文件只能有一份 YAML 文档，这里又开始了一份", mark)

    def _open(self, node: ListNode | MapNode, anchor: str | None) -> None:
        if len(self._stack) == _DEPTH:
            self._stop(f"嵌套过深，超过 {_DEPTH} 层", node.start)
        self._stack.append(_Open(node, anchor, self._nodes))
        self._nodes += 1

    def _alias(self, anchor: str, mark: Mark) -> None:
        if any(top.anchor == anchor for top in self._stack):
            self._stop(f"别名 *{shorten(anchor)} 引用了它自己", mark)
        if anchor not in self._anchors:
            self._stop(f"别名 *{shorten(anchor)} 没有定义；以 * 开头的文字要加引号", mark)
        node, size = self._anchors[anchor]
        self._nodes += size
        self._repeated += size
        if self._repeated > _REPEATED:
            self._stop("别名展开后过大", mark)
        self._add(node, None)

    def _add(self, node: Node, anchor: str | None, size: int = 1) -> None:
        """Put a finished node where it belongs."""
        if anchor is not None:
            self._anchors[anchor] = node, size
        if not self._stack:
            self._root = node
            return
        top = self._stack[-1]
        parent = top.node
        if isinstance(parent, ListNode):
            parent.items.append(node)
        elif top.key is None:
            top.key = node
        else:
            key, top.key = top.key, None
            self._pair(parent, key, node)

    def _pair(self, parent: MapNode, key: Node, value: Node) -> None:
        if not isinstance(key, ScalarNode):
            self._fault("键应为文字；以 { 或 [ 开头的文字要加引号", key.start)
        elif key.plain and key.value == "<<":
            self._fault("不支持合并键 <<", key.start, key)
        elif key.value in parent.pairs:
            first = parent.pairs[key.value][0]
            self._fault(f"键“{shorten(key.value)}”重复，第 {first.line} 行已经写过", key.start, key)
        else:
            parent.pairs[key.value] = key, value

    def _check_tag(self, tag: str | None, wanted: str, mark: Mark) -> None:
        if tag is not None and tag != _TAG + wanted:
            self._fault(f"不支持标签 {shorten(tag.replace(_TAG, '!!'))}", mark)

    def _stop(self, message: str, mark: Mark) -> NoReturn:
        self._fault(message, mark)
        raise _StopError

    def _fault(self, message: str, mark: Mark, key: ScalarNode | None = None) -> None:
        self.faults.append(Fault(self.file, mark.line + 1, mark.column + 1, self._path(key), message))

    def _path(self, key: ScalarNode | None) -> str:
        """The dotted path of what is being read; `key` is the key that the fault is about."""
        path = ""
        for top in self._stack:
            if isinstance(top.node, ListNode):
                path += f"[{len(top.node.items)}]"
            elif isinstance(top.key, ScalarNode):
                path = join(path, top.key.value)
        return join(path, key.value) if key else path

"""The baseline file: JSON, an entry a line in a fixed order, so that a change shows well in git."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from linter.app.baseline.compare import Counts
from linter.app.baseline.fingerprint import Fingerprint
from linter.report.locator import Place
from linter.strict_yaml import Fault, RuleError
from linter.strict_yaml.annotations import TextType
from linter.strict_yaml.location import Location

if TYPE_CHECKING:
    from linter.strict_yaml.location import LocatedStr
    from linter.strict_yaml.scalar import Run

_FORMAT = "nianbao-baseline"
_VERSION = 1

Files = Mapping[str, Counts]
"""What is known of each file, by its path from the baseline's folder, with forward slashes."""


class _Entry(Struct, frozen=True):
    """An entry of the file; its keys are written in this order."""

    code: str
    report: int = 0
    section: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    text: str = ""
    subject: str = ""
    count: int = 1

    def mark(self) -> Fingerprint:
        place = Place(self.report, self.section, self.table, self.row, self.column)
        return Fingerprint(self.code, place, self.text, self.subject)


_KEYS = _Entry.__struct_fields__
_USUAL = _Entry("")  # what need not be written


def render(files: Files) -> str:
    """The text of a baseline file; the same findings, the same text."""
    blocks = []
    for name in sorted(name for name, counts in files.items() if counts):
        lines = sorted(map(_line, _entries(files[name])))
        body = ",\n".join(f"      {line}" for _, line in lines)
        blocks.append(f"    {_json(name)}: [\n{body}\n    ]")
    inner = ("\n" + ",\n".join(blocks) + "\n  ") if blocks else ""
    return f'{{\n  "format": "{_FORMAT}",\n  "version": {_VERSION},\n  "files": {{{inner}}}\n}}\n'


def _entries(counts: Counts) -> Iterator[_Entry]:
    for mark, count in counts.items():
        yield _Entry(mark.code, *mark.place, mark.text, mark.subject, count)


def _line(entry: _Entry) -> tuple[tuple[int, str], str]:
    """The entry as JSON without what is as usual, behind the key that it is sorted by."""
    said = {key: getattr(entry, key) for key in _KEYS if getattr(entry, key) != getattr(_USUAL, key)}
    line = _json(said)
    return (entry.report, line), line


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def is_baseline(data: bytes) -> bool:
    """Whether a file is a baseline, be it damaged or of another version; an empty one is as good."""
    return not data.strip() or f'"{_FORMAT}"'.encode() in data


def parse(data: bytes, shown: str) -> Files:
    """What a baseline file lists. Raises RuleError with the places of all that is wrong with it;
    `shown` is what the file is called there."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleError([Fault(shown, 1, 1, "", "基线文件必须是 UTF-8 编码")]) from None
    try:
        whole: object = json.loads(text)
    except json.JSONDecodeError as error:
        message = "不是有效的 JSON，基线文件可能已损坏或有合并冲突；可用 --write-baseline 重新写入"
        raise RuleError([Fault(shown, error.lineno, error.colno, "", message)]) from None
    except (RecursionError, ValueError):  # nested without end, or a number of thousands of digits
        raise RuleError([Fault(shown, 1, 1, "", "不是 nianbao 的基线文件")]) from None
    if not isinstance(whole, dict) or whole.get("format") != _FORMAT:
        raise RuleError([Fault(shown, 1, 1, "format", "不是 nianbao 的基线文件")])
    files = _quick(whole)
    return _with_places(text, shown) if files is None else files


def _quick(whole: dict[str, object]) -> dict[str, dict[Fingerprint, int]] | None:
    """What a sound file lists; None for any other, which is read again for the places of its faults."""
    listed = whole.get("files")
    if whole.keys() != {"format", "version", "files"} or not isinstance(listed, dict):
        return None
    if type(whole["version"]) is not int or whole["version"] != _VERSION:
        return None
    files: dict[str, dict[Fingerprint, int]] = {}
    for name, rows in listed.items():
        if not isinstance(rows, list):
            return None
        counts = files[name] = {}
        for row in rows:
            if not isinstance(row, dict) or "code" not in row or not row.keys() <= set(_KEYS):
                return None
            if not all(_sound(key, value) for key, value in row.items()):
                return None
            _count(counts, _Entry(**row))
    return files


def _count(counts: dict[Fingerprint, int], entry: _Entry) -> None:
    """Note an entry; one that a merge left twice still means the same findings."""
    mark = entry.mark()
    counts[mark] = max(counts.get(mark, 0), entry.count)


def _sound(key: str, value: object) -> bool:
    if key in ("report", "count"):
        return type(value) is int and value >= (key == "count")
    if key == "code":
        return isinstance(value, str) and value != ""
    return isinstance(value, str) or (value is None and key in ("section", "table", "row", "column"))


class _CodeType(TextType):
    """A rule's code: an empty one would be lost when the file is written again."""

    def decode(self, text: LocatedStr, run: Run) -> LocatedStr:
        if not text:
            run.faults.append(text.where.fault("不能为空，应为规则代码"))
        return text


class _PlacedEntry(_Entry, frozen=True, kw_only=True):
    """An entry as decoded, with its place."""

    code: Annotated[str, _CodeType()]
    where: Location

    def __post_init__(self) -> None:
        if self.count < 1 or self.report < 0:
            raise ValueError("count 至少为 1，report 至少为 0")


class _Placed(Struct, frozen=True):
    format: str
    version: int
    files: Mapping[str, tuple[_PlacedEntry, ...]]


def _with_places(text: str, shown: str) -> Files:
    """The slow way, which knows where things stand."""
    from linter.strict_yaml import MapNode, ScalarNode, compose, load

    root = compose(text, shown)
    if isinstance(root, MapNode) and "version" in root.pairs:
        node = root.pairs["version"][1]
        if isinstance(node, ScalarNode) and node.value != str(_VERSION):
            message = (
                f"不认识的版本 {node.value[:20]}，本程序只认识 {_VERSION}；请用 --write-baseline 重新写入"
            )
            raise RuleError([Fault(shown, node.line, node.column, "version", message)])
    files: dict[str, dict[Fingerprint, int]] = {}
    for name, entries in load(text, shown, _Placed).files.items():
        counts = files[name] = {}
        for each in entries:
            _count(counts, each)
    return files

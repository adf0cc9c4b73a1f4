"""What is fuzzed: each target takes bytes, and raises what it should not.

A file that cannot be read is refused with ReadError, rules and settings with RuleError; anything else that
is raised is a fault, and so is a claim below that does not hold.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import re
from collections.abc import Callable, Mapping
from functools import cache, partial

from linter.app.baseline.file import parse as parse_baseline
from linter.app.baseline.file import render
from linter.app.check_document import CheckedFile, check_document
from linter.app.config.file import ConfigFile
from linter.app.config.glob import path_pattern
from linter.app.editor.settings_cache import SettingsCache
from linter.app.file_settings import FileSettings
from linter.app.fixer import fix_document
from linter.documents import Document, ReadError, open_document
from linter.lsp.features import build
from linter.lsp.transport import message_input
from linter.rulebook import Rulebook, load
from linter.rulebook.pack_parts import join_parts
from linter.rulebook.pack_reader import read_packs
from linter.rulebook.stated_names import name_faults
from linter.rulebook.validate import (
    example_faults,
    faults_between,
    override_faults,
    successor_faults,
)
from linter.settings import Settings
from linter.strict_yaml import Fault, RuleError, compose, decode
from linter.strict_yaml.regex_check import judge
from linter.strict_yaml.regex_syntax import parse as parse_pattern
from linter.text.source import Source
from tests.documents.hostile import docx
from tests.strict_yaml.counting_matcher import CountingMatcher

Target = Callable[[bytes], None]


@cache
def book() -> Rulebook:
    """The built-in rules."""
    return load()


def _check(document: Document) -> CheckedFile:
    settings = FileSettings(Settings(fragments=True, unfinished=True))
    return check_document(document, book(), settings, keep_contents=True)


def file(name: str, data: bytes) -> None:
    """A file is refused, or read and checked: every place lies in the text, and fixing keeps its promises."""
    try:
        document = open_document(data, name)
        checked = _check(document)
    except ReadError:
        return
    _must_lie_inside(document.source, checked)
    if document.can_edit:
        _fix(document)


def _must_lie_inside(source: Source, checked: CheckedFile) -> None:
    end = len(source.text)
    assert len(source.normalized) == end
    for found in checked.diagnostics:
        assert 0 <= found.span.start <= found.span.end <= end
        assert "{{" not in found.message
        assert source.where(found.span.start)


def _fix(document: Document) -> None:
    """Fixes are made until none is left, and what they made is read as it was checked."""
    fixed = fix_document(document, _check)
    again = fix_document(open_document(fixed.data, document.source.name), _check)
    assert again.data == fixed.data


def word_file(data: bytes) -> None:
    """A Word file, or the main part of one: what stands between the tags of its body."""
    if not data.startswith(b"PK"):
        data = docx(data.decode("utf-8", "replace"))
    file("a.docx", data)


def fixes(data: bytes) -> None:
    """All fixes of a text, those that need a look too."""
    try:
        document = open_document(data, "a.txt")
        fixed = fix_document(document, _check, unsafe=True)
    except ReadError:
        return
    assert len(fixed.after.contents) >= len(fixed.before.contents)
    again = fix_document(open_document(fixed.data, "a.txt"), _check, unsafe=True)
    assert again.data == fixed.data


def packs(data: bytes) -> None:
    """A pack has faults in its own places, or can be put together with the built-in ones."""
    faults: list[Fault] = []
    try:
        read = read_packs([("a.yaml", data)], faults)
        joined = join_parts(read.packs, faults)
        for check in (faults_between, override_faults, example_faults, successor_faults):
            faults += check(joined)
        faults += name_faults(read.names)
    except RuleError as error:
        faults += error.faults
    _must_stand_in(data, faults)


def config(data: bytes) -> None:
    """A config has faults in its own places, or its patterns answer."""
    faults: list[Fault] = []
    try:
        text = data.decode("utf-8-sig")
        written = decode(compose(text, "a.yaml", faults), ConfigFile, "a.yaml", faults)
    except UnicodeDecodeError:
        return
    except RuleError as error:
        _must_stand_in(data, error.faults)
        return
    if written is not None and not faults:
        faults += written.faults()
        for pattern in (*written.per_file_ignores, *(entry.file for entry in written.suppressions)):
            path_pattern(str(pattern), True).matches("2023/甲" + "/a" * 50 + ".txt")
    _must_stand_in(data, faults)


def baseline(data: bytes) -> None:
    """A baseline is refused with the places of its faults, or read; written again it means the same."""
    try:
        files = parse_baseline(data, "a.json")
    except RuleError as error:
        _must_stand_in(data, error.faults)
        return
    kept = {name: counts for name, counts in files.items() if counts}
    assert parse_baseline(render(files).encode(errors="replace"), "a.json") == kept or _has_surrogates(data)


def _has_surrogates(data: bytes) -> bool:
    return re.search(rb"\\u[dD][89a-fA-F]", data) is not None


def _must_stand_in(data: bytes, faults: list[Fault] | tuple[Fault, ...]) -> None:
    rows = len(re.split("\r\n|[\r\n\x85\u2028\u2029]", data.decode("utf-8-sig", "replace")))
    for fault in faults:
        assert 1 <= fault.line <= rows
        assert fault.column >= 1
        assert fault.message


def patterns(data: bytes) -> None:
    """A pattern that is accepted takes no more steps than was reckoned.

    The first line is the pattern, the rest a text; besides, texts of the pattern's own characters.
    """
    pattern, _, text = data.decode("utf-8", "replace").partition("\n")
    judged = judge(pattern)
    if judged.flaws:
        return
    node = parse_pattern(pattern)
    own = "".join(dict.fromkeys(re.sub(r"[\\()\[\]{}|?*+.^$]", "", pattern)))[:6] or "a"
    for tried in (text[:24], own * 4, own[0] * 24, (own[:2] * 12)):
        if judged.cost * (len(tried) + 1) > _STEPS:
            continue
        matcher = CountingMatcher(tried[:24])
        matcher.search(node)
        assert matcher.steps <= 3 * judged.cost * (len(tried) + 1), pattern


_STEPS = 200_000  # more would take the counting too long


def messages(data: bytes) -> None:
    """Messages of an editor: each line is one, or garbage between them where it is no JSON."""
    frames = [_frame(line) for line in data.split(b"\n")]
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    server = build()
    server.documents.settings_cache = _settings()
    out = io.BytesIO()
    stream = message_input(io.BytesIO(_HELLO + b"".join(frames)))
    with contextlib.suppress(SystemExit):
        server.start_io(stream, out)
    _must_be_messages(out.getvalue() if not out.closed else b"")
    server.documents.shut_down()


@cache
def _settings() -> SettingsCache:
    """The settings of files, shared by the servers, which would load the rules anew."""
    return SettingsCache()


def _frame(line: bytes) -> bytes:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return line
    return b"Content-Length: %d\r\n\r\n%b" % (len(line), line)


_HELLO = _frame(
    b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":'
    b'{"processId":null,"rootUri":null,"capabilities":{}}}'
)


def _must_be_messages(data: bytes) -> None:
    while data:
        head, _, rest = data.partition(b"\r\n\r\n")
        found = re.search(rb"Content-Length: (\d+)", head)
        assert found is not None, head
        json.loads(rest[: int(found[1])])
        data = rest[int(found[1]) :]


TARGETS: Mapping[str, Target] = {
    "text": partial(file, "a.txt"),
    "markdown": partial(file, "a.md"),
    "html": partial(file, "a.html"),
    "docx": word_file,
    "pdf": partial(file, "a.pdf"),
    "fixes": fixes,
    "packs": packs,
    "patterns": patterns,
    "config": config,
    "baseline": baseline,
    "messages": messages,
}
"""The targets by name."""

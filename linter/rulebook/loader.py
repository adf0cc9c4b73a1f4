"""Rule files to a rulebook, kept between runs as long as no file changes."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import lark

from linter import cache
from linter.resources import PACKAGE, builtin_packs, data_file
from linter.rulebook.model import Rulebook
from linter.strict_yaml.location import Fault, RuleError
from linter.version import __version__


def load(extra: Sequence[Path] = ()) -> Rulebook:
    """The built-in packs and those in `extra`, compiled; kept between runs as long as no file changes.

    Raises RuleError with every fault of every file; an extra file that cannot be read is one.
    """
    files = [*builtin_packs(), *extra]
    grammar = data_file("grammar", "report.lark").read_bytes()
    texts = read_texts(files)
    key = _key([grammar, *(name.encode() + b"\0" + data for name, data in texts)])
    kept = cache.fetch(key)
    if isinstance(kept, Rulebook):
        return kept
    from linter.report.structure.grammar import compile_grammar
    from linter.rulebook.compiler import assemble  # PyYAML and the compilers, when there is something new

    book = assemble(texts, compile_grammar(grammar.decode()))
    cache.keep(key, book)
    return book


def read_texts(files: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Name and bytes of each file; RuleError for those that cannot be read."""
    texts: list[tuple[str, bytes]] = []
    faults: list[Fault] = []
    for file in files:
        try:
            texts.append((str(file), file.read_bytes()))
        except OSError as error:
            faults.append(Fault(str(file), 1, 1, "", f"读不了规则文件：{error.strerror}"))
    if faults:
        raise RuleError(faults)
    return texts


def _key(parts: Sequence[bytes]) -> str:
    """A name for what is made of these bytes by this program, whose own files count by their dates, with
    this Python and this Lark."""
    digest = hashlib.sha256(f"{__version__} {lark.__version__} {sys.version}".encode())
    for folder, _, names in sorted(os.walk(PACKAGE)):
        for name in sorted(names):
            if name.endswith(".py"):
                stat = os.stat(os.path.join(folder, name))
                digest.update(f"{name} {stat.st_mtime_ns} {stat.st_size}".encode())
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:32]

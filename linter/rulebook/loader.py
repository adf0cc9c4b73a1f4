"""Rule files to a rulebook, kept between runs as long as no file changes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace

from linter import cache
from linter.error_words import reason
from linter.regular_file import read_regular
from linter.resources import builtin_packs, data_file, rules_state
from linter.rulebook.model import Rulebook
from linter.strict_yaml.location import Fault, RuleError
from linter.version import __version__

try:  # without OpenSSL, whose loading is a fiftieth of a start
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1024 * 1024
"""Bytes of a pack, ten times those of the largest built-in one."""
_ENDING = ".book"
_MOST_BOOKS = 8  # of other packs and versions besides


def load(extra: Sequence[Path] = (), waiting: Callable[[], None] | None = None) -> Rulebook:
    """The built-in packs and those in `extra`, compiled; kept between runs as long as no file changes.

    `waiting` is called before they are compiled, which takes seconds.
    Raises RuleError with every fault of every file; an extra file that cannot be read is one.
    """
    others = read_texts(extra)
    key = _key(others)
    name = key + _ENDING
    if (kept := _kept(name)) is not None:
        return kept
    if waiting is not None:
        waiting()
    from linter.report.structure.grammar import compile_grammar
    from linter.rulebook.compiler import assemble  # PyYAML and the compilers, when there is something new
    from linter.rulebook.encoder import encode_book

    with open(data_file("grammar", "report.lark"), encoding="utf-8") as file:
        grammar = compile_grammar(file.read())
    book = replace(assemble([*read_texts(builtin_packs()), *others], grammar), key=key)
    with suppress(TypeError):  # of a class that the codec does not know: its tests name it
        cache.write(name, encode_book(book))
    cache.drop_oldest(_ENDING, _MOST_BOOKS)
    cache.drop_oldest(".pickle", 0)  # what earlier versions kept
    return book


def _kept(name: str) -> Rulebook | None:
    """The rulebook kept under a name; None where there is none that can be used."""
    data = cache.read(name)
    if data is None:
        return None
    from linter.rulebook.codec import decode_book

    try:
        book = decode_book(data)
    except Exception:  # noqa: BLE001 - it is made again, whatever is wrong
        return None
    cache.mark_used(name)
    return book


def read_texts(files: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Name and bytes of each file; RuleError for those that cannot be read."""
    texts: list[tuple[str, bytes]] = []
    faults: list[Fault] = []
    for file in files:
        try:
            texts.append((str(file), read_regular(file, LARGEST)))
        except OSError as error:
            faults.append(Fault(str(file), 1, 1, "", f"读不了规则文件：{reason(error)}"))
    if faults:
        raise RuleError(faults)
    return texts


def _key(others: Sequence[tuple[str, bytes]]) -> str:
    """A name for rules made of the program's own files, which count by their dates, and of others, which
    count by what they say, with this Python."""
    digest = blake2b(f"{__version__} {sys.version}\n{rules_state()}".encode(), digest_size=16)
    for name, data in others:
        for part in (name.encode(), data):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()

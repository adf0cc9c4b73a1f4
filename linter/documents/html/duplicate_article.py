"""Removes the second copy of an article from pages that have one for each kind of screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.documents.document_model import Block, Line, inner_blocks

_LEAST = 8  # blocks; fewer may be alike by chance
_Key = tuple[str, ...]


def without_copies(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without a stretch of them, tables and all, that says word for word what an earlier one says;
    between the two is nothing but the page's own short lines, so that neither is a part of a report. One
    table alone is a copy only where nothing at all stands between."""
    keys = [tuple(_words(block)) for block in blocks]
    places: dict[_Key, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    tables = (place for place, block in enumerate(blocks) if not isinstance(block, Line))
    for first in tables:
        again = places[keys[first]]
        if len(again) == 2 and again[0] == first:
            before, behind = _alike(keys, *again)
            start, end = again[1] - before, again[1] + behind
            between = range(first + behind, start)
            is_table_alone = not any(any(keys[place]) for place in between)
            if (end - start >= _LEAST or is_table_alone) and not any(
                _is_repeated(blocks[place], keys[place]) for place in between
            ):
                return [*blocks[:start], *blocks[end:]]
    return list(blocks)


def _is_repeated(block: Block, key: _Key) -> bool:
    """Whether a block is more than a line of a page's furniture."""
    return not isinstance(block, Line) or any("。" in words for words in key)


def _alike(keys: Sequence[_Key], one: int, other: int) -> tuple[int, int]:
    """How many blocks before two places, and from them on, are alike; those of both places apart."""
    before = behind = 0
    while before < min(one, other - one - 1) and keys[one - before - 1] == keys[other - before - 1]:
        before += 1
    left = min(len(keys) - other, other - before - one)
    while behind < left and keys[one + behind] == keys[other + behind]:
        behind += 1
    return before, behind


def _words(block: Block) -> Iterator[str]:
    if isinstance(block, Line):
        yield block.words.strip()
    else:
        for inner in inner_blocks(block):
            yield from _words(inner)

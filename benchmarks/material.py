"""The texts to measure with: generated reports, the same ones on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.corpus import example

KB = 1000
MB = 1000 * KB


class Stock:
    """Generated reports to fill texts with, no two alike."""

    def __init__(self) -> None:
        self._seeds = count()

    def text(self, size: int) -> str:
        """Whole reports one after another, of about `size` bytes in UTF-8 and 5 KB at least."""
        parts: list[str] = []
        held = 0
        while held < size:
            part = example(next(self._seeds)).text
            length = len(part.encode())
            if held > 5 * KB and held + length > 1.1 * size:
                break
            parts.append(part if part.endswith(("\n", "\r")) else part + "\n")
            held += length
        return "".join(parts)


def write_folder(folder: Path, files: int, total: int) -> int:
    """Write `files` Markdown files of 5 to 60 KB that make up about `total` bytes; the bytes written."""
    stock = Stock()
    written = 0
    for number, share in enumerate(_shares(files)):
        wanted = max(5 * KB, min(60 * KB, round(share * (total - written))))
        data = stock.text(wanted).encode()
        (folder / f"{number:04}.md").write_bytes(data)
        written += len(data)
    return written


def _shares(files: int) -> Iterator[float]:
    """What part of the bytes still to be written each file is to take: many small, few large."""
    rng = random.Random(files)
    weights = [0.4 + rng.expovariate(1.6) for _ in range(files)]
    left = sum(weights)
    for weight in weights:
        yield weight / left
        left -= weight

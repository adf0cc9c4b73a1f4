"""Where the time of lint() goes, by module: own time, with built-in functions under their callers."""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.child import ROOT
from benchmarks.material import KB, MB, Stock
from benchmarks.measures import Plan, Row
from linter.app.check_document import check_document
from linter.app.file_settings import FileSettings
from linter.documents import open_document
from linter.rulebook import load
from linter.settings import Settings

_SHOWN = 12


def parts(folder: Path, plan: Plan) -> Iterator[Row]:
    """The modules that take most, each with its share of all; profiled, so shares are approximate."""
    book, settings, stock = load(()), Settings(), Stock()
    texts = [stock.text(15 * KB).encode() for _ in range(MB // (15 * KB))]
    check_document(open_document(texts[0], "甲.txt"), book, FileSettings(settings))
    profile = cProfile.Profile()
    profile.enable()
    for data in texts:
        check_document(open_document(data, "甲.txt"), book, FileSettings(settings))
    profile.disable()
    shares = _by_module(pstats.Stats(profile))
    total = sum(shares.values())
    for module, seconds in shares.most_common(_SHOWN):
        yield Row(f"其中 {module}", f"{seconds / total:.1%}")


def _by_module(stats: pstats.Stats) -> Counter[str]:
    seconds: Counter[str] = Counter()
    table: dict[tuple[str, int, str], Any] = stats.stats  # type: ignore[attr-defined]
    for (file, _, _), (_, _, own, _, callers) in table.items():
        if file != "~" or not callers:
            seconds[_module(file)] += own
            continue
        for (caller, _, _), (_, _, under, _) in callers.items():
            seconds[_module(caller)] += under
    return seconds


def _module(file: str) -> str:
    """A file's name as a reader knows it: within the project, or the library it belongs to."""
    path = Path(file)
    if path.is_relative_to(ROOT / "linter"):
        return str(path.relative_to(ROOT))
    if "site-packages" in path.parts:
        return path.parts[path.parts.index("site-packages") + 1]
    return "Python" if path.name != "~" else "其他"

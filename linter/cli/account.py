"""What became of every file of a run, and what was written: the last words on standard error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.cli.outputs import Output
from linter.cli.runner import Found
from linter.output.style import plain
from linter.output.text import summary
from linter.output.totals import MOST_NAMES, Totals


def passed_by(found: Found, totals: Totals) -> Iterator[str]:
    """Notes on the files that were met and not checked, some of them by name."""
    if totals.passed_over:
        yield f"不是年报，已略过：{_some(totals.passed_names, totals.passed_over)}"
    if found.others:
        yield f"不是能读的格式，没有检查：{_some(found.others, len(found.others))}"


def written(outputs: Sequence[Output], totals: Totals) -> Iterator[str]:
    """Which files hold the documents of `check`, and the totals where no text on standard output has them."""
    files = [each.file for each in outputs if each.file is not None]
    yield from (f"已写出 {file}" for file in files)
    if files and not any(each.file is None and each.form == "text" for each in outputs):
        yield from summary(totals, plain).splitlines()


def _some(names: Sequence[str], count: int) -> str:
    more = f" 等 {count} 个文件" if count > MOST_NAMES else ""
    return "、".join(names[:MOST_NAMES]) + more

"""`nianbao 年报.docx …`, as when files are dropped onto the program: check them, write copies with comments
and a page of the findings beside them under new names, and show the page."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from linter.app.annotate import Annotate
from linter.app.baselines import Baselines
from linter.app.check import Check
from linter.app.duplicates import duplicate_notes
from linter.app.item import Item
from linter.app.plan import plan
from linter.app.run_record import RunRecord
from linter.cli import browser
from linter.cli.account import passed_by
from linter.cli.annotate import spread
from linter.cli.console import complain, sink
from linter.cli.name_encoding import require_chinese_names
from linter.cli.new_names import COPY, PAGE, NewNames, is_earlier_copy
from linter.cli.noted_rules import load
from linter.cli.options import Input
from linter.cli.outputs import Output
from linter.cli.overwriting import refuse_overwriting, without_own_files
from linter.cli.runner import CLEAN, FAILED, FOUND, CommandError, Found, find_all, outcomes
from linter.cli.writers import write_all
from linter.output.style import plain
from linter.output.text import summary
from linter.output.totals import Totals
from linter.output.width import log_line
from linter.path_within import is_within
from linter.settings import Settings

_PAGE_FORM = "html"


def read(words: Sequence[str]) -> tuple[str, ...]:
    """The paths that were given. Raises CommandError for an option among them."""
    option = next((word for word in words if word.startswith("-")), None)
    if option is not None:
        raise CommandError(
            f"直接给出文件时不能带选项（{option}）；要用选项，请写 nianbao check 文件 {option}"
        )
    for path in words:
        if os.path.dirname(os.path.abspath(path)) == os.path.abspath(path):
            raise CommandError(f"{path} 是整个磁盘；请给出其中的一个文件夹")
    return tuple(dict.fromkeys(map(os.path.abspath, words)))


def run(paths: tuple[str, ...]) -> int:
    """The exit status, as that of `check`; raises CommandError, RuleError, OSError for the page."""
    require_chinese_names()
    given = Input(paths, "", (), Settings(), (), 0, None, False)
    found, earlier = _without_copies(find_all(given))
    if not found.items:
        raise CommandError("；".join(found.problems) or f"没有找到可以检查的文件：{'、'.join(paths)}")
    names = NewNames()
    page = names.beside(paths[0], PAGE, ".html")
    if len(paths) > 1:
        page = names.within(os.path.dirname(paths[0]), PAGE, ".html")
    given = replace(given, outputs=(Output(_PAGE_FORM, page),))
    targets, folders = _targets(paths, found.items, names)
    planned = plan(found.items, given.run_options(), Baselines(), load)
    found = without_own_files(given, found, planned, Baselines())
    refuse_overwriting(given, planned, Baselines(), (("批注副本", target) for target in targets.values()))
    task = Annotate(Check(Settings(), _PAGE_FORM), targets, _common(targets, page))
    record = RunRecord(planned, paths)
    with sink(page) as stream:
        done = outcomes(found, given, task, planned, record)
        counts = write_all([stream], [(_PAGE_FORM, False)], done, planned.pages)
    for note in (
        *planned.notes,
        *record.unused(),
        *duplicate_notes(record.reports),
        *passed_by(found, counts),
    ):
        complain(note)
    written = [target for target in targets.values() if os.path.lexists(target)]
    shown = browser.show(Path(page).resolve().as_uri())
    for line in _account(counts, written, folders, page, shown, earlier):
        sys.stdout.write(log_line(line) + "\n")
    if counts.failed or counts.unwritten or not counts.files:
        return FAILED
    return FOUND if counts.failing else CLEAN


def _without_copies(found: Found) -> tuple[Found, int]:
    """The files without copies that an earlier run has written into the folders, and how many these are."""
    items = tuple(item for item in found.items if item.named or not is_earlier_copy(item.name))
    return replace(found, items=items), len(found.items) - len(items)


def _targets(
    paths: Sequence[str], items: Sequence[Item], names: NewNames
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The path of the copy of each file, and the folders for the copies of whole folders."""
    targets = {item.name: names.beside(item.name, COPY, ".docx") for item in items if item.named}
    folders = []
    for path in filter(os.path.isdir, paths):
        inside = [each for each in items if each.name not in targets and is_within(each.name, path)]
        folder = names.beside(path, COPY, "")
        folders.append(folder)
        targets |= spread(folder, inside, (path,))
    return targets, tuple(folders)


def _common(targets: dict[str, str], page: str) -> str:
    """The folder that holds all the copies. Raises CommandError where there is none."""
    folders = {os.path.realpath(os.path.dirname(each)) for each in (page, *targets.values())}
    try:
        return os.path.commonpath(sorted(folders))
    except ValueError:
        raise CommandError("这些文件在不同的磁盘上，请分开给出") from None


def _account(
    counts: Totals, written: Sequence[str], folders: Sequence[str], page: str, shown: bool, earlier: int
) -> Iterator[str]:
    """What was done, for the one who reads it in the window."""
    yield summary(counts, plain).splitlines()[0]
    if earlier:
        yield f"以前写出的 {earlier} 份批注副本没有再查"
    copied = [folder for folder in folders if os.path.isdir(folder)]
    beside = [path for path in written if not any(is_within(path, folder) for folder in folders)]
    yield from (f"带批注的副本：{path}" for path in beside)
    yield from (f"带批注的副本，在文件夹：{folder}" for folder in copied)
    if counts.unmarked:
        yield f"{counts.unmarked} 个有问题的文件不能加批注（只有 Word、WPS 文档可以），问题见检查结果"
    yield f"检查结果：{page}" + ("（已在浏览器中打开）" if shown else "（请用浏览器打开）")
    yield "原来的文件没有改动。"

"""`check --annotate PATH`: where the copy of each file goes, settled before anything is written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from linter.app.annotate import Annotate, stays_inside, takes_comments
from linter.app.check import Check
from linter.app.item import Item
from linter.cli.paths import STDIN
from linter.cli.runner import CommandError
from linter.output.totals import Totals

_SUFFIX = ".docx"


def annotate_task(target: str, check: Check, items: Sequence[Item], paths: Sequence[str]) -> Annotate:
    """The task that writes copies of `items` to `target`: to that file where there is one item and the
    name ends in .docx, else into that folder, each under its path below what `paths` have in common.

    Raises CommandError where a copy would replace or stand among what is checked.
    """
    single = target.lower().endswith(_SUFFIX) and not os.path.isdir(target)
    if single and len(items) > 1:
        raise CommandError(
            f"--annotate：要检查的文件有 {len(items)} 个，请给出放批注副本的文件夹，而不是 {target}"
        )
    many = len(items) > 1 or any(map(os.path.isdir, paths))
    if not (single or many or target.endswith(("/", os.sep)) or os.path.isdir(target)):
        raise CommandError(f"--annotate：批注副本的文件名应以 {_SUFFIX} 结尾，文件夹名应以 / 结尾：{target}")
    folder = os.path.dirname(os.path.abspath(target)) if single else os.path.abspath(target)
    if single and not os.path.isdir(folder):
        raise CommandError(f"--annotate：文件夹不存在：{os.path.dirname(target)}")
    if not single and os.path.lexists(target) and not os.path.isdir(target):
        raise CommandError(f"--annotate：{target} 不是文件夹")
    inside = next((path for path in paths if os.path.isdir(path) and _is_under(folder, path)), None)
    if inside is not None:
        raise CommandError(
            f"--annotate：{target} 在要检查的文件夹 {inside} 里，下次会被当作年报检查；请放到别的文件夹"
        )
    targets = {item.name: target for item in items} if single else dict(spread(target, items, paths))
    root = folder if not single else os.path.dirname(target) or os.curdir
    for place in targets.values():
        if not stays_inside(place, root):
            raise CommandError(f"--annotate：{place} 是链接，通向 {root} 以外，不能由它写出副本")
    return Annotate(check, targets, root, alone=single or (len(items) == 1 and items[0].named))


def annotate_notes(target: str, totals: Totals) -> Iterator[str]:
    """What a run over many files has written to the folder `target`."""
    yield f"已将 {totals.annotated} 份带批注的副本写入 {target}" if totals.annotated else "没有写出批注副本"
    if totals.unmarked:
        yield f"{totals.unmarked} 个有问题的文件不能加批注：只有 Word、WPS 文档可以"


def spread(folder: str, items: Sequence[Item], paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each item's name with the path of its copy, no two the same. What is .docx already has the first
    claim to its name, then what becomes one; a.doc beside a.docx becomes a.doc.docx."""
    roots = [
        os.path.abspath(path if os.path.isdir(path) else os.path.dirname(path))
        for path in paths
        if path != STDIN
    ]
    taken: set[str] = set()
    for item in sorted(items, key=_claim):
        place = os.path.join(folder, _below(roots, item))
        stem, suffix = os.path.splitext(place)
        copy, count = stem + _SUFFIX, 1
        while os.path.normcase(copy).casefold() in taken:
            copy = f"{stem}{suffix}{f'.{count}' if count > 1 else ''}{_SUFFIX}"
            count += 1
        taken.add(os.path.normcase(copy).casefold())
        yield item.name, copy


def _claim(item: Item) -> int:
    suffix = os.path.splitext(item.name)[1].lower()
    return 0 if suffix == _SUFFIX else 1 if takes_comments(suffix) else 2


def _below(roots: Sequence[str], item: Item) -> str:
    """The path of an item from what the roots have in common; its own name where there is no such thing."""
    name = os.path.basename(item.name)
    if item.data is not None or not roots:
        return name
    try:
        path = os.path.relpath(os.path.abspath(item.name), os.path.commonpath(roots))
    except ValueError:  # on two drives
        return name
    return name if path.startswith(os.pardir) else path


def _is_under(path: str, folder: str) -> bool:
    return stays_inside(path, folder) or os.path.realpath(path) == os.path.realpath(folder)

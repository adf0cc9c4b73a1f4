"""Task: check a file and write a copy of it with the findings as comments."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace

from linter import atomic_write
from linter.app.check import Check
from linter.app.check_document import CheckedFile
from linter.app.error_words import reason
from linter.app.fix import fix_file, fix_notes, fixed_count
from linter.app.item import Item
from linter.app.outcome import Outcome
from linter.documents import FORMATS, EditError, ReadError, open_document
from linter.long_path import system_path
from linter.output.totals import Totals, add
from linter.output.word_comment import notes
from linter.path_within import is_within
from linter.rulebook import Rulebook


class Annotate(NamedTuple):
    """Render as `check` does what is found in a file, and write it as comments into a copy.

    `targets` has the path of the copy of each file by the file's name; no copy leaves the folder `root`
    by a link. With `alone` there is but one file: its copy is written even where nothing is found, and a
    file that carries no comments is a failure.
    With `tracked` the copy has the fixes as well, as changes to accept; `unsafe`: all of them.
    """

    check: Check
    targets: Mapping[str, str]
    root: str
    alone: bool = False
    tracked: bool = False
    unsafe: bool = False

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """The findings of one file, whatever becomes of its copy. Raises ReadError."""
        checked = self.check.check(open_document(data, item.name), item, book)
        outcome = self.check.outcome(checked, item)
        if outcome.totals.passed_over:
            return outcome
        return self._annotate(checked, item, book, outcome)

    def _annotate(self, checked: CheckedFile, item: Item, book: Rulebook, outcome: Outcome) -> Outcome:
        name = item.name
        target, found, changes = self.targets[name], len(checked.diagnostics), 0
        if not checked.document.can_comment:
            if self.alone:
                why = "这种格式的文件不能加批注，只有 Word、WPS 文档可以"
                return _failed(outcome, name, f"无法批注 {name}：{why}")
            return _counted(outcome, Totals(unmarked=min(found, 1)))
        if not found and not self.alone:
            return (
                _noted(outcome, f"{name} 没有要批注的问题，{target} 是以前写的")
                if os.path.lexists(target)
                else outcome
            )
        try:
            marks = notes(checked.source, checked.diagnostics)
            copy = checked.document.commented(marks)
            if self.tracked:
                fixed = fix_file(self.check, copy, item, book, unsafe=self.unsafe, tracked=True)
                copy, changes = fixed.data, fixed_count(fixed, unsafe=self.unsafe)
                outcome = _noted(outcome, *fix_notes(fixed, name))
            _write(target, copy, self.root)
        except ReadError as error:
            return _failed(outcome, name, f"无法批注 {name}：{error.reason}")
        except EditError as error:
            return _failed(outcome, name, f"无法批注 {name}：{error.reason}")
        except OSError as error:
            return _failed(outcome, name, f"无法写入 {target}：{reason(error)}")
        if self.alone:
            said = f"{len(marks)} 条批注" if found else "没有要批注的问题，是原样的副本"
            if self.tracked and found:
                said += f"、{changes} 处修订"
            outcome = _noted(outcome, f"已写出 {target}（{said}）")
        return _counted(outcome, Totals(annotated=1))


def takes_comments(suffix: str) -> bool:
    """Whether files with this suffix (in small letters) can carry comments."""
    form = FORMATS.readable.get(suffix)
    return form is not None and form.can_comment


def stays_inside(target: str, folder: str) -> bool:
    """Whether what is written to `target` comes to lie under `folder`, links followed."""
    return is_within(os.path.realpath(target), os.path.realpath(folder))


def _write(target: str, data: bytes, root: str) -> None:
    """Put a copy in its place, whole or not at all. Raises OSError, also for a link out of `root`."""
    if not stays_inside(target, root):
        raise OSError(errno.ELOOP, f"它是链接，通向 {root} 以外")
    target = os.path.realpath(target)
    os.makedirs(system_path(os.path.dirname(target)), exist_ok=True)
    atomic_write.replace(target, data)


def _failed(outcome: Outcome, name: str, why: str) -> Outcome:
    return replace(_counted(outcome, Totals(unwritten=1)), failure=why, lost=name)


def _noted(outcome: Outcome, *notes: str) -> Outcome:
    return replace(outcome, notes=(*outcome.notes, *notes))


def _counted(outcome: Outcome, more: Totals) -> Outcome:
    return replace(outcome, totals=add((outcome.totals, more)))

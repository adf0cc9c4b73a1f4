"""Task: check a file and write a copy of it with the findings as comments."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

from linter.app.check import Check
from linter.app.check_document import CheckedFile
from linter.app.error_words import reason
from linter.app.item import Item
from linter.app.outcome import Outcome
from linter.atomic_write import replace
from linter.documents import FORMATS, EditError, open_document
from linter.output.totals import Totals, add
from linter.output.word_comment import notes
from linter.rulebook import Rulebook


class Annotate(NamedTuple):
    """Render as `check` does what is found in a file, and write it as comments into a copy.

    `targets` has the path of the copy of each file by the file's name. With `alone` there is but one file:
    its copy is written even where nothing is found, and a file that carries no comments is a failure.
    """

    check: Check
    targets: Mapping[str, str]
    alone: bool = False

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """The findings of one file, whatever becomes of its copy. Raises ReadError."""
        checked = self.check.check(open_document(data, item.name), item, book)
        outcome = self.check.outcome(checked, item)
        if outcome.totals.passed_over:
            return outcome
        return self._annotate(checked, item.name, outcome)

    def _annotate(self, checked: CheckedFile, name: str, outcome: Outcome) -> Outcome:
        target, found = self.targets[name], len(checked.diagnostics)
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
            copy = checked.document.commented(notes(checked.source, checked.diagnostics))
            _write(target, copy)
        except EditError as error:
            return _failed(outcome, name, f"无法批注 {name}：{error.reason}")
        except OSError as error:
            return _failed(outcome, name, f"无法写入 {target}：{reason(error)}")
        if self.alone:
            said = f"{found} 条批注" if found else "没有要批注的问题，是原样的副本"
            outcome = _noted(outcome, f"已写出 {target}（{said}）")
        return _counted(outcome, Totals(annotated=1))


def takes_comments(suffix: str) -> bool:
    """Whether files with this suffix (in small letters) can carry comments."""
    form = FORMATS.readable.get(suffix)
    return form is not None and form.can_comment


def _write(target: str, data: bytes) -> None:
    """Put a copy in its place, whole or not at all. Raises OSError."""
    target = os.path.realpath(target)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    replace(target, data)


def _failed(outcome: Outcome, name: str, why: str) -> Outcome:
    return _counted(outcome, Totals(unwritten=1))._replace(failure=why, lost=name)


def _noted(outcome: Outcome, note: str) -> Outcome:
    return outcome._replace(notes=(*outcome.notes, note))


def _counted(outcome: Outcome, more: Totals) -> Outcome:
    return outcome._replace(totals=add((outcome.totals, more)))

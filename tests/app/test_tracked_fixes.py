"""Fixes as tracked changes, over generated Word documents: accepted they are what fixing makes of a file,
rejected the file is as it was."""

from __future__ import annotations

import os
import random
from functools import cache

import pytest

from linter.app.check_document import CheckedFile, check_document
from linter.app.file_settings import FileSettings
from linter.app.fixer import fix_document
from linter.documents import Document, EditError, open_document
from linter.rulebook import Rulebook, load
from linter.settings import Settings
from linter.text.edits import Edit
from linter.text.source import Span
from tests.corpus.forms import FORMS, document
from tests.documents.docx.revised import accepted, changes, looks, rejected

EXAMPLES = int(os.environ.get("NIANBAO_EXAMPLES", "12"))
FAULTS = (
    ("〔", "["),
    ("〕", "]"),
    ("，", ","),
    ("情况", "情况情况"),
    ("政府信息", "政府信息政府信息"),
    ("。", "。。"),
    ("12月31日", "12月30日"),
    ("工作年度报告", "年报"),
    ("月1日", "月 1日"),
    ("：", ":"),
    ("；", ";"),
)


@cache
def book() -> Rulebook:
    """The built-in rules."""
    return load()


def spoil(data: bytes, rng: random.Random) -> bytes:
    """A Word document with some faults of form that fixing mends."""
    opened = open_document(data, "a.docx")
    text = opened.source.text
    edits: list[Edit] = []
    for old, new in rng.sample(FAULTS, 4):
        places = [at for at in range(len(text)) if text.startswith(old, at)]
        edits += [Edit(Span(at, at + len(old)), new) for at in rng.sample(places, min(2, len(places)))]
    last, disjoint = 0, []
    for edit in sorted(edits):
        if edit.span.start >= last and _can(opened, edit):
            disjoint.append(edit)
            last = edit.span.end
    return opened.edited(disjoint)


def _can(opened: Document, edit: Edit) -> bool:
    try:
        return bool(opened.edited([edit]))
    except EditError:  # an automatic number, a text box
        return False


def check(opened: Document) -> CheckedFile:
    """What is found in a document."""
    return check_document(opened, book(), FileSettings(Settings()), None, keep_contents=True)


@pytest.mark.parametrize("seed", range(EXAMPLES))
def test_accepted_it_is_the_fixed_file_and_rejected_the_old_one(seed: int) -> None:
    (file,) = FORMS["docx"].make([document(seed)])
    data = spoil(file.data, random.Random(seed))
    opened = open_document(data, "a.docx")
    fixed = fix_document(opened, check, unsafe=seed % 2 == 0)
    tracked = fix_document(opened, check, unsafe=seed % 2 == 0, tracked=True)
    text = fixed.after.source.text
    assert tracked.after.source.text == text
    assert open_document(accepted(tracked.data), "a.docx").source.text == text
    assert looks(accepted(tracked.data, None)) == looks(accepted(fixed.data, None))
    assert open_document(rejected(tracked.data), "a.docx").source.text == opened.source.text
    assert looks(rejected(tracked.data)) == looks(data)
    assert [each.code for each in tracked.applied] == [each.code for each in fixed.applied]
    assert bool(changes(tracked.data)) == bool(fixed.applied)

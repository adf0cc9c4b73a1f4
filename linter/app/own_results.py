"""Results that this program wrote itself: a later run may replace them."""

from __future__ import annotations

import os
import re

from linter.long_path import system_path

_HEAD = 4096  # bytes
_TAIL = 1024
_PAGE = b'<meta name="generator" content="nianbao '
_FINDING = re.compile(
    r"(?:错误|警告|提示)\[[A-Z]\d+\] |[^\n]*: (?:错误|警告|提示) [A-Z]\d+ |\d+  (?:错误|警告|提示)  [A-Z]"
)
_SUMMARY = re.compile(r"^(?:检查了 \d+ 个文件（\d+ 份报告|没有检查任何报告)[^\n]*$", re.MULTILINE)


def is_own_result(path: str) -> bool:
    """Whether a file is empty or a result of `check`: a page, or the text of findings. False for a file
    that cannot be read."""
    try:
        with open(system_path(path), "rb") as file:
            head = file.read(_HEAD)
            file.seek(max(os.fstat(file.fileno()).st_size - _TAIL, 0))
            tail = file.read(_TAIL)
    except OSError:
        return False
    if not head or _PAGE in head:
        return True
    first, last = head.decode("utf-8", "replace"), tail.decode("utf-8", "replace")
    if _SUMMARY.match(first):
        return True
    return _FINDING.match(first) is not None and (_SUMMARY.search(last) is not None or _is_concise(last))


def _is_concise(text: str) -> bool:
    """Whether the last row is a finding on a line of its own."""
    rows = text.rstrip("\n").splitlines()
    return bool(rows) and re.search(r": (?:错误|警告|提示) [A-Z]\d+ ", rows[-1]) is not None

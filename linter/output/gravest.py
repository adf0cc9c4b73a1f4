"""The gravest findings of a file, for documents that a person reads from beginning to end."""

from __future__ import annotations

from collections.abc import Sequence

from linter.diagnostic import Diagnostic

MOST = 2000
"""Findings of one file on a page or in the comments of a copy; more make both too heavy to open."""


def gravest(found: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """All findings, or the gravest of very many, in their order; of one severity the first."""
    if len(found) <= MOST:
        return found
    by_severity = sorted(range(len(found)), key=lambda at: found[at].severity, reverse=True)
    return [found[at] for at in sorted(by_severity[:MOST])]


def left_out(found: Sequence[Diagnostic]) -> str:
    """How many findings are left out, in words; empty where all are there."""
    more = len(found) - MOST
    if more <= 0:
        return ""
    return (
        f"问题太多，这里只列最严重的 {MOST} 个，另有 {more} 个没有列出；改好以后请再查一次，"
        "也可以用命令 nianbao check 加 --output-format csv 查看全部"
    )

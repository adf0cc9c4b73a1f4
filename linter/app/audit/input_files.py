"""The files of an audit: those of its folder, and a consolidated report that lies elsewhere."""

from __future__ import annotations

import os

from linter.app.audit.inventory import Entry, entries, shown
from linter.app.audit.options import AuditError, AuditOptions
from linter.app.item import Item
from linter.path_within import is_within


def input_files(asked: AuditOptions) -> tuple[list[Entry], list[Item]]:
    """Every file to look at, and an item for each, in one order: the folder's by name, then a consolidated
    report that lies elsewhere. Raises AuditError."""
    if not os.path.isdir(asked.folder):
        raise AuditError(f"{asked.folder} 不是文件夹")
    total = os.path.realpath(asked.total) if asked.total else None
    previous = os.path.realpath(asked.previous) if asked.previous else None
    roster = os.path.realpath(asked.roster) if asked.roster else None
    found: list[Entry] = []
    for entry in entries(asked.folder):
        real = os.path.realpath(entry.path)
        if real == roster:
            found.append(_as_system(entry, "报送单位名单"))
        elif previous is not None and _is_under(real, previous):
            found.append(_as_system(entry, "上年的报告"))
        else:
            found.append(entry)
    if asked.total and total is not None:
        if not os.path.isfile(total):
            raise AuditError(f"--total：没有 {asked.total} 这个文件")
        if not any(os.path.realpath(each.path) == total and not each.member for each in found):
            found.append(Entry(_outside_name(asked.total), asked.total, os.path.getsize(total)))
    if not (found or asked.roster or asked.previous):
        raise AuditError(f"{asked.folder} 里没有任何文件")
    return found, [Item(_item_name(asked.folder, each), named=False) for each in found]


def _as_system(entry: Entry, reason: str) -> Entry:
    return Entry(entry.name, entry.path, entry.size, entry.member, reason, system=True)


def _outside_name(path: str) -> str:
    return f"（汇总报告）{shown(os.path.basename(path))}"


def _item_name(folder: str, entry: Entry) -> str:
    """What a file is called in messages and in the patterns of a config."""
    return entry.path if not entry.member else os.path.join(folder, *entry.name.split("/"))


def _is_under(path: str, folder: str) -> bool:
    return path == folder or is_within(path, folder)


def size_of(path: str) -> int:
    """The size of a file in bytes; 0 where the system does not say."""
    try:
        return os.path.getsize(path)
    except OSError:
        return 0

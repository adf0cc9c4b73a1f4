"""`清单.sha256`: the checksum of every file of an audit's folder, by which others' files in it are known."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping

from linter.output.audit.model import Audit, Details
from linter.output.audit.new_file import put_text

NAME = "清单.sha256"
_SYSTEM = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_LOCKS = ("~$", ".~")  # of office programs that have a file open


def write(audit: Audit, details: Details, folder: str) -> Iterable[str]:
    """Write the list, as `sha256sum -c` reads it; no notes."""
    lines = [f"{_digest(path)}  {name}\n" for name, path in _files(folder)]  # not the list itself
    put_text(os.path.join(folder, NAME), lines)
    return ()


def has_list(folder: str) -> bool:
    """Whether a folder has such a list."""
    return os.path.isfile(os.path.join(folder, NAME))


def foreign_files(folder: str) -> Iterator[str]:
    """The files that the audit did not write there, or that are not as it wrote them: somebody's own. What
    the system or an office program leaves beside files is nobody's."""
    known = _read(folder)
    for name, path in _files(folder):
        base = os.path.basename(path)
        if base.lower() in _SYSTEM or base.startswith(_LOCKS) or name == NAME:
            continue
        wanted = known.get(name)
        if wanted is None or not stat.S_ISREG(os.lstat(path).st_mode) or _digest(path) != wanted:
            yield os.path.join(*name.split("/"))


def _files(folder: str) -> Iterator[tuple[str, str]]:
    """The name of each file from the folder, with slashes, and its path; links to folders are files too."""
    for place, folders, names in os.walk(folder):
        links = [each for each in folders if os.path.islink(os.path.join(place, each))]
        folders.sort()
        for name in sorted((*names, *links)):
            path = os.path.join(place, name)
            yield os.path.relpath(path, folder).replace(os.sep, "/"), path


def _read(folder: str) -> Mapping[str, str]:
    known: dict[str, str] = {}
    try:
        with open(os.path.join(folder, NAME), encoding="utf-8", errors="surrogateescape") as lines:
            for line in lines:
                digest, _, name = line.rstrip("\n").partition("  ")
                known[name] = digest
    except OSError:
        return {}
    return known


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""The folder of an audit: written beside its place, and put there whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

from linter.output.audit.audit_json import MARK, NAME
from linter.output.audit.model import Audit, Details
from linter.output.audit.writers import WRITERS
from linter.path_within import is_within

_SYSTEM = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_MOST_SHOWN = 5


class TargetError(Exception):
    """A folder that must not be written or replaced; str() says why, in Chinese."""


def check_target(target: str, inputs: tuple[str, ...]) -> None:
    """Raise TargetError where an audit must not be written to `target`: something else is there, somebody
    has changed what is there, or one of `inputs` (files and folders that are read) is in it or around it."""
    real = os.path.realpath(target)
    for path in inputs:
        own = os.path.realpath(path)
        if own == real or is_within(own, real):
            raise TargetError(f"--out：{path} 在 {target} 里，写出会覆盖它；请换一个文件夹")
        if os.path.isdir(own) and is_within(real, own):
            raise TargetError(f"--out：{target} 在要读取的文件夹 {path} 里；请换一个文件夹")
    if not os.path.lexists(real):
        if not os.path.isdir(os.path.dirname(real)):
            raise TargetError(f"--out：文件夹 {os.path.dirname(target) or os.curdir} 不存在")
        return
    if not os.path.isdir(real):
        raise TargetError(f"--out：{target} 不是文件夹")
    if not os.listdir(real):
        return
    if not _is_audit(real):
        raise TargetError(f"--out：{target} 里已有别的文件，不是以前的审核结果，没有覆盖；请换一个文件夹")
    if own_files := sorted(_changed(real)):
        shown = "、".join(own_files[:_MOST_SHOWN]) + ("等" if len(own_files) > _MOST_SHOWN else "")
        raise TargetError(
            f"--out：{target} 里有审核以后改过或放进去的文件（{shown}），没有覆盖；请先移走，或换一个文件夹"
        )


def write_folder(audit: Audit, details: Details, target: str) -> tuple[str, ...]:
    """Write all files of an audit to `target`, in the place of an earlier audit; what could not be written
    for want of a package, in Chinese.

    Until all is written nothing changes there. Raises OSError.
    """
    real = os.path.realpath(target)
    folder, name = os.path.split(real)
    new, old = (os.path.join(folder, f".{name}.nianbao-{word}") for word in ("new", "old"))
    shutil.rmtree(new, ignore_errors=True)
    notes: list[str] = []
    try:
        os.mkdir(new)
        for write in WRITERS:
            notes += write(audit, details, new)
        if os.path.lexists(real):
            shutil.rmtree(old, ignore_errors=True)
            os.rename(real, old)
            try:
                os.rename(new, real)
            except OSError:
                os.rename(old, real)
                raise
        else:
            os.rename(new, real)
        shutil.rmtree(old, ignore_errors=True)  # also what a run left that was stopped just here
    except BaseException as error:
        shutil.rmtree(new, ignore_errors=True)
        if isinstance(error, OSError) and error.filename is not None and str(error.filename).startswith(new):
            error.filename = target + str(error.filename)[len(new) :]
        raise
    return tuple(notes)


def _is_audit(folder: str) -> bool:
    try:
        with open(os.path.join(folder, NAME), "rb") as file:
            return file.read(len(MARK)) == MARK
    except OSError:
        return False


def _changed(folder: str) -> Iterator[str]:
    """The files that are younger than the audit, which is written last: somebody's own."""
    written = os.stat(os.path.join(folder, NAME)).st_mtime_ns
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if name.lower() in _SYSTEM or name.startswith(("~$", ".~")):
                continue
            if os.lstat(path).st_mtime_ns > written:
                yield os.path.relpath(path, folder)

"""The folder of an audit: written beside its place, and put there whole or not at all."""

from __future__ import annotations

import os
import shutil

from linter.output.audit.audit_json import MARK, NAME
from linter.output.audit.checksums import NAME as LIST
from linter.output.audit.checksums import foreign_files, has_list
from linter.output.audit.model import Audit, Details
from linter.output.audit.writers import WRITERS
from linter.path_within import is_within

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
    _check_left(real)
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
    if not has_list(real):
        raise TargetError(
            f"--out：{target} 里没有 {LIST}，认不出哪些文件是审核写的，没有覆盖；请移走，或换一个文件夹"
        )
    _check_own(real, target)


def write_folder(audit: Audit, details: Details, target: str) -> tuple[str, ...]:
    """Write all files of an audit to `target`, in the place of an earlier audit; what could not be written
    for want of a package, in Chinese.

    Until all is written nothing changes there. Raises OSError, and TargetError where somebody has put files
    there in the meantime.
    """
    real = os.path.realpath(target)
    new, old, gone = (_beside(real, word) for word in ("new", "old", "gone"))
    shutil.rmtree(new, ignore_errors=True)
    notes: list[str] = []
    try:
        os.mkdir(new)
        for write in WRITERS:
            notes += write(audit, details, new)
        _check_left(real)
        _remove(old, gone)  # what a run left that was stopped below
        if os.path.lexists(real):
            os.rename(real, old)
            try:
                _check_own(old, target)  # nobody finds it there to put anything into it
                os.rename(new, real)
            except (OSError, TargetError):
                os.rename(old, real)
                raise
        else:
            os.rename(new, real)
        _remove(old, gone)
    except BaseException as error:
        shutil.rmtree(new, ignore_errors=True)
        if isinstance(error, OSError):
            error.filename = _known_as(error.filename, new, target)
        raise
    return tuple(notes)


def _known_as(path: object, new: str, target: str) -> str:
    """The file that could not be written as the user will know it; the folder where the system names none, as
    when the disk is full."""
    if path is None:
        return target
    return target + str(path)[len(new) :] if str(path).startswith(new) else str(path)


def _beside(real: str, word: str) -> str:
    folder, name = os.path.split(real)
    return os.path.join(folder, f".{name}.nianbao-{word}")


def _remove(old: str, gone: str) -> None:
    """Remove an earlier audit in which is nothing of others; it gets the name `gone` first, for what is left
    of one that is removed in part has files that its list does not know."""
    shutil.rmtree(gone, ignore_errors=True)
    if os.path.lexists(old):
        os.rename(old, gone)
        shutil.rmtree(gone, ignore_errors=True)


def _check_left(real: str) -> None:
    """Raise TargetError where a run that was stopped has left an earlier audit with others' files in it."""
    old = _beside(real, "old")
    if os.path.isdir(old) and (files := sorted(foreign_files(old))):
        raise TargetError(
            f"--out：上次审核停下时留下的 {old} 里有改过或放进去的文件（{_some(files)}），请先移走"
        )


def _check_own(real: str, target: str) -> None:
    """Raise TargetError where there is anything in an earlier audit that is not as the audit wrote it."""
    if files := sorted(foreign_files(real)):
        raise TargetError(
            f"--out：{target} 里有审核以后改过或放进去的文件（{_some(files)}），没有覆盖；"
            "请先移走，或换一个文件夹"
        )


def _some(files: list[str]) -> str:
    return "、".join(files[:_MOST_SHOWN]) + ("等" if len(files) > _MOST_SHOWN else "")


def _is_audit(folder: str) -> bool:
    try:
        with open(os.path.join(folder, NAME), "rb") as file:
            return file.read(len(MARK)) == MARK
    except OSError:
        return False

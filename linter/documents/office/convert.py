"""Documents to .docx by LibreOffice, many in one call; one that it cannot read costs the others nothing."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from linter import error_words
from linter.documents.office.formats import Refused, kind
from linter.documents.office.locate import absence, program
from linter.documents.office.process import call
from linter.documents.office.profile import Home

_SECONDS = 40.0  # for a start on a slow machine and one document
_SECONDS_EACH = 10.0  # for each further one
_LARGEST_MADE = 100 * 1024 * 1024
_FAILED = "LibreOffice 打不开这个文档，文件可能已损坏；请用 Word 或 WPS 打开，另存为 .docx 后再检查"
_TOO_LONG = "LibreOffice 转换这个文档超过 {seconds:.0f} 秒，已停止；请用 Word 或 WPS 另存为 .docx 后再检查"
_NOT_STARTED = "LibreOffice 不能运行：{reason}"

_home = Home()


class Failed(NamedTuple):
    """Why a document could not be converted: a Chinese clause without its name."""

    reason: str


Made = bytes | Failed


def convert(files: Sequence[bytes]) -> list[Made]:
    """What each document becomes: the bytes of a .docx, or why it did not."""
    kinds = [kind(data) for data in files]
    made: dict[int, Made] = {at: Failed(it.reason) for at, it in enumerate(kinds) if isinstance(it, Refused)}
    found = program()
    if found is None:
        made.update({at: Failed(absence()) for at in range(len(files)) if at not in made})
    elif len(made) < len(files):
        try:
            with _home.workshop() as folder:
                given = {
                    at: _put(folder, f"{at}{it}", files[at])
                    for at, it in enumerate(kinds)
                    if not isinstance(it, Refused)
                }
                made.update(_all(found, folder, given))
        except OSError as error:
            reason = _NOT_STARTED.format(reason=error_words.reason(error))
            made.update({at: Failed(reason) for at in range(len(files)) if at not in made})
    return [made[at] for at in range(len(files))]


def _put(folder: str, name: str, data: bytes) -> str:
    path = os.path.join(folder, name)
    with open(path, "xb") as file:
        file.write(data)
    return path


def _all(found: str, folder: str, given: Mapping[int, str]) -> dict[int, Made]:
    """Convert files together; where one is missing afterwards, it goes alone and those behind it together:
    the documents are converted in order, and the first that is missing is the one that ended the call."""
    made: dict[int, Made] = {}
    left = dict(given)
    while left:
        together = len(left) > 1
        failed = _some(found, folder, left, made)
        left = {at: path for at, path in left.items() if at not in made}
        if left:
            first = next(iter(left))
            if together:
                failed = _some(found, folder, {first: left[first]}, made)
            made.setdefault(first, failed)
            del left[first]
    return made


def _some(found: str, folder: str, files: Mapping[int, str], made: dict[int, Made]) -> Failed:
    """One call; what it made goes into `made`. Why, when something is missing."""
    seconds = _SECONDS + _SECONDS_EACH * (len(files) - 1)
    in_time = call(found, _home.profile, list(files.values()), folder, seconds)
    for at in files:
        if (data := _read_output(os.path.join(folder, f"{at}.docx"))) is not None:
            made[at] = data
    if in_time:
        return Failed(_FAILED)
    _home.forsake()
    return Failed(_TOO_LONG.format(seconds=seconds))


def _read_output(path: str) -> bytes | None:
    """A file that was made whole, which is then removed."""
    try:
        if os.path.getsize(path) > _LARGEST_MADE or not zipfile.is_zipfile(path):
            return None
        with open(path, "rb") as file:
            data = file.read()
        os.unlink(path)
    except OSError:
        return None
    return data

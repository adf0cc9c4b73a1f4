"""`units/<单位>/`: what goes back to each unit: a page of findings, a text to send, a commented copy.

`反馈汇总.txt` has the texts of all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from linter.output.audit.feedback import feedback
from linter.output.audit.labels import FEEDBACK, FEEDBACKS, PAGE, UNITS
from linter.output.audit.model import Audit, Details, UnitResult
from linter.output.audit.new_file import errors_of, put_small, put_text
from linter.output.audit.unit_counts import findings_of
from linter.output.audit.unit_page import unit_page

_BETWEEN = f"\n{'—' * 30}\n\n"  # one text and the next


def write(audit: Audit, details: Details, folder: str) -> Iterable[str]:
    """Write a folder for each unit."""
    base = os.path.join(folder, UNITS)
    os.mkdir(base)
    put_text(os.path.join(folder, FEEDBACKS), _unit_folders(audit, details, base), newline="\r\n")
    return ()


def _unit_folders(audit: Audit, details: Details, base: str) -> Iterator[str]:
    """Write a folder for each unit; gives the texts to send, for all of them in one."""
    for number, result in enumerate(audit.units):
        own = os.path.join(base, result.unit.folder)
        os.mkdir(own)
        copies = _copies(details, result, own)
        first = result.counted
        rows = findings_of(details, first) if first is not None else ()
        lines = [*feedback(audit, result, rows, copies.get(0))]
        # Lines end as the oldest editors of Windows need them.
        put_small(os.path.join(own, FEEDBACK), "".join([f"{line}\r\n" for line in lines]))
        names = (FEEDBACK, *copies.values())
        put_small(os.path.join(own, PAGE), "".join(unit_page(audit, details, result, rows, names)))
        if number:
            yield _BETWEEN
        yield from (f"{line}\n" for line in lines)


def _copies(details: Details, result: UnitResult, folder: str) -> dict[int, str]:
    """Write the commented copies of a unit's submissions; their names by the submissions' index."""
    names: dict[int, str] = {}
    done: set[bytes | None] = set()
    for number, each in enumerate(result.submissions):
        if not each.file.has_copy or each.file.key in done:
            continue
        done.add(each.file.key)
        copy = details.copy(each.file)
        if copy is not None:
            names[number] = "批注.docx" if number == 0 else f"批注{number + 1}.docx"
            path = os.path.join(folder, names[number])
            with errors_of(path), open(path, "xb") as out:
                out.write(copy)
    return names

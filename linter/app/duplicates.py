"""Reports of one body and year in several files of a run.

No rule can find them, since a rule sees one report or file at a time; so there are notes on them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from linter.app.file_bytes import read_bytes
from linter.app.item import Item
from linter.app.report_entry import ReportEntry
from linter.documents import ReadError, open_document
from linter.report.text_match import letters_only
from linter.text.normalize import normalize

_FULL_NAME = 6  # letters: a shorter name, without the place (民政局), is another body's in another folder
_MOST_COMPARED = 20  # groups whose content is compared
_MOST_NAMED = 5


def duplicate_notes(reports: Iterable[ReportEntry]) -> Iterator[str]:
    """A note on each body that has reports of one year in several files, with their names."""
    groups: dict[tuple[str, int, str], dict[str, str]] = {}
    for entry in reports:
        if entry.issuer is not None and entry.year is not None:
            body = letters_only(normalize(entry.issuer))
            folder = os.path.dirname(entry.file) if len(body) < _FULL_NAME else ""
            groups.setdefault((body, entry.year, folder), {}).setdefault(entry.file, entry.issuer)
    several = ((key[1], files) for key, files in groups.items() if len(files) > 1)
    for number, (year, files) in enumerate(several):
        names = tuple(files)
        content = _content(names) if number < _MOST_COMPARED else ""
        more = f" 等 {len(names)} 个文件" if len(names) > _MOST_NAMED else ""
        issuer = next(iter(files.values()))
        yield f"{issuer}{year}年度的年报不止一份{content}：{'、'.join(names[:_MOST_NAMED])}{more}"


def _content(names: Sequence[str]) -> str:
    """Whether some files say the same; empty when one cannot be read again."""
    try:
        texts = {_text(name) for name in names[:_MOST_NAMED]}
    except (OSError, ReadError):
        return ""
    return "，内容相同" if len(texts) == 1 else "，内容不同，请核对以哪一份为准"


def _text(name: str) -> str:
    return letters_only(open_document(read_bytes(Item(name)), name).source.normalized)

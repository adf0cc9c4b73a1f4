"""The table of extract formats. A new format is a module in this package and a line in the table.

What a format needs is imported when it is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from linter.report.template import Generation

if TYPE_CHECKING:
    from linter.output.extract_model import Record


class Streamed(Struct, frozen=True):
    """A format that is written file by file.

    The document is `opening`, the parts of the files with `separator` between them, and `closing`. A part
    depends on its own file only, so it can be rendered in any process.
    """

    part: Callable[[Sequence[Record]], str]
    opening: Callable[[], str]
    separator: str = ""
    closing: str = ""


class Gathered(Struct, frozen=True):
    """The document needs all reports: `write` gets them in order, with the generations of the format that
    the run knows (oldest first). A `binary` document is for a file only."""

    write: Callable[[Sequence[Record], Sequence[Generation], BinaryIO], None]
    binary: bool = False


def _json(records: Sequence[Record]) -> str:
    from linter.output import extract_json

    return extract_json.part(records)


def _long(records: Sequence[Record]) -> str:
    from linter.output import csv

    return csv.long_rows(records)


def _long_head() -> str:
    from linter.output import csv

    return csv.long_head()


def _wide(records: Sequence[Record], generations: Sequence[Generation], out: BinaryIO) -> None:
    from linter.output import csv

    csv.write_wide(records, generations, out)


def _xlsx(records: Sequence[Record], generations: Sequence[Generation], out: BinaryIO) -> None:
    from linter.output import xlsx

    xlsx.write(records, generations, out)


EXTRACTS: Mapping[str, Streamed | Gathered] = {
    "json": Streamed(_json, lambda: "[", ",", "\n]\n"),
    "csv": Streamed(_long, _long_head),
    "csv-wide": Gathered(_wide),
    "xlsx": Gathered(_xlsx, binary=True),
}
"""The formats of `extract`."""

EXTRACT_SUFFIXES: Mapping[str, str] = {".json": "json", ".csv": "csv", ".xlsx": "xlsx"}
"""The format that the suffix of an output file chooses."""

"""The rows of a roster's file, whichever of its forms it has: .csv in UTF-8 or GBK, .xlsx."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec

from linter.app.error_words import reason
from linter.documents import zip_directory
from linter.extras import install
from linter.regular_file import read_regular

_MOST_BYTES = 32 * 1024 * 1024
_MOST_UNPACKED = 256 * 1024 * 1024
_MOST_ROWS = 200_000
_MOST_COLUMNS = 60
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ENCODINGS = ("utf-8-sig", "gb18030")

Rows = list[tuple[int, tuple[str, ...]]]
"""Rows with their number in the file, from 1, without blank ones; cells are without blanks around them."""


class RosterError(Exception):
    """A roster that cannot be used: `problems`, each with the file, and the row where there is one."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_sheets(path: str) -> Iterator[tuple[str, Rows]]:
    """The name and the rows of each sheet of the file; a .csv has one. Raises RosterError."""
    try:
        data = read_regular(path, _MOST_BYTES)
    except OSError as error:
        raise RosterError(f"{path}：读不了名单：{reason(error)}") from None
    if not data.strip():
        raise RosterError(f"{path}：名单是空的")
    if data.startswith(_OLD_EXCEL):
        raise RosterError(f"{path}：是旧版 Excel 文件（.xls），请另存为 .xlsx 或 .csv")
    if data.startswith(zip_directory.SIGNATURE):
        yield from _workbook(path, data)
    elif path.lower().endswith(".xlsx"):
        raise RosterError(f"{path}：不是完好的 .xlsx 文件；请重新另存")
    else:
        yield "", _text(path, data)


def _text(path: str, data: bytes) -> Rows:
    text = _decoded(path, data)
    head = text[:4096]
    delimiter = max(",\t;，", key=head.count)
    rows: Rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = 1
    try:
        for cells in reader:
            if any("\n" in cell and delimiter in cell for cell in cells):
                raise RosterError(f"{path}:{begun}：从这一行起，一对双引号里有好几行，像是缺了一个引号")
            _add(rows, path, reader.line_num, cells)
            begun = reader.line_num + 1
    except csv.Error:
        raise RosterError(
            f"{path}:{begun}：不是完整的 CSV：双引号不成对，或者一格的内容太长；请用 Excel 或 WPS 另存"
        ) from None
    return rows


def _decoded(path: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RosterError(f"{path}：不是 UTF-8 或 GBK 编码的 CSV，也不是 .xlsx；请用 Excel 或 WPS 另存为 .xlsx")


def _workbook(path: str, data: bytes) -> Iterator[tuple[str, Rows]]:
    if find_spec("openpyxl") is None:
        raise RosterError(f"{path}：读 .xlsx 名单还要一个软件包，{install('audit')}；或者另存为 .csv")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MOST_UNPACKED:
                raise RosterError(f"{path}：解开后太大，不像是名单")
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            rows: Rows = []
            for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS), 1):
                _add(rows, path, number, ["" if cell is None else str(cell) for cell in cells])
            yield sheet.title, rows
    except RosterError:
        raise
    except Exception as error:  # noqa: BLE001 - the library raises whatever a damaged file makes it stumble on
        raise RosterError(f"{path}：不是完好的 .xlsx 文件（{type(error).__name__}）；请重新另存") from None


def _add(rows: Rows, path: str, number: int, cells: list[str]) -> None:
    clean = tuple("".join(cell.split()) for cell in cells[:_MOST_COLUMNS])
    if any(clean):
        if len(rows) == _MOST_ROWS:
            raise RosterError(f"{path}:{number}：超过 {_MOST_ROWS} 行，不像是名单")
        rows.append((number, clean))

"""A sheet with any number of rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from linter.regex_cache import compiled

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_EXACT = 10**15  # Excel keeps fifteen digits
_ONLY_INTS = {int}
_LONGEST = 4000  # characters of words that are surely short enough for a cell
_ODD = compiled("[^\n\x20-\ud7ff\ue000-\ufffd]|_x|[&<>]|^\\s|\\s$")  # what the library writes with more care

Cell = tuple["str | int | float | Decimal", "Format"]
"""A value with its format."""


class RowSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """A sheet of a workbook in constant memory, where a row is written when the next one begins. Of rows that
    are written nothing stays in memory; cells are written as fast as their markup can be put together."""

    _rest: tuple[int, int, str] = (-1, -1, "")
    _letters: Sequence[str] = ()

    def write_rest(self, row: int, column: int, cells: Sequence[Cell | None]) -> bool:
        """Write the last cells of a row, from `column` on, the first of which is not empty; False where that
        takes more care: then nothing is written."""
        if len(self._letters) < column + len(cells):
            self._letters = [xl_col_to_name(at) for at in range(column + len(cells))]
        if not cells or cells[0] is None:
            return False
        markup: list[str] = []
        indices: dict[Format, int] = {}
        number = row + 1
        for letters, cell in zip(self._letters[column:], cells, strict=False):
            if cell is None:
                continue
            value, style = cell
            index = indices.get(style)
            if index is None:
                index = indices[style] = style._get_xf_index()
            if type(value) is int and -_EXACT < value < _EXACT:  # nearly all are: figures
                markup.append(f'<c r="{letters}{number}" s="{index}"><v>{value}</v></c>')
            elif isinstance(value, str):
                if len(value) > _LONGEST or _ODD.search(value):
                    return False
                markup.append(
                    f'<c r="{letters}{number}" s="{index}" t="inlineStr"><is><t>{value}</t></is></c>'
                )
            elif -_EXACT < value < _EXACT:
                markup.append(f'<c r="{letters}{number}" s="{index}"><v>{value:.16G}</v></c>')
            else:
                markup.append(
                    f'<c r="{letters}{number}" s="{index}" t="inlineStr"><is><t>{value}</t></is></c>'
                )
        self.write_blank(row, column, None, cells[0][1])
        self._rest = row, column, "".join(markup)
        return True

    def write_numbers(self, row: int, column: int, values: Sequence[object], style: Format) -> bool:
        """Write the last cells of a row, from `column` on, where all are counts that Excel keeps; False where
        they are not, and nothing is written."""
        if set(map(type, values)) != _ONLY_INTS:
            return False
        numbers = cast(Sequence[int], values)
        if not -_EXACT < min(numbers) <= max(numbers) < _EXACT:
            return False
        if len(self._letters) < column + len(values):
            self._letters = [xl_col_to_name(at) for at in range(column + len(values))]
        end = f'{row + 1}" s="{style._get_xf_index()}"><v>'
        cells = zip(self._letters[column:], values, strict=False)
        markup = "".join([f'<c r="{letters}{end}{value}</v></c>' for letters, value in cells])
        self.write_blank(row, column, None, style)
        self._rest = row, column, markup
        return True

    def drop_rows(self) -> None:
        """Close the file in which rows wait, also where the workbook could not be written. Raises OSError."""
        self._opt_close()

    def _write_single_row(self, current_row_num: int = 0) -> None:
        done = self.previous_row
        super()._write_single_row(current_row_num)
        if done:
            self.row_info.pop(done, None)
            self.row_sizes.pop(done, None)

    def _write_cell(self, row: int, col: int, cell: object) -> None:
        if self._rest[:2] == (row, col):
            self.fh.write(self._rest[2])
        else:
            super()._write_cell(row, col, cell)

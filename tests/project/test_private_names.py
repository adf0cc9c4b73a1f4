"""What is used of other packages beyond their documentation is there, in the form that is expected."""

from __future__ import annotations

import inspect
import io
import re
import tomllib
from pathlib import Path

import pytest

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def parameters(function: object) -> list[str]:
    assert callable(function)
    return list(inspect.signature(function).parameters)


@pytest.mark.parametrize(
    ("name", "extra"), [("xlsxwriter", None), ("python-docx", None), ("pygls", "lsp"), ("mcp", "mcp")]
)
def test_its_next_generation_is_not_taken_unseen(name: str, extra: str | None) -> None:
    wanted = PROJECT["optional-dependencies"][extra] if extra else PROJECT["dependencies"]
    [said] = [each for each in wanted if re.split(r"[<>=\[]", each)[0] == name]
    assert re.search(r",<\d+$", said)


def test_sheets_write_their_cells_as_our_sheets_expect() -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    from xlsxwriter.worksheet import Worksheet

    assert parameters(Worksheet._write_single_row) == ["self", "current_row_num"]
    assert parameters(Worksheet._write_cell) == ["self", "row", "col", "cell"]
    with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as book:
        sheet, style = book.add_worksheet(), book.add_format()
        seen: list[tuple[int, int]] = []
        write_cell = sheet._write_cell

        def noted(row: int, col: int, cell: object) -> None:
            seen.append((row, col))
            write_cell(row, col, cell)

        sheet._write_cell = noted
        sheet.write_number(0, 2, 5, style)
        sheet.set_row(0, 20)
        assert sheet.previous_row == 0
        assert isinstance(style._get_xf_index(), int)
        sheet.write_number(1, 0, 5)  # the row before is written now
        assert seen == [(0, 2)]
        assert sheet.previous_row == 1
        assert all(hasattr(sheet, name) for name in ("fh", "row_info", "row_sizes"))
        sheet.fh.write("")


def test_documents_give_the_elements_of_their_parts() -> None:
    docx = pytest.importorskip("docx")
    table = docx.Document().add_table(1, 1)
    assert table.rows[0]._tr.tag.endswith("}tr")
    assert table.cell(0, 0)._tc.grid_span == 1
    assert table.cell(0, 0).paragraphs[0].add_run()._element.get_or_add_rPr() is not None


def test_the_language_server_keeps_its_state_where_ours_looks_for_it() -> None:
    pytest.importorskip("pygls")
    from pygls.protocol import LanguageServerProtocol

    from linter.lsp.protocol import Protocol

    assert (
        parameters(LanguageServerProtocol._execute_handler)[1:] == parameters(Protocol._execute_handler)[1:]
    )
    assert parameters(LanguageServerProtocol._send_response)[:2] == ["self", "msg_id"]
    source = inspect.getsource(LanguageServerProtocol) + inspect.getsource(LanguageServerProtocol.__mro__[1])
    for name in ("_shutdown", "_workspace", "_request_futures"):
        assert f"self.{name}" in source


def test_the_server_of_tools_has_the_server_below_it() -> None:
    pytest.importorskip("mcp")
    from mcp.server.mcpserver import MCPServer

    below = MCPServer("x")._lowlevel_server
    assert parameters(below.run)[:3] == ["read_stream", "write_stream", "initialization_options"]

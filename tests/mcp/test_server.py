"""`nianbao mcp` as a client of the official SDK meets it, over standard input and output."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from linter.cli import main

pytest.importorskip("mcp", reason="the extra mcp is not installed")

import anyio
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.types import jsonrpc_message_adapter
from pydantic import ValidationError

from linter.api import load_rules
from linter.mcp.folders import Folders
from linter.mcp.server import server
from linter.mcp.tools import Tools
from linter.mcp.unread_messages import error_answer

FIXTURES = Path(__file__).parents[2] / "fixtures"
BROKEN = (FIXTURES / "07-sums-2020.md").read_text(encoding="utf-8")
CLEAN = (FIXTURES / "02-clean-bureau-2024.txt").read_text(encoding="utf-8")
RULES = load_rules()
Call = Callable[..., Coroutine[Any, Any, Any]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to serve, beside which there is a file that must not be reached."""
    served = tmp_path / "报送"
    served.mkdir()
    (served / "坏.md").write_text(BROKEN, encoding="utf-8")
    (served / "好.txt").write_text(CLEAN.replace("〔2021〕30号", "[2021]30号"), encoding="utf-8")
    (tmp_path / "外面.txt").write_text(CLEAN, encoding="utf-8")
    (served / "链接.txt").symlink_to(tmp_path / "外面.txt")
    return served


def session(folder: Path, talk: Callable[[Client], Coroutine[Any, Any, None]]) -> None:
    """A conversation with the command, in a process of its own."""

    async def run() -> None:
        server = StdioServerParameters(command=sys.executable, args=["-m", "linter", "mcp", str(folder)])
        async with Client(stdio_client(server)) as client:
            await talk(client)

    anyio.run(run)


def words(result: Any) -> str:
    """The text of a result."""
    return "".join(part.text for part in result.content if part.type == "text")


def test_a_client_checks_fixes_extracts_explains_and_begins_reports(folder: Path) -> None:
    async def talk(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"check", "fix", "extract", "explain", "new"}
        assert tools["check"].annotations is not None
        assert tools["check"].annotations.read_only_hint

        checked = await client.call_tool("check", {"path": "坏.md", "select": ["N5"]})
        assert not checked.is_error
        found = checked.structured_content["findings"]
        assert {finding["code"][:2] for finding in found} == {"N5"}
        assert all(finding["row"] > 0 and finding["message"] for finding in found)

        fixed = await client.call_tool("fix", {"path": "好.txt", "output": "改.txt"})
        assert [each["code"] for each in fixed.structured_content["fixed"]] == ["C203"]
        assert "〔2021〕30号" in (folder / "改.txt").read_text(encoding="utf-8")
        assert "[2021]30号" in (folder / "好.txt").read_text(encoding="utf-8")

        (report,) = json.loads(words(await client.call_tool("extract", {"path": "好.txt"})))
        assert (report["year"], report["generation"]) == (2024, "2021")
        assert "收支不平" in words(await client.call_tool("explain", {"code": "n501"}))

        begun = await client.call_tool("new", {"output": "2025.docx", "year": 2025, "previous": "好.txt"})
        assert "2025年政府信息公开工作年度报告" in words(begun)
        assert (folder / "2025.docx").read_bytes()[:2] == b"PK"

    session(folder, talk)


def test_nothing_outside_is_read_and_nothing_written_over(folder: Path) -> None:
    async def refused(client: Client, tool: str, **arguments: object) -> str:
        result = await client.call_tool(tool, arguments)
        assert result.is_error
        return words(result)

    async def talk(client: Client) -> None:
        for path in ("../外面.txt", "链接.txt", str(folder.parent / "外面.txt"), "/etc/passwd"):
            assert "不在允许使用的文件夹里" in await refused(client, "check", path=path)
        assert "不在允许" in await refused(client, "fix", path="好.txt", output="../外面.txt")
        assert "不覆盖" in await refused(client, "fix", path="好.txt", output="坏.md")
        assert "不覆盖" in await refused(client, "new", body="甲", year=2025, output="好.txt")
        assert "扩展名" in await refused(client, "fix", path="好.txt", output="好.docx")
        assert "没有这个文件" in await refused(client, "check", path="没有.txt")
        assert "没有代码为" in await refused(client, "explain", code="Z999")
        assert "没有规定统一的格式" in await refused(client, "new", body="甲", year=2010, output="a.txt")

    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    session(folder, talk)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("check", {}, "缺少参数 path"),
        ("check", {"path": 1}, "参数 path 应是一段文字"),
        ("check", {"path": "好.txt", "foo": 1}, "没有参数“foo”，可用：path、select、ignore、year"),
        ("check", {"path": "好.txt", "selct": ["N"]}, "没有参数“selct”，是不是想写“select”？"),
        ("check", {"path": "好.txt", "select": "N"}, '参数 select 应是列表，如 ["N5"]'),
        ("check", {"path": "好.txt", "select": ["ZZ"]}, "select：没有以“ZZ”开头的规则"),
        ("check", {"path": "好.txt", "ignore": [""]}, "ignore：没有以“”开头的规则"),
        ("check", {"path": "好.txt", "year": "x"}, "参数 year 应是整数"),
        ("check", {"path": "好.txt", "year": 99999999}, "year：“99999999”不是 2008 到 2100 之间的年度"),
        ("fix", {"path": "好.txt", "output": "没有/改.txt"}, "没有/改.txt：没有它所在的文件夹"),
        ("new", {"output": "a.docx", "year": 99999999, "body": "甲"}, "年度：“99999999”不是 2008 到 2100"),
        (
            "new",
            {"output": "a.docx", "year": 2025, "body": "\x1b[31m\n甲"},
            "请去掉：\\x1b[31m\\n甲",
        ),
        ("nope", {}, "没有工具“nope”，可用：check、"),
    ],
)
def test_what_does_not_fit_is_refused_in_chinese(
    tool: str, arguments: dict[str, object], said: str, folder: Path
) -> None:
    async def run() -> None:
        async with Client(server(Tools(Folders([str(folder)]), RULES))) as client:
            result = await client.call_tool(tool, arguments)
        assert result.is_error
        assert words(result).startswith(said) or said in words(result)
        assert "Error" not in words(result)

    before = sorted(path.name for path in folder.iterdir())
    anyio.run(run)
    assert sorted(path.name for path in folder.iterdir()) == before


def test_arguments_that_there_are_not_are_no_part_of_a_tool_s_schema(folder: Path) -> None:
    async def run() -> None:
        async with Client(server(Tools(Folders([str(folder)]), RULES))) as client:
            for tool in (await client.list_tools()).tools:
                assert tool.input_schema["additionalProperties"] is False

    anyio.run(run)


@pytest.mark.parametrize(
    ("line", "known", "said"),
    [
        (r'{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"\ud800"}}', 7, "代理字符"),
        (r'{"jsonrpc":"2.0","id":"\ud800","method":"tools/list"}', None, "代理字符"),
        ("{bad json", None, "不是完整的 JSON"),
        ("[" * 100_000, None, "不是完整的 JSON"),
        ("[1]", None, "不合 JSON-RPC 的格式"),
        ('{"id": 3}', 3, "不合 JSON-RPC 的格式"),
    ],
)
def test_a_message_that_cannot_be_read_is_answered(line: str, known: object, said: str) -> None:
    with pytest.raises(ValidationError) as raised:
        jsonrpc_message_adapter.validate_json(line, by_name=False)
    answer = error_answer(raised.value)
    assert answer is not None
    assert answer.id == known
    assert said in answer.error.message
    answer.model_dump_json()


def test_a_blank_line_asks_nothing() -> None:
    with pytest.raises(ValidationError) as raised:
        jsonrpc_message_adapter.validate_json("\n")
    assert error_answer(raised.value) is None


def test_the_server_goes_on_after_a_message_that_cannot_be_read(folder: Path) -> None:
    begin = {
        "protocolVersion": "2024-11-05",
        "capabilities": {},
        "clientInfo": {"name": "x", "version": "1"},
    }
    lines = (
        r'{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"check","arguments":{"path":"\ud800"}}}',
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": begin}),
    )
    done = subprocess.run(
        [sys.executable, "-m", "linter", "mcp", str(folder)],
        input="".join(line + "\n" for line in lines).encode(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(each["id"], "error" in each) for each in answers] == [(2, True), (1, False)]


def test_a_folder_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    from linter.cli.servers import Servers

    assert main(["mcp", "没有"], Servers(mcp=lambda folders, rules: None)) == 2
    assert capsys.readouterr().err == "nianbao: 没有这个文件夹：没有\n"


def test_without_the_package_it_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from linter.cli.servers import Servers

    def absent(*_: object) -> None:
        raise ModuleNotFoundError(name="mcp.server")

    assert main(["mcp", str(tmp_path)], Servers(mcp=absent)) == 2
    assert "pip install" in capsys.readouterr().err

"""The server: the tools by their names, over the official SDK (MIT, the extra `mcp`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import ConfigDict, ValidationError, create_model

from linter.api import load_rules
from linter.mcp.arguments import misfits
from linter.mcp.folders import Folders
from linter.mcp.tools import ToolFailure, Tools
from linter.mcp.unread_messages import answering_stdio
from linter.version import __version__

_INSTRUCTIONS = (
    "检查、修复和起草中国政府信息公开工作年度报告。先用 check，再按 explain 说明问题；不改动原文件。"
)

_DESCRIPTIONS = {
    "check": (
        "检查一份年报（txt、md、html、docx、pdf 等），列出每个问题的位置、说明、"
        "依据和建议。select、ignore 是规则代码或前缀，如 N501、N5；year "
        "是报告年度，不写则从文中判断。"
    ),
    "fix": (
        "修复一份年报里能自动修复的问题，写到新文件 output，原文件不动。unsafe 为真"
        "时也做需要人工确认的修复，如空格填 0、改文号。"
    ),
    "extract": ("读出一份年报的标题、机关、年度、各部分、文号、统计期限和表格中的每个数字，JSON 格式。"),
    "explain": "说明一条规则：查什么、为什么、依据、怎样改、正误示例。code 如 N501。",
    "new": (
        "起草一份年报，写到新文件 output（.docx、.md、.html 或 .txt）："
        "规定的标题、各部分和空表。body 是机关名称；previous 是上年的年报，结转数从"
        "中取来，给出时可以不写 body。"
    ),
}
"""What a client reads about each tool."""


def serve(folders: Sequence[str], rules: Sequence[Path]) -> None:
    """Serve over standard input and output until the client ends it. Raises RuleError for broken rules."""
    server(Tools(Folders(folders), load_rules(*rules))).run("stdio")


def server(tools: Tools) -> MCPServer[None]:
    """The server of some tools."""
    reads, writes = ToolAnnotations(read_only_hint=True), ToolAnnotations(destructive_hint=False)
    return _Server(
        [
            _tool(function, kind)
            for function, kind in (
                (tools.check, reads),
                (tools.extract, reads),
                (tools.explain, reads),
                (tools.fix, writes),
                (tools.new, writes),
            )
        ]
    )


def _tool(function: Callable[..., object], kind: ToolAnnotations) -> Tool:
    """A tool of the server, which takes no arguments but its own."""
    name = function.__name__
    tool = Tool.from_function(function, name=name, description=_DESCRIPTIONS[name], annotations=kind)
    own = tool.fn_metadata.arg_model
    strict = create_model(own.__name__, __base__=own)
    strict.model_config = ConfigDict(arbitrary_types_allowed=True, extra="forbid")
    strict.model_rebuild(force=True)
    tool.fn_metadata.arg_model = strict
    tool.parameters = strict.model_json_schema(by_alias=True)
    return tool


class _Server(MCPServer[None]):
    """A server whose errors are in Chinese, and that answers whatever it is sent."""

    def __init__(self, tools: Sequence[Tool]) -> None:
        super().__init__("nianbao", instructions=_INSTRUCTIONS, version=__version__, tools=list(tools))
        self._own = {tool.name: tool for tool in tools}

    async def run_stdio_async(self) -> None:
        """Serve over standard input and output."""
        async with answering_stdio() as (messages, answers):
            inner = self._lowlevel_server
            await inner.run(messages, answers, inner.create_initialization_options())

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[None, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """What a tool gives; raises ToolError with a Chinese sentence."""
        if name not in self._own:
            raise ToolError(f"没有工具“{name}”，可用：{'、'.join(self._own)}")
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            cause = error.__cause__
            if isinstance(cause, ToolFailure):
                raise ToolError(str(cause)) from None
            if isinstance(cause, ValidationError) and not isinstance(error, UnexpectedToolError):
                known = list(self._own[name].fn_metadata.arg_model.model_fields)
                raise ToolError(misfits(cause, known)) from None
            said = f"程序出错（{type(cause).__name__}），请告诉开发者"
            raise UnexpectedToolError(said) from cause

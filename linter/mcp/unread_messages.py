"""Answers to messages that the SDK cannot read: it drops them, and whoever sent one would wait for ever."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from anyio.abc import ObjectSendStream
from anyio.streams.memory import MemoryObjectReceiveStream
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp.types import INVALID_REQUEST, PARSE_ERROR, ErrorData, JSONRPCError
from pydantic import ValidationError

Answers = ObjectSendStream[SessionMessage]
Messages = MemoryObjectReceiveStream[SessionMessage | Exception]


@asynccontextmanager
async def answering_stdio() -> AsyncIterator[tuple[Messages, Answers]]:
    """Standard input and output as streams of messages; what cannot be read is answered here."""
    async with stdio_server() as (incoming, outgoing):
        readable, messages = anyio.create_memory_object_stream[SessionMessage | Exception](0)

        async def pass_on() -> None:
            async with readable:
                async for item in incoming:
                    if not isinstance(item, Exception):
                        await readable.send(item)
                    elif (answer := error_answer(item)) is not None:
                        await outgoing.send(SessionMessage(answer))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(pass_on)
            yield messages, outgoing
            tasks.cancel_scope.cancel()


def error_answer(error: Exception) -> JSONRPCError | None:
    """The answer to a message that was not read; None for a blank line."""
    faults = error.errors(include_url=False) if isinstance(error, ValidationError) else []
    given: object = faults[0]["input"] if faults else None
    if not faults or faults[0]["type"] != "json_invalid":
        return _answer(_id(given), INVALID_REQUEST, "消息不合 JSON-RPC 的格式")
    if not str(given).strip():
        return None
    try:
        message = json.loads(str(given))
    except (ValueError, RecursionError):
        return _answer(None, PARSE_ERROR, "这一行不是完整的 JSON")
    return _answer(_id(message), PARSE_ERROR, _NO_TEXT)


_NO_TEXT = "消息里有不成对的代理字符（\\ud800 到 \\udfff）等不是文字的内容"


def _id(message: object) -> str | int | None:
    """The id of a message, where it is known and can be given back."""
    given = message.get("id") if isinstance(message, dict) else None
    if isinstance(given, str):
        return given if _is_text(given) else None
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def _is_text(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


def _answer(known: str | int | None, code: int, why: str) -> JSONRPCError:
    return JSONRPCError(jsonrpc="2.0", id=known, error=ErrorData(code=code, message=why))

"""What a server keeps of the messages that it has treated: nothing."""

from __future__ import annotations

import asyncio
import gc

import pytest

from linter.lsp.features import build
from linter.lsp.server import Server
from linter.lsp.session import open_documents

URI = "file:///没有/甲.txt"


def _send(server: Server, method: str, params: object, number: int | None = None) -> None:
    message = {"jsonrpc": "2.0", "method": method, "params": params}
    server.protocol.handle_message(
        server.protocol.structure_message(message if number is None else message | {"id": number})
    )


class _Client:
    def __init__(self) -> None:
        self.written = 0

    def write(self, data: bytes) -> None:
        self.written += 1

    def close(self) -> None:
        pass


def test_thousands_of_messages_leave_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_documents, "DEBOUNCE", 0)
    counts = asyncio.run(_counts())
    assert counts[1] - counts[0] < 500, counts


async def _counts() -> list[int]:
    server = build()
    client = _Client()
    server.protocol.set_writer(client)
    _send(server, "initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 1)
    opened = {"uri": URI, "languageId": "plaintext", "version": 0, "text": "甲"}
    _send(server, "textDocument/didOpen", {"textDocument": opened})
    counts: list[int] = []
    for _ in range(2):
        for version in range(1000):
            document = {"uri": URI, "version": version}
            text = {"contentChanges": [{"text": f"第{version}次"}]}
            _send(server, "textDocument/didChange", {"textDocument": document, **text})
            if version % 100 == 0:
                await asyncio.sleep(0)
        document_now = server.documents.get(URI)
        assert document_now is not None
        await server.documents.current(document_now)
        await asyncio.sleep(0.1)
        gc.collect()
        counts.append(len(gc.get_objects()))
    assert client.written > 2
    return counts

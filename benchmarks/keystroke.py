"""A report under somebody's hands: from a keystroke to what is shown, and what that costs in memory.

Runs by itself as `python -m benchmarks.keystroke EDITS FILE`: a server in this process, whose client is
this program too, and prints the figures for benchmarks.run.
"""

from __future__ import annotations

import asyncio
import gc
import json
import random
import sys
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from benchmarks.child import run
from benchmarks.material import KB, Stock
from benchmarks.measures import Plan, Row
from linter.app.check_document import check_document
from linter.app.file_settings import FileSettings
from linter.documents import open_document
from linter.lsp.features import build
from linter.lsp.server import Server
from linter.lsp.session.open_documents import DEBOUNCE
from linter.rulebook import load
from linter.settings import Settings

_URI = "file:///没有/年报.txt"
_TIMED = 200


def keystroke(folder: Path, plan: Plan) -> Iterator[Row]:
    """Edits of a 60 KB report in a server, against lint() of the same text in the same process."""
    path = folder / "一份.txt"
    path.write_text(Stock().text(60 * KB), encoding="utf-8", newline="")
    edits = 10_000 if plan.short_rounds > 10 else 600
    argv = (sys.executable, "-m", "benchmarks.keystroke", str(edits), str(path))
    told = json.loads(run(argv, keep=True).printed)
    size = path.stat().st_size / KB
    what = f"改一字到重新显示 {size:.0f} KB : lint()"
    for name, one, other in (("中位", "shown", "lint"), ("95 百分位", "late", "slow")):
        times = f"{told[one] * 1000:.0f} ms : {told[other] * 1000:.0f} ms"
        detail = f"{times}，{_TIMED} 次改动，不计等待 {DEBOUNCE:g} s"
        yield Row(f"{what}，{name}", f"{told[one] / told[other]:.2f}", "", detail, "≤ 0.8")
    grown = (told["after"] - told["before"]) / KB
    detail = f"{told['before'] / KB:.0f} KB → {told['after'] / KB:.0f} KB"
    yield Row(f"{edits} 次改动后内存增加", f"{grown:.0f} KB", "", detail, "持平")


class _Client:
    """What the server writes, read at once."""

    def __init__(self) -> None:
        self.shown = asyncio.Event()
        self.version = 0

    def close(self) -> None:
        """Nothing is held open."""

    def write(self, data: bytes) -> None:
        """A message of the server."""
        message = json.loads(data.partition(b"\r\n\r\n")[2])
        if message.get("method") == "textDocument/publishDiagnostics":
            self.version = message["params"]["version"]
            self.shown.set()


def _send(server: Server, method: str, params: object, number: int | None = None) -> None:
    """A message as its bytes come, through all that pygls does with them."""
    head = {"jsonrpc": "2.0", "method": method, "params": params}
    body = json.dumps(head if number is None else head | {"id": number}).encode()
    server.protocol.handle_message(json.loads(body, object_hook=server.protocol.structure_message))


async def _measure(text: str, edits: int) -> dict[str, float]:
    server, client = build(), _Client()
    server.protocol.set_writer(client)
    _send(server, "initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 1)
    _send(server, "initialized", {})
    document = {"uri": _URI, "languageId": "plaintext", "version": 0, "text": text}
    _send(server, "textDocument/didOpen", {"textDocument": document})
    await _seen(client, 0)
    book, path = load(()), "/没有/年报.txt"
    seconds: list[tuple[float, float]] = []
    rng = random.Random(_TIMED)
    for version in range(1, _TIMED + 1):
        at = rng.randrange(len(text))
        text = f"{text[:at]}第{version}次，{text[at:]}"  # edits add up, as under a hand
        begin = time.perf_counter()
        _change(server, text, version)
        await _seen(client, version)
        shown = time.perf_counter() - begin - DEBOUNCE
        await asyncio.sleep(DEBOUNCE)  # both begin on a processor that has turned to other things
        begin = time.perf_counter()
        check_document(open_document(text.encode(), path), book, FileSettings(Settings()))
        alone = time.perf_counter() - begin
        seconds.append((shown, alone))
    before = after = 0
    tracemalloc.start()
    for version in range(_TIMED + 1, _TIMED + 1 + edits):
        _change(server, f"{text[:5000]}\n第{version}次。", version)
        if version % 50 == 0 or version == _TIMED + edits:
            await _seen(client, version)
        if before == 0 and version % 50 == 0 and version > _TIMED + edits // 3:
            before = _held()
    after = _held()
    return {
        "shown": median(one for one, _ in seconds),
        "lint": median(other for _, other in seconds),
        "late": quantiles([one for one, _ in seconds], n=20)[-1],
        "slow": quantiles([other for _, other in seconds], n=20)[-1],
        "before": before,
        "after": after,
    }


def _change(server: Server, text: str, version: int) -> None:
    document = {"uri": _URI, "version": version}
    _send(server, "textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})


async def _seen(client: _Client, version: int) -> None:
    while client.version != version or not client.shown.is_set():
        client.shown.clear()
        await client.shown.wait()
    client.shown.clear()


def _held() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


if __name__ == "__main__":
    source = Path(sys.argv[2]).read_bytes().decode()
    print(json.dumps(asyncio.run(_measure(source, int(sys.argv[1])))))

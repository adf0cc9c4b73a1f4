"""A client that speaks to a server of its own in plain JSON-RPC, so that it can also speak badly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 120.0  # seconds; a loaded machine is no failure

Json = dict[str, Any]
_PUBLISH = "textDocument/publishDiagnostics"


class Talk:
    """One server and what it has said."""

    def __init__(self, *arguments: str, folder: Path = ROOT, first: Path = ROOT) -> None:
        """`first` is where the interpreter looks for modules first."""
        environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(first), str(ROOT)))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "linter", "lsp", *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.said: list[Json] = []  # everything, in order
        self._new: Queue[Json] = Queue()
        self._ids = 0
        self.answers: dict[str, Any] = {}  # to requests of the server, by method
        self.complaints = b""
        Thread(target=self._hear, daemon=True).start()
        Thread(target=self._overhear, daemon=True).start()

    def _hear(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while head := stream.readline():
            length = 0
            while head.strip():
                name, _, value = head.partition(b":")
                length = int(value) if name == b"Content-Length" else length
                head = stream.readline()
            message = json.loads(stream.read(length))
            if "id" in message and "method" in message:
                self.send_plain({"id": message["id"], "result": self.answers.get(message["method"])})
            self._new.put(message)

    def _overhear(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.complaints += line

    def send_bytes(self, data: bytes) -> None:
        """Send something, whatever it is."""
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send_plain(self, message: Json) -> None:
        """Send a message."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def tell(self, method: str, params: object = None) -> None:
        """Send a notification."""
        self.send_plain({"method": method, "params": params})

    def begin(self, method: str, params: object = None) -> int:
        """Send a request; its number."""
        self._ids += 1
        self.send_plain({"id": self._ids, "method": method, "params": params})
        return self._ids

    def answer(self, number: int) -> Json:
        """The answer to a request, with `result` or `error`."""
        return self.until(lambda message: message.get("id") == number and "method" not in message)

    def ask(self, method: str, params: object = None) -> Any:
        """The result of a request."""
        answer = self.answer(self.begin(method, params))
        assert "error" not in answer, answer
        return answer["result"]

    def until(self, wanted: Callable[[Json], bool]) -> Json:
        """The next message of that sort."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                message = self._new.get(timeout=max(0.0, end - time.monotonic()))
            except Empty:
                raise AssertionError(f"not said; stderr: {self.complaints.decode()}") from None
            self.said.append(message)
            if wanted(message):
                return message

    def told(self, method: str, wanted: Callable[[Any], bool] = lambda params: True) -> Any:
        """The parameters of the next notification or request of that method."""
        message = self.until(lambda each: each.get("method") == method and wanted(each.get("params")))
        return message.get("params")

    def hello(self, capabilities: Json | None = None, folder: Path | None = None, **more: object) -> Json:
        """Connect; the server's capabilities."""
        folders = [{"uri": folder.as_uri(), "name": folder.name}] if folder else None
        params = {"processId": None, "rootUri": None, "capabilities": capabilities or {}}
        answer: Json = self.ask("initialize", {**params, "workspaceFolders": folders, **more})
        self.tell("initialized", {})
        result: Json = answer["capabilities"]
        return result

    def open(self, uri: str, text: str, version: int = 1) -> None:
        """Open a document."""
        document = {"uri": uri, "languageId": "plaintext", "version": version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, text: str, version: int) -> None:
        """Put another text in the place of a document's."""
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def shown(self, uri: str) -> Json:
        """What is shown next of a document."""
        found: Json = self.told(_PUBLISH, lambda params: params["uri"] == uri)
        return found

    def last(self, uri: str) -> list[Any]:
        """What was last shown of a document, of all that was read."""
        found = (each["params"] for each in self.said if each.get("method") == _PUBLISH)
        return [list(each["diagnostics"]) for each in found if each["uri"] == uri][-1]

    def bye(self) -> int:
        """End the server as it should be ended; its exit status."""
        self.ask("shutdown")
        self.tell("exit")
        return self.process.wait(PATIENCE)


@contextmanager
def talk(*arguments: str, folder: Path = ROOT, first: Path = ROOT) -> Iterator[Talk]:
    """A server for as long as it is talked to."""
    client = Talk(*arguments, folder=folder, first=first)
    try:
        yield client
    finally:
        client.process.kill()
        client.process.wait()
        for stream in (client.process.stdin, client.process.stdout, client.process.stderr):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue

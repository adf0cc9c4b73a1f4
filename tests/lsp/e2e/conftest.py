"""Connected editors: one of each kind for all tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.lsp.e2e.clients import CLIENTS, CONFIG, Client, Editor, connect


@pytest_asyncio.fixture(scope="session", loop_scope="session", params=CLIENTS)
async def connected(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Editor]:
    """An editor with a server and a folder of its own."""
    client = await CONFIG.start()
    assert isinstance(client, Client)
    yield await connect(client, tmp_path_factory.mktemp("年报 材料"), CLIENTS[request.param]())
    await client.shutdown_session()
    await client.stop()  # type: ignore[no-untyped-call]
    assert client.error is None


@pytest.fixture
def editor(connected: Editor) -> Iterator[Editor]:
    """The editor, with nothing open and an empty folder."""
    yield connected
    connected.tidy()

"""Serves browsers: Starlette (BSD) on uvicorn (BSD), the extra `web`."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from linter.app.executors import cores
from linter.app.rules import load
from linter.app.uploads import upload_workers
from linter.web.access import LOOPBACK, Access
from linter.web.application import application
from linter.web.limits import Limits

_PORT = 8760
_CONNECTIONS = 256


def serve(
    host: str,
    port: int | None,
    token: str | None,
    names: Sequence[str],
    rules: Sequence[Path],
    started: Callable[[str], None],
    waiting: Callable[[], None] | None = None,
) -> None:
    """Serve until the process is asked to end.

    `port` 0 is a free one; None is the usual one, or a free one where that is in use. Without a `token` one
    is made for any host but this machine itself. `names` are other names of this host. `started` gets the
    address with the token; `waiting` is called where the rules take seconds to prepare. Raises OSError for an
    address that cannot be had, and RuleError.
    """
    book = load(tuple(rules), waiting)
    local = _is_loopback(host)
    if token is None and not local:
        token = secrets.token_urlsafe(16)
    with _socket(host, port) as listening:
        number = listening.getsockname()[1]
        access = Access(_names(host, names), not local, token)
        app = application(access, Limits(), upload_workers(rules, cores()), book.rules, local=local)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            limit_concurrency=_CONNECTIONS,
            timeout_graceful_shutdown=3,
        )
        started(_address(host, number, token))
        uvicorn.Server(config).run(sockets=[listening])


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _names(host: str, names: Sequence[str]) -> frozenset[str]:
    own = {host.lower(), f"[{host.lower()}]", *(name.lower() for name in names)}
    if not _is_loopback(host):
        own |= {socket.gethostname().lower(), socket.getfqdn().lower()}
    return LOOPBACK | own


def _socket(host: str, port: int | None) -> socket.socket:
    """A socket that listens. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, _PORT if port is None else port), family=family, backlog=128)
    except OSError:
        if port is not None:
            raise
    return socket.create_server((host, 0), family=family, backlog=128)


def _address(host: str, port: int, token: str | None) -> str:
    """The address to open; a host that stands for all of its own gets a name."""
    if host in ("0.0.0.0", "::"):  # noqa: S104
        host = socket.gethostname()
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")

"""Who may ask: the names of this host, the token, and pages of this host alone."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from ipaddress import ip_address
from typing import NamedTuple

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Names by which a machine calls itself."""

COOKIE = "nianbao-token"
"""Where a browser keeps the token."""


class Access(NamedTuple):
    """`names` of this host as they stand in a request, in small letters and without a port; with
    `addresses` any bare address will do, which no foreign name server can give out. `token`, unless None,
    opens it."""

    names: frozenset[str] = LOOPBACK
    addresses: bool = False
    token: str | None = None

    def knows(self, host: str) -> bool:
        """Whether a request's header Host means this host. Another name may be a foreign page's own, whose
        name server sends the browser here (DNS rebinding)."""
        name = _name(host)
        return name in self.names or (self.addresses and _is_address(name))

    def opens(self, token: str | None) -> bool:
        """Whether this is the token, found out in the same time whatever it is."""
        if self.token is None:
            return True
        return hmac.compare_digest((token or "").encode(), self.token.encode())


def is_from_own_page(headers: Mapping[str, str]) -> bool:
    """Whether a request that changes something comes from a page of this host, by what browsers say."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    if origin is not None and origin != "null":
        return origin.partition("://")[2] == headers.get("host", "")
    return site is not None


def _name(host: str) -> str:
    host = host.strip().lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


def _is_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True

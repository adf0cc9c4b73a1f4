"""What stands before every page: who asks, from where, and what a browser may do with the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from linter.web.access import COOKIE, Access, is_from_own_page
from linter.web.pages import message_page, token_page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of pages that have none of their own: nothing comes from elsewhere."""

_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), usb=()",
    "Cache-Control": "no-store",
}

_WRONG_TOKEN_DELAY = 1.0  # seconds
_NOT_LOCAL = "请用启动时显示的网址打开本页。这个网址里的主机名不是这里的。"
_OTHER_PAGE = "这个请求不是从本页发出的，没有处理。"


class Guard:
    """Lets through to `app` what `access` allows; every answer carries the headers."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", POLICY)
            await send(message)

        app: ASGIApp = await self._refusal(Request(scope)) or self._app
        await app(scope, receive, send_guarded)

    async def _refusal(self, request: Request) -> Response | None:
        """The answer to a request that is not let through; also to one that brings the token."""
        if not self._access.knows(request.headers.get("host", "")):
            return refusal(request, 421, _NOT_LOCAL)
        if request.method not in ("GET", "HEAD") and not is_from_own_page(_plain(request.headers)):
            return refusal(request, 403, _OTHER_PAGE)
        if self._access.token is None or self._access.opens(request.cookies.get(COOKIE)):
            return None
        if request.url.path.startswith("/static/"):
            return None
        given = request.query_params.get("token")
        if given is not None and self._access.opens(given):
            reply = RedirectResponse("/", 303)
            reply.set_cookie(COOKIE, given, httponly=True, samesite="lax")
            return reply
        if given is not None:
            await asyncio.sleep(_WRONG_TOKEN_DELAY)
        if request.method in ("GET", "HEAD"):
            return HTMLResponse(token_page(wrong=given is not None), 401)
        return refusal(request, 401, "口令不对或者没有口令，请重新打开本页。")


def refusal(request: Request, status: int, words: str) -> Response:
    """Why a request is not carried out: a page for a person, words for a script."""
    if request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", ""):
        return HTMLResponse(message_page(words), status)
    return JSONResponse({"error": words}, status)


def _plain(headers: Headers) -> Mapping[str, str]:
    return {name.lower(): value for name, value in headers.items()}

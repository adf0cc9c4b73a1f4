"""Message handling where pygls does not follow the protocol: every request gets an answer, also one that is
invalid or comes at the wrong time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInternalError
from pygls.protocol import LanguageServerProtocol

_NOT_INITIALIZED = types.ResponseError(types.ErrorCodes.ServerNotInitialized, "服务器还没有初始化")
_INITIALIZED_TWICE = types.ResponseError(types.ErrorCodes.InvalidRequest, "服务器已经初始化过了")
_SHUTTING_DOWN = types.ResponseError(types.ErrorCodes.InvalidRequest, "服务器正在关闭")


class Protocol(LanguageServerProtocol):
    """The messages of one client."""

    @property
    def ended(self) -> bool:
        """Whether the client has asked to shut down."""
        return bool(self._shutdown)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as a value; an invalid request is answered with an error, then raised."""
        try:
            return super().structure_message(data)
        except Exception as error:
            if isinstance(data.get("id"), str | int) and "method" in data:
                code = types.ErrorCodes.InvalidParams
                if isinstance(error, JsonRpcInternalError):
                    code = types.ErrorCodes.InvalidRequest
                self._send_response(data["id"], error=types.ResponseError(code, "请求的参数不合规范"))
            raise

    def _execute_handler(
        self,
        msg_id: str | int,
        handler: Callable[..., Any],
        callback: Callable[[Any], None],
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        """Handle a message and drop its future, which pygls keeps forever for notifications."""

        def done(future: Any) -> None:
            self._request_futures.pop(msg_id, None)
            callback(future)

        super()._execute_handler(msg_id, handler, done, args, kwargs)

    def handle_message(self, message: Any) -> None:
        """Handle a message, unless it comes before initialization or after shutdown."""
        method = getattr(message, "method", None)
        refusal = self._refusal(method) if method is not None and method != types.EXIT else None
        if refusal is None:
            super().handle_message(message)
        elif hasattr(message, "id"):
            self._send_response(message.id, error=refusal)

    def _refusal(self, method: str) -> types.ResponseError | None:
        if self._shutdown:
            return _SHUTTING_DOWN
        if method == types.INITIALIZE:
            return None if self._workspace is None else _INITIALIZED_TWICE
        return _NOT_INITIALIZED if self._workspace is None else None

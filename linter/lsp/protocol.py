"""The protocol's own rules about messages, where pygls is more lenient than a client can bear: every
request is answered, whatever is wrong with it or with its time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInternalError
from pygls.protocol import LanguageServerProtocol

_NOT_YET = types.ResponseError(types.ErrorCodes.ServerNotInitialized, "服务器还没有初始化")
_TWICE = types.ResponseError(types.ErrorCodes.InvalidRequest, "服务器已经初始化过了")
_OVER = types.ResponseError(types.ErrorCodes.InvalidRequest, "服务器正在关闭")


class Protocol(LanguageServerProtocol):
    """Messages of one client."""

    @property
    def ended(self) -> bool:
        """Whether the client has asked to shut down."""
        return bool(self._shutdown)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as a value; a request that cannot be one is answered with an error, and then raised."""
        try:
            return super().structure_message(data)
        except Exception as error:
            if isinstance(data.get("id"), str | int) and "method" in data:
                wrong = types.ErrorCodes.InvalidParams
                if isinstance(error, JsonRpcInternalError):
                    wrong = types.ErrorCodes.InvalidRequest
                self._send_response(data["id"], error=types.ResponseError(wrong, "请求的参数不合规范"))
            raise

    def _execute_handler(
        self,
        msg_id: str | int,
        handler: Callable[..., Any],
        callback: Callable[[Any], None],
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        """Treat a message and forget it: pygls keeps the future of every notification for ever."""

        def done(future: Any) -> None:
            self._request_futures.pop(msg_id, None)
            callback(future)

        super()._execute_handler(msg_id, handler, done, args, kwargs)

    def handle_message(self, message: Any) -> None:
        """Treat a message, unless it comes before the client has said who it is, or after its farewell."""
        method = getattr(message, "method", None)
        refused = self._refused(method) if method is not None and method != types.EXIT else None
        if refused is None:
            super().handle_message(message)
        elif hasattr(message, "id"):
            self._send_response(message.id, error=refused)

    def _refused(self, method: str) -> types.ResponseError | None:
        if self._shutdown:
            return _OVER
        if method == types.INITIALIZE:
            return None if self._workspace is None else _TWICE
        return _NOT_YET if self._workspace is None else None

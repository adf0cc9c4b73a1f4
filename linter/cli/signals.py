"""Signals that ask a command to end: it ends its workers and removes its temporary files first."""

from __future__ import annotations

try:  # without the enumerations of its Python part
    import _signal as signal  # type: ignore[import-not-found, unused-ignore]
except ImportError:
    import signal
from collections.abc import Iterator
from contextlib import contextmanager

_ASKED = ("SIGTERM", "SIGHUP")


class Ended(BaseException):
    """A signal has asked the command to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number
        """The exit status that shells report for the signal."""


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Raise Ended in the block when a signal asks to end; one that is ignored, as by nohup, stays so."""
    signals = [getattr(signal, name) for name in _ASKED if hasattr(signal, name)]
    try:
        before = {each: signal.signal(each, _end) for each in signals if _is_left_to_us(each)}
    except ValueError:  # not the main thread, which alone may say so
        before = {}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _is_left_to_us(number: int) -> bool:
    return signal.getsignal(number) is signal.SIG_DFL


def _end(number: int, frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)  # the way out is short, and must not be cut off
    raise Ended(number)

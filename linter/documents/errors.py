"""The errors that reading a file, and writing it back, end in."""

from __future__ import annotations


class ReadError(Exception):
    """A file that cannot be read as a report; the message is one Chinese sentence that names it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}：{reason}")
        self.name = name
        self.reason = reason

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        return (ReadError, (self.name, self.reason))


class EditError(Exception):
    """A file that can be read but not changed without loss; `reason` is a Chinese clause without its name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

"""Documents already converted, so that a file read twice (by a fixer, an index) is converted once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import sha256

from linter.documents.office.convert import Failed, Made, convert

_MOST_BYTES = 64 * 1024 * 1024
_MOST = 512


class Memory:
    """What became of the documents seen last, by their bytes."""

    def __init__(self) -> None:
        self._made: OrderedDict[bytes, Made] = OrderedDict()
        self._bytes = 0

    def converted(self, data: bytes) -> Made:
        """What a document becomes."""
        key = sha256(data).digest()
        if key not in self._made:
            [made] = convert([data])
            self._keep(key, made)
            return made
        self._made.move_to_end(key)
        return self._made[key]

    def gather(self, files: Sequence[bytes]) -> None:
        """Convert those files that are not known yet, together."""
        new = {key: data for data in files if (key := sha256(data).digest()) not in self._made}
        for key, made in zip(new, convert(list(new.values())), strict=True):
            self._keep(key, made)

    def _keep(self, key: bytes, made: Made) -> None:
        self._made[key] = made
        self._bytes += _size(made)
        while len(self._made) > 1 and (self._bytes > _MOST_BYTES or len(self._made) > _MOST):
            self._bytes -= _size(self._made.popitem(last=False)[1])


def _size(made: Made) -> int:
    return 0 if isinstance(made, Failed) else len(made)

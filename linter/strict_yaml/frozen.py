"""A mapping that cannot be changed, and that can be sent to another process."""

from __future__ import annotations

from typing import NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict that refuses every change (types.MappingProxyType does not pickle)."""

    def _refuse(self, *args: object, **kwargs: object) -> NoReturn:
        raise TypeError("a decoded mapping cannot be changed")

    __setitem__ = __delitem__ = __ior__ = _refuse
    pop = popitem = clear = update = setdefault = _refuse

    def __reduce__(self) -> tuple[type[FrozenDict[K, V]], tuple[dict[K, V]]]:
        return type(self), (dict(self),)

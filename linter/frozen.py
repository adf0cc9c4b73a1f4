"""Frozen dataclasses that are cheap to define.

`dataclass(frozen=True)` writes and compiles the source of six methods of each class, at every start: with a
hundred classes that was a fifth of a run. Here all classes share one function for each method.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from typing import Any, NamedTuple, TypeVar, dataclass_transform, overload

_T = TypeVar("_T")
_SPEC = "__frozen_spec__"


class _Spec(NamedTuple):
    """The fields of a class by how they are treated; `compared` and `shown` are those of == and of repr."""

    positional: tuple[str, ...]
    names: frozenset[str]
    defaults: dict[str, Any]
    factories: dict[str, Callable[[], Any]]
    compared: tuple[str, ...]
    shown: tuple[str, ...]


@overload
def frozen(cls: type[_T], /) -> type[_T]: ...


@overload
def frozen(*, kw_only: bool = False) -> Callable[[type[_T]], type[_T]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_T] | None = None, /, *, kw_only: bool = False) -> Any:
    """A class decorator like `dataclass(frozen=True)`, for classes without slots that are made seldom."""
    return _freeze(cls, kw_only) if cls is not None else lambda each: _freeze(each, kw_only)


def _freeze(cls: Any, kw_only: bool) -> Any:
    cls = dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
    known = fields(cls)
    given = [each for each in known if each.init]
    spec = _Spec(
        tuple([each.name for each in given if not each.kw_only]),
        frozenset([each.name for each in given]),
        {each.name: each.default for each in known if each.default is not MISSING},
        {each.name: each.default_factory for each in known if each.default_factory is not MISSING},
        tuple([each.name for each in known if each.compare]),
        tuple([each.name for each in known if each.repr]),
    )
    setattr(cls, _SPEC, spec)
    for name, method in _METHODS.items():
        if name not in cls.__dict__:
            setattr(cls, name, method)
    return cls


def _init(self: Any, *args: Any, **kwargs: Any) -> None:
    spec: _Spec = getattr(self, _SPEC)
    values = self.__dict__
    values.update(spec.defaults)
    values.update(zip(spec.positional, args, strict=False))
    if kwargs or len(args) > len(spec.positional):
        _check_arguments(type(self).__name__, spec, len(args), kwargs)
        values.update(kwargs)
    for name, factory in spec.factories.items():
        if name not in values:
            values[name] = factory()
    if missing := spec.names - values.keys():
        raise TypeError(f"{type(self).__name__}() is missing {', '.join(sorted(missing))}")
    if hasattr(self, "__post_init__"):
        self.__post_init__()


def _check_arguments(name: str, spec: _Spec, count: int, keywords: dict[str, Any]) -> None:
    """Raise TypeError for arguments that a class does not take."""
    if count > len(spec.positional):
        raise TypeError(f"{name}() takes {len(spec.positional)} arguments, not {count}")
    if wrong := [each for each in keywords if each not in spec.names or each in spec.positional[:count]]:
        raise TypeError(f"{name}() takes no further argument {', '.join(wrong)}")


def _values(self: Any) -> tuple[Any, ...]:
    return tuple([getattr(self, name) for name in getattr(self, _SPEC).compared])


def _eq(self: Any, other: object) -> bool:
    return _values(self) == _values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in getattr(self, _SPEC).shown)
    return f"{type(self).__qualname__}({shown})"


def _setattr(self: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


_METHODS: dict[str, Callable[..., Any]] = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _setattr,
    "__delattr__": _delattr,
}

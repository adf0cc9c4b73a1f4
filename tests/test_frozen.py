"""Frozen dataclasses made by the project's own decorator behave as those of the standard library."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, field, fields, replace
from functools import cached_property
from typing import Any, ClassVar

import pytest

from linter.frozen import frozen


@frozen
class _Point:
    kind: ClassVar[str] = "point"
    x: int
    y: int = 2
    tags: list[str] = field(default_factory=list, compare=False, repr=False)
    total: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", self.x + self.y)

    @cached_property
    def text(self) -> str:
        return f"{self.x},{self.y}"


@frozen
class _Named(_Point):
    name: str = ""


@frozen(kw_only=True)
class _Keyed:
    a: int = 1
    b: int


def test_arguments_are_given_by_place_or_by_name() -> None:
    assert vars(_Point(1)) == {"x": 1, "y": 2, "tags": [], "total": 3}
    assert vars(_Named(1, 5, ["a"], name="b")) == {"x": 1, "y": 5, "tags": ["a"], "total": 6, "name": "b"}
    assert vars(_Keyed(b=2)) == {"a": 1, "b": 2}


def test_factories_make_a_new_value_for_each_object() -> None:
    assert _Point(1).tags is not _Point(1).tags


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [((), {}), ((1, 2, [], 4), {}), ((1,), {"x": 1}), ((1,), {"z": 1}), ((1,), {"total": 1}), ((), {"y": 1})],
)
def test_arguments_that_do_not_fit_are_refused(args: tuple[object, ...], kwargs: dict[str, object]) -> None:
    maker: Any = _Point
    with pytest.raises(TypeError):
        maker(*args, **kwargs)


def test_keyword_fields_have_no_place() -> None:
    maker: Any = _Keyed
    with pytest.raises(TypeError):
        maker(1, b=2)
    with pytest.raises(TypeError, match="missing b"):
        maker()


def test_equality_and_hash_are_by_value_and_class() -> None:
    assert _Point(1) == _Point(1, tags=["other"])
    assert hash(_Point(1)) == hash(_Point(1, tags=["other"]))
    assert _Point(1) != _Point(2)
    assert _Point(1) != _Named(1)
    assert _Point(1).__eq__((1, 2)) is NotImplemented


def test_objects_cannot_be_changed() -> None:
    point: Any = _Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2
    with pytest.raises(FrozenInstanceError):
        del point.x
    assert point.text == point.text == "1,2"


def test_objects_can_be_pickled_replaced_and_shown() -> None:
    named: Any = _Named(1, name="a")
    assert pickle.loads(pickle.dumps(named)) == named
    assert replace(named, x=4).total == 6
    assert repr(named) == "_Named(x=1, y=2, total=3, name='a')"
    assert [each.name for each in fields(named)] == ["x", "y", "tags", "total", "name"]

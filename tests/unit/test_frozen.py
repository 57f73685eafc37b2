"""`frozen` makes what `dataclass(frozen=True, slots=True)` makes, as far as values show it."""

from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass, field, fields, is_dataclass, replace

import pytest

from runpress.frozen import frozen


@frozen
class Point:
    """A place."""

    x: float
    y: float = 0
    note: str = field(default="", compare=False, repr=False)


@frozen(kw_only=True)
class Named(Point):
    """A place with a name."""

    name: str = "here"
    parts: list[int] = field(default_factory=list)


@frozen
class Nothing:
    """No fields at all."""


@frozen
class Loud:
    """What a class says of itself stays."""

    x: int

    def __repr__(self) -> str:
        return "LOUD"

    def __hash__(self) -> int:
        return 7


def test_values_are_equal_by_their_fields():
    assert Point(1, 2) == Point(1, 2, note="other")
    assert Point(1, 2) != Point(1, 3)
    assert Point(1) != Named(1)
    assert Nothing() == Nothing()
    assert Point(1) != 1


def test_what_is_not_a_number_equals_itself_as_in_a_tuple():
    nan = float("nan")

    @frozen
    class One:
        x: float

    assert One(nan) == One(nan)


def test_equal_values_are_one_key():
    assert {Point(1, 2): "a"}[Point(1, 2, note="other")] == "a"
    assert hash(Nothing()) == hash(Nothing())
    assert hash(Loud(1)) == 7


def test_values_are_shown_as_dataclasses_show_them():
    @dataclass(frozen=True, slots=True)
    class Real:
        x: int
        y: str = field(default="y", repr=False)

    real = repr(Real(1))
    Made = frozen(type("Real", (), {"__annotations__": {"x": int, "y": str}, "y": field(default="y", repr=False)}))  # noqa: N806 - a class
    Made.__qualname__ = Real.__qualname__
    assert repr(Made(1)) == real
    assert repr(Named(x=1)) == "Named(x=1, y=0, name='here', parts=[])"
    assert repr(Loud(1)) == "LOUD"


def test_they_are_dataclasses_with_slots():
    assert is_dataclass(Point)
    assert [each.name for each in fields(Named)] == ["x", "y", "note", "name", "parts"]
    assert replace(Point(1, 2), y=5) == Point(1, 5)
    assert Named(1).parts is not Named(1).parts
    with pytest.raises(AttributeError):
        Point(1).z = 3
    with pytest.raises(TypeError):
        Named(1, 2, "", "positional")


def test_they_match_by_position_and_survive_copying():
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    assert copy.copy(Named(1, name="n")) == pickle.loads(pickle.dumps(Named(1, name="n"))) == Named(1, name="n")  # noqa: S301 - our own bytes

"""The base of everything that an author configures: frozen, strict, and aware of where it was written."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any, ClassVar, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError
from pydantic.fields import FieldInfo

from runpress.model.shorts import ShortForm
from runpress.source import Span

Path: TypeAlias = tuple[str | int, ...]


class Origin:
    """Where a node was written: its own span, and the spans of its values by path (`("y", 1)`).

    Where a thing stands is no part of what it is: all origins are equal.
    """

    __slots__ = ("keys", "span", "values")

    def __init__(
        self,
        span: Span | None = None,
        *,
        keys: Mapping[Path, Span] | None = None,
        values: Mapping[Path, Span] | None = None,
    ) -> None:
        self.span = span
        self.keys = keys or {}
        self.values = values or {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Origin)

    def __hash__(self) -> int:
        return 0


_NOWHERE = Origin()
OPTIONS = "\n\nOptions:\n"
"""What begins the list of options in the docstring of a node that Python code asks for."""


class Node(BaseModel):
    """A typed set of options: a panel, a run set, front matter.

    Subclasses declare each field once, with `option`: type, default, wire name, documentation.
    `shorts` lists the short forms beside them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True, arbitrary_types_allowed=True)
    shorts: ClassVar[tuple[ShortForm, ...]] = ()
    example: ClassVar[str] = ""
    """YAML for the reference; a test reads it, and it gives no finding."""
    last: ClassVar[tuple[str, ...]] = ("id", "extra", "beside", "omit")
    """Fields that are written behind all others."""
    needs: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Options that must be there: of each group at least one."""
    always: ClassVar[frozenset[str]] = frozenset()
    """Fields that are written though nobody said them."""
    counts_when_said: ClassVar[bool] = False
    """Whether an option that its author wrote counts also where it is the default: it overrides another's."""
    is_whole: ClassVar[bool] = False
    """Whether all fields are written as soon as one is."""

    _origin: Origin = PrivateAttr(default_factory=lambda: _NOWHERE)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Begin nodes in one step: pydantic would take one for each class above this one."""
        cls.model_post_init = _stand_nowhere  # type: ignore[method-assign]  # what pydantic itself does

    def __init__(self, **said: Any) -> None:
        try:
            super().__init__(**said)
        except ValidationError as fault:
            from runpress.model.option_faults import in_our_words

            raise in_our_words(fault, type(self)) from None

    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]  # so that pydantic itself goes past it

    def __repr__(self) -> str:
        # What BaseModel shows, in a sixth of its time: keys of elements are made of it.
        fields = ", ".join([f"{name}={value!r}" for name, value in self.__dict__.items()])
        return f"{type(self).__name__}({fields})"

    @property
    def origin(self) -> Origin:
        """Where the node was written, with its values."""
        # What is asked of each node many times: pydantic finds private attributes in several steps.
        private = self.__pydantic_private__
        return _NOWHERE if private is None else private["_origin"]

    def placed(self, origin: Origin) -> Self:
        """This node, knowing where it was written."""
        self._origin = origin
        return self

    def saying(self, names: AbstractSet[str]) -> Self:
        """This node, saying these of its fields: all others have their defaults, or what is equal to them."""
        node, fields = self.model_copy(), type(self).model_fields
        node.__dict__.update({name: fields[name].default for name in self.model_fields_set - names})
        object.__setattr__(node, "__pydantic_fields_set__", set(names))
        return node

    def unwritable(self) -> frozenset[str]:
        """Fields whose values a document would be told off for. A stored one that has them keeps them as they are."""
        return frozenset()

    @property
    def span(self) -> Span | None:
        """Where the node was written; None if it comes from code or a server."""
        return self.origin.span

    def value_span(self, *path: str | int) -> Span | None:
        """Where the value at `path` was written; the nearest enclosing place if it is not known."""
        values = self.origin.values
        for end in range(len(path), 0, -1):
            span = values.get(path[:end])
            if span is not None:
                return span
        return self.origin.span

    def key_span(self, *path: str | int) -> Span | None:
        """Where the key at `path` was written; the nearest enclosing place if it is not known."""
        return self.origin.keys.get(path) or self.value_span(*path)


def _stand_nowhere(node: BaseModel, _: Any, /) -> None:
    object.__setattr__(node, "__pydantic_private__", {"_origin": _NOWHERE})


def summary_of(model: type[BaseModel]) -> str:
    """What a node is, in a sentence or two: its docstring without the list of options that `help` shows."""
    return (model.__doc__ or "").partition(OPTIONS)[0].strip()


@cache
def canonical_order(model: type[Node]) -> tuple[str, ...]:
    """The fields of a node in the order in which they are written: as declared, those of `last` at the end."""
    last = [name for name in model.last if name in model.model_fields]
    return (*(name for name in model.model_fields if name not in last), *last)


def option(default: Any = None, *, doc: str, wire: str = "", encoding: str = "", **constraints: Any) -> Any:
    """Declare a field of a `Node`: its default, one sentence of documentation, and how W&B stores it.

    `wire` is the key in W&B's JSON (empty: not stored there); `encoding` names the primitive of
    `runpress.codec` for values that are not stored as they are written.
    """
    extra: dict[str, Any] = {key: value for key, value in (("x-wire", wire), ("x-encoding", encoding)) if value}
    return Field(default, description=doc, json_schema_extra=extra or None, **constraints)


def wire_name(field: FieldInfo) -> str:
    """The key under which W&B's JSON holds a field, as `option` was told; empty if it is not stored there."""
    return _told(field, "x-wire")


def encoding(field: FieldInfo) -> str:
    """The primitive that encodes a field, as `option` was told; empty where its value is stored as it is."""
    return _told(field, "x-encoding")


def _told(field: FieldInfo, name: str) -> str:
    extra = field.json_schema_extra
    return str(extra.get(name, "")) if isinstance(extra, dict) else ""

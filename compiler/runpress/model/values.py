"""Types that many options share: how a value is checked, and what the reference says about it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError, core_schema

from runpress.model.attributes import attribute_named
from runpress.model.filters.regex import check_pattern
from runpress.model.filters.terms import Term
from runpress.model.keys import Key, Section


def _hint(typed: str) -> str:
    """What may be meant where there is no attribute of this name."""
    name = typed.strip().removeprefix("run.")
    others = f"a config or summary key is written `config.{name}` or `summary.{name}`"
    return others if name == typed else f'{others}, an attribute that only W&B knows `run."{name}"`'


class KeyType:
    """How a `Key` is read in an option: `bare` is the section of a name without one."""

    def __init__(self, bare: Section) -> None:
        self.bare: Section = bare

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A key is read from text; a `Key` is taken as it is."""
        del source, handler
        return core_schema.no_info_plain_validator_function(
            self._read, serialization=core_schema.plain_serializer_function_ser_schema(self._write)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Keys are text; `x-key` tells completion which names to offer first."""
        del schema, handler
        return {"type": "string", "minLength": 1, "x-key": self.bare}

    def _read(self, value: Any) -> Key:
        if isinstance(value, Term):
            value = value.key
        return value if isinstance(value, Key) else self._parse(value)

    def _parse(self, value: Any) -> Key:
        if not isinstance(value, str):
            raise PydanticCustomError("key_type", "expected a key")
        try:
            return Key.parse(value, bare=self.bare)
        except ValueError as error:
            hint = _hint(value) if "attribute" in str(error) else ""
            raise PydanticCustomError("key", "{reason}", {"reason": str(error), "typed": value, "help": hint}) from None

    def written(self, key: Any) -> Any:
        """The shortest text that is read as this key here."""
        return None if key is None else self._write(key)

    def _write(self, key: Key) -> str:
        return key.text(self.bare)


class GroupKeyType(KeyType):
    """A panel's grouping key: a bare name is a run attribute, else a config key; `none` turns grouping off."""

    def __init__(self) -> None:
        super().__init__("config")

    def _read(self, value: Any) -> Any:
        if isinstance(value, str) and value in ("none", "None"):
            return "none"
        return super()._read(value)

    def _parse(self, value: Any) -> Key:
        if isinstance(value, str) and attribute_named(value):
            return Key.parse(value)
        return super()._parse(value)

    def _write(self, key: Any) -> str:
        if isinstance(key, str):
            return key
        return str(key) if key.section != "config" or attribute_named(key.path[0]) else key.text("config")


class Read:
    """A value with further forms beside its own: `order: -created_at` for a mapping.

    `read` makes the value's own form of them and leaves all else; `forms` are their JSON Schemas. `write`
    makes the shortest of them of a value; None if the value has only its own form.
    """

    def __init__(
        self, read: Callable[[Any], Any], *forms: JsonSchemaValue, write: Callable[[Any], Any] = lambda _value: None
    ) -> None:
        self.read = read
        self.forms = forms
        self.write = write

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read, then validate."""
        return core_schema.no_info_before_validator_function(self._read, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """One of the forms, or the value's own."""
        own = handler(schema)
        return {"anyOf": [*self.forms, own]} if self.forms else own

    def _read(self, value: Any) -> Any:
        if isinstance(value, int | float) and any(map(_is_any_text, self.forms)):
            raise PydanticKnownError("string_type")  # as of any other text: what was typed is taken for it
        return self.read(value)


def _is_any_text(form: JsonSchemaValue) -> bool:
    return form.get("type") == "string" and "format" not in form


class Listed:
    """A tuple that may be written as one bare value: `y: val_loss`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Lists become tuples, anything else a tuple of one."""
        return core_schema.no_info_before_validator_function(_as_tuple, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The list, or one of its items."""
        listed = handler(schema)
        return {"anyOf": [listed.get("items", {}), listed]}


def _as_tuple(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(value)
    return value if value is None else (value,)


def _range(value: Any) -> Any:
    low, high = value
    if low is not None and high is not None and low >= high:
        raise PydanticCustomError(
            "range",
            "the range {low} to {high} is empty",
            {"low": f"{low:g}", "high": f"{high:g}", "help": "write the smaller bound first"},
        )
    return value


def _bounds(value: Any) -> Any:
    if isinstance(value, list | tuple) and len(value) == 2:  # noqa: PLR2004 - least and greatest
        return tuple(value)
    if value is None:
        return None, None
    raise PydanticCustomError(
        "range", "a range has two bounds", {"help": "write `[0, 1]`; `null` in place of a bound leaves it open"}
    )


def _regex(text: str) -> str:
    fault = check_pattern(text)
    if fault is None:
        return text
    raise PydanticCustomError("regex", "{reason}", {"reason": fault.message, "help": fault.help})


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise PydanticCustomError("finite_number", "expected a finite number")
    return value


def _no(value: Any) -> Any:
    if value is False:
        return value
    raise PydanticKnownError("literal_error", {"expected": "False"})


def _project(text: str) -> str:
    parts = text.split("/")
    if len(parts) <= 2 and all(part.strip() == part and part for part in parts):  # noqa: PLR2004 - entity and project
        return text
    help_ = "write `project` or `entity/project`"
    raise PydanticCustomError("value", "`{typed}` names no project", {"typed": text, "help": help_})


Number: TypeAlias = Annotated[float, AfterValidator(_finite)]
"""A finite number."""
Bound: TypeAlias = Number | None
Range: TypeAlias = Annotated[tuple[Bound, Bound], BeforeValidator(_bounds), AfterValidator(_range)]
"""Least and greatest value; either may be null: then the data says."""
Regex: TypeAlias = Annotated[str, AfterValidator(_regex), Field(json_schema_extra={"format": "regex"})]
Count: TypeAlias = Annotated[int, Field(ge=1)]
No: TypeAlias = Annotated[Literal[False], BeforeValidator(_no)]
"""`false`, and no number that Python takes for equal to it."""
ProjectName: TypeAlias = Annotated[str, AfterValidator(_project)]
"""`digits`, or `acme/digits`."""
Texts: TypeAlias = Annotated[tuple[str, ...], Listed()]

MetricKey: TypeAlias = Annotated[Key, KeyType("metric")]
"""A bare name is a logged metric: `y: val_loss`."""
RunKey: TypeAlias = Annotated[Key, KeyType("run")]
"""A bare name is a run attribute: `order: created_at`."""
SummaryKey: TypeAlias = Annotated[Key, KeyType("summary")]
"""A bare name is a summary value: the axes of a scatter panel."""
MetricKeys: TypeAlias = Annotated[tuple[MetricKey, ...], Listed()]
GroupKey: TypeAlias = Annotated[Key | Literal["none"], GroupKeyType()]
"""A bare name is a run attribute, else a config key; `none` means ungrouped, also where the run set groups."""
RunKeys: TypeAlias = Annotated[tuple[RunKey, ...], Listed()]

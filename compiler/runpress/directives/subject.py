"""Whose options are read: how findings name it, and which codes they carry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any, TypeAlias

from runpress.diagnostics import Code, Diagnostic
from runpress.diagnostics.codes import configuration, directives, front_matter
from runpress.frozen import frozen
from runpress.model.located import Located


@frozen
class Codes:
    """The codes of findings in one place of a document."""

    not_a_mapping: Code
    unknown_key: Code
    bad_value: Code
    missing_key: Code
    conflict: Code
    cut_value: Code
    bad_color: Code


Convert: TypeAlias = Callable[[Located, str, Codes], tuple[Any, list[Diagnostic]]]
"""Make the value of an option from what was written, where pydantic cannot: the located value, the key as
typed and the codes of the place give the value (None: leave it out) and findings."""

IN_FENCES = Codes(
    directives.NOT_A_MAPPING,
    directives.UNKNOWN_KEY,
    directives.BAD_VALUE,
    directives.MISSING_KEY,
    directives.CONFLICT,
    directives.CUT_VALUE,
    directives.BAD_COLOR,
)
IN_FRONT_MATTER = Codes(
    front_matter.NOT_A_MAPPING,
    front_matter.UNKNOWN_KEY,
    front_matter.BAD_VALUE,
    front_matter.MISSING_KEY,
    front_matter.CONFLICT,
    front_matter.CUT_VALUE,
    front_matter.BAD_VALUE,
)
IN_CONFIGURATION = Codes(
    configuration.BAD_VALUE,
    configuration.UNKNOWN_KEY,
    configuration.BAD_VALUE,
    configuration.BAD_VALUE,
    configuration.BAD_VALUE,
    configuration.BAD_VALUE,
    configuration.BAD_VALUE,
)


@frozen
class Subject:
    """Whose options are read."""

    name: str
    """With its article, as it stands in a sentence: "a line panel"."""
    codes: Codes = IN_FENCES
    elsewhere: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Keys that belong to something else, and the sentence that says so: "`diff` is for code-comparer panels"."""
    also_called: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What authors may call a key, and what it is called here."""
    converters: Mapping[str, Convert] = field(default_factory=lambda: MappingProxyType({}))
